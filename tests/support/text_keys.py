"""Which text keys the code asks for, read from its source: literals, and patterns with a hole per variable part."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

HOLE = "{}"
_CALLERS = {"texts", "self"}
_METHODS = {"plural", "label"}


def source_files() -> list[Path]:
    """The code that can ask for a text."""
    return sorted([ROOT / "dashboard.py", *(ROOT / "lovp_view").rglob("*.py"), *(ROOT / "pages").glob("*.py")])


@cache
def asked_keys() -> frozenset[str]:
    """Every key, or pattern of keys, that is asked for; a plural as '<key>.*', a whole group as '<group>.+'."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in source_files()]
    return frozenset(key for tree in trees for node in ast.walk(tree) for key in _keys_of(node))


def _keys_of(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call) or not node.args:
        return
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if method == "label" and len(node.args) == 2:
        yield from (f"{group}.{code}" for group in _strings(node.args[0]) for code in _strings(node.args[1]))
    elif method == "group":
        yield from (f"{group}.+" for group in _strings(node.args[0]) if group != HOLE)
    elif method == "plural":
        yield from (f"{key}.*" for key in _strings(node.args[0]))
    elif method == "texts" or (isinstance(node.func, ast.Name) and node.func.id in _CALLERS):
        yield from (key for key in _strings(node.args[0]) if key != HOLE)


def _strings(node: ast.expr) -> list[str]:
    """What an argument can be: its literals, with a hole where only the run knows."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return [*_strings(node.body), *_strings(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        return ["".join(part.value if isinstance(part, ast.Constant) else HOLE for part in node.values)]
    return [HOLE]


def dict_keys_in(path: str, function: str) -> list[str]:
    """The literal keys of all dicts in one function: the columns of a table are named so."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    body = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function)
    dicts = [node for node in ast.walk(body) if isinstance(node, ast.Dict)]
    constants = [key.value for each in dicts for key in each.keys if isinstance(key, ast.Constant)]
    return [key for key in constants if isinstance(key, str)]


def review_error_codes() -> list[str]:
    """The codes with which a review refuses a step, read from where they are raised; not that of an unreadable one."""
    files = [*(ROOT / "lovp_data" / "review").glob("*.py"), *(ROOT / "lovp_view" / "reading").glob("*.py")]
    calls = [node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    raised = [node.args[0] for node in calls if isinstance(node, ast.Call) and _is_review_error(node) and node.args]
    codes = {str(each.value) for each in raised if isinstance(each, ast.Constant)}
    return sorted(codes - {"other_format"})


def _is_review_error(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "ReviewError"
