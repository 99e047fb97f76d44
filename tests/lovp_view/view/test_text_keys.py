"""Every text that the code asks for exists, in every language, and no text is left that nobody asks for."""

import pytest

from lovp_data.documents.document_faults import MESSAGES as NOTE_FAULTS
from lovp_data.documents.file_forms import UNREADABLE
from lovp_data.documents.note_text import SENTENCES
from lovp_data.measures.agenda import AGENDA_REASONS, QUESTION_RULES
from lovp_data.measures.fulfilment import AXES, RESULTS
from lovp_data.measures.items import CHANGE_KINDS
from lovp_data.measures.members import HEADLINES, MOMENTS, STAGES
from lovp_data.package.errors import MESSAGES
from lovp_data.package.schema import group_by_kind, load_schema
from lovp_data.register.filters import FILTER_BY_KEY, FILTERS, LATE, MONTH_PARTS
from lovp_data.register.register import SAID_STATUSES, UNCONFIRMED
from lovp_data.review.returns import RETURN_STATUSES
from lovp_data.review.review import ACCEPTED, PROPOSED, REJECTED, STORED
from lovp_data.store.database_faults import FAULTS
from lovp_view.access.rights import Access
from lovp_view.editing import meetings, points, screen
from lovp_view.publishing.subscriptions import RHYTHMS
from lovp_view.reading import side_by_side
from lovp_view.reading.steps import SETTLED_IN, STEPS
from lovp_view.reading.store_step import COUNTED
from lovp_view.screen import accessibility, definitions, error_page
from lovp_view.shell.export_menu import KINDS
from lovp_view.view.office_notes import NOTE_FIELDS
from lovp_view.view.pages import EDITOR_PAGES, FOOT_PAGES, PAGES, PICTURE_PAGE
from lovp_view.view.slide_plan import PARTS
from lovp_view.view.texts import languages, load_texts
from lovp_view.view.theme import CERTAINTY_COLORS, HEADLINE_COLORS, PAPERS, STATE_SYMBOLS, STATUS_COLORS, STATUS_GLYPHS
from tests.support.chart_pictures import CHARTS
from tests.support.text_keys import HOLE, asked_keys, dict_keys_in, review_error_codes

# Which group of texts names the codes of a field.
GROUPS = {
    ("meetings", "kind"): ["meeting_kind"],
    ("meetings", "state"): ["state"],  # and what a past one is called of which nobody knows whether it was held
    ("topics", "theme"): ["theme"],
    ("follow_ups", "kind"): ["kind", "kind_letter"],
    ("follow_ups", "openness"): ["openness"],
    ("status_updates", "status"): ["status"],
    ("status_updates", "relation"): ["relation"],
    ("status_updates", "outcome"): ["outcome", "outcome_agreed", "outcome_asked"],
    ("stakeholders", "kind"): ["party_kind"],
    ("stakeholder_aliases", "kind"): ["alias_kind"],
    ("publications", "kind"): ["publication_kind"],
    ("publications", "read"): ["read"],
    ("involvements", "role"): ["role", "role_letter"],
}
TAKEN = ("docx", "pdf", "ics", "note", "note_text", "actions", "actions_excel")  # files of a prepared meeting
ACTIONS = ("add", "change", "remove", "import", "merge", "restore")  # as `lovp_data.store.ledger.Entry` tells them
REVIEW_FAULTS = ("no_topic_title", "no_theme", "no_quote", "no_kind", "no_title", "cut_title", "long_title", "no_what")
REVIEW_FAULTS += ("no_embargo_day", "no_topic", "topic_not_chosen")
REVIEW_TROUBLES = ("gone", "conflict", "failed", "not_allowed", "changed_meanwhile", *review_error_codes())
ENUMS = {
    (resource.name, field.name): field.enum
    for resource in load_schema().values()
    for field in resource.fields
    if field.enum
}
_OUTCOME = ("status_updates", "outcome")
GROUPS_OF_KINDS = list(dict.fromkeys(group_by_kind().values()))
CERTAINTIES = ["certain", "possible", "moved_away"]


