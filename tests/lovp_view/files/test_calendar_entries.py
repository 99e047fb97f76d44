"""The calendar file: what it holds, on which days, and that an entry stays the same entry whatever becomes of it."""

from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from typing import Any

import pytest
from icalendar import Calendar, Event

from lovp_view import state
from lovp_view.files.calendar_entries import agenda, agenda_bytes, follow_ups_in_agenda
from lovp_view.files.calendar_file import Entry, calendar_bytes, cleaned
from lovp_view.view.scene import Scene
from lovp_view.view.texts import load_texts
from tests.support.figure_samples import register_of, scene_of

BASE = "https://lovp.example"
NL = load_texts("nl")
MEETINGS = [
    {"id": "m1", "held_on": "2020-01-10", "state": "held"},
    {"id": "m2", "held_on": "2020-09-21/2020-09-30", "state": "cancelled", "replaced_by": "m3"},
    {"id": "m3", "held_on": "2020-11-02", "state": "held"},
    {"id": "m4", "held_on": "2020-12-14", "state": "in_writing"},
]
_VERSIONS = count(-1000, -1)


def scene(day: str = "2020-06-01", language: str = "nl", **rows: Any) -> Scene:
    """A made-up package as known on a day."""
    given: dict[str, Any] = {"meetings": MEETINGS, "topics": [{"id": "t", "title": "Onderwerp"}]} | rows
    return scene_of(register_of(day, **given), language, version=next(_VERSIONS))


def events(of: Scene, kind: str = "") -> dict[str, Event]:
    """The events of the file, parsed again, by UID."""
    parsed = list(Calendar.from_ical(agenda_bytes(of, BASE)).walk("VEVENT"))
    uids = [str(each["UID"]) for each in parsed]
    assert len(set(uids)) == len(uids)
    return {uid: each for uid, each in zip(uids, parsed, strict=True) if uid.startswith(kind)}


def event(of: Scene, key: str = "f") -> Event:
    return events(of)[f"follow-up-{key}@lovp"]


def days(of: Event) -> tuple[date, date]:
    """First day, and first day after it."""
    return of.decoded("DTSTART"), of.decoded("DTEND")


# --- which entries, on which days -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_shipped_data_make_one_entry_per_meeting_and_per_open_term(language: str) -> None:
    shown = state.build_scene({"on": ["2020-12-01"], "lang": [language]})
    rows = shown.selected.follow_ups
    is_open = rows["is_open"] & rows["due_start"].notna()
    found = events(shown)
    assert {uid for uid in found if uid.startswith("meeting")} == {
        f"meeting-{key}@lovp" for key in shown.register.calendar["id"]
    }
    assert {uid for uid in found if uid.startswith("follow")} >= {
        f"follow-up-{key}@lovp" for key in rows[is_open]["id"]
    }
    assert len(found) == len(shown.register.calendar) + len(follow_ups_in_agenda(shown))


def test_every_entry_is_all_day_and_ends_the_day_after_its_last() -> None:
    shown = state.build_scene({"on": ["2020-06-01"]})
    rows = shown.register.follow_ups.set_index("id")
    found = events(shown)
    for uid, each in found.items():
        assert each["DTSTART"].params["VALUE"] == each["DTEND"].params["VALUE"] == "DATE"
        assert type(each.decoded("DTSTART")) is date
        if uid.startswith("follow-up-"):
            row = rows.loc[uid.removeprefix("follow-up-").removesuffix("@lovp")]
            assert days(each) == (row["due_start"].date(), row["due_end"].date() + timedelta(days=1))


@pytest.mark.parametrize(
    ("due_on", "first", "after"),
    [
        ("2020-06-12", date(2020, 6, 12), date(2020, 6, 13)),
        ("2020-09", date(2020, 9, 1), date(2020, 10, 1)),
        ("2020-12-21/2020-12-31", date(2020, 12, 21), date(2021, 1, 1)),
        ("2021", date(2021, 1, 1), date(2022, 1, 1)),
    ],
)
def test_a_range_is_one_entry_over_all_its_days(due_on: str, first: date, after: date) -> None:
    assert days(event(scene(follow_ups=[{"id": "f", "meeting": "m1", "due_on": due_on}]))) == (first, after)


def test_without_a_term_there_is_no_entry() -> None:
    assert not events(scene(follow_ups=[{"id": "f", "meeting": "m1", "due_wording": "snel"}]), "follow")


def test_a_filter_cuts_the_follow_ups_and_leaves_the_meetings() -> None:
    whole, cut = (state.build_scene({"on": ["2020-06-01"]} | more) for more in ({}, {"kind": ["agreement"]}))
    assert set(events(cut, "meeting")) == set(events(whole, "meeting"))
    assert 0 < len(events(cut, "follow")) < len(events(whole, "follow"))
    assert set(events(cut, "follow")) < set(events(whole, "follow"))


