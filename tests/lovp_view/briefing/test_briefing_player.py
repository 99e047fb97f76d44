"""What the browser gets for a briefing, on the screen and in one file."""

import json
import re
from pathlib import Path

import pytest

from lovp_view import __main__ as command
from lovp_view import state
from lovp_view.briefing.deck_content import build_deck
from lovp_view.briefing.player import player_data
from lovp_view.briefing.single_file import json_in_html, script_in_html, snapshot_html
from lovp_view.view.texts import load_texts
from tests.support.app_screens import everything, go_to, open_start, query_of
from tests.support.figure_samples import BITING, scene_for

NL = load_texts("nl")
MOST = 10_000_000  # bytes of a one-file briefing


def test_every_point_of_the_selection_can_be_opened() -> None:
    scene = scene_for("all", "nl")
    data = player_data(scene, build_deck(scene))
    opened = set(re.findall(r'data-item="([^"]+)"', " ".join(slide["html"] for slide in data["slides"])))
    assert opened <= set(data["details"])
    assert set(scene.selected.follow_ups["id"]) <= set(data["details"])


def test_the_details_hold_the_whole_quote_and_lead_to_the_item() -> None:
    scene = scene_for("all", "nl")
    data = player_data(scene, build_deck(scene), lambda key: f"?item={key}")
    for row in scene.selected.follow_ups.dropna(subset=["quote"]).itertuples():
        html = data["details"][row.id]["html"]
        assert f'href="?item={row.id}"' in html
        assert row.quote.split()[-1].strip(".") in html


def test_each_slide_has_notes_for_who_speaks_with_quotes_and_where_it_says_so() -> None:
    scene = scene_for("all", "nl")
    deck = build_deck(scene)
    told = {slide["code"]: " ".join(line for _, line in slide["notes"]) for slide in player_data(scene, deck)["slides"]}
    assert all(told.values())
    for slide in deck.slides:
        for point in (point for group in slide.groups for point in group.points):
            assert f"Waar staat dat? {point.address}" in told[slide.code]
            assert point.quote is None or point.quote in told[slide.code]


def test_markup_in_the_data_stays_text() -> None:
    scene = scene_for("biting", "nl")
    data = player_data(scene, build_deck(scene))
    html = " ".join([slide["html"] for slide in data["slides"]] + [each["html"] for each in data["details"].values()])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_nothing_in_a_file_can_end_the_element_it_stands_in() -> None:
    assert "<" not in json_in_html({"text": BITING + "</script><!--"})
    assert json.loads(json_in_html({"text": BITING})) == {"text": BITING}
    assert "</script" not in script_in_html("a = '</script>'")


def test_one_file_holds_everything_and_asks_for_nothing() -> None:
    scene = state.build_scene({"on": ["2020-12-01"]})
    page = snapshot_html(scene).decode()
    head = page[: page.index("<script")]
    assert len(page.encode()) < MOST
    assert "default-src 'none'" in head
    assert not re.search(
        r"""<(link|script|img|iframe)\b[^>]*\b(src|href)=""", head + page[page.index("<body") :][:2000]
    )
    held = json.loads(page.split('id="deck">', 1)[1].split("</script>", 1)[0])
    assert [slide["code"] for slide in held["slides"]]
    assert "url(data:font/woff2" in head
    assert "url(http" not in head


@pytest.mark.parametrize("query", ["", "?topic=jaarwisseling&briefing=closing,opening", "lang=en"])
def test_the_command_writes_the_briefing_of_an_address(
    query: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "briefing.html"
    assert command.main(["snapshot", "--query", query, "-o", str(target)]) == 0
    assert "written" in capsys.readouterr().out
    page = target.read_text(encoding="utf-8")
    assert f'<html lang="{"en" if "lang=en" in query else "nl"}">' in page
    if "closing" in query:
        held = json.loads(page.split('id="deck">', 1)[1].split("</script>", 1)[0])
        assert list(dict.fromkeys(slide["code"] for slide in held["slides"])) == ["came_back"]


def test_the_command_says_what_it_left_out_and_what_went_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["snapshot", "--query", "topic=nee", "-o", str(tmp_path / "a.html")]) == 0
    assert "topic=nee" in capsys.readouterr().out
    assert command.main(["snapshot", "-o", str(tmp_path / "no" / "folder.html")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_the_briefing_takes_the_place_of_the_page() -> None:
    app = open_start(briefing="all", topic="jaarwisseling")
    assert not app.exception
    assert [each.value for each in app.title] == []
    (player,) = [each for each in app.get("bidi_component") if each.proto.id.endswith("-briefing")]
    held = json.loads(player.proto.json)
    assert held["version"]
    assert {slide["code"] for slide in held["slides"]} >= {"cover", "overview", "topic.jaarwisseling"}


def test_the_bar_stops_the_briefing_and_keeps_the_view() -> None:
    app = open_start(briefing="all", topic="jaarwisseling")
    app.button(key="briefing_stop").click().run()
    assert query_of(app) == {"topic": ["jaarwisseling"]}
    assert [each.value for each in app.title] == [NL("page.overview")]


def test_what_the_plan_does_not_know_is_said_in_the_bar() -> None:
    app = open_start(briefing="cover,bla,topic.weg")
    assert "briefing" in everything(app)
    notice = " ".join(each.value for each in app.markdown).replace("\\", "")
    assert "briefing=bla" in notice
    assert "briefing=topic.weg" in notice


def test_a_plan_of_nothing_known_shows_the_page() -> None:
    app = go_to(open_start(), briefing="bla")
    assert [each.value for each in app.title] == [NL("page.overview")]
    assert "briefing=bla" in " ".join(each.value for each in app.info).replace("\\", "")
