"""The text of a web page, as a reader sees it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lovp_data.documents.document_faults import refuse
from lovp_data.documents.encodings import decode_page
from lovp_data.rules.rulebook import load_rules

# Of all text: what holds less is a part of the page, and not the page.
_LEAST_SHARE = 0.5
_END = "\x1e"  # of a block; a page has no such character to show


def read_html(content: bytes, name: str) -> str:
    """What a reader of the page sees: a line per block, nothing hidden, struck, or from menus. Raises DocumentError."""
    try:
        return "\n".join(blocks_of(decode_page(content, name)))
    except RuntimeError as error:  # the parser forgives nearly all; what it does not is no page
        raise refuse("broken", name, details="HTML") from error


def blocks_of(page: str) -> list[str]:
    """The text of each block (heading, paragraph, item, cell) in order; a break in it is a new line."""
    return [block for root in _roots(LexborHTMLParser(page)) for block in _blocks(root)]


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


def _blocks(root: LexborNode) -> Iterator[str]:
    for block in "".join(_pieces(root)).split(_END):
        lines = (" ".join(line.split()) for line in block.split("\n"))
        if text := "\n".join(line for line in lines if line):
            yield text


def _pieces(root: LexborNode) -> Iterator[str]:
    """Depth first with a stack of its own: a page may be nested deeper than Python calls can be."""
    rules = load_rules("documents")
    blocks, unseen = set(rules["blocks"].split()), set(rules["unseen"].split())
    hiding = re.compile(rules["hiding_style"])
    waiting: list[LexborNode | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif node.tag == "-text":
            yield re.sub(rf"[\s{_END}]+", " ", node.text_content or "")
        elif node.tag not in unseen and not _is_hidden(node, hiding):
            around = "\n" if node.tag == "br" else _END if node.tag in blocks else ""
            waiting.append(around)
            waiting.extend(reversed(list(node.iter(include_text=True))))
            yield around + ("• " if node.tag == "li" else "")


def _is_hidden(node: LexborNode, hiding: re.Pattern[str]) -> bool:
    """Hidden or struck by an attribute or its own style; style sheets are not read."""
    attributes = node.attributes
    return "hidden" in attributes or bool(hiding.search("".join((attributes.get("style") or "").lower().split())))
