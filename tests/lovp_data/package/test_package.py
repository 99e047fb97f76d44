"""The shipped package: is it sound, and does it say of the LOVP what the note and the public pages say."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from lovp_data.package.dates import Interval, parse_interval
from lovp_data.package.files import Package, Row
from lovp_data.package.schema import load_schema

NOTE_MEETING = "lovp_2020_02_10"
HEADINGS = [
    "Bewaken en beveiligen",
    "Inzetbaarheid van politie",
    "Veiligheidsbeeld",
    "Jaarwisseling",
    "Herijking landelijke veiligheidsagenda",
    "Taskforce capaciteit",
    "Hoger en anders opgeleiden",
    "WODC-onderzoek",
    "Ondermijning en de plannen richting de Voorjaarsnota",
]
# Every meeting not named here was held.
NOT_HELD = {
    "lovp_2020_09": "cancelled",
    "lovp_2022_06_20": "in_writing",
    "lovp_2024_04_22": "planned",
    "lovp_2024_06_10": "planned",
    "lovp_2024_09_30": "planned",
}


def _row(package: Package, resource: str, key: str) -> Row:
    return next(row for row in package.rows[resource] if row["id"] == key)


def _of_note(package: Package, resource: str) -> list[Row]:
    return [row for row in package.rows[resource] if row["meeting"] == NOTE_MEETING]


def _sections(package: Package) -> list[Row]:
    """The discussions of the note that have a heading in it, in its order."""
    rows = sorted(_of_note(package, "discussions"), key=lambda row: row["position"])
    return [row for row in rows if row["heading"]]


def _text_of(package: Package, row: Row) -> str | None:
    """The held text of the meeting in which the row was said."""
    return package.texts.get(_row(package, "meetings", row["meeting"])["text_path"])


def _fold(text: str) -> str:
    return " ".join(text.split())


def _roles(package: Package, follow_up: str) -> dict[str, list[str]]:
    rows = [row for row in package.rows["involvements"] if row["follow_up"] == follow_up]
    return {role: [r["stakeholder"] for r in rows if r["role"] == role] for role in {r["role"] for r in rows}}


def test_the_shipped_package_is_sound_and_holds_rows_of_every_resource(shipped: Package) -> None:
    # The fixture is check_package itself: it raises on any fault.
    assert set(shipped.rows) == set(load_schema())
    assert all(shipped.rows.values())


@pytest.mark.parametrize("resource", ["follow_ups", "involvements"])
def test_every_quote_stands_literally_in_the_note(shipped: Package, resource: str) -> None:
    quoted = [row for row in shipped.rows[resource] if row["quote"]]
    assert quoted
    for row in quoted:
        text = _text_of(shipped, row)
        assert text is not None, row["id"]
        assert text[row["quote_start"] : row["quote_end"]] == row["quote"], row["id"]


@pytest.mark.parametrize("resource", ["follow_ups", "involvements"])
def test_every_row_of_a_held_note_is_quoted(shipped: Package, resource: str) -> None:
    rows = _of_note(shipped, resource)
    assert [row["id"] for row in rows if not row["quote"]] == []


def test_every_quote_lies_in_the_section_of_its_topic(shipped: Package) -> None:
    sections = {row["topic"]: range(row["section_start"], row["section_end"]) for row in _sections(shipped)}
    # Topics of their own by now; the note tells of them under one heading.
    sections |= dict.fromkeys(("messen", "online_fraude"), sections["veiligheidsbeeld"])
    for row in [*_of_note(shipped, "follow_ups"), *_of_note(shipped, "involvements")]:
        section = sections[row["topic"]]
        assert section.start <= row["quote_start"] < row["quote_end"] <= section.stop, row["id"]


def test_the_words_by_which_a_party_is_named_stand_in_its_quote(shipped: Package) -> None:
    for row in _of_note(shipped, "involvements"):
        assert row["named_as"] in _fold(row["quote"]), row["id"]


def test_every_section_starts_with_its_heading(shipped: Package) -> None:
    rows = _sections(shipped)
    text = _text_of(shipped, rows[0]) or ""
    assert [row["id"] for row in rows if not text[row["section_start"] :].startswith(row["heading"])] == []


def test_sections_cover_the_note_in_order_without_overlap(shipped: Package) -> None:
    rows = _sections(shipped)
    text = _text_of(shipped, rows[0]) or ""
    assert all(before["section_end"] <= after["section_start"] for before, after in pairwise(rows))
    left_out = text[: rows[0]["section_start"]] + text[rows[-1]["section_end"] :]
    left_out += "".join(text[before["section_end"] : after["section_start"]] for before, after in pairwise(rows))
    assert left_out.strip() == ""


def test_the_note_has_nine_topics_in_its_own_order(shipped: Package) -> None:
    rows = _sections(shipped)
    assert [row["heading"] for row in rows] == HEADINGS


def test_the_note_holds_one_request_of_the_regioburgemeesters_to_the_minister(shipped: Package) -> None:
    requests = [row["id"] for row in _of_note(shipped, "follow_ups") if row["kind"] == "request"]
    assert len(requests) == 1
    roles = _roles(shipped, requests[0])
    assert (roles["asks"], roles["asked"]) == (["regioburgemeesters"], ["minister_jenv"])


def test_adjusting_downwards_is_part_of_the_recalibration_not_a_follow_up(shipped: Package) -> None:
    rows = [row for row in _of_note(shipped, "follow_ups") if "neerwaarts bijstellen" in _fold(row["quote"])]
    assert [(row["topic"], row["kind"]) for row in rows] == [("veiligheidsagenda", "agreement")]
    assert "tot een herijking van de landelijke veiligheidsagenda te komen" in _fold(rows[0]["quote"])


def test_the_three_aspects_for_september_belong_to_one_follow_up(shipped: Package) -> None:
    rows = [row for row in _of_note(shipped, "follow_ups") if row["aspects"] and row["topic"] == "jaarwisseling"]
    assert [row["due_wording"] for row in rows] == ["in september"]
    assert len(rows[0]["aspects"]) == 3
    assert all(f"‘{aspect}’" in _fold(rows[0]["quote"]) for aspect in rows[0]["aspects"])


@pytest.mark.parametrize(
    ("wording", "due_on"),
    [
        ("Half februari", Interval(date(2020, 2, 11), date(2020, 2, 20))),
        ("het komende half jaar", Interval(date(2020, 2, 10), date(2020, 8, 10))),
        ("in september", Interval(date(2020, 9, 1), date(2020, 9, 30))),
        ("op 9 maart a.s.", Interval(date(2020, 3, 9), date(2020, 3, 9))),
        ("richting de Voorjaarsnota", None),  # a direction, no term: its day was not known in February
        ("de komende jaren", None),
        ("in het volgende LOVP", None),
        ("in het LOVP van juni", None),
    ],
)
def test_a_due_wording_of_the_note_covers_these_days(shipped: Package, wording: str, due_on: Interval | None) -> None:
    rows = [row for row in _of_note(shipped, "follow_ups") if row["due_wording"] == wording]
    assert [parse_interval(row["due_on"]) if row["due_on"] else None for row in rows] == [due_on]


@pytest.mark.parametrize(
    ("wording", "meeting"),
    [
        ("in het volgende LOVP", "lovp_2020_04_20"),
        ("in het LOVP van juni", "lovp_2020_06_29"),
        ("in september", "lovp_2020_09"),
        ("op 9 maart a.s.", None),  # talked over apart; that it was to be a LOVP is not said
        ("Half februari", None),
        ("het komende half jaar", None),
        ("de komende jaren", None),
    ],
)
def test_a_due_wording_of_the_note_points_at_this_meeting(shipped: Package, wording: str, meeting: str | None) -> None:
    rows = [row for row in _of_note(shipped, "follow_ups") if row["due_wording"] == wording]
    assert [row["due_meeting"] for row in rows] == [meeting]


def test_a_term_exists_only_where_the_note_gives_a_wording(shipped: Package) -> None:
    invented = [row["id"] for row in _of_note(shipped, "follow_ups") if not row["due_wording"] and row["due_on"]]
    assert invented == []


def test_every_due_wording_occurs_in_its_quote(shipped: Package) -> None:
    rows = [row for row in shipped.rows["follow_ups"] if row["quote"] and row["due_wording"]]
    assert rows
    assert [row["id"] for row in rows if _fold(row["due_wording"]) not in _fold(row["quote"])] == []


def test_owners_in_the_note_are_only_those_it_names(shipped: Package) -> None:
    owners = {row["stakeholder"] for row in _of_note(shipped, "involvements") if row["role"] == "owner"}
    assert owners == {"politie"}


def test_there_are_33_meetings_of_which_five_were_not_seen_to_be_held(shipped: Package) -> None:
    states = {row["id"]: row["state"] for row in shipped.rows["meetings"]}
    assert len(states) == 33
    assert {key: state for key, state in states.items() if state != "held"} == NOT_HELD


def test_the_meeting_of_late_september_2020_was_cancelled_for_that_of_2_november(shipped: Package) -> None:
    cancelled = _row(shipped, "meetings", "lovp_2020_09")
    assert (cancelled["state"], cancelled["replaced_by"]) == ("cancelled", "lovp_2020_11_02")
    assert parse_interval(cancelled["held_on"]) == Interval(date(2020, 9, 21), date(2020, 9, 30))
    assert _row(shipped, "meetings", "lovp_2020_11_02")["held_on"] == "2020-11-02"


def test_the_code_of_a_meeting_is_its_day_or_its_month(shipped: Package) -> None:
    for row in shipped.rows["meetings"]:
        interval = parse_interval(row["held_on"])
        day = interval.start.isoformat() if interval.is_day else interval.start.isoformat()[:7]
        assert row["id"] == "lovp_" + day.replace("-", "_")
        assert interval.months()[0] == interval.start.isoformat()[:7]


def test_all_exact_meetings_are_on_monday_except_the_extra_one(shipped: Package) -> None:
    exact = [row for row in shipped.rows["meetings"] if parse_interval(row["held_on"]).is_day]
    other = [(row["id"], row["kind"]) for row in exact if parse_interval(row["held_on"]).start.weekday() != 0]
    assert (len(exact), other) == (30, [("lovp_2021_11_23", "extra")])


def test_meetings_are_in_order_of_date_and_published_after_it(shipped: Package) -> None:
    rows = shipped.rows["meetings"]
    starts = [parse_interval(row["held_on"]).start for row in rows]
    assert starts == sorted(starts)
    assert all(row["published_on"] > parse_interval(row["held_on"]).end for row in rows if row["published_on"])


@pytest.mark.parametrize("resource", ["meetings", "discussions", "follow_ups", "publications"])
def test_every_row_that_tells_of_a_meeting_has_an_address(shipped: Package, resource: str) -> None:
    assert [row["id"] for row in shipped.rows[resource] if not row["source_url"].startswith("http")] == []


def test_every_status_update_has_an_address_or_found_no_trace(shipped: Package) -> None:
    for row in shipped.rows["status_updates"]:
        assert (row["source_url"] or "").startswith("http") != (row["status"] == "no_trace"), row["id"]


@pytest.mark.parametrize(
    ("follow_up", "status", "on"),
    [
        ("2020_02_10_f02", "done", "2020-02-18"),
        ("2020_02_10_f10", "done", "2020-11-23"),
        ("2020_02_10_f12", "done", "2020-06-29"),
        ("2020_11_23_f01", "moved", "2021-03-01"),
        ("2020_11_23_f01", "done", "2021-04-19"),
        ("2021_11_29_f01", "done", "2022-02-14"),
        ("2020_02_10_f11", "done", "2020-11-23"),
        ("2021_11_29_f02", "done", "2021-11-29"),
        ("2022_04_11_f01", "done", "2022-09-26"),
        ("2022_12_19_f01", "done", "2023-04-24"),
        ("2023_06_26_f01", "done", "2023-09-25"),
        ("2023_11_27_f01", "done", "2024-02-26"),
    ],
)
def test_a_public_page_shows_this_outcome_on_this_day(shipped: Package, follow_up: str, status: str, on: str) -> None:
    rows = [row for row in shipped.rows["status_updates"] if row["follow_up"] == follow_up and row["status"] == status]
    assert [(row["on"], row["relation"]) for row in rows] == [(on, "confirmed")]


@pytest.mark.parametrize("follow_up", ["2020_02_10_f03", "2020_02_10_f06", "2020_02_10_f17", "2020_02_10_f23"])
def test_what_was_looked_for_and_not_found_is_never_called_done(shipped: Package, follow_up: str) -> None:
    statuses = Counter(row["status"] for row in shipped.rows["status_updates"] if row["follow_up"] == follow_up)
    assert statuses["no_trace"] == 1
    assert statuses["done"] == 0


def test_an_outcome_that_the_source_does_not_state_is_only_related(shipped: Package) -> None:
    # Actieplan Wapens en Jongeren; 'Politie voor Iedereen'; the talk on structural balance: same subject, not shown.
    for follow_up in ("2020_02_10_f05", "2023_04_24_f01", "2023_09_25_f01"):
        rows = [row for row in shipped.rows["status_updates"] if row["follow_up"] == follow_up]
        assert {row["relation"] for row in rows} == {"related"}
