"""Rows of tables into follow-ups: one for each cell that says what was agreed, with its owner, term and status."""

import re
from dataclasses import dataclass, replace

from lovp_data.reading.acts import Clue, find_acts, is_no_news
from lovp_data.reading.draft import Due, FollowUp, Party
from lovp_data.reading.findings import Context, due_of, times_in
from lovp_data.reading.plain_text import Flow, Plain, make_flow
from lovp_data.reading.stakeholder_roles import Mention, assign_roles
from lovp_data.reading.tables import Cell, Row, is_above
from lovp_data.rules.rulebook import load_rules, pattern

_NOTHING = re.compile(r"[\W_]*(?:n\.?v\.?t\.?|geen|x|nvt|onbekend|p\.?m\.?)?[\W_]*", re.IGNORECASE)
_ROLES = {"owner": "owner", "asker": "asks", "asked": "asked"}  # of a column, and of a party named in it


@dataclass(frozen=True)
class _ReadCell:
    """A cell with something in it, on one line."""

    roles: frozenset[str]
    flow: Flow
    is_above: bool = False

    @property
    def text(self) -> str:
        return self.flow.text


def cells_of(plain: Plain, row: Row) -> list[_ReadCell]:
    """The cells that say something, in order."""
    return [_read(plain, cell) for cell in row.cells if cell.end > cell.start and not _is_empty(plain, cell)]


def _is_empty(plain: Plain, cell: Cell) -> bool:
    text = plain.text[cell.start : cell.end]
    return is_above(text) or bool(_NOTHING.fullmatch(text))


def _read(plain: Plain, cell: Cell) -> _ReadCell:
    return _ReadCell(cell.roles, make_flow(plain, cell.start, cell.end), cell.is_above)


def row_follow_ups(plain: Plain, row: Row, context: Context, list_kind: str = "") -> list[FollowUp]:
    """The follow-ups of a row; none where it goes on with the row before it, or says nothing that was to come back."""
    cells = cells_of(plain, row) if any(cell.roles for cell in row.cells) else _guessed(plain, row, context)
    telling = _telling(cells, list_kind)
    if _goes_on(cells, telling):
        return []
    return [
        FollowUp(
            kind=(kind := _kind(each, cells, list_kind)),
            quote=each.flow.place(0, len(each.text)),
            triggers=(),
            dues=tuple(_dues(each, cells, context)),
            parties=tuple(_parties(each, kind, cells, context)),
            status=_status(cells),
        )
        for each in telling
        if not is_no_news(each.text) and not _is_refused(each)
    ]


def _is_refused(cell: _ReadCell) -> bool:
    """What was not taken over commits nobody."""
    return bool(cell.roles & {"agreement", "decision"} and pattern(load_rules("acts")["refused"]).search(cell.text))


def _telling(cells: list[_ReadCell], list_kind: str) -> list[_ReadCell]:
    """The cells of columns that name a kind; where none does, the topic, or else the longest remark.

    A number says nothing, also in a column that is called after an action.
    """
    kinds = set(load_rules("tables")["kinds"])
    cells = [each for each in cells if not each.is_above and re.search(r"[^\W\d_]{3}", each.text)]
    found = [each for each in cells if each.roles & kinds]
    if not found and any(each.roles & {"owner", "due", "asked"} for each in cells):
        found = [each for each in cells if "topic" in each.roles]
    if not found and (list_kind or any(each.roles & {"owner", "due"} for each in cells)):
        found = sorted((each for each in cells if "remark" in each.roles), key=lambda each: -len(each.text))[:1]
    return found


def _goes_on(cells: list[_ReadCell], telling: list[_ReadCell]) -> bool:
    return bool(telling) and len(cells) == len(telling) and all(each.text[0].islower() for each in telling)


def _guessed(plain: Plain, row: Row, context: Context) -> list[_ReadCell]:
    """Without names of columns: a cell with hardly more than a party owns, one with hardly more than a day is the term.

    Only where there is such a cell, and one that says more.
    """
    cells = cells_of(plain, row)
    roles = [_guess(each, context) for each in cells]
    if not any(roles) or all(roles):
        return []
    what = max((each for each, role in zip(cells, roles, strict=True) if not role), key=lambda each: len(each.text))
    return [
        _ReadCell(frozenset({"agreement" if each is what else role or "remark"}), each.flow)
        for each, role in zip(cells, roles, strict=True)
    ]


