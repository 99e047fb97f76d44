"""Finds a Chromium for the browser tests, and installs one where it is missing and can be had.

`python -m tests.chromium` is what `make test` calls first; exit code 1 in CI if there is none.
"""

import os
import shutil
import sys

from tests.debian import attempt, install

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these a headless Chromium looks for updates and hosts of its own; the tests must see the app's requests only.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """CHROMIUM if it is set, else the first known name on the path, else Playwright's own; None if there is none."""
    named = os.environ.get("CHROMIUM")
    found = (path for name in _NAMES if (path := shutil.which(name)))
    return named or next(found, None) or _playwright_chromium()


def _playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def install_chromium() -> None:
    """Debian's package where there is apt, else Playwright's own build."""
    if not install("chromium"):
        attempt([sys.executable, "-m", "playwright", "install", "chromium"])


def main() -> int:
    """0 if there is a Chromium in the end, or if its tests may be left out because this is not CI."""
    if not find_chromium():
        install_chromium()
    path = find_chromium()
    print(f"Chromium: {path or 'not found; the browser tests cannot run'}")
    return 0 if path or not os.environ.get("CI") else 1


if __name__ == "__main__":
    sys.exit(main())
