"""Single elements of a page: whether a reader sees them, and what is typed before a heading or an item of a list."""

import re
from collections.abc import Iterator
from contextlib import suppress

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from lovp_data.rules.rulebook import load_rules

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_FOR_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")


def is_hidden(node: LexborNode) -> bool:
    """Hidden or struck by an attribute or its own style."""
    style = "".join((node.attributes.get("style") or "").lower().split())
    return "hidden" in node.attributes or bool(re.search(load_rules("documents")["hiding_style"], style))


def drop_hidden(tree: LexborHTMLParser) -> None:
    """Takes out what the page's own style sheets hide from every reader; rules for paper and the like do not count."""
    sheets = "".join(each.text() or "" for each in tree.css("style"))
    for selector, style in _RULE.findall(_FOR_MEDIA.sub("", re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL))):
        if re.search(load_rules("documents")["hiding_style"], "".join(style.lower().split())):
            # A selector that the parser does not know hides nothing here.
            with suppress(SelectolaxError, ValueError, RuntimeError):
                for node in tree.css(selector.strip()):
                    node.decompose()


def is_tiny(picture: LexborNode) -> bool:
    """A dot that counts visitors is no picture."""
    return picture.attributes.get("width") in ("0", "1") or picture.attributes.get("height") in ("0", "1")


def mark_of(node: LexborNode) -> tuple[int, str]:
    """How many steps in, and what is typed there before the text: of a heading or an item; (0, '') for all else."""
    if re.fullmatch("h[1-6]", str(node.tag)):
        return 0, "#" * int(str(node.tag)[1])
    if node.tag != "li":
        return 0, ""
    lists = [each.tag for each in _ancestors(node) if each.tag in ("ul", "ol")]
    return max(len(lists) - 1, 0), f"{_number(node)}." if lists[:1] == ["ol"] else "•"


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _number(item: LexborNode) -> int:
    start = (item.parent.attributes.get("start") if item.parent else None) or "1"
    before, number = item.prev, int(start) if re.fullmatch("[0-9]{1,4}", start) else 1
    while before is not None:
        number += before.tag == "li"
        before = before.prev
    return number
