"""Last step: what still stands in the way, or what will be stored; and 'Vastleggen', the one write of it all."""

import streamlit as st

from lovp_data.package.errors import ConflictError
from lovp_data.review.changes import summarise, to_changes
from lovp_data.review.checks import blockers, strangers
from lovp_data.review.review import ACCEPTED, DiscussionItem, FollowUpItem, Review, ReviewError
from lovp_data.review.stored import recognise
from lovp_data.store.ledger import Entry
from lovp_view import state
from lovp_view.editing.answers import show_answer
from lovp_view.editing.names import Names
from lovp_view.reading.draft_session import DraftSession, discard_draft
from lovp_view.reading.steps import SETTLED_IN
from lovp_view.reading.words import party_line, status_line, term_days, topic_name
from lovp_view.screen import markup
from lovp_view.view.scene import Scene

OUTCOME = "reading"  # the name under which the last write of a note is kept
_WHY = "reading_why"
COUNTED = ("meetings", "topics", "discussions", "follow_ups", "status_updates", "stakeholders", "involvements")


def show_store(session: DraftSession, names: Names) -> None:
    """A summary, a reason for the ledger, and the button; or what to settle first, with the way there."""
    _answer(names)
    review = recognise(session.review, names.package)
    if found := blockers(review, names.package):
        _in_the_way(found, names)
        return
    _summary(review, names)
    texts = names.texts
    st.text_input(texts("editing.why"), key=_WHY, placeholder=_reason(review, names))
    st.button(
        texts("editing.save"), key="store_note", type="primary", icon=":material/save:",
        on_click=lambda: _store(session, names),
    )  # fmt: skip


def _answer(names: Names) -> None:
    """Why the last write of this note failed."""
    outcome = state.outcome(OUTCOME)
    if outcome is None or outcome.error is None:
        return
    if isinstance(outcome.error, ConflictError):
        st.warning(names.texts("reading.changed_below"), icon=":material/group:")
    else:
        show_answer(OUTCOME, names)


def _in_the_way(found: list[str], names: Names) -> None:
    st.info(names.texts("reading.not_yet"))
    for code in found:
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"blocker_{code}"):
            st.markdown(f"○ {names.texts(f'review_blocker.{code}')}")
            step = SETTLED_IN[code]
            st.button(
                names.texts(f"reading_step.{step}"), key=f"settle_{code}", type="tertiary",
                icon=":material/arrow_forward:", on_click=state.go, kwargs={"edit": step, "row": None},
            )  # fmt: skip


def _summary(review: Review, names: Names) -> None:
    """'Erbij: 1 vergadering, 3 onderwerpen …'; and what is changed and left out."""
    texts, told = names.texts, summarise(review, to_changes(review, names.package))
    lines = [
        _counts(texts("reading.adds"), told.added, names),
        _counts(texts("reading.changes"), told.changed, names),
        texts.plural("reading.leaves_out", told.left_out) if told.left_out else "",
    ]
    shown = [line for line in lines if line]
    st.markdown("\n".join(f"- {line}" for line in shown) if shown else texts("reading.nothing_new"))
    if unknown := _unknown_parties(review, names):
        st.warning(texts("reading.unknown_parties", parties=texts.listing(unknown)), icon=":material/group_add:")
    if listed := _stored_lines(review, names):
        with st.expander(texts("reading.what_is_stored"), expanded=True):
            st.markdown("\n".join(listed))


def _unknown_parties(review: Review, names: Names) -> list[str]:
    """Parties of what is taken over that the store does not hold: their roles cannot be stored."""
    known = set(names.of("stakeholders"))
    items: list[DiscussionItem | FollowUpItem] = [*review.discussions, *review.follow_ups]
    taken = [each for each in items if each.state == ACCEPTED]
    found = [party.named_as or party.stakeholder for each in taken for party in strangers(review, each, known)]
    return [markup.escaped(name) for name in dict.fromkeys(found)]


def _stored_lines(review: Review, names: Names) -> list[str]:
    """Markdown: each topic with its parties and the points that will be stored under it."""
    lines: list[str] = []
    for each in review.discussions:
        points = [point for point in review.of_discussion(each.id) if point.state == ACCEPTED]
        if each.state == ACCEPTED or points:
            parties = party_line(each.parties, names) if each.state == ACCEPTED else ""
            lines.append(f"- **{markup.escaped(topic_name(each, names))}** {markup.escaped(parties)}".rstrip())
        lines += [f"    - {markup.escaped(_point_line(point, names))}" for point in points]
    return lines


def _point_line(point: FollowUpItem, names: Names) -> str:
    told = [names.texts.label("kind", point.kind), term_days(point, names), status_line(point, names)]
    told.append(party_line(point.parties, names))
    return " · ".join([point.title, *(each for each in told if each)])


def _counts(lead: str, counts: dict[str, int], names: Names) -> str:
    told = [names.texts.plural(f"rows.{name}", counts[name]) for name in COUNTED if counts.get(name)]
    return f"{lead}: {names.texts.listing(told)}" if told else ""


def _reason(review: Review, names: Names) -> str:
    return names.texts("reading.why", name=review.name)


def _store(session: DraftSession, names: Names) -> None:
    """Callback: the whole review in one write; then the draft is done with."""
    why = str(state.peek(_WHY) or "").strip() or _reason(session.review, names)
    try:
        changes = to_changes(session.review, state.editor_package())
    except ReviewError:
        return  # what stands in the way now is what the next run shows
    if state.submit(OUTCOME, changes, why).error is not None:
        return
    discard_draft(session.key, session.version)
    state.go(concept=None, edit=None, row=None)


def show_stored(scene: Scene, names: Names) -> None:
    """What the last write of a note brought, and where it can be seen."""
    outcome, texts = state.outcome(OUTCOME), names.texts
    if outcome is None or outcome.error is not None:
        return
    if not outcome.entries:
        st.info(texts("editing.nothing_changed"))
        return
    st.success(texts("reading.stored", what=_told(list(outcome.entries), names)), icon=":material/check:")
    query = state.query_of(
        scene.view.changed(edit=None, row=None, concept=None, open_meeting=_meeting(outcome.entries))
    )
    st.page_link("pages/meetings.py", label=texts("reading.see"), icon=":material/arrow_forward:", query_params=query)


def _told(entries: list[Entry], names: Names) -> str:
    """'LOVP 2 mrt 2026, 3 onderwerpen en 4 punten', of what was added."""
    counts: dict[str, int] = {}
    for entry in entries:
        if entry.action == "add" and entry.resource:
            counts[entry.resource] = counts.get(entry.resource, 0) + 1
    told = [names.texts.plural(f"rows.{name}", counts[name]) for name in COUNTED[2:5] if counts.get(name)]
    meeting = _meeting(entries)
    return names.texts.listing([*([markup.escaped(names.row("meetings", meeting))] if meeting else []), *told])


def _meeting(entries: list[Entry] | tuple[Entry, ...]) -> str | None:
    """The meeting that was written about."""
    for entry in entries:
        if entry.resource == "meetings":
            return entry.id
    return next((str((each.after or {}).get("meeting")) for each in entries if (each.after or {}).get("meeting")), None)
