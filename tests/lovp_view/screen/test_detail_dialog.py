"""One follow-up in full: what it is, its facts, what became of it, and where the note says so."""

import html
import re

import pandas as pd
import pytest

from lovp_view import state
from lovp_view.screen.detail import follow_up_facts
from lovp_view.view.texts import Texts, load_texts
from lovp_view.view.wording import stakeholder_names
from tests.support.app_screens import elements, go_to, html_of, open_page

ON = "2026-11-23"
NL = load_texts("nl")
MOVED = "2020_02_10_f10"


def _seen(page: str) -> str:
    """What a reader sees of HTML, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def _ids() -> list[str]:
    return list(state.build_scene({"on": [ON]}).register.follow_ups["id"])


def test_the_dialog_stands_over_the_page_with_the_title(texts: Texts) -> None:
    app = open_page("follow_ups", lang=texts.language, item=MOVED)
    (dialog,) = [node for node in elements(app) if node.type == "dialog"]
    assert dialog.proto.dialog.title == "Jaarwisseling opnieuw op de agenda"
    assert dialog.proto.dialog.is_open
    assert [each.value for each in app.title] == [texts("page.follow_ups")]


def test_the_dialog_tells_what_when_who_and_what_became_of_it(texts: Texts) -> None:
    seen = _seen(html_of(open_page("account", lang=texts.language, item=MOVED)))
    assert "De jaarwisseling opnieuw agenderen" in seen
    assert "preventief fouilleren" in seen
    for key in ("detail.topic", "detail.said", "detail.term", "detail.first_term", "detail.due_meeting", "role.owner"):
        assert texts(key) in seen
    for key in ("detail.updates", "detail.source"):
        assert texts(key) in seen
    assert f"✓ {texts.label('status', 'done')}" in seen


def test_a_moved_follow_up_shows_the_new_term_and_the_first_promise_apart() -> None:
    scene = state.build_scene({"on": [ON]})
    rows = scene.register.follow_ups
    row = next(rows[rows["id"] == MOVED].itertuples())
    facts = {name: value for name, value, _ in follow_up_facts(scene, row)}
    assert facts[NL("detail.term")] == "2 nov 2020 (verschoven)"
    assert facts[NL("detail.first_term")] == "‘in september’: september 2020"


def test_only_the_quote_is_marked_in_the_note() -> None:
    rows = state.build_scene({"on": [ON]}).register.follow_ups.set_index("id")
    page = html_of(open_page("account", item=MOVED))
    marked = re.findall(r"<mark>(.*?)</mark>", page, flags=re.DOTALL)
    assert [_seen(each) for each in marked] == [" ".join(rows.at[MOVED, "quote"].split())]


def test_what_the_source_does_not_name_is_said_to_be_not_named(texts: Texts) -> None:
    scene = state.build_scene({"on": [ON], "lang": [texts.language]})
    rows = scene.register.follow_ups
    row = next(
        rows[rows["is_task"] & rows["is_unowned"] & rows["due_start"].isna() & rows["due_wording"].isna()].itertuples()
    )
    facts = {name: value for name, value, _ in follow_up_facts(scene, row)}
    assert facts[texts.label("role", "owner")] == texts("not_named.owner")
    assert facts[texts("detail.term")] == texts("not_named.term")


def test_before_anything_became_of_it_the_dialog_says_so(texts: Texts) -> None:
    app = open_page("account", lang=texts.language, item=MOVED, on="2020-02-10")
    assert texts("empty.updates") in [each.value for each in app.caption]


@pytest.mark.parametrize(("on", "name"), [("2022-05-24", "MIT"), ("2026-11-23", "NSOC (destijds MIT)")])
def test_a_party_has_the_name_of_the_day(on: str, name: str) -> None:
    names = stakeholder_names(state.build_scene({"on": [on]}))
    assert [each for each in names.values() if "MIT" in each] == [name]


def test_every_follow_up_opens_in_both_languages_without_a_code_or_a_gap(texts: Texts) -> None:
    app = open_page("account")
    for key in _ids():
        seen = _seen(html_of(go_to(app, item=key, lang=texts.language, on=ON)).split("</style>")[-1])
        assert not app.exception
        assert not re.search(r"\b(nan|NaT|None|<NA>)\b", seen)
        assert not re.search(r"\b(in_progress|no_trace|lovp_20\d\d)", seen)


def test_a_link_out_of_the_dialog_leads_to_the_web_and_nowhere_else() -> None:
    app, links = open_page("account"), []
    for key in _ids():
        links += re.findall(r'href="([^"]*)"', html_of(go_to(app, item=key, on=ON)))
    assert links
    assert all(link.startswith(("https://", "http://")) for link in links)


def test_an_item_that_does_not_exist_opens_nothing_and_is_named() -> None:
    app = open_page("account", item="zonder")
    assert not [node for node in elements(app) if node.type == "dialog"]
    assert "item\\=zonder" in app.info[0].value or "item=zonder" in app.info[0].value


def test_a_follow_up_of_a_later_day_does_not_open_before_it() -> None:
    scene = state.build_scene({"on": [ON]})
    rows = scene.register.follow_ups
    late = rows.loc[rows["said_start"] > pd.Timestamp("2020-02-10"), "id"].iloc[0]
    app = open_page("account", item=late, on="2020-02-10")
    assert not [node for node in elements(app) if node.type == "dialog"]
