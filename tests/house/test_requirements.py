"""What is installed is what was chosen: the lock holds every pin, with hashes, and nothing is left open."""

import re

from tests.conftest import ROOT

_PIN = re.compile(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)", re.MULTILINE)


def _pins(name: str) -> dict[str, set[str]]:
    """The versions of each package that a file names; more than one where they depend on the version of Python."""
    pins: dict[str, set[str]] = {}
    for package, version in _PIN.findall((ROOT / name).read_text(encoding="utf-8")):
        pins.setdefault(re.sub(r"[-_.]+", "-", package).lower(), set()).add(version)
    return pins


def test_the_lock_holds_every_pin() -> None:
    locked = _pins("requirements.lock")
    assert {name: locked.get(name) for name in _pins("requirements.txt")} == _pins("requirements.txt")


def test_every_entry_of_the_lock_has_hashes() -> None:
    entries = re.split(
        r"^(?=[\w.-]+(?:\[|==))", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert len(entries) > 50
    assert [entry for entry in entries[1:] if "--hash=sha256:" not in entry] == []


def test_every_requirement_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = [line.split(" #")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
        assert [line for line in lines if line and not line.startswith(("#", "-r ")) and not _PIN.match(line)] == []
