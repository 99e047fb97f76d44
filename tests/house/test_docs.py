"""The documents beside the code: links lead somewhere, commands exist, and public facts are as their standards ask."""

import re
import shlex
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml

from lovp_data.__main__ import _parser as data_commands
from lovp_view.__main__ import _parser as view_commands
from lovp_view.screen.guide import DOCS, parts
from tests.conftest import ROOT

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (".", "docs", "deploy", "bench", "lovp_data/evaluation/gold")
    for path in (ROOT / folder).glob("*.md")
)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"^(?:\.?venv\S*[/\\])?(?:python\S*|py) -m ([\w.]+)(.*)$|^make ([\w.-]+)", re.MULTILINE)
# What publiccode.yml requires (standard of the Foundation for Public Code, version 0.4), and for each language.
_REQUIRED = {
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
    "maintenance", "localisation",
}  # fmt: skip
_STATUS = {"concept", "development", "beta", "stable", "obsolete"}


def _text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def _anchors(text: str) -> set[str]:
    """The anchors of headings, as code hosts make them."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    lost = []
    for link in _LINK.findall(_text(page)):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        if not target.exists() or (anchor and anchor not in _anchors(target.read_text(encoding="utf-8"))):
            lost.append(link)
    assert not lost


def _blocks(page: str) -> str:
    """The commands of a page: what stands in its fenced blocks and between backticks."""
    text = _text(page)
    fenced = re.findall(r"```(?:sh|bat)\n(.*?)```", text, re.DOTALL)
    return "\n".join([*fenced, *re.findall(r"(?<!`)`((?:python|make|\.venv)[^`\n]+)`(?!`)", text)])


def _targets() -> set[str]:
    return set(re.findall(r"^([\w.-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES)
def test_every_command_exists(page: str) -> None:
    for module, rest, target in _COMMAND.findall(_blocks(page)):
        if target:
            assert target in _targets() | {".venv"}, f"make {target}"
        elif module in ("lovp_data", "lovp_view"):
            words = shlex.split(rest.partition("#")[0], posix=True)
            parser = data_commands() if module == "lovp_data" else view_commands()
            chosen = parser._subparsers._group_actions[0].choices  # type: ignore[union-attr]
            assert not words or words[0] in chosen, f"{module} {words}"
        elif module not in ("venv", "pip", "pytest"):
            path = ROOT.joinpath(*module.split("."))
            assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_the_first_page_is_short_and_shows_the_two_commands_first() -> None:
    text = _text("README.md")
    assert len(text.splitlines()) <= 120
    assert text.count("![") == 3
    assert re.findall(r"^make (\w+)", text, re.MULTILINE)[:2] == ["run", "test"]


def test_the_guide_has_its_pictures_and_no_title_of_its_own() -> None:
    found = list(parts(_text("docs/handleiding.md")))
    assert [picture for _, picture, _ in found if picture and not (DOCS / picture).exists()] == []
    assert sum(bool(picture) for _, picture, _ in found) >= 3
    assert found[-1][1:] == ("", "")
    assert not any(re.search(r"^# ", text, re.MULTILINE) for text, _, _ in found)


def test_one_version_and_one_licence_everywhere() -> None:
    project = tomllib.loads(_text("pyproject.toml"))["project"]
    public = yaml.safe_load(_text("publiccode.yml"))
    newest = re.search(r"^## (\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)$", _text("CHANGELOG.md"), re.MULTILINE)
    assert newest
    assert {project["version"], public["softwareVersion"], newest[1]} == {project["version"]}
    assert public["releaseDate"] == date.fromisoformat(newest[2])
    assert project["license"] == public["legal"]["license"] == "EUPL-1.2"
    assert "SPDX-License-Identifier: EUPL-1.2" in _text("LICENSE")


def test_the_changelog_has_dated_versions_only() -> None:
    heads = re.findall(r"^## (.+)$", _text("CHANGELOG.md"), re.MULTILINE)
    assert heads
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", head) for head in heads)


def test_publiccode_has_what_its_standard_requires() -> None:
    public = yaml.safe_load(_text("publiccode.yml"))
    assert public.keys() >= _REQUIRED
    assert public["publiccodeYmlVersion"] == "0.4"
    assert public["developmentStatus"] in _STATUS
    assert public["localisation"].keys() >= {"localisationReady", "availableLanguages"}
    assert public["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert all("name" in each for each in public["maintenance"]["contacts"])
    for texts in public["description"].values():
        assert len(texts["shortDescription"]) <= 150
        assert 150 <= len(texts["longDescription"]) <= 10_000
        assert texts["features"]
        assert all(len(feature) <= 100 for feature in texts["features"])


def test_the_help_of_the_commands_can_be_asked_for() -> None:
    for module in ("lovp_data", "lovp_view"):
        done = subprocess.run(
            [sys.executable, "-m", module, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, "usage" in done.stdout) == (0, True)


def test_every_page_that_is_linked_to_is_a_file_of_this_project() -> None:
    linked = {Path(link).name for link in _LINK.findall(_text("README.md")) if link.endswith(".md")}
    written = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert written <= linked
