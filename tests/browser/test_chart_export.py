"""Charts leave the browser as pictures that can be read in print and say where they come from."""

import base64
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from lovp_view.view.texts import load_texts
from tests.browser.test_requests import Watch, expect_clean
from tests.conftest import ROOT
from tests.support.browser_screen import counted, expect_counted
from tests.support.browser_waits import settle
from tests.support.chart_pictures import CHARTS, FORMATS, Saved, close_menu, expect_said, open_menu, press, save
from tests.support.dashboard_server import Server
from tests.support.packages import TODAY

pytestmark = pytest.mark.browser
MEASURE = (ROOT / "tests" / "support" / "labels.js").read_text(encoding="utf-8")
SVG, DUBLIN_CORE = "{http://www.w3.org/2000/svg}", "{http://purl.org/dc/elements/1.1/}"
WHITE = (255, 255, 255)
# A picture from the clipboard comes as a data address.
_PASTE = """async () => {
  const [item] = await navigator.clipboard.read();
  const reader = new FileReader();
  reader.readAsDataURL(await item.getType("image/png"));
  await new Promise((done) => { reader.onload = done; });
  return reader.result;
}"""
_READ_TEXT = "() => navigator.clipboard.readText()"
_LETTERS = "() => document.fonts.ready.then((all) => [...all].map((font) => font.status))"


def file_stem(chart: str) -> str:
    """What the files of a chart are called, without filters."""
    return f"lovp-{load_texts('nl')(f'chart_file.{chart}')}-{TODAY}"


def expect_picture(picture: Image.Image, paper: str) -> None:
    """Three pixels for one of the layout, at least as high as the format, white to the corners, and not blank."""
    width, height = picture.size
    assert width == FORMATS[paper] * 3
    assert height >= {"full": width * 9 // 16, "half": width * 3 // 4}[paper]
    last = (width - 1, height - 1)
    corners = [picture.convert("RGB").getpixel(place) for place in ((0, 0), (last[0], 0), (0, last[1]), last)]
    assert corners == [WHITE] * 4
    shades = picture.convert("L").histogram()
    assert sum(shades[:128]) > width * height / 1000


def expect_words(saved: Saved, page: Page, chart: str) -> None:
    """The text chunks hold the title, the text alternative and the link of the chart; it is 16 or 8 cm wide."""
    said = saved.picture.info
    figure = page.locator(f".st-key-chart_{chart}").get_by_role("figure").first
    assert said["Description"] == figure.get_attribute("aria-label")
    assert said["Title"] in said["Description"]
    assert urlsplit(said["Source"]).path == urlsplit(page.url).path
    assert said["Source"].startswith(page.url.split("?")[0].rstrip("/"))
    assert saved.picture.size[0] / said["dpi"][0] * 2.54 == pytest.approx(16 if "half" not in saved.name else 8, 0.01)


def expect_svg(saved: Saved, link: str) -> None:
    """Valid XML that carries its title, description, link and letters, and runs or fetches nothing."""
    root = ElementTree.fromstring(saved.content)
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    assert root.findtext(f"{SVG}metadata/{DUBLIN_CORE}source") == link
    assert "font/woff2;base64," in (root.findtext(f"{SVG}style") or "")
    assert not [each for each in root.iter() if each.tag in (f"{SVG}script", f"{SVG}foreignObject")]


def illegible(paper: Page, saved: Saved) -> list[str]:
    """What is wrong with the texts of a saved SVG, drawn in a page of its own."""
    paper.set_content(f"<body style='margin:0'><div class='sheet'>{saved.content.decode()}</div>")
    assert paper.evaluate(_LETTERS) == ["loaded", "loaded"]
    return paper.locator(".sheet").evaluate_all(MEASURE)


@pytest.mark.parametrize("path", CHARTS)
def test_every_chart_becomes_a_picture_in_both_formats(look: Callable[[str], Page], path: str) -> None:
    page = look(path)
    paper, faults = page.context.new_page(), []
    for chart in CHARTS[path]:
        page.bring_to_front()
        menu = open_menu(page, chart)
        for size in [size for size in FORMATS if menu.locator(f"input[value={size}]").count()]:
            png, svg = save(page, menu, "png", size), save(page, menu, "svg", size)
            assert re.fullmatch(f"{file_stem(chart)}{'-half' if size == 'half' else ''}(-1)?[.]png", png.name)
            expect_picture(png.picture, size)
            expect_words(png, page, chart)
            expect_svg(svg, png.picture.info["Source"])
            faults += [f"{svg.name}: {fault}" for fault in illegible(paper, svg)]
        close_menu(page)
    paper.close()
    assert faults == []


@pytest.mark.parametrize(("language", "query"), [("nl", "q=nogmaals+agenderen"), ("en", "q=zzzz&on=2020-12-01")])
def test_one_row_and_nothing_make_pictures_too(look: Callable[[str], Page], language: str, query: str) -> None:
    page = look(f"/vergaderingen?{query}&lang={language}")
    menu = open_menu(page, "meetings")
    png, svg = save(page, menu, "png", "half"), save(page, menu, "svg", "half")
    expect_said(menu, load_texts(language)("picture.saved", file=svg.name))
    expect_picture(png.picture, "half")
    wanted = parse_qs(query) | {"lang": [language]}
    assert wanted.items() <= parse_qs(urlsplit(png.picture.info["Source"]).query).items()
    paper = page.context.new_page()
    assert illegible(paper, svg) == []
    paper.close()
    close_menu(page)


def test_the_link_in_a_picture_shows_the_same_in_a_fresh_browser_and_asks_no_one_else(
    visit: Callable[..., Page], context: BrowserContext, server: Server
) -> None:
    page = visit("/tijdlijn?kind=agreement&zoom=all&lang=en")
    link = save(page, open_menu(page, "timeline"), "png").picture.info["Source"]
    watch = Watch(context)
    watch.page.goto(link)
    settle(watch.page)
    expect_counted(watch.page, *counted(page))
    title = ".annotation text[data-unformatted*='<b>'] tspan[style*='bold']"
    expect(watch.page.locator(title).first).to_have_text(page.locator(title).first.text_content() or "-")
    again = open_menu(watch.page, "timeline")
    assert save(watch.page, again, "png", "half").picture.info["Source"] == link
    expect_svg(save(watch.page, again, "svg"), link)
    press(again, "copy_alt")
    settle(watch.page)
    expect_clean(watch, server)


def test_picture_caption_and_texts_go_to_the_clipboard(visit: Callable[..., Page], server: Server) -> None:
    page = visit("/?topic=jaarwisseling")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.address)
    menu = open_menu(page, "topic_status")
    press(menu, "copy")
    expect_said(menu, "Gekopieerd.")
    pasted = Image.open(io.BytesIO(base64.b64decode(page.evaluate(_PASTE).partition(",")[2])))
    expect_picture(pasted, "full")
    link = f"{server.address}/?topic=jaarwisseling&on={TODAY}&lang=nl"
    texts = {}
    for name in ("copy_caption", "copy_alt", "copy_link"):
        press(menu, name)
        expect_said(menu, "Gekopieerd.")
        texts[name] = page.evaluate(_READ_TEXT)
    assert texts["copy_link"] == link
    assert texts["copy_alt"].startswith("Schema. Alles wat is afgesproken of gevraagd, is afgerond.")
    assert texts["copy_caption"].startswith(
        "Figuur: Alles wat is afgesproken of gevraagd, is afgerond. Peildatum 27 november 2026, 4 van 151 "
    )
    assert texts["copy_caption"].endswith(f". {link}")
    page.context.clear_permissions()


