"""The programs beside Python that the tests need: found, and installed where they are missing and can be had.

`python -m tests.support.tools` is what `make test` calls first. It ends with a plain sentence about what could not be
had; with CI=true that is a failure (exit code 1), since there nothing may be left out.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

# Without these a headless Chromium looks for updates and hosts of its own; the tests must see the app's requests only.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Tool:
    """A program: its names on the path, the variable that can name another, Debian's packages, what it is for."""

    names: tuple[str, ...]
    variable: str
    packages: tuple[str, ...]
    purpose: str

    def path(self) -> str | None:
        """Where it is; None if it is not there. Debian keeps servers in /usr/sbin, which is not on everyone's path."""
        found = (path for name in self.names for path in (shutil.which(name), shutil.which(name, path="/usr/sbin")))
        return os.environ.get(self.variable) or next((path for path in found if path), None)


_OFFICE = tuple(f"libreoffice-{part}-nogui" for part in ("writer", "impress", "calc"))
TOOLS = {
    "chromium": Tool(
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        "CHROMIUM",
        ("chromium",),
        "browser tests",
    ),
    "nginx": Tool(("nginx",), "NGINX", ("nginx",), "tests of the deployment"),
    "soffice": Tool(("soffice",), "SOFFICE", _OFFICE, "tests that open the documents in LibreOffice"),
    "systemd-analyze": Tool(("systemd-analyze",), "SYSTEMD_ANALYZE", ("systemd",), "tests of the systemd units"),
}


def find(name: str) -> str | None:
    """Where a tool is; for Chromium also Playwright's own build."""
    return TOOLS[name].path() or (_playwright_chromium() if name == "chromium" else None)


def needed(name: str) -> str:
    """Where a tool is, for a test that cannot do without: where it is missing the test is skipped, in CI it fails."""
    path = find(name)
    if path:
        return path
    message = f"{name} is missing: no {TOOLS[name].purpose}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def _playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def install(packages: Sequence[str]) -> None:
    """Debian's packages, where there is apt-get and one may use it; says what is run."""
    if shutil.which("apt-get"):
        root = [] if not hasattr(os, "geteuid") or os.geteuid() == 0 else ["sudo", "-n"]
        _run([*root, "apt-get", "update", "-q"])
        _run([*root, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages])


def _run(command: Sequence[str]) -> None:
    print("$", " ".join(command), flush=True)
    try:
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        print(error)


def main() -> int:
    """Install what is missing, then say what is there and what the tests will leave out."""
    if missing := [tool for name, tool in TOOLS.items() if not find(name)]:
        install([package for tool in missing for package in tool.packages])
    if not find("chromium"):
        _run([sys.executable, "-m", "playwright", "install", "chromium"])
    lost = {name: tool.purpose for name, tool in TOOLS.items() if not find(name)}
    for name, purpose in lost.items():
        print(f"{name} could not be had; left out are the {purpose}.")
    return 1 if lost and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
