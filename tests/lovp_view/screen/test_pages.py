"""Every page in every language and for every kind of selection: it comes up, also the second time, and says so."""

import re
from datetime import date
from functools import cache
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from lovp_view.view.pages import PAGES
from lovp_view.view.texts import Texts
from tests.support.app_screens import (
    PAGE_KEYS,
    charts,
    chooser,
    chooser_name,
    elements,
    everything,
    go_to,
    headings,
    html_of,
    item_lists,
    listed,
    open_page,
    pictures,
    query_of,
)
from tests.support.packages import SHIPPED_POINTS

SELECTIONS: dict[str, dict[str, str | list[str]]] = {
    "whole": {},
    "one topic": {"topic": "jaarwisseling"},
    "one follow-up": {"q": "nogmaals agenderen"},
    "nothing": {"kind": "decision", "status": "no_trace"},
    "no follow-ups, but discussions": {"meeting": "lovp_2019_10_28"},
    "before everything": {"on": "2000-01-01"},
    "after everything": {"on": "2100-01-01"},
    "before the first follow-up": {"on": "2019-11-01"},
}
# How many pictures a page draws when there is something to draw.
PICTURES = {
    "overview": 2, "timeline": 2, "topics": 1, "follow_ups": 0, "stakeholders": 3, "meetings": 1,
    "fulfilment": 7, "account": 0,
}  # fmt: skip
# The start page is at / whatever its own address.
ADDRESSES = ["", *(address for _, _, address in PAGES[1:])]
each_page = pytest.mark.parametrize("page", PAGE_KEYS)


@cache
def _session(page: str) -> AppTest:
    """One viewer per page, who goes from address to address."""
    return open_page(page)


def _is_whole(app: AppTest) -> bool:
    """The filters, the links to the pages and the number of follow-ups stand around the page."""
    is_counted = any(re.match(r"\*\*\d+ (van|of) \d+ ", each.value) for each in app.markdown)
    linked = [link.proto.page for link in app.main.get("page_link")]
    return _has_all_filters(app) and linked[: len(PAGES)] == ADDRESSES and is_counted


def _has_all_filters(app: AppTest) -> bool:
    """The everyday ones, and while 'Meer filters' is open the others; no field twice and none besides."""
    more = ["meeting", "kind", "stakeholder"] if app.session_state["more_filters"] else []
    searched = [chooser_name(each) for each in app.multiselect]
    return searched == ["topic", "month", "status", *more] and all(
        name in map(chooser_name, fields) for name, fields in (("theme", app.button_group), ("q", app.text_input))
    )


@pytest.mark.parametrize("name", SELECTIONS)
@each_page
def test_a_page_comes_up_twice_with_its_title_and_all_around_it(page: str, name: str, texts: Texts) -> None:
    first = go_to(_session(page), lang=texts.language, **SELECTIONS[name])
    for app in (first, first.run()):
        assert not app.exception
        assert [each.value for each in app.title] == [texts(f"page.{page}")]
        assert [each.value for each in app.caption if each.value]
        assert _is_whole(app)


@each_page
def test_a_page_draws_its_pictures_with_an_alternative_each(page: str, texts: Texts) -> None:
    app = open_page(page, lang=texts.language)
    drawn = charts(app)
    assert len(drawn) == PICTURES[page]
    assert all(chart["alt"] and chart["height"] > 100 for chart in drawn)
    assert not re.search(r"#0000[0-9]{2}\b", str(pictures(app)))


@each_page
def test_links_to_other_pages_carry_the_view(page: str) -> None:
    app = open_page(page, topic="jaarwisseling", on="2020-06-01", lang="en", item="2020_02_10_f10")
    links = {each.proto.query_string for each in app.get("page_link")}
    assert links == {"topic=jaarwisseling&on=2020-06-01&lang=en"}


@each_page
def test_running_a_page_leaves_the_address_alone(page: str) -> None:
    query = {"topic": ["jaarwisseling"], "on": ["2020-11-30"], "zoom": ["2020_q4"], "foo": ["1"]}
    app = open_page(page, **query)
    assert query_of(app.run()) == query


