"""An empty presentation of our own: 16:9, our colours, one safe font, and no text below 18 points anywhere.

Made from the template that python-pptx brings. Placeholders are real, so that the outline view and screen readers work;
text never shrinks by itself, for what does not fit goes to the next slide.
"""

from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from lovp_view.view.theme import ACCENT, FAINT, INK, LATE, MUTED, PAPER, STATUS_COLORS

FONT = "Calibri"
LEAST, TITLE_SIZE, HEADING_SIZE, COVER_SIZE = 18, 28, 20, 40  # points
WIDTH, HEIGHT = 13.333, 7.5  # inches, as all below
LEFT, ROOM_WIDE = 0.5, 12.333
TITLE_TOP, TITLE_HIGH = 0.3, 1.0
ROOM_TOP, ROOM_HIGH = 1.5, 4.9
FOOTER_TOP, FOOTER_HIGH, FOOTER_WIDE = 6.6, 0.7, 11.85
INDENT = 0.25
_BAND = 0.14  # high, along the top
COVER, TEXT, TITLE_ONLY = 0, 1, 2  # the layouts, by place
_KEPT = (0, 1, 5)  # of python-pptx's template
_NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PRESENTATION = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
# Colours of the theme, for whoever goes on with the slides.
_SCHEME = {"dk1": INK, "lt1": PAPER, "dk2": ACCENT, "lt2": FAINT, "hlink": ACCENT, "folHlink": MUTED} | {
    f"accent{place}": color for place, color in enumerate([*list(STATUS_COLORS.values())[:5], LATE], start=1)
}


def empty_presentation() -> Any:
    """A presentation without slides, with the layouts COVER, TEXT and TITLE_ONLY."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    made.element.sldSz.attrib.pop("type", None)  # the template says 4:3
    _keep_layouts(made)
    master = made.slide_master
    _place_master(master)
    _set_styles(master)
    _set_theme(master)
    for layout in made.slide_layouts:
        _place_layout(layout)
    return made


def _keep_layouts(made: Any) -> None:
    kept = [made.slide_layouts[place] for place in _KEPT]
    for layout in list(made.slide_layouts):
        if layout not in kept:
            made.slide_layouts.remove(layout)


def _place_master(master: Any) -> None:
    places = {
        "TITLE": (LEFT, TITLE_TOP, ROOM_WIDE, TITLE_HIGH),
        "BODY": (LEFT, ROOM_TOP, ROOM_WIDE, ROOM_HIGH),
        "FOOTER": (LEFT, FOOTER_TOP, FOOTER_WIDE, FOOTER_HIGH),
        "SLIDE_NUMBER": (LEFT + FOOTER_WIDE, FOOTER_TOP, ROOM_WIDE - FOOTER_WIDE, FOOTER_HIGH),
    }
    _drop_dates(master)
    _add_band(master)
    for shape in master.placeholders:
        _put(shape, *places[shape.placeholder_format.type.name])
        # What a substitute font makes longer grows upwards, not off the lower edge.
        _plain_box(shape, anchor="t" if shape.placeholder_format.type.name == "BODY" else "b")
        _blank_prompts(shape)


def _add_band(master: Any) -> None:
    """A band in our colour behind everything, for decoration only."""
    box = f'<a:off x="0" y="0"/><a:ext cx="{Inches(WIDTH)}" cy="{Inches(_BAND)}"/>'
    band = parse_xml(
        f'<p:sp {_PRESENTATION} {_NS}><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm>{box}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="dk2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
    master.shapes._spTree.insert(2, band)


def _drop_dates(page: Any) -> None:
    for shape in list(page.placeholders):
        if shape.placeholder_format.type.name == "DATE":
            shape._element.getparent().remove(shape._element)


def _put(shape: Any, left: float, top: float, wide: float, high: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Inches(left), Inches(top), Inches(wide), Inches(high)


def _plain_box(shape: Any, anchor: str) -> None:
    """No insets, so that all left edges meet; no shrinking."""
    box = shape._element.txBody.bodyPr
    for child in list(box):
        box.remove(child)
    box.set("anchor", anchor)
    for side in ("lIns", "tIns", "rIns", "bIns"):
        box.set(side, "0")
    box.append(parse_xml(f"<a:noAutofit {_NS}/>"))


def _blank_prompts(shape: Any) -> None:
    """The template's English prompts show in the outline of whoever adds a slide."""
    for run in shape._element.iter(f"{_MAIN}r"):
        run.find(f"{_MAIN}t").text = "…"


