"""The shipped package over the years: how far it reaches, where it comes from, who held which office."""

import json
from itertools import pairwise

from lovp_data.package.files import Package
from lovp_data.package.schema import DESCRIPTOR, PACKAGE_DIR, group_by_kind

NOTE_MEETING = "lovp_2020_02_10"


def test_an_agreement_that_came_out_otherwise_says_so(shipped: Package) -> None:
    # To lower the goals: they were kept. To place the assignment within the police: it went elsewhere.
    rows = [row for row in shipped.rows["status_updates"] if row["outcome"] == "otherwise"]
    assert {row["follow_up"] for row in rows} == {"2020_02_10_f11", "2020_02_10_f20"}


def test_the_record_reaches_over_the_years_and_over_the_meetings(shipped: Package) -> None:
    rows = shipped.rows["follow_ups"]
    tasks = [row for row in rows if group_by_kind()[row["kind"]] != "said"]
    assert (len(rows), len(tasks), len(shipped.rows["status_updates"])) >= (150, 75, 150)
    assert len({row["meeting"] for row in rows}) >= 18
    assert {row["meeting"][5:9] for row in rows} == {str(year) for year in range(2020, 2026)}


def test_every_past_meeting_tells_where_it_comes_from_or_that_it_fell_through(shipped: Package) -> None:
    documented = {row["meeting"] for row in shipped.rows["publications"]}
    fallen = {row["id"] for row in shipped.rows["meetings"] if row["state"] == "cancelled"}
    assert {row["id"] for row in shipped.rows["meetings"]} - documented == fallen


def test_a_meeting_whose_feedback_was_read_has_points_and_parties(shipped: Package) -> None:
    read = {
        row["meeting"]
        for row in shipped.rows["publications"]
        if row["kind"] == "feedback" and row["read"] in ("whole", "first_part")
    }
    for resource in ("follow_ups", "involvements"):
        # The extra meeting of 23 November 2021 is told of together with that of the 29th.
        assert read - {row["meeting"] for row in shipped.rows[resource]} == {"lovp_2021_11_23"}


def test_an_office_is_held_by_one_person_at_a_time_without_a_gap(shipped: Package) -> None:
    rows = [row for row in shipped.rows["stakeholder_aliases"] if row["kind"] == "office_holder"]
    for office in ("minister_jenv", "korpschef"):
        held = [row for row in rows if row["stakeholder"] == office]
        assert [row["valid_from"] is None for row in held] == [place == 0 for place in range(len(held))]
        assert [row["valid_until"] is None for row in held] == [row is held[-1] for row in held]
        assert all((after["valid_from"] - before["valid_until"]).days == 1 for before, after in pairwise(held))


def test_only_what_comes_from_a_held_text_is_quoted(shipped: Package) -> None:
    assert all(row["quote"] is None for row in shipped.rows["follow_ups"] if row["meeting"] != NOTE_MEETING)


def test_the_descriptor_says_who_made_it_from_what_under_which_licence_and_for_which_time(shipped: Package) -> None:
    told = json.loads((PACKAGE_DIR / DESCRIPTOR).read_text(encoding="utf-8"))
    assert [each["name"] for each in told["licenses"]] == ["CC-BY-4.0"]
    assert {each["role"] for each in told["contributors"]} == {"publisher", "author", "maintainer"}
    assert all(each["title"] and each["path"].startswith("https://") for each in told["sources"])
    days = [row["held_on"][:10] for row in shipped.rows["meetings"]]
    assert told["temporal"]["start"] == min(days)
    assert told["temporal"]["end"] >= max(row["on"][-10:] for row in shipped.rows["status_updates"])
