"""What a person can do with a review: each operation gives a new one, and what cannot be is said by its code."""

from dataclasses import replace

import pytest

from lovp_data.package.files import Package
from lovp_data.review.checks import blockers, faults, gaps, progress
from lovp_data.review.edits import (
    accept,
    accept_complete,
    add_discussion,
    add_follow_up,
    add_party,
    correct,
    join_topic,
    make_topic,
    merge,
    put_parties,
    reject,
    reject_undecided,
    reopen,
    split,
)
from lovp_data.review.returns import change_meeting
from lovp_data.review.review import (
    ACCEPTED,
    PROPOSED,
    REJECTED,
    DiscussionItem,
    FollowUpItem,
    NewParty,
    PartyItem,
    Review,
    ReviewError,
    Span,
)
from lovp_data.review.start import start_review
from lovp_data.review.titles import flat
from tests.support.own_note import NOTE


@pytest.fixture(scope="module")
def review(package: Package) -> Review:
    return start_review(NOTE, "nota.txt", package)


def _of_kind(review: Review, kind: str) -> FollowUpItem:
    return next(each for each in review.follow_ups if each.kind == kind)


def _new_topic(review: Review) -> DiscussionItem:
    return next(each for each in review.discussions if not each.topic)


def _span(text: str) -> Span:
    start = NOTE.index(text)
    return Span(start, start + len(text))


def test_accepting_a_follow_up_accepts_its_topic_and_leaves_the_old_review_alone(review: Review) -> None:
    item = _of_kind(review, "agreement")
    after = accept(review, item.id)
    assert after.follow_up(item.id).state == after.discussion(item.discussion).state == ACCEPTED
    assert review.follow_up(item.id).state == PROPOSED
    assert reopen(after, item.id).follow_up(item.id).state == PROPOSED


def test_what_is_incomplete_is_not_accepted(review: Review) -> None:
    topic = _new_topic(review)
    assert faults(review, topic) == ["no_theme"]
    for key in (topic.id, review.of_discussion(topic.id)[0].id):
        with pytest.raises(ReviewError, match="incomplete"):
            accept(review, key)


def test_a_left_out_topic_takes_its_follow_ups_along(review: Review) -> None:
    topic = review.discussions[0]
    after = reject(review, topic.id)
    assert {each.state for each in after.of_discussion(topic.id)} == {REJECTED}
    back = accept(after, after.of_discussion(topic.id)[0].id)
    assert back.discussion(topic.id).state == ACCEPTED


def test_all_that_is_complete_is_accepted_at_once_and_the_rest_left_out(review: Review) -> None:
    after = accept_complete(review)
    topic = _new_topic(review)
    waiting = {topic.id, *(each.id for each in review.of_discussion(topic.id))}
    states = {each.id: each.state for each in (*after.discussions, *after.follow_ups)}
    assert {key for key, state in states.items() if state == PROPOSED} == waiting
    assert progress(after).complete == 0
    assert progress(reject_undecided(after)).proposed == 0


def test_a_topic_is_joined_to_a_known_one_or_made_new(review: Review) -> None:
    key = _new_topic(review).id
    assert faults(review, make_topic(review, key, "Drones", "safety").discussion(key)) == []
    joined = join_topic(review, key, "ict").discussion(key)
    assert (joined.topic, faults(review, joined)) == ("ict", [])


def test_a_correction_changes_what_it_names_and_nothing_else(review: Review) -> None:
    item = _of_kind(review, "agreement")
    after = correct(review, item.id, kind="decision", title="Inzet", quote=_span(" de politie uiterlijk 1 juni "))
    assert after.quote(after.follow_up(item.id).quote) == "de politie uiterlijk 1 juni"
    assert replace(after.follow_up(item.id), kind=item.kind, title=item.title, quote=item.quote) == item


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"quote": Span(-1, 4)}, "no_such_place"),
        ({"quote": Span(4, 4)}, "no_such_place"),
        ({"quote": Span(0, 10**6)}, "no_such_place"),
        ({"id": "x"}, "no_such_field"),
        ({"colour": "x"}, "no_such_field"),
        ({"discussion": "d99"}, "no_such_item"),
    ],
)
def test_an_impossible_correction_is_refused(review: Review, values: dict[str, object], code: str) -> None:
    with pytest.raises(ReviewError, match=code):
        correct(review, review.follow_ups[0].id, **values)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"kind": ""}, "no_kind"),
        ({"title": " "}, "no_title"),
        ({"title": "x" * 61}, "long_title"),
        ({"what": ""}, "no_what"),
        ({"openness": "embargo"}, "no_embargo_day"),
        ({"discussion": ""}, "no_topic"),
    ],
)
def test_what_the_store_would_refuse_is_said_before(review: Review, values: dict[str, object], code: str) -> None:
    after = correct(review, _of_kind(review, "agreement").id, **values)
    assert code in faults(after, _of_kind_or_first(after, review))


def _of_kind_or_first(after: Review, before: Review) -> FollowUpItem:
    return after.follow_up(_of_kind(before, "agreement").id)


