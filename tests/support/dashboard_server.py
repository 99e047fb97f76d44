"""The dashboard as a server on a port of its own, with a store of its own."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path

from bench.servers import free_port
from lovp_data.store.store import Store
from tests.conftest import ROOT


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError as answer:
            raise RuntimeError(f"the server answers {answer.code}:\n{log.read_text()}") from answer
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


@cache
def _port_for(use: str) -> int:
    """One for each use: a browser knows the scripts it has read by their address, and need not read them anew."""
    return free_port()


class Server:
    """The dashboard on a port of its own, with a store of its own; can be stopped and started again.

    `root` is where the app lies, `ready` the path that answers 200 once it is up, `use` what it is for.
    """

    def __init__(self, folder: Path, root: Path = ROOT, ready: str = "/readyz", use: str = "") -> None:
        self.port = _port_for(use) if use else free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.root, self.ready, self.log = root, ready, folder / "server.log"
        self.environment = os.environ | {
            "LOVP_PORT": str(self.port),
            "LOVP_DATABASE_URL": f"sqlite:///{folder}/lovp.sqlite",
        }
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server"],
                cwd=self.root,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        _wait_for(f"{self.address}{self.ready}", self.process, self.log)

    def wait_until_drawn(self) -> None:
        """Wait until it has drawn a page since its start: an open one asks for it as soon as the server is back."""
        deadline = time.monotonic() + 60
        while not re.search(rb"^lovp_run_seconds_count [1-9]", self._numbers(), re.MULTILINE):
            assert time.monotonic() < deadline, "no page asked to be drawn"
            time.sleep(0.1)

    def _numbers(self) -> bytes:
        with urllib.request.urlopen(f"{self.address}/metrics", timeout=10) as answer:
            return bytes(answer.read())

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=20)


def copy_app(target: Path) -> Path:
    """The app with its package, to change there."""
    for name in ("lovp_data", "lovp_view", "pages", "data", "docs", ".streamlit"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dashboard.py", "server.py"):
        shutil.copy(ROOT / name, target)
    return target


def store_of(server: Server) -> Store:
    """What the server's store holds, beside it."""
    return Store(server.environment["LOVP_DATABASE_URL"])