def _filter_codes() -> list[str]:
    """Labels of filter options that are no rows of the data."""
    codes = {"theme": ["capacity", "safety"], "kind": ENUMS["follow_ups", "kind"]}
    codes["status"] = [*ENUMS["status_updates", "status"], LATE, *SAID_STATUSES]
    codes |= {"group": GROUPS_OF_KINDS, "stage": STAGES, "moment_name": MOMENTS}
    return [f"{group}.{code}" for group, each in codes.items() for code in each]


def _columns() -> list[str]:
    made = ("labelled_follow_ups", "labelled_parties")
    tables = [("lovp_view/files/labelled_tables.py", function) for function in made]
    kinds = ("discussions", "updates", "meetings", "topics", "stakeholders", "roles")
    tables += [("lovp_view/files/sheets.py", f"labelled_{kind}") for kind in kinds]
    named = [key for path, function in tables for key in dict_keys_in(path, function)]
    return [*named, "follow_up", "topic", "term", "first_term", "status"]


# What can stand in the holes of a key that is put together while running: every whole key.
PATTERNS: dict[str, list[str]] = {
    "accessibility.{}": [f"accessibility.{section}" for section in accessibility.SECTIONS],
    "accessibility.{}_title": [f"accessibility.{section}_title" for section in accessibility.SECTIONS],
    "accessibility.gap_{}": [f"accessibility.gap_{gap}" for gap in accessibility.GAPS],
    "page.{}": [f"page.{key}" for _, key, _ in (*PAGES, *FOOT_PAGES, *EDITOR_PAGES, PICTURE_PAGE)],
    "part.{}": [f"part.{noun}" for noun in ("topics", "parties", "meetings", "follow_ups", "tasks", "rows")],
    "chart_file.{}": [f"chart_file.{name}" for names in CHARTS.values() for name in names],
    "picture.{}": [f"picture.{paper.code}" for paper in PAPERS],
    "slide.{}": ["slide.late", "slide.unanswered"],
    "slide.group_{}.*": [f"slide.group_{code}.*" for code in GROUPS_OF_KINDS],
    "document.{}": ["document.about", "document.link", "document.page"],
    "takeaway.{}": [f"takeaway.{kind.code}" for kind in KINDS],
    "slide_name.{}": [f"slide_name.{part}" for part in PARTS if part != "topics"],
    "lead.{}": [f"lead.{key}" for _, key, _ in (*PAGES, *FOOT_PAGES, *EDITOR_PAGES) if key != "overview"],
    "controls.{}": ["controls.previous", "controls.next", "controls.latest"],
    "controls.{}_help": ["controls.previous_help", "controls.next_help", "controls.latest_help"],
    "language.{}": [f"language.{code}" for code in languages()],
    "headline.{}": [f"headline.{name}" for name in HEADLINES],
    "count.{}.*": [f"count.{stage}.*" for stage in ("late", "open", "closed", "said")],
    "month_count.{}.*": [f"month_count.{part}.*" for part in MONTH_PARTS],
    "month_part.{}": [f"month_part.{part}" for part in MONTH_PARTS],
    "stage.{}": [f"stage.{code}" for code in STAGES],
    "group.{}": [f"group.{code}" for code in GROUPS_OF_KINDS],
    "status_{}.{}": [f"status_asked.{code}" for code in ("open", "done", "dropped")],
    "column.{}": [f"column.{name}" for name in _columns()],
    "problem.{}": [f"problem.{code}" for code in MESSAGES],
    "account.{}": [f"account.{section}" for section in definitions._SECTIONS],
    "account.{}_title": [f"account.{section}_title" for section in definitions._SECTIONS],
    "account.{}_{}": [
        *(f"account.status_{code}" for code in ENUMS["status_updates", "status"]),
        *(f"account.kind_{code}" for code in ENUMS["follow_ups", "kind"]),
    ],
    "published.status_{}": ["published.status_400", "published.status_404"],
    "published.{}_how": ["published.calendar_how", "published.changes_how", "published.data_how"],
    "published.{}": ["published.calendar", "published.changes", "published.data"],
    "digest.{}": ["digest.changed", "digest.due", "digest.open"],
    "digest.n_{}.*": ["digest.n_changed.*", "digest.n_due.*", "digest.n_open.*"],
    "digest.why_{}": [f"digest.why_{rhythm}" for rhythm in (*RHYTHMS, "asked")],
    "filter.{}": [f"filter.{each.key}" for each in FILTERS],
    "action.{}": [f"action.{action}" for action in ACTIONS],
    "one.{}": [f"one.{name}" for name in load_schema()],
    "field.{}": [f"field.{field.name}" for resource in load_schema().values() for field in resource.fields],
    "editing.{}": ["editing.side_field", "editing.side_stored", "editing.side_mine"],
    "editing_part.{}": [f"editing_part.{part}" for part in screen.PARTS],
    "editing_tab.{}": [f"editing_tab.{tab}" for tab in (*points.TABS, *meetings.TABS)],
    "editing_list.{}": [
        f"editing_list.{name}" for name in ("topics", "stakeholders", "stakeholder_aliases", "moments")
    ],
    "controls.choose_{}": ["controls.choose_topic", "controls.choose_meeting"],
    "controls.{}_in_full": ["controls.topic_in_full", "controls.meeting_in_full"],
    "left_out.{}": [f"left_out.{code}" for code in SENTENCES],
    "file_form.{}": [f"file_form.{form.removeprefix('.')}" for form in UNREADABLE],
    "trouble.{}": [f"trouble.{fault}" for fault in error_page._FOR_THE_ADMINISTRATOR],
    "note_fault.{}": [f"note_fault.{code}" for code in NOTE_FAULTS],
    "reading.note_{}": [f"reading.note_{name}" for name in ("text", "hint", "add", "topic")],
    "reading.item_{}": [f"reading.item_{name}" for name in ("list", "empty", "hint", "edit", *side_by_side.STEPS)],
    "reading.key_{}": [f"reading.key_{verb}" for verb in side_by_side.KEYS],
    "reading.save_{}": ["reading.save_accept", "reading.save_keep"],
    "reading.returned_{}": [f"reading.returned_{status}" for status in RETURN_STATUSES],
    "reading.settle_{}": [f"reading.settle_{choice}" for choice in ("again", "apart", "drop")],
    "reading_step.{}": [f"reading_step.{step}" for step in STEPS],
    "rows.{}.*": [f"rows.{name}.*" for name in COUNTED],
    "review_state.{}": [f"review_state.{code}" for code in (PROPOSED, ACCEPTED, REJECTED, STORED)],
    "review_blocker.{}": [f"review_blocker.{code}" for code in SETTLED_IN],
    "review_fault.{}": [f"review_fault.{code}" for code in REVIEW_FAULTS],
    "review_gap.{}": [f"review_gap.{code}" for code in ("no_owner", "no_date", "unknown_party")],
    "store_fault.{}": [f"store_fault.{fault}" for fault in ("silent", "foreign", "encoding", *FAULTS)],
    "review_trouble.{}": [f"review_trouble.{code}" for code in REVIEW_TROUBLES],
    "gate.{}": [f"gate.{access.value}" for access in Access],
    "zoom.{}": ["zoom.fit", "zoom.year", "zoom.quarter", "zoom.all"],
    "result.{}": [f"result.{code}" for code in RESULTS],
    "outcome_{}.{}": [f"outcome_{group}.{code}" for group in ("agreed", "asked") for code in ENUMS[_OUTCOME]],
    "title.result_{}.*": [f"title.result_{axis}.*" for axis in AXES],
    "certainty.{}": [f"certainty.{code}" for code in CERTAINTIES],
    "change.{}": [f"change.{kind}" for kind in CHANGE_KINDS],
    "preparing.group_{}": [f"preparing.group_{name}" for name in ("ask", "agreed", "asked", "since", "said")],
    "preparing.take_{}": [f"preparing.take_{code}" for code in TAKEN],
    "preparing.name_{}": [f"preparing.name_{code}" for code in TAKEN],
    "preparing_note.{}": [f"preparing_note.{name}" for name in NOTE_FIELDS],
    "agenda_reason.{}": [f"agenda_reason.{reason}" for reason in AGENDA_REASONS],
    "question.{}": [f"question.{rule}" for rule in QUESTION_RULES],
    "reason.{}.*": [f"reason.{rule}.*" for rule in QUESTION_RULES],
    "sorter.{}": ["sorter.up", "sorter.down"],
    "resource.{}": [f"resource.{name}" for name in load_schema()],
    # Titles that are chosen before they are asked for.
    "{}.*": [f"title.topics_{stage}{named}.*" for stage in ("late", "open") for named in ("", "_named")],
    "{}.{}": [*_filter_codes(), *(f"headline.{name}" for name in HEADLINES)],
    **{
        f"{group}.{{}}": [f"{group}.{code}" for code in ENUMS[field]]
        for field, groups in GROUPS.items()
        for group in groups
        if group != "change"
    },
}
PATTERNS["state.{}"].append(f"state.{UNCONFIRMED}")