def test_one_becomes_two_and_two_become_one(review: Review) -> None:
    item = _of_kind(review, "agreement")
    assert item.quote
    at = NOTE.index("voor de inzet tijdens")
    halves = split(review, item.id, at)
    first, second = halves.of_discussion(item.discussion)[:2]
    assert (first.id, second.id) == (item.id, f"f{review.number + 1}")
    assert halves.quote(second.quote) == "voor de inzet tijdens de volgende jaarwisseling."
    assert (first.due_wording, second.due_wording) == ("uiterlijk 1 juni", "")
    assert [each.stakeholder for each in first.parties] == ["politie"]
    again = merge(halves, first.id, second.id)
    assert again.follow_up(item.id).quote == item.quote
    assert again.follow_up(item.id).due_on == item.due_on
    assert len(again.follow_ups) == len(review.follow_ups)


def test_a_place_outside_the_quote_splits_nothing(review: Review) -> None:
    for at in (0, len(NOTE), _of_kind(review, "agreement").quote.start):  # type: ignore[union-attr]
        with pytest.raises(ReviewError, match="no_such_place"):
            split(review, _of_kind(review, "agreement").id, at)


def test_an_item_is_not_merged_with_itself(review: Review) -> None:
    with pytest.raises(ReviewError, match="not_to_be_merged"):
        merge(review, review.follow_ups[0].id, review.follow_ups[0].id)


def test_a_passage_that_nobody_proposed_becomes_a_follow_up_of_its_topic(review: Review) -> None:
    after = add_follow_up(review, _span("Het gebruik van drones boven woonwijken neemt toe."))
    added = after.follow_ups[-1]
    assert added.discussion == _new_topic(review).id
    assert "no_kind" in faults(after, added)
    told = add_follow_up(review, _span("in Utrecht"), kind="announcement", title="Plaats")
    assert told.follow_ups[-1].discussion == review.discussions[0].id


def test_a_passage_becomes_a_topic_with_its_first_line_as_heading(review: Review) -> None:
    added = add_discussion(review, _span("Op maandag 2 maart kwam")).discussions[-1]
    assert (added.title, review.quote(added.heading), added.topic) == ("Op maandag 2 maart kwam",) * 2 + ("",)


def test_a_text_without_topics_gets_one_with_the_first_follow_up(package: Package) -> None:
    bare = replace(start_review("Een enkele zin over niets.", "x", package), discussions=(), follow_ups=())
    after = add_follow_up(bare, Span(0, 10))
    assert len(after.discussions) == len(after.follow_ups) == 1


def test_parties_keep_the_place_where_the_note_names_them(review: Review) -> None:
    item = _of_kind(review, "request")
    wanted = [PartyItem("minister_jenv", "owner"), PartyItem("om", "named"), PartyItem("om", "named")]
    after = put_parties(review, item.id, wanted).follow_up(item.id)
    assert [(each.stakeholder, each.role, each.named_as) for each in after.parties] == [
        ("minister_jenv", "owner", "minister"),
        ("om", "named", ""),
    ]


def test_gaps_are_said_and_stay_gaps(review: Review, package: Package) -> None:
    known = {row["id"] for row in package.rows["stakeholders"]}
    assert gaps(review, _of_kind(review, "request"), known) == ["no_owner", "no_date"]
    assert gaps(review, _of_kind(review, "concern"), known) == []
    vng = next(each for each in review.follow_ups if any(p.stakeholder == "vng" for p in each.parties))
    assert "unknown_party" in gaps(review, vng, known)
    named = add_party(review, NewParty("vng", "Vereniging van Nederlandse Gemeenten", "VNG", "local_government"))
    assert "unknown_party" not in gaps(named, vng, known)


def test_another_day_reckons_the_terms_anew_save_those_a_person_set(review: Review, package: Package) -> None:
    april, june = (next(f for f in review.follow_ups if word in f.due_wording) for word in ("april", "1 juni"))
    mine = correct(review, june.id, due_on="2026-05-01")
    after = change_meeting(mine, 0, package, held_on="2027-03-01")
    assert after.follow_up(april.id).due_on == "2027-04-11/2027-04-20"
    assert after.follow_up(june.id).due_on == "2026-05-01"


@pytest.mark.parametrize("day", ["9999-01-01", "2026-02-31", "gisteren", "2026-03", "2026-03-01/2026-03-04"])
def test_a_day_that_cannot_be_is_refused(review: Review, package: Package, day: str) -> None:
    with pytest.raises(ReviewError, match="no_such_day"):
        change_meeting(review, 0, package, held_on=day)


def test_what_stands_in_the_way_is_named(review: Review, package: Package) -> None:
    assert blockers(review, package) == ["undecided"]
    undated = replace(review, meetings=(replace(review.meetings[0], held_on=""),))
    assert "no_day" in blockers(undated, package)
    assert "no_meeting" in blockers(replace(review, meetings=(replace(review.meetings[0], is_kept=False),)), package)
    assert blockers(reject_undecided(review), package) == []


def test_every_quote_stays_literal_through_it_all(review: Review) -> None:
    after = add_follow_up(
        split(accept_complete(review), review.follow_ups[0].id, NOTE.index("voor de inzet")), Span(0, 5)
    )
    for each in after.follow_ups:
        assert each.quote
        assert NOTE[each.quote.start : each.quote.end] == after.quote(each.quote)
        assert flat(after.quote(each.quote))
