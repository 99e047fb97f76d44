"""The house rules that no tool checks by itself: who may touch what, names, lengths, docstrings, contents of files."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

STATEFUL = {"session_state", "query_params", "cache_data", "cache_resource"}
CLOCK = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time")}
BANNED = re.compile(r"utils|helpers|common|(?<![a-z])df(?![a-z])|^_?get_")
SKIPPED = {".venv", ".git", "var", "__pycache__", "node_modules"}
CODE = sorted(
    path
    for part in ("dashboard.py", "server.py", "lovp_data", "lovp_view", "pages")
    for path in ([ROOT / part] if part.endswith(".py") else (ROOT / part).rglob("*.py"))
)
OURS = sorted({*CODE, *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py"), *(ROOT / "docs").rglob("*.py")})
TEXTUAL = {".py", ".toml", ".md", ".txt", ".json", ".csv", ".js", ".css", ".html", ".yml", ".yaml", ".cfg", ""}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(_tree(path)) if isinstance(node, Function))


def _is_state(path: Path) -> bool:
    return path.parent == ROOT / "lovp_view" / "state"


def _files() -> Iterator[Path]:
    """Every text file that is, or could be, part of the repository."""
    for folder, names, files in os.walk(ROOT):
        names[:] = [name for name in names if name not in SKIPPED and not name.endswith("_cache")]
        yield from (path for file in files if (path := Path(folder) / file).suffix in TEXTUAL)


def _attributes(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(_tree(path)) if isinstance(node, ast.Attribute)}


def _names(path: Path) -> set[str]:
    return {node.id for node in ast.walk(_tree(path)) if isinstance(node, ast.Name)}


def _given_names(path: Path) -> list[str]:
    return [path.stem, *(function.name for function in _functions(path)), *_names(path)]


def _called(path: Path) -> set[tuple[str, str]]:
    """Calls of the form name.method()."""
    calls = [node.func for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
    return {(f.value.id, f.attr) for f in calls if isinstance(f, ast.Attribute) and isinstance(f.value, ast.Name)}


def _untyped(function: Function) -> list[str]:
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return [each.arg for each in given if each.annotation is None and each.arg not in ("self", "cls")]


def _code_lines(function: Function) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None and isinstance(first, ast.Expr)
    spared = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - spared


def test_the_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
    assert "0 broken" in found.stdout


def test_the_root_of_a_package_holds_no_module() -> None:
    found = {path.name for package in ("lovp_data", "lovp_view") for path in (ROOT / package).glob("*.py")}
    assert found == {"__init__.py", "__main__.py"}


def _rooms() -> list[Path]:
    """The folders of the two packages that hold modules, those inside rooms left out."""
    folders = [folder for package in ("lovp_data", "lovp_view") for folder in (ROOT / package).iterdir()]
    return [folder for folder in folders if folder.is_dir() and folder.name != "__pycache__"]


def test_every_room_says_what_lives_there_and_is_no_hall() -> None:
    assert not [folder.name for folder in _rooms() if not ast.get_docstring(_tree(folder / "__init__.py"))]
    sizes = {_name(folder): len(list(folder.glob("*.py"))) - 1 for folder in _rooms()}
    assert {name: size for name, size in sizes.items() if size > 20} == {}


def test_tests_mirror_the_rooms() -> None:
    rooms = {_name(folder) for folder in _rooms()}
    tested = {
        path.parent.relative_to(ROOT / "tests").as_posix()
        for package in ("lovp_data", "lovp_view")
        for path in (ROOT / "tests" / package).rglob("test_*.py")
    }
    assert tested <= rooms | {"lovp_data", "lovp_view"}


def test_pages_may_use_no_room_of_the_data_layer_but_the_measures() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    forbidden = next(
        set(each["forbidden_modules"]) for each in settings["contracts"] if each.get("source_modules") == ["pages"]
    )
    below = {f"lovp_data.{folder.name}" for folder in _rooms() if folder.parent.name == "lovp_data"}
    assert below - forbidden == {"lovp_data.measures"}
    assert not any(each.get("ignore_imports") for each in settings["contracts"])


def test_the_walk_over_the_code_sees_what_it_looks_for() -> None:
    assert {"dashboard.py", "server.py", "lovp_view/state/scenes.py", "pages/overview.py"} <= set(map(_name, CODE))
    found = set().union(*(_attributes(path) for path in CODE if _is_state(path)))
    assert found >= STATEFUL - {"cache_data"}


def test_session_address_and_cache_are_touched_in_one_place_only() -> None:
    touched = {_name(path): (_names(path) | _attributes(path)) & STATEFUL for path in CODE}
    assert not [name for name, found in touched.items() if found and not _is_state(ROOT / name)]


def test_today_is_passed_in_and_never_read() -> None:
    allowed = {"lovp_data/__main__.py", "lovp_view/__main__.py", "server.py"}
    assert {_name(path) for path in CODE if _called(path) & CLOCK and not _is_state(path)} <= allowed


def test_no_name_says_nothing() -> None:
    found = {_name(path): [name for name in _given_names(path) if BANNED.search(name)] for path in OURS}
    assert {name: names for name, names in found.items() if names} == {}


def test_files_are_short() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in OURS}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_functions_are_short() -> None:
    lengths = {f"{_name(path)}:{each.name}": _code_lines(each) for path in OURS for each in _functions(path)}
    assert {name: length for name, length in lengths.items() if length > 30} == {}


def test_every_module_says_what_it_is() -> None:
    assert not [_name(path) for path in OURS if path.read_text(encoding="utf-8") and not ast.get_docstring(_tree(path))]


def test_whatever_others_may_use_says_what_it_does() -> None:
    assert not [
        f"{_name(path)}:{node.name}"
        for path in CODE
        for node in _tree(path).body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def test_every_function_says_what_it_takes() -> None:
    assert not [f"{_name(path)}:{each.name}" for path in OURS for each in _functions(path) if _untyped(each)]


def test_no_two_test_files_share_a_name() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(set(names)) == len(names)


def test_nothing_is_left_to_do_and_nothing_points_at_one_machine_or_registry() -> None:
    todo = re.compile(r"\bTO" + r"DO\b|\bFIX" + r"ME\b|\bX" + r"XX\b")
    place = re.compile(r"(?<![\w.\]}])/(work|root|home)/[a-z]")
    registry = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|npmjs\.org|conda\.anaconda")
    found = [
        (_name(path), match[0])
        for path in _files()
        for pattern in (todo, place, registry)
        if (match := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert not found


def test_the_settings_of_streamlit_are_the_safe_ones() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["enableCORS"] is True
    assert 0 < settings["server"]["maxUploadSize"] <= 20
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["client"]["disableDataExport"] is True
    assert settings["client"]["showSidebarNavigation"] is False


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_has_one_version(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert wanted
    assert not [line for line in wanted if not re.fullmatch(r"[\w.\[\]-]+==[\w.]+(; [^#]+)?( +#.*)?", line)]


def test_a_page_is_short_and_computes_nothing() -> None:
    """It may be one function, which draws it."""
    for path in (ROOT / "pages").glob("*.py"):
        tree = _tree(path)
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.For | ast.While)]
        assert [node.name for node in ast.walk(tree) if isinstance(node, Function)] in ([], ["_draw"])
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 80