def _guess(cell: _ReadCell, context: Context) -> str:
    size = len(cell.text)
    named = sum(each.end - each.start for each in context.known.gazetteer.mentions(cell.text))
    dated = sum(each.end - each.start for each in times_in(cell.text, context))
    return "owner" if named * 2 > size else "due" if dated * 2 > size else ""


def _kind(cell: _ReadCell, cells: list[_ReadCell], list_kind: str) -> str:
    kinds = [kind for kind in load_rules("tables")["kinds"] if kind in cell.roles]
    if len(kinds) == 1:
        return _own_kind(cell, str(kinds[0]))
    said = [act.kind for act in find_acts(Clue(cell.text, (), ())) if act.kind in (kinds or [act.kind])]
    if said:
        return said[0]
    is_to_do = any(each.roles & {"owner", "due"} for each in cells)
    return list_kind or ("agreement" if is_to_do or not kinds else "decision")


def _own_kind(cell: _ReadCell, kind: str) -> str:
    """That of its column; but what asks, agrees or puts off in so many words does that, whatever stands above it."""
    own = load_rules("tables")["own"].get(kind, {})
    return next((str(said) for said, rule in own.items() if pattern(rule).search(cell.text)), kind)


def _dues(telling: _ReadCell, cells: list[_ReadCell], context: Context) -> list[Due]:
    """Those of the column for terms, whatever their day; words that give no day are kept; then those in the text."""
    dues: list[Due] = []
    for cell in (each for each in cells if "due" in each.roles and not _state_in(each.text)):
        found = times_in(cell.text, context)
        dues += [due_of(cell.flow, each, context) for each in found]
        if not found and "owner" not in cell.roles:
            dues.append(Due(cell.flow.place(0, len(cell.text))))
    ahead = [each for each in times_in(telling.text, context) if not each.is_past]
    return dues + [due_of(telling.flow, each, context) for each in ahead]


def _parties(telling: _ReadCell, kind: str, cells: list[_ReadCell], context: Context) -> list[Party]:
    """Whoever a column names, in the role of that column; then whoever the text names besides."""
    text, mentions = telling.text, context.known.gazetteer.mentions(telling.text)
    parties = [party for cell in cells for party in _named(cell, context, _role_of(cell)) if _role_of(cell)]
    if kind == "request":
        parties = [_in_request(each, mentions) for each in parties]
    named = {each.stakeholder for each in parties}
    kind = kind if kind == "request" else "" if parties else "agreement"  # where no column names an owner, the text may
    roles = assign_roles(text, kind, 0, [each for each in mentions if each.stakeholder not in named])
    return parties + [_party(telling, mention, role, context) for mention, role in roles]


def _in_request(party: Party, told: list[Mention]) -> Party:
    """Who is to act on a request has been asked where its words name him too, else is the one to ask."""
    is_asked = party.stakeholder in {each.stakeholder for each in told}
    return replace(party, role="asked" if is_asked else "asks") if party.role == "owner" else party


def _role_of(cell: _ReadCell) -> str:
    return next((role for column, role in _ROLES.items() if column in cell.roles), "")


def _named(cell: _ReadCell, context: Context, role: str) -> list[Party]:
    return [_party(cell, each, role, context) for each in context.known.gazetteer.mentions(cell.text)]


def _party(cell: _ReadCell, mention: Mention, role: str, context: Context) -> Party:
    is_known = mention.stakeholder in context.known.gazetteer.known
    return Party(mention.stakeholder, is_known, role, cell.flow.place(mention.start, mention.end))


def _status(cells: list[_ReadCell]) -> str:
    told = [each.text for each in cells if each.roles & {"status", "due"}]
    return next((state for text in told if (state := _state_in(text))), "")


def _state_in(text: str) -> str:
    rules = load_rules("tables")["statuses"]
    return next((str(state) for state, rule in rules.items() if pattern(rule).search(text)), "")