def test_the_tiles_of_the_overview_count_what_a_click_lists(texts: Texts) -> None:
    for card in listed(open_page("overview", lang=texts.language), "headlines"):
        opened = open_page("overview", lang=texts.language, mark=card["target"])
        items = listed(opened, "behind_list_headline")
        assert len(items) == int(card["value"])
        assert any(f": {card['value']} " in heading for heading in headings(opened))


def test_the_part_that_a_tile_tells_opens_as_many_as_it_says(texts: Texts) -> None:
    for card in listed(open_page("overview", lang=texts.language), "headlines"):
        if card["part"]:
            items = listed(open_page("overview", lang=texts.language, mark=card["part"]), "behind_list_headline")
            assert str(len(items)) in re.findall(r"\d+", card["note"])


@pytest.mark.parametrize(
    ("query", "key", "empty"),
    [
        ({"status": "done"}, "urgent", "empty.urgent"),
        ({"topic": "jaarwisseling", "on": "2021-12-31"}, "changed", "empty.changed"),
    ],
)
def test_a_list_without_items_says_why(query: dict[str, str], key: str, empty: str, texts: Texts) -> None:
    app = open_page("overview", lang=texts.language, **query)
    assert item_lists(app)[key]["empty"] == texts(empty)
    assert listed(app, key) == []


def test_of_a_long_list_the_rest_comes_when_it_is_asked_for(texts: Texts) -> None:
    app = open_page("overview", lang=texts.language)
    more = item_lists(app)["urgent"]["more"]
    rest = int(re.findall(r"\d+", more["label"])[0])
    assert len(listed(app, "urgent")) == 3
    assert not more["is_open"]
    app.session_state["now"] = SimpleNamespace(opened=["urgent"])
    app.run()
    assert len(listed(app, "urgent")) == 3 + rest
    assert item_lists(app)["urgent"]["more"]["is_open"]
    assert not item_lists(app)["changed"]["more"]["is_open"]


@pytest.mark.parametrize("page", ["topics", "overview"])
def test_a_mark_in_the_address_opens_what_stands_behind_it_over_any_page(page: str, texts: Texts) -> None:
    app = open_page(page, lang=texts.language, mark="topic_status.jaarwisseling.closed")
    items = listed(app, "behind_list_topic_status")
    label = texts.label("stage", "closed")
    assert [item["target"] for item in items] == ["item:2020_02_10_f10"]
    (dialog,) = [node for node in elements(app) if node.type == "dialog"]
    title = f"Jaarwisseling en vuurwerk · {label}: {texts.plural('count.follow_ups', 1)}"
    assert dialog.proto.dialog.title.replace("\\", "") == title


def test_the_follow_ups_behind_a_mark_can_be_filtered_on_and_closed() -> None:
    mark = "topic_status.jaarwisseling.said"
    filtered = open_page("topics", mark=mark).button(key="filter_topic_status").click().run()
    assert query_of(filtered) == {"topic": ["jaarwisseling"], "group": ["said"]}
    closed = open_page("topics", mark=mark).button(key="close_topic_status").click().run()
    assert query_of(closed) == {}


def test_words_in_an_address_do_not_become_markup_in_a_heading() -> None:
    app = open_page("topics", mark="topic_status.[klik](https://evil&#46;org).done")
    assert not app.exception
    assert not re.search(r"(?<!\\)\[klik(?<!\\)\]", everything(app))


def test_a_topic_is_shown_in_full_if_asked_for_or_if_it_is_the_only_one(texts: Texts) -> None:
    asked = open_page("topics", lang=texts.language, open_topic="jaarwisseling")
    only = open_page("topics", lang=texts.language, topic="jaarwisseling")
    for app in (asked, only):
        assert "Jaarwisseling en vuurwerk" in headings(app)
        assert chooser(app, "open_topic").value == "jaarwisseling"
        items = listed(app, "topic_items")
        assert [item["title"] for item in items if item.get("is_heading")] == [
            f"LOVP {texts.short_day(date.fromisoformat(day))}" for day in ("2025-11-24", "2020-11-23", "2020-02-10")
        ]
        assert len([item for item in items if not item.get("is_heading")]) == 4