def _wanted() -> set[str]:
    """Every key the code can ask for, plurals as '<key>.*'."""
    whole = {key for key in asked_keys() if HOLE not in key and not key.endswith(".+")}
    return whole | {key for keys in PATTERNS.values() for key in keys}


def _forms(key: str) -> set[str]:
    """The keys in the file behind a wanted key."""
    return {f"{key[:-2]}.one", f"{key[:-2]}.other"} if key.endswith(".*") else {key}


def test_the_reader_of_the_code_finds_literals_plurals_labels_and_patterns() -> None:
    assert {"controls.clear", "title.timeline.*", "status.{}", "page.{}", "builtin.+"} <= asked_keys()


def test_every_pattern_of_keys_in_the_code_is_listed_here_with_its_values() -> None:
    patterns = {key for key in asked_keys() if HOLE in key}
    assert patterns <= set(PATTERNS)


@pytest.mark.parametrize("language", languages())
def test_every_text_that_the_code_asks_for_exists(language: str) -> None:
    held = set(load_texts(language).flat)
    missing = {key for wanted in _wanted() for key in _forms(wanted)} - held
    assert not missing


@pytest.mark.parametrize("language", languages())
def test_no_text_is_left_that_nobody_asks_for(language: str) -> None:
    used = {key for wanted in _wanted() for key in _forms(wanted)} | {"locale"}
    labels = {f"{group}.{code}" for field, groups in GROUPS.items() for group in groups for code in ENUMS[field]}
    groups = tuple(key.removesuffix("+") for key in asked_keys() if key.endswith(".+"))
    left = {key for key in set(load_texts(language).flat) - used - labels if not key.startswith(groups)}
    assert not left