def test_where_copying_is_refused_the_menu_says_what_to_do(visit: Callable[..., Page]) -> None:
    page = visit("/vergaderingen")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    menu = open_menu(page, "meetings")
    press(menu, "copy_link")
    expect_said(menu, "Kopieer de tekst hieronder zelf.")
    expect(menu.locator("textarea")).to_have_value(f"{page.url.split('?')[0]}?on={TODAY}&lang=nl")
    press(menu, "copy")
    expect_said(menu, "Sla de afbeelding op als PNG.")
    expect(menu.locator("textarea")).to_be_hidden()


def test_without_plotly_in_reach_its_own_button_makes_the_picture(visit: Callable[..., Page]) -> None:
    page = visit("/vergaderingen")
    page.evaluate("() => { window.Plotly.toImage = undefined; }")
    menu = open_menu(page, "meetings")
    expect_said(menu, "Gebruik de knop met het fototoestel hieronder.")
    expect(menu.locator("button.action[data-name=png]")).to_be_disabled()
    menu.locator(".js-plotly-plot").hover()
    with page.expect_download() as download:
        menu.locator(".modebar-btn").click()
    saved = Saved(download.value.suggested_filename, Path(download.value.path()).read_bytes())
    assert saved.name == f"{file_stem('meetings')}.png"
    expect_picture(saved.picture, "full")


def test_the_keys_alone_open_the_menu_and_save_a_picture(look: Callable[[str], Page]) -> None:
    page = look("/vergaderingen")
    page.locator(".st-key-menu_meetings button").focus()
    page.keyboard.press("Enter")
    menu = page.locator("[data-testid=stPopoverBody]")
    expect(menu.locator("button.action").first).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if menu.locator("button.action[data-name=png]:focus").count():
            break
    outline = menu.locator("button.action[data-name=png]:focus").evaluate("(it) => getComputedStyle(it).outlineWidth")
    assert outline == "3px"
    with page.expect_download():
        page.keyboard.press("Enter")
    close_menu(page)
    expect(page.locator(".st-key-menu_meetings button")).to_be_focused()
