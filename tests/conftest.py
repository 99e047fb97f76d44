"""What all tests share: no test touches the store of the person at this machine; one Chromium."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.tools import CHROMIUM_FLAGS, needed

ROOT = Path(__file__).resolve().parent.parent
# One process draws all tabs, so it keeps the scripts it has read and compiled: a load takes half the time.
_ONE_PROCESS = ("--disable-site-isolation-trials", "--renderer-process-limit=1")

# Set before anything opens a store; every xdist worker has its own process, so its own file.
os.environ["LOVP_DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp(prefix='lovp-tests-')}/lovp.sqlite"
# What hypothesis keeps is no part of the project's folder.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", tempfile.mkdtemp(prefix="lovp-hypothesis-"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests of a process, wherever they lie: Playwright refuses to run twice in one."""
    path = needed("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=[*CHROMIUM_FLAGS, *_ONE_PROCESS])
        yield launched
        launched.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A plain sentence about what was not run."""
    if skipped := terminalreporter.stats.get("skipped"):
        reasons = sorted({str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped})
        terminalreporter.write_line(f"Not run were {len(skipped)} tests: {'; '.join(reasons)}.")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything can be had, in CI, a test that was left out is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
