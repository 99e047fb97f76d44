"""The cache for all viewers: works a thing out once, forgets what was not asked for, keeps no errors."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest

from lovp_view import state
from lovp_view.view.result_cache import ResultCache
from lovp_view.view.wording import filter_labels, meeting_labels, stakeholder_names


def _refuse() -> int:
    raise ValueError("not now")


def test_a_result_is_worked_out_once_per_key() -> None:
    cache, built = ResultCache(9), []
    for key in ("a", "b", "a"):
        cache.cached(key, lambda key=key: built.append(key))
    assert built == ["a", "b"]


def test_nothing_is_a_result_too() -> None:
    cache = ResultCache(9)
    assert cache.cached("a", lambda: None) is None
    assert cache.cached("a", lambda: 1) is None


def test_the_longest_unused_goes_first() -> None:
    cache = ResultCache(2)
    for key in ("a", "b", "a", "c"):
        cache.cached(key, lambda key=key: key)
    assert cache.cached("a", lambda: "new") == "a"
    assert cache.cached("b", lambda: "new") == "new"


def test_an_error_is_not_kept() -> None:
    cache = ResultCache(9)
    with pytest.raises(ValueError, match="not now"):
        cache.cached("a", _refuse)
    assert cache.cached("a", lambda: 1) == 1


def test_many_viewers_at_once_are_given_the_same() -> None:
    cache = ResultCache(5)
    with ThreadPoolExecutor(8) as viewers:
        found = list(viewers.map(lambda n: cache.cached(n % 7, lambda: n % 7), range(500)))
    assert found == [n % 7 for n in range(500)]


def test_who_asks_while_it_is_built_waits_for_it_and_builds_nothing() -> None:
    cache, begun, may_end, built = ResultCache(5), Event(), Event(), list[int]()

    def build() -> int:
        begun.set()
        assert may_end.wait(20)
        built.append(1)
        return 7

    with ThreadPoolExecutor(4) as viewers:
        first = viewers.submit(cache.cached, "a", build)
        assert begun.wait(20)
        others = [viewers.submit(cache.cached, "a", build) for _ in range(3)]
        may_end.set()
        assert [each.result(20) for each in (first, *others)] == [7] * 4
    assert built == [1]


def test_who_waited_for_a_failure_builds_it_anew() -> None:
    cache, begun, may_end = ResultCache(5), Event(), Event()

    def fail() -> int:
        begun.set()
        assert may_end.wait(20)
        raise ValueError("not now")

    with ThreadPoolExecutor(2) as viewers:
        first = viewers.submit(cache.cached, "a", fail)
        assert begun.wait(20)
        second = viewers.submit(cache.cached, "a", lambda: 1)
        may_end.set()
        with pytest.raises(ValueError, match="not now"):
            first.result(20)
        assert second.result(20) == 1


@pytest.mark.parametrize(
    "other",
    [{"on": ["2020-06-01"]}, {"topic": ["jaarwisseling"]}, {"lang": ["en"]}, {"q": ["politie"]}],
    ids=["day", "topic", "language", "search"],
)
def test_what_a_picture_depends_on_is_part_of_its_key(other: dict[str, list[str]]) -> None:
    assert state.build_scene({}).cache_key != state.build_scene(other).cache_key


@pytest.mark.parametrize("other", [{"item": ["2020_02_10_f10"]}, {"mark": ["headline.open"]}, {"foo": ["1"]}])
def test_what_lies_over_a_picture_is_not(other: dict[str, list[str]]) -> None:
    assert state.build_scene({}).cache_key == state.build_scene(other).cache_key


def test_the_day_as_default_and_the_same_day_as_choice_share_their_pictures() -> None:
    scene = state.build_scene({})
    chosen = state.build_scene({"on": [scene.reference_date.isoformat()]})
    assert chosen.cache_key == scene.cache_key
    assert scene.view.reference_date is None
    assert isinstance(chosen.view.reference_date, date)


def test_what_looks_at_no_selection_is_worked_out_once_for_all_selections() -> None:
    one, other = (state.build_scene({"topic": [topic]}) for topic in ("jaarwisseling", "bewaken_en_beveiligen"))
    assert one.selected is not other.selected
    assert meeting_labels(one) is meeting_labels(other)
    assert filter_labels(one, "topic") is filter_labels(other, "topic")
    assert stakeholder_names(one) is stakeholder_names(other)


def test_what_is_worked_out_for_all_selections_is_not_that_of_another_day_or_language() -> None:
    queries: list[dict[str, list[str]]] = [{}, {"lang": ["en"]}, {"on": ["2020-03-01"]}]
    kept = [filter_labels(state.build_scene(query), "topic") for query in queries]
    assert len({id(each) for each in kept}) == len(queries)
