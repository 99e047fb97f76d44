"""Footnotes of a Word document, which python-docx cannot write yet: a part of their own, and marks in the text."""

from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

_NAME = PackURI("/word/footnotes.xml")
# Word wants these two, numbered before all others: the line above the notes, and that above notes that go on.
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


@dataclass
class Footnotes:
    """The footnotes of one document; nothing is added to it while there are none."""

    made: Any
    texts: list[str] = field(default_factory=list)

    def add(self, paragraph: Any, text: str) -> None:
        """A footnote with this text, its mark at the end of the paragraph."""
        self.texts.append(text)
        run = paragraph.add_run()
        run.font.superscript = True
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self.texts)))
        run._r.append(mark)

    def finish(self) -> None:
        """Put the notes into the document; once, when all are added."""
        if not self.texts:
            return
        root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        root.extend(_separator(number, kind) for number, kind in _SEPARATORS)
        root.extend(_note(number, text) for number, text in enumerate(self.texts, start=1))
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self.made.part.package
        self.made.part.relate_to(Part(_NAME, CONTENT_TYPE.WML_FOOTNOTES, blob, package), RELATIONSHIP_TYPE.FOOTNOTES)


def _separator(number: str, kind: str) -> Any:
    return parse_xml(
        f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    )


def _note(number: int, text: str) -> Any:
    """A small paragraph that begins with its own number."""
    note = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
        '</w:rPr><w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"/></w:r></w:p>'
        "</w:footnote>"
    )
    note.find(".//" + qn("w:t")).text = f" {text}"
    return note