def test_every_field_with_codes_has_texts() -> None:
    assert set(ENUMS) == set(GROUPS)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("field", "group"), [(field, group) for field, groups in GROUPS.items() for group in groups])
def test_every_code_has_a_label_of_its_own(language: str, field: tuple[str, str], group: str) -> None:
    labels = [load_texts(language).label(group, code) for code in ENUMS[field]]
    assert len(set(labels)) == len(labels)


def test_every_code_that_is_drawn_has_a_look() -> None:
    statuses = set(ENUMS["status_updates", "status"])
    assert set(STATUS_COLORS) == set(STATUS_GLYPHS) == statuses | set(SAID_STATUSES)
    assert set(STATE_SYMBOLS) == {*ENUMS["meetings", "state"], UNCONFIRMED}
    assert set(HEADLINE_COLORS) <= set(HEADLINES)
    assert set(CERTAINTY_COLORS) <= set(CERTAINTIES)


def test_glyphs_differ_so_that_they_can_tell_a_status_without_colour() -> None:
    assert len(set(STATUS_GLYPHS.values())) == len(STATUS_GLYPHS)
    assert len(set(STATE_SYMBOLS.values())) == len(STATE_SYMBOLS)
    assert len(set(STATUS_COLORS.values())) == len(STATUS_COLORS)


def test_every_filter_has_options_or_is_a_text() -> None:
    assert [key for key, each in FILTER_BY_KEY.items() if each.options is None] == ["q"]
