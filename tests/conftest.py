"""What all tests share: no test touches the store of the person at this machine; one Chromium."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parent.parent

# Set before anything opens a store; every xdist worker has its own process, so its own file.
os.environ["LOVP_DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp(prefix='lovp-tests-')}/lovp.sqlite"
# What hypothesis keeps is no part of the project's folder.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", tempfile.mkdtemp(prefix="lovp-hypothesis-"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests of a process, wherever they lie: Playwright refuses to run twice in one."""
    path = find_chromium()
    if not path:
        message = "no Chromium found; `python -m tests.chromium` installs one"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()
