"""The text of a web page, as a reader sees it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lovp_data.documents.document_faults import refuse
from lovp_data.documents.encodings import decode_page
from lovp_data.documents.html_nodes import drop_hidden, is_hidden, is_tiny, mark_of
from lovp_data.documents.html_tables import cell_grid, is_data_table
from lovp_data.documents.note_text import NoteText, left_out, table_row
from lovp_data.rules.rulebook import load_rules

# Of all text: what holds less is a part of the page, and not the page.
_LEAST_SHARE = 0.5
# Characters that a page does not show: the end of a block, a step further in, and what a mark goes before.
_END, _STEP, _GLUE = "\x1e", "\x04", "\x1d"
_QUOTE, _UNQUOTE = "\x02", "\x03"  # where a mail begins and ends to quote another
_ODD = re.compile(rf"[\s{_END}{_STEP}{_GLUE}{_QUOTE}{_UNQUOTE}]+")


def read_html(content: bytes, name: str) -> NoteText:
    """What a reader of the page sees: a line per block, nothing hidden, struck, or from menus. Raises DocumentError."""
    try:
        tree = LexborHTMLParser(decode_page(content, name))
        pictures = sum(not is_tiny(each) for each in tree.css("img, svg, canvas"))
        return NoteText("\n".join(_blocks_of(tree)), left_out([("pictures", pictures)]))
    except RuntimeError as error:  # the parser forgives nearly all; what it does not is no page
        raise refuse("broken", name, details="HTML") from error


def blocks_of(page: str, *, is_mail: bool = False) -> list[str]:
    """The text of each block (heading, paragraph, item, table) in order, marked as `note_text` says.

    A break in a block is a new line, and so is a row of a table. In a mail, what stands in a quotation is marked.
    """
    return _blocks_of(LexborHTMLParser(page), is_mail=is_mail)


def _blocks_of(tree: LexborHTMLParser, *, is_mail: bool = False) -> list[str]:
    drop_hidden(tree)
    return [block for root in _roots(tree) for block in _blocks(root, is_mail=is_mail)]


def _roots(tree: LexborHTMLParser) -> list[LexborNode]:
    """The main part, or all articles, where they hold most of the text; else the whole page."""
    whole = tree.body or tree.root
    if whole is None:
        return []
    for tag in ("main", "article"):
        nodes = _outermost(tree.css(tag))
        if nodes and _length(nodes) >= _LEAST_SHARE * _length([whole]):
            return nodes
    return [whole]


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    inner = {each.mem_id for node in nodes for each in node.css(str(node.tag)) if each.mem_id != node.mem_id}
    return [node for node in nodes if node.mem_id not in inner]


def _length(nodes: list[LexborNode]) -> int:
    return sum(len(block) for node in nodes for block in _blocks(node))


def _blocks(root: LexborNode, *, is_mail: bool = False) -> Iterator[str]:
    glued = re.sub(rf"{_GLUE}[\s{_END}]*", "", "".join(_pieces(root)))
    depth = 0
    for block in glued.split(_END):
        depth += block.count(_QUOTE) - block.count(_UNQUOTE)
        lines = (" ".join(line.strip(f"{_QUOTE}{_UNQUOTE}").split()) for line in block.split("\n"))
        before = "> " if is_mail and depth else ""
        if text := "\n".join(before + line for line in lines if line):
            yield text.replace(_STEP, "  ")


def _table(node: LexborNode) -> str:
    """A line a row; a row that is one cell from side to side is a line of text."""
    rows = cell_grid(node, lambda cell: " ".join(_blocks(cell)))
    return "\n".join(row[0] if len(row) == 1 else table_row(row) for row in rows)


def _pieces(root: LexborNode) -> Iterator[str]:
    """Depth first with a stack of its own: a page may be nested deeper than Python calls can be."""
    rules = load_rules("documents")
    blocks, unseen = set(rules["blocks"].split()), set(rules["unseen"].split())
    waiting: list[LexborNode | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif node.tag == "-text":
            yield _ODD.sub(" ", node.text_content or "")
        elif node.tag == "table" and node.mem_id != root.mem_id and not is_hidden(node) and is_data_table(node):
            yield f"{_END}{_table(node)}{_END}"
        elif node.tag not in unseen and not is_hidden(node):
            around = "\n" if node.tag == "br" else _END if node.tag in blocks else ""
            is_quote = node.tag == "blockquote"
            waiting.append(_END + _UNQUOTE + _END if is_quote else around)
            waiting.extend(reversed(list(node.iter(include_text=True))))
            steps, mark = mark_of(node)
            yield (_END + _QUOTE + _END if is_quote else around) + _STEP * steps + (f"{mark} {_GLUE}" if mark else "")