def _set_styles(master: Any) -> None:
    """Titles bold and left; text level 1 is a heading, 2 a point with a bullet, 3 what is said of it, 4 plain."""
    styles = master._element.find(".//{*}txStyles")
    fresh = parse_xml(
        f"<p:txStyles {_PRESENTATION} {_NS}><p:titleStyle>{_level(1, TITLE_SIZE, 'dk2', bold=True)}</p:titleStyle>"
        f"<p:bodyStyle>{_level(1, HEADING_SIZE, 'dk2', bold=True, before=10)}"
        f"{_level(2, LEAST, 'tx1', before=5, bullet='•', margin=INDENT)}{_level(3, LEAST, 'tx1', margin=INDENT)}"
        f"{''.join(_level(n, LEAST, 'tx1', before=3) for n in range(4, 10))}</p:bodyStyle></p:txStyles>"
    )
    for name in ("titleStyle", "bodyStyle"):
        styles.replace(styles.find(f"{{*}}{name}"), fresh.find(f"{{*}}{name}"))
    for shape in master.placeholders:
        if shape.placeholder_format.type.name in ("FOOTER", "SLIDE_NUMBER"):
            side = "l" if shape.placeholder_format.type.name == "FOOTER" else "r"
            _restyle(shape, f'<a:lvl1pPr {_NS} algn="{side}"><a:defRPr sz="{LEAST * 100}">{_solid(MUTED)}')


def _restyle(shape: Any, opened: str) -> None:
    style = shape._element.txBody.find(f"{_MAIN}lstStyle")
    for child in list(style):
        style.remove(child)
    style.append(parse_xml(f"{opened}</a:defRPr></a:lvl1pPr>"))


def _level(
    number: int, size: int, color: str, *, bold: bool = False, before: int = 0, bullet: str = "", margin: float = 0
) -> str:
    indent = -Inches(margin) if bullet else 0
    mark = f'<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>' if bullet else "<a:buNone/>"
    return (
        f'<a:lvl{number}pPr marL="{Inches(margin)}" indent="{indent}" algn="l">'
        f'<a:spcBef><a:spcPts val="{before * 100}"/></a:spcBef>{mark}'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'
        f'<a:latin typeface="{FONT}"/></a:defRPr></a:lvl{number}pPr>'
    )


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color[1:].upper()}"/></a:solidFill><a:latin typeface="{FONT}"/>'


def _set_theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    for name, color in _SCHEME.items():
        slot = theme.find(f".//{_MAIN}clrScheme/{_MAIN}{name}")
        for child in list(slot):
            slot.remove(child)
        slot.append(parse_xml(f'<a:srgbClr {_NS} val="{color[1:].upper()}"/>'))
    for latin in theme.iterfind(f".//{_MAIN}fontScheme//{_MAIN}latin"):
        latin.set("typeface", FONT)
    part._blob = serialize_part_xml(theme)


def _place_layout(layout: Any) -> None:
    """Everything stands where the master has it, save title and subtitle of the cover."""
    _drop_dates(layout)
    for shape in layout.placeholders:
        kind = shape.placeholder_format.type.name
        _blank_prompts(shape)
        if kind == "CENTER_TITLE":
            _put(shape, LEFT, 1.6, ROOM_WIDE, 1.5)
            _plain_box(shape, anchor="b")
            _restyle(shape, f'<a:lvl1pPr {_NS} algn="l"><a:defRPr sz="{COVER_SIZE * 100}">')
        elif kind == "SUBTITLE":
            _put(shape, LEFT, 3.4, ROOM_WIDE, 2.9)
            _restyle(shape, f'<a:lvl1pPr {_NS} marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="2000" b="0">')


def room_width() -> float:
    """Points between the margins."""
    return float(Inches(ROOM_WIDE) / Pt(1))


def room_height() -> float:
    """Points between title and footer."""
    return float(Inches(ROOM_HIGH) / Pt(1))
