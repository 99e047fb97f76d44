"""The menu of a chart sends what a report needs, only when it is opened, and nothing that is not in the chart."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lovp_view.view.texts import Texts
from tests.support.app_screens import charts, everything, labels, open_page

CHARTS = {"overview": 2, "timeline": 2, "topics": 1, "stakeholders": 3, "meetings": 1}
each_page = pytest.mark.parametrize("page", CHARTS)


def open_menu(app: AppTest, name: str) -> AppTest:
    app.session_state[f"menu_{name}"] = True
    return app.run()


def sent_report(app: AppTest, name: str) -> dict[str, Any]:
    """What the component in an open menu was given."""
    (found,) = [each for each in app.get("bidi_component") if each.proto.id.endswith(f"-pictures_{name}")]
    return dict(json.loads(found.proto.json))


@each_page
def test_every_chart_has_one_menu(page: str, texts: Texts) -> None:
    app = open_page(page, lang=texts.language)
    menus = [each for each in app.get("popover") if each.proto.popover.label == texts("chart.menu")]
    assert len(menus) == len(charts(app)) == CHARTS[page]


@each_page
def test_a_closed_menu_sends_neither_pictures_nor_letters(page: str) -> None:
    app = open_page(page)
    assert "font-face" not in everything(app)
    assert not [each for each in app.get("bidi_component") if "-pictures_" in each.proto.id]
    assert not [key for key in labels(app) if key.startswith("csv_")]


def test_an_open_menu_holds_both_formats_and_all_texts(texts: Texts) -> None:
    app = open_menu(open_page("overview", lang=texts.language), "topic_status")
    assert not app.exception
    sent = sent_report(app, "topic_status")
    assert list(dict.fromkeys(paper["code"].split("-")[0] for paper in sent["papers"])) == ["full", "half"]
    assert sent["texts"] == texts.group("picture")
    assert sent["fonts"].count("@font-face") == 2
    assert texts("tile.csv") in [each.label for each in app.get("download_button")]


def test_opening_one_menu_leaves_the_others_closed() -> None:
    app = open_menu(open_page("stakeholders"), "asks_asked")
    found = [each.proto.id for each in app.get("bidi_component") if "-pictures_" in each.proto.id]
    assert len(found) == 1


@pytest.mark.parametrize("query", [{}, {"q": "nogmaals agenderen"}, {"topic": "jaarwisseling", "on": "2020-12-01"}])
def test_the_report_says_the_same_as_the_chart(query: dict[str, str], texts: Texts) -> None:
    app = open_menu(open_page("timeline", lang=texts.language, **query), "timeline")
    sent, chart = sent_report(app, "timeline"), charts(app)[0]
    assert sent["alt"] == chart["alt"]
    assert sent["title"] == json.loads(chart["spec"])["layout"]["meta"]["title"]
    assert f"lang={texts.language}" in sent["query"]


def test_where_there_is_nothing_to_draw_one_sentence_says_so() -> None:
    app = open_page("stakeholders", topic="jaarwisseling")
    assert "**Wie vraagt wie.** In deze selectie is niets gevraagd of voorgesteld." in [
        each.value.replace("\\", "") for each in app.caption
    ]
    assert not [each for each in app.get("popover") if each.proto.popover.id.endswith("menu_asks_asked")]


def test_the_switch_stays_when_the_menu_is_closed_again() -> None:
    app = open_menu(open_page("overview"), "topic_status")
    app.toggle(key="table_topic_status").set_value(True).run()
    app.session_state["menu_topic_status"] = False
    assert len(app.run().dataframe) == 1
