"""OpenDocument, rich text, mails and tables in PDF: read whole, and what is not read is told."""

import io
import zipfile
from email.message import EmailMessage

import pytest
import typst
from PIL import Image

from lovp_data.documents.intake import read_document

ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">
<office:automatic-styles><style:style style:name="T1"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2"><style:text-properties style:text-line-through-style="solid"/></style:style>
</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>"""
STYLES = """<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:master-styles><style:master-page>
<style:header><text:p>Vertrouwelijk</text:p>
</style:header><style:footer><text:p>Blad 1</text:p></style:footer></style:master-page></office:master-styles>
</office:document-styles>"""


def odt(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", ODT.format(body))
        archive.writestr("styles.xml", STYLES)
    return out.getvalue()


def test_open_document_keeps_its_structure() -> None:
    body = (
        '<text:h text:outline-level="2">Kop</text:h>'
        '<text:p>Een<text:s text:c="2"/>regel<text:line-break/>en een.</text:p>'
        "<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item>"
        "</text:list></text:list-item></text:list><table:table><table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>Actie</text:p></table:table-cell><table:table-cell><text:p>Wie</text:p>"
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>een plan</text:p></table:table-cell><table:table-cell><text:p>OM</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert read_document(odt(body), "nota").text.split("\n\n") == [
        "Vertrouwelijk",
        "## Kop",
        "Een regel\nen een.",
        "• a",
        "  • b",
        "| Actie | Wie |\n| een plan | OM |",
    ]


@pytest.mark.parametrize(
    "gone",
    [
        '<text:span text:style-name="T1">500 fte</text:span>',
        '<text:span text:style-name="T2">500 fte</text:span>',
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>500 fte</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>",
    ],
)
def test_open_document_gives_nothing_that_is_hidden_struck_or_deleted(gone: str) -> None:
    read = read_document(odt(f"<text:p>Een plan.{gone}</text:p>"), "nota.odt")
    assert read.text == "Vertrouwelijk\n\nEen plan."
    assert [(each.code, each.details) for each in read.left_out] == [("page_heads", "«Blad 1»")]


def test_rich_text_keeps_rows_and_drops_what_is_hidden() -> None:
    note = (
        rb"{\rtf1\ansi Verslag LOVP\par {\v 500 fte}{\deleted in mei}Gereed v\'f3\'f3r juni\par"
        rb"\trowd\cellx100\cellx200 Actie\cell Wie\cell\row\trowd\cellx100\cellx200 Een plan\cell OM\cell\row}"
    )
    assert [line for line in read_document(note, "nota").text.split("\n") if line] == [
        "Verslag LOVP",
        "Gereed vóór juni",
        "| Actie | Wie |",
        "| Een plan | OM |",
    ]


def mail(html: str = "", attached: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "secretariaat@example.nl", "leden@example.nl"
    message["Subject"], message["Date"] = "Terugkoppeling LOVP 9 maart 2026", "Tue, 10 Mar 2026 09:12:00 +0100"
    message.set_content("Beste allen,\nEen plan.\n> Een oude regel.\n")
    if html:
        message.add_alternative(html, subtype="html")
    if attached:
        message.add_attachment(b"x", maintype="application", subtype="pdf", filename=attached)
    return bytes(message)


HEAD = [
    "Van: secretariaat@example.nl",
    "Verzonden: 10 maart 2026",
    "Aan: leden@example.nl",
    "Onderwerp: Terugkoppeling LOVP 9 maart 2026",
]


@pytest.mark.parametrize("name", ["nota.eml", "bericht"])
def test_a_mail_has_its_head_and_its_text(name: str) -> None:
    read = read_document(mail(attached="lijst.pdf"), name)
    assert read.text.split() == " ".join([*HEAD, "Beste allen, Een plan. > Een oude regel."]).split()
    assert [(each.code, each.details) for each in read.left_out] == [("attachments", "lijst.pdf")]


def test_what_a_mail_in_html_quotes_is_marked() -> None:
    read = read_document(mail("<p>Een plan.</p><blockquote><p>Oud.</p><p>Ouder.</p></blockquote><p>Slot.</p>"), "a.eml")
    assert read.text.split("\n") == [*HEAD, "", "Een plan.", "> Oud.", "> Ouder.", "Slot."]


def pdf(source: str) -> bytes:
    return typst.compile(f"#set page(width: 400pt, height: 300pt)\n{source}".encode())


def test_a_table_in_a_pdf_is_read_row_by_row() -> None:
    source = (
        "Acties\n#table(columns: 3, [Actie], [Wie], [Gereed], [Een plan over de inzet van de basisteams in de regio],"
        " [Korpschef], [1 mei], table.cell(rowspan: 2)[Een brief], [OM], [juni], [Politie], [juli])\nSlot."
    )
    assert read_document(pdf(source), "nota.pdf").text.split("\n") == [
        "Acties",
        "| Actie | Wie | Gereed |",
        "| Een plan over de inzet van de basisteams in de regio | Korpschef | 1 mei |",
        "| Een brief | OM | juni |",
        "| ^^ | Politie | juli |",
        "Slot.",
    ]


def test_a_table_without_lines_is_read_by_its_columns() -> None:
    cells = [
        "Actie",
        "Wie",
        "Gereed",
        "Een plan",
        "Korpschef",
        "1 mei",
        "Een brief",
        "OM",
        "juni",
        "Iets",
        "VNG",
        "juli",
    ]
    table = ", ".join(f"[{cell}]" for cell in cells)
    source = f"Acties van dit overleg\n#table(columns: (120pt, 90pt, 90pt), stroke: none, {table})\nTot slot een zin."
    assert read_document(pdf(source), "nota.pdf").text.split("\n") == [
        "Acties van dit overleg",
        "| Actie | Wie | Gereed |",
        "| Een plan | Korpschef | 1 mei |",
        "| Een brief | OM | juni |",
        "| Iets | VNG | juli |",
        "Tot slot een zin.",
    ]


def test_text_in_two_columns_is_read_one_after_the_other_and_doubted_aloud() -> None:
    left = "De korpschef komt in mei met een plan voor de inzet van de basisteams en de roosters. " * 3
    right = "De minister stuurt in juni een brief aan de Tweede Kamer over de begroting van volgend jaar. " * 3
    source = f"#grid(columns: (165pt, 165pt), column-gutter: 30pt, [{left}], [{right}])"
    read = read_document(pdf(source), "nota.pdf")
    assert " ".join(read.text.split()) == f"{left}{right}".strip()
    assert [(each.code, each.details) for each in read.left_out] == [("columns", "1")]


def test_a_row_that_goes_on_over_the_page_is_one_row() -> None:
    rows = "[Een plan over de inzet van de], [OM], [eenheden en de roosters], []"
    table = f"#table(columns: (200pt, 80pt), [Actie], [Wie], {rows})"
    first, second = (
        table.replace(", [eenheden en de roosters], []", ""),
        table.replace("[Een plan over de inzet van de], [OM], ", ""),
    )
    text = read_document(pdf(f"{first}\n#pagebreak()\n{second}"), "nota.pdf").text
    assert [line for line in text.replace("\f", "\n").split("\n") if line] == [
        "| Actie | Wie |",
        "| Een plan over de inzet van de eenheden en de roosters | OM |",
    ]


def test_markdown_loses_its_marks_and_what_is_struck() -> None:
    note = "# Kop\n\n**Een** plan.~~ 500 fte~~\n\n| Actie | Wie |\n|---|---|\n| Plan | __OM__ |\n"
    assert (
        read_document(note.encode(), "nota.md").text
        == "# Kop\n\nEen plan.\n\n| Actie | Wie |\n|---|---|\n| Plan | OM |\n"
    )


def test_heads_of_pages_and_their_numbers_do_not_stand_inside_sentences() -> None:
    page = "#set page(header: [Vertrouwelijk], footer: context [Blad #counter(page).display()])\n"
    read = read_document(pdf(f"{page}De korpschef\n#pagebreak()\nkomt met een\n#pagebreak()\nplan."), "nota.pdf")
    assert read.text.split() == ["De", "korpschef", "komt", "met", "een", "plan."]
    assert [(each.code, each.details) for each in read.left_out] == [
        ("page_heads", "«Vertrouwelijk», «Blad 1», «Blad 2», «Blad 3»")
    ]


def test_pages_without_text_are_named() -> None:
    read = read_document(pdf("Een regel.\n#pagebreak()\n#pagebreak()\nNog een."), "nota.pdf")
    assert [(each.code, each.details) for each in read.left_out] == [("blank_pages", "1/3 (2)")]


def picture(width: int, colour: str = "red") -> str:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, "PNG")
    return f"image(bytes(({','.join(map(str, made.getvalue()))})), width: {width}pt)"


def test_pictures_of_a_pdf_are_told_each_once_but_not_the_scan_behind_its_words() -> None:
    logo = f"#{picture(60)}"
    pages = f"{logo}Een kaart.\n#pagebreak()\n{logo}#{picture(60, 'blue')}#{picture(4, 'green')}Nog een."
    assert [(each.code, each.details) for each in read_document(pdf(pages), "nota.pdf").left_out] == [("pictures", "2")]
    scan = f"#set page(margin: 0pt, background: {picture(400)})\nEen scan met zijn woorden."
    assert read_document(pdf(scan), "nota.pdf").left_out == ()
