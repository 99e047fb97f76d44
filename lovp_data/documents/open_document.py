"""Text documents of the OpenDocument standard (.odt), by way of the HTML that the style sheet makes of them."""

import io
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

from lovp_data.documents.archives import XML_PARSER, check_archive
from lovp_data.documents.document_faults import refuse
from lovp_data.documents.html_page import blocks_of
from lovp_data.documents.note_text import NoteText, distinct, left_out, quoted

_SHEET = Path(__file__).with_name("odt_to_html.xsl")
_COUNTED = {
    "pictures": "//draw:image",
    "formulas": "//draw:object[math:math]",
    "embedded": "//draw:object[not(math:math)]",
}
_NAMES = {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "math": "http://www.w3.org/1998/Math/MathML",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
}


@cache
def _sheet() -> etree.XSLT:
    return etree.XSLT(etree.parse(_SHEET), access_control=etree.XSLTAccessControl.DENY_ALL)


def read_odt(content: bytes, name: str) -> NoteText:
    """Headings, paragraphs, items and tables in order, without deletions and hidden text. Raises DocumentError.

    Before them the heads of pages; their feet are told as left out.
    """
    check_archive(content, name, "ODT")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            tree, styles = (etree.fromstring(archive.read(part), XML_PARSER) for part in ("content.xml", "styles.xml"))
        for each in styles.iterfind(".//style:style", _NAMES):
            tree.append(each)  # a text may use those of the whole document too
        text = "\n\n".join([*_texts(styles, "//style:header"), *blocks_of(str(_sheet()(tree)))])
    except Exception as error:  # a damaged part makes the library raise what it likes
        raise refuse("broken", name, details="ODT") from error
    apart = [("comments", "//office:annotation"), ("page_heads", "//style:footer")]
    words = [(code, quoted(text for each in (tree, styles) for text in _texts(each, path))) for code, path in apart]
    return NoteText(text, left_out([*_counts(tree), *words]))


def _counts(tree: etree._Element) -> list[tuple[str, int]]:
    return [(code, len(tree.xpath(path, namespaces=_NAMES))) for code, path in _COUNTED.items()]


def _texts(tree: etree._Element, path: str) -> list[str]:
    """The different texts of some elements."""
    return distinct("".join(each.itertext()) for each in tree.xpath(path, namespaces=_NAMES))