def test_nothing_in_view_is_still_a_calendar() -> None:
    assert events(state.build_scene({"on": ["2000-01-01"]})) == {}


# --- what becomes of an entry ---------------------------------------------------------------------------------------


def _closed(day: str, status: str) -> Scene:
    update = {"id": "u", "follow_up": "f", "on": "2020-03-02", "status": status, "note": "Bericht"}
    follow_up = {"id": "f", "meeting": "m1", "title": "Punt", "due_on": "2020-04"}
    return scene(day, follow_ups=[follow_up], status_updates=[update])


def test_what_is_done_stays_for_a_while_and_says_so() -> None:
    done = event(_closed("2020-06-01", "done"))
    assert done["SUMMARY"] == "Punt (gedaan)"
    assert done["STATUS"] == "CONFIRMED"
    assert "2 mrt 2020 · Gedaan: Bericht" in done["DESCRIPTION"]
    assert not events(_closed("2020-06-03", "done"), "follow")


def test_what_was_given_up_is_cancelled_so_that_calendars_strike_it_out() -> None:
    assert event(_closed("2020-06-01", "dropped"))["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("status", ["in_progress", "no_trace"])
def test_what_is_not_closed_stays(status: str) -> None:
    assert event(_closed("2025-06-01", status))["SUMMARY"] == f"Punt ({NL.label('status', status).lower()}, te laat)"


def _tied(day: str, meetings: list[dict[str, Any]] = MEETINGS) -> Scene:
    return scene(
        day, meetings=meetings, follow_ups=[{"id": "f", "meeting": "m1", "due_meeting": "m2", "title": "Punt"}]
    )


def test_a_term_at_a_meeting_follows_the_one_that_took_its_place() -> None:
    before, after = event(_tied("2020-06-01")), event(_tied("2020-11-02"))
    assert days(before) == (date(2020, 9, 21), date(2020, 10, 1))
    assert days(after) == (date(2020, 11, 2), date(2020, 11, 3))
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED")
    assert after["SUMMARY"] == "Punt (verschoven)"
    assert "Eerste toezegging: 21–30 sep 2020" in after["DESCRIPTION"]


def test_a_term_at_a_meeting_follows_its_new_date() -> None:
    put_off = [{**each, "held_on": "2020-09-14"} if each["id"] == "m2" else each for each in MEETINGS]
    before, after = event(_tied("2020-06-01")), event(_tied("2020-06-01", put_off))
    assert before["UID"] == after["UID"]
    assert days(after) == (date(2020, 9, 14), date(2020, 9, 15))


def test_a_term_at_a_meeting_that_fell_through_is_uncertain_and_says_why() -> None:
    fallen = [{key: value for key, value in each.items() if key != "replaced_by"} for each in MEETINGS]
    void = event(_tied("2020-10-01", fallen))
    assert void["STATUS"] == "TENTATIVE"
    assert NL("agenda.void") in void["DESCRIPTION"]
    assert void["SEQUENCE"] > event(_tied("2020-06-01", fallen))["SEQUENCE"]


def test_a_moved_term_keeps_its_uid_and_comes_after_the_first() -> None:
    rows: dict[str, Any] = {
        "follow_ups": [{"id": "f", "meeting": "m1", "due_meeting": "m2"}],
        "status_updates": [
            {"id": "u", "follow_up": "f", "on": "2020-11-20", "status": "moved", "due_on": "2021-02-01"},
        ],
    }
    first, replaced, moved = (event(scene(day, **rows)) for day in ("2020-06-01", "2020-11-05", "2020-12-01"))
    assert first["UID"] == replaced["UID"] == moved["UID"]
    assert first["SEQUENCE"] < replaced["SEQUENCE"] < moved["SEQUENCE"]
    assert days(moved) == (date(2021, 2, 1), date(2021, 2, 2))


def test_a_new_title_keeps_the_uid() -> None:
    named = [scene(follow_ups=[{"id": "f", "meeting": "m1", "due_on": "2020-09", "title": title}]) for title in "ab"]
    assert len({str(event(each)["UID"]) for each in named}) == 1
    assert [str(event(each)["SUMMARY"]) for each in named] == ["a", "b"]


def test_on_later_days_a_number_never_falls_and_rises_whenever_the_days_change() -> None:
    reference = ("2020-02-28", "2020-04-20", "2020-09-30", "2020-10-15", "2020-11-02", "2020-12-01", "2021-04-20")
    told = [{each.uid: each for each in agenda(state.build_scene({"on": [day]}))} for day in reference]
    for earlier, later in pairwise(told):
        for uid in earlier.keys() & later.keys():
            old, new = earlier[uid], later[uid]
            assert new.sequence >= old.sequence
            assert new.changed_on >= old.changed_on
            assert new.sequence > old.sequence or (new.first, new.last, new.status) == (old.first, old.last, old.status)


# --- meetings -------------------------------------------------------------------------------------------------------


def test_a_meeting_says_how_it_stands() -> None:
    found = {uid: (str(each["STATUS"]), str(each["SUMMARY"])) for uid, each in events(scene("2021-01-01")).items()}
    assert found == {
        "meeting-m1@lovp": ("CONFIRMED", "LOVP"),
        "meeting-m2@lovp": ("CANCELLED", "LOVP (vervallen)"),
        "meeting-m3@lovp": ("CONFIRMED", "LOVP"),
        "meeting-m4@lovp": ("CANCELLED", "LOVP (schriftelijk)"),
    }
    assert "Vervangen door: LOVP 2 nov 2020" in events(scene("2021-01-01"))["meeting-m2@lovp"]["DESCRIPTION"]


def test_a_meeting_to_come_is_not_certain_yet() -> None:
    coming = events(scene("2020-02-01"))["meeting-m4@lovp"]
    assert (coming["STATUS"], coming["SUMMARY"]) == ("TENTATIVE", "LOVP (gepland)")
    assert coming["SEQUENCE"] == 0


# --- the file -------------------------------------------------------------------------------------------------------


def test_the_same_data_give_the_same_bytes() -> None:
    first, second = (agenda_bytes(_tied("2020-06-01"), BASE) for _ in range(2))
    assert first == second
    assert datetime.now(UTC).strftime("%Y%m%dT") not in first.decode()


def test_the_file_has_what_calendars_ask_for() -> None:
    shown = state.build_scene({"on": ["2020-06-01"], "kind": ["agreement"]})
    content = agenda_bytes(shown, BASE)
    calendar = Calendar.from_ical(content)
    assert calendar["VERSION"] == "2.0"
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "LOVP: wat komt terug · Soort: Afspraak"
    assert "1 juni 2020" in calendar["DESCRIPTION"]
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in content
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    for each in events(shown).values():
        assert {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DESCRIPTION", "CATEGORIES"} <= set(each)
        assert each["TRANSP"] == "TRANSPARENT"


def test_an_entry_links_to_its_own_place_on_the_same_day_and_in_the_same_language() -> None:
    chosen = state.build_scene({"on": ["2020-06-01"], "lang": ["en"], "kind": ["agreement"]})
    latest = state.build_scene({})
    uid = "follow-up-2020_02_10_f10@lovp"
    assert events(chosen)[uid]["URL"] == f"{BASE}/punt/2020_02_10_f10?on=2020-06-01&lang=en"
    meeting = events(latest)["meeting-lovp_2020_02_10@lovp"]
    assert meeting["URL"] == f"{BASE}/vergadering/lovp_2020_02_10"
    assert b"URL:" not in agenda_bytes(latest, "")


def test_the_chosen_day_is_in_the_links_also_where_the_same_view_without_it_was_made_before() -> None:
    default = state.build_scene({})
    chosen = state.build_scene({"on": [default.reference_date.isoformat()]})
    assert b"on=" not in agenda_bytes(default, BASE)
    assert b"on=" in agenda_bytes(chosen, BASE)


def test_an_entry_tells_what_who_when_and_where_it_is_said() -> None:
    shown = events(state.build_scene({"on": ["2020-06-01"]}))["follow-up-2020_02_10_f10@lovp"]
    for part in (
        "Afspraak: ",
        "Termijn: ‘in september’",
        "Eigenaar: niet genoemd",
        "Citaat: “Afgesproken is",
        "Bron: http",
    ):
        assert part in shown["DESCRIPTION"]
    assert list(shown.categories) == ["Jaarwisseling en vuurwerk"]


def test_the_words_are_in_the_language_asked_for() -> None:
    shown = events(state.build_scene({"on": ["2020-06-01"], "lang": ["en"]}))["follow-up-2020_02_10_f10@lovp"]
    assert "Owner: not named" in shown["DESCRIPTION"]
    assert "Agreement: " in shown["DESCRIPTION"]


BITING = "a,b;c\\d\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:x\t\x00\x07\u2028" + "é" * 200


def test_no_text_breaks_out_of_its_entry() -> None:
    place = {"summary": BITING, "description": BITING, "category": BITING, "path": "afspraken", "status": "CONFIRMED"}
    entry = Entry("u@lovp", date(2020, 1, 1), date.max, sequence=0, changed_on=date(2020, 1, 1), **place)
    content = calendar_bytes([entry], name=BITING, description=BITING, language="nl", base=BASE)
    calendar = Calendar.from_ical(content)
    (found,) = calendar.walk("VEVENT")
    assert found["SUMMARY"] == found["DESCRIPTION"] == calendar["DESCRIPTION"] == cleaned(BITING)
    assert b"X-WR-CALNAME:a\\,b\\;c\\\\d\\nEND:VEVENT\\nBEGIN:VEVENT" in content.replace(b"\r\n ", b"")
    assert list(found.categories) == [cleaned(BITING)]
    assert found["UID"] == "u@lovp"
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\x00" not in content
