"""The selection to take along as a document: made beside the viewers, with progress, to be cancelled, then saved."""

import base64
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

import streamlit as st

from lovp_view import state
from lovp_view.briefing.deck import Deck
from lovp_view.briefing.deck_content import build_deck
from lovp_view.briefing.single_file import snapshot_html
from lovp_view.documents.pdf import pdf_bytes
from lovp_view.documents.powerpoint import powerpoint_bytes
from lovp_view.documents.word import word_bytes
from lovp_view.files import workbook
from lovp_view.files.file_names import file_name
from lovp_view.files.picture_report import exact_query, printable
from lovp_view.files.sheets import selection_workbook
from lovp_view.frontend.font_faces import font_faces
from lovp_view.screen import components
from lovp_view.state.background_jobs import CancelledError, Job, Step
from lovp_view.view.paths import own_base
from lovp_view.view.scene import Scene
from lovp_view.view.slide_plan import ALL
from lovp_view.view.theme import PAPERS, PRINT, SCREEN, SHEET, Canvas

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """A document that can be made; `canvas` is that of its pictures, None if it needs none from the browser."""

    code: str
    suffix: str
    mime: str
    canvas: Canvas | None = None


KINDS = (
    Kind("powerpoint", "pptx", f"{_OFFICE}presentationml.presentation"),
    Kind("word", "docx", f"{_OFFICE}wordprocessingml.document", SHEET),
    Kind("pdf", "pdf", "application/pdf", PRINT),
    Kind("one_file", "html", "text/html"),
)


def export_menu(scene: Scene, addresses: Sequence[str]) -> None:
    """A menu of documents. `addresses` are those of the pages, to know where the dashboard itself begins."""
    menu = st.popover(
        scene.texts("takeaway.open"), key="takeaway", on_change="rerun",
    )  # fmt: skip
    if menu.open:
        base = own_base(st.context.url, addresses)
        with menu:
            _offers(scene, f"{base}/?{exact_query(scene)}" if base else "")


@st.fragment(run_every=0.7)
def _offers(scene: Scene, link: str) -> None:
    """One line per document; drawn again while the menu is open, which shows how far the work is."""
    st.caption(scene.texts("takeaway.lead"))
    for kind in KINDS:
        _offer(scene, kind, link)
    st.download_button(
        scene.texts("takeaway.excel"), data=lambda: selection_workbook(scene, link), mime=workbook.MIME,
        file_name=_file_name(scene, "xlsx"), on_click="ignore", key="take_excel", width="stretch",
    )  # fmt: skip


def _offer(scene: Scene, kind: Kind, link: str) -> None:
    texts, work = scene.texts, state.work(kind.code, _view_key(scene))
    label = texts.label("takeaway", kind.code)
    if work is None:
        st.button(label, key=f"take_{kind.code}", width="stretch", on_click=_begin, args=(scene, kind, link))
    elif not isinstance(work, Job):
        _draw_pictures(scene, kind, link)
    elif not work.is_done:
        st.progress(min(work.share, 1.0), text=texts("takeaway.busy", name=label))
        st.button(texts("takeaway.cancel"), key=f"cancel_{kind.code}", on_click=state.drop_work, args=(kind.code,))
    else:
        _ready(scene, kind, label, work)


def _ready(scene: Scene, kind: Kind, label: str, job: Job) -> None:
    """The file to save; where the work failed, that it did, and the way to try again."""
    try:
        content = job.result()
    except CancelledError:
        state.drop_work(kind.code)
        return
    except Exception:
        logging.getLogger(__name__).exception("making %s", kind.code)
        st.error(scene.texts("takeaway.failed", name=label))
        st.button(scene.texts("takeaway.again"), key=f"again_{kind.code}", on_click=state.drop_work, args=(kind.code,))
        return
    st.download_button(
        scene.texts("takeaway.save", name=label), data=content, file_name=_file_name(scene, kind.suffix),
        mime=kind.mime, on_click="ignore", key=f"save_{kind.code}", type="primary", width="stretch",
    )  # fmt: skip


def _begin(scene: Scene, kind: Kind, link: str) -> None:
    """First the pictures, where the document has any: only the browser can draw them."""
    if kind.canvas:
        state.keep_work(kind.code, _view_key(scene), uuid4().hex)
    else:
        _start(scene, kind, link, {})


def _start(scene: Scene, kind: Kind, link: str, pictures: dict[int, bytes]) -> None:
    state.keep_work(kind.code, _view_key(scene), Job(partial(build, scene, kind, link, pictures)))


def build(scene: Scene, kind: Kind, link: str, pictures: dict[int, bytes], step: Step) -> bytes:
    """The document of the selection. Raises what `step` raises."""
    step(0.05)
    codes = scene.view.briefing or (ALL,)
    if kind.code == "one_file":
        return snapshot_html(scene, codes)
    deck = build_deck(scene, codes, canvas=kind.canvas or SCREEN)
    later = _after(step, 0.3)
    if kind.code == "powerpoint":
        return powerpoint_bytes(deck, scene.texts, link, later)
    make: Callable[..., bytes] = {"word": word_bytes, "pdf": pdf_bytes}[kind.code]
    return make(deck, scene.texts, link, pictures, later)


def _after(step: Step, begin: float) -> Step:
    """The same step for the part of the work that is left."""
    return lambda share: step(begin + (1 - begin) * share)


def _draw_pictures(scene: Scene, kind: Kind, link: str) -> None:
    """The component that draws; what it hands over begins the document."""
    codes, canvas = scene.view.briefing or (ALL,), kind.canvas or SCREEN
    deck = build_deck(scene, codes, canvas=canvas)
    data = {
        "job": state.work(kind.code, _view_key(scene)),
        # KeptRows: the menu is drawn again all the time while the browser draws these.
        "sheets": scene.cached("sheets", lambda: sheets_of(deck), codes, scene.view.zoom, canvas),
        "texts": scene.texts.group("takeaway"),
        "query": exact_query(scene),
        "language": scene.view.language,
        "fonts": font_faces(),
    }
    components.deck_pictures(data, key=f"draw_{kind.code}", on_drawn=lambda: _take_pictures(scene, kind, link))
    st.button(scene.texts("takeaway.cancel"), key=f"cancel_{kind.code}", on_click=state.drop_work, args=(kind.code,))


def sheets_of(deck: Deck) -> list[dict[str, Any]]:
    """What the browser draws: per slide with a picture its place, spec, texts and width."""
    return [
        {
            "place": place,
            "figure": sized(printable(slide.picture.figure), slide.picture.width),
            "width": slide.picture.width,
            "millimetres": PAPERS[0].millimetres,
            "title": slide.title,
            "alt": slide.picture.figure.alt,
        }
        for place, slide in enumerate(deck.slides)
        if slide.picture
    ]


def sized(spec: str, width: int) -> str:
    """The spec with the width it was laid out for."""
    figure = json.loads(spec)
    return json.dumps({**figure, "layout": {**figure["layout"], "width": width}})


def _take_pictures(scene: Scene, kind: Kind, link: str) -> None:
    drawn = state.component_value(f"draw_{kind.code}", "drawn")
    if drawn and drawn["job"] == state.work(kind.code, _view_key(scene)):
        pictures = {int(place): base64.b64decode(png) for place, png in drawn["pictures"].items()}
        _start(scene, kind, link, pictures)


def _view_key(scene: Scene) -> tuple[object, ...]:
    """What a document depends on: made for one view, it is none for the next."""
    return (scene.cache_key, scene.view.briefing, scene.view.zoom)


def _file_name(scene: Scene, suffix: str) -> str:
    return f"{file_name(scene)}.{suffix}"