def test_a_topic_that_is_still_to_come_cannot_be_chosen_yet() -> None:
    app = open_page("topics", on="2019-12-01")
    offered, filtered = chooser(app, "open_topic").options, chooser(app, "topic").options
    assert set(offered) == set(filtered)


def test_choosing_a_topic_writes_the_address() -> None:
    app = open_page("topics")
    assert query_of(chooser(app, "open_topic").set_value("jaarwisseling").run()) == {"open_topic": ["jaarwisseling"]}


def test_a_meeting_is_shown_in_full_with_every_quote_marked(texts: Texts) -> None:
    app = open_page("meetings", lang=texts.language, open_meeting="lovp_2020_02_10")
    assert not app.exception
    assert "LOVP 10 feb 2020" in [heading.replace("Feb", "feb") for heading in headings(app)]
    assert html_of(app).count("<mark>") == 25
    assert texts("detail.note") in headings(app)


def test_a_meeting_without_a_text_points_to_its_source(texts: Texts) -> None:
    app = open_page("meetings", lang=texts.language, open_meeting="lovp_2020_04_20")
    assert texts("detail.no_text") in [each.value for each in app.caption]
    assert [each.proto.label for each in app.get("link_button")] == [texts("detail.read_source")]


@pytest.mark.parametrize("zoom", ["fit", "all", "2020", "2020_q2"])
def test_the_timeline_shows_the_period_in_the_address(zoom: str) -> None:
    app = open_page("timeline", zoom=zoom)
    kind = {"2020": "year", "2020_q2": "quarter"}.get(zoom, zoom)
    assert chooser(app, "zoom").value == kind
    first, last = pictures(app)[0]["layout"]["xaxis"]["range"]
    days = {"2020": ("2020-01-01", "2020-12-31"), "2020_q2": ("2020-04-01", "2020-06-30")}
    assert (first, last) == days.get(zoom, (first, last))
    assert first < last


def test_the_timeline_steps_from_year_to_year_and_from_fit_to_a_quarter() -> None:
    app = open_page("timeline", zoom="2020")
    assert query_of(chooser(app, "period").set_value("2021").run()) == {"zoom": ["2021"]}
    quarter = chooser(app, "zoom").set_value("quarter").run()
    assert re.fullmatch(r"20\d\d_q[1-4]", query_of(quarter)["zoom"][0])
    assert not quarter.exception


@pytest.mark.parametrize("page", [page for page, n in PICTURES.items() if n])
def test_a_picture_has_a_table_that_is_sent_when_it_is_asked_for(page: str, texts: Texts) -> None:
    app = open_page(page, lang=texts.language)
    closed = len(app.dataframe)
    ids = [each.proto.popover.id.rpartition("-")[2] for each in app.get("popover")]
    menus = [key for key in ids if key.startswith("menu_")]
    assert len(menus) == PICTURES[page]
    app.session_state[menus[0]] = True
    (switch,) = app.run().toggle
    assert switch.label == texts("chart.as_table")
    switch.set_value(True).run()
    assert len(app.dataframe) == closed + 1


def test_no_raw_code_stands_on_any_page(texts: Texts) -> None:
    for page in PAGE_KEYS:
        app = open_page(page, lang=texts.language)
        said = [each.value for each in (*app.markdown, *app.caption, *app.subheader, *app.title, *app.info)]
        codes = [re.findall(r"\b[a-z]+_[a-z_]+\b", re.sub(r"`[^`]*`", "", text)) for text in said]
        assert not [code for found in codes for code in found]


def test_the_same_numbers_stand_in_the_chips_the_captions_and_the_table() -> None:
    app = open_page("follow_ups", topic="jaarwisseling")
    (table,) = [each.value for each in app.dataframe]
    assert app.markdown[0].value.startswith(f"**{len(table)} van {SHIPPED_POINTS} punten**")
    assert f"{len(table)} van {SHIPPED_POINTS} punten" in everything(open_page("timeline", topic="jaarwisseling"))
