"""Starts the servers that are compared, each on a port of its own, and stops them."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent


# Below the ports that the system lends to connections by itself; processes that start together look in other blocks.
_BLOCK, _BLOCKS, _FIRST = 120, 100, 20_000
_candidates = cycle(range(_FIRST + os.getpid() % _BLOCKS * _BLOCK, _FIRST + (os.getpid() % _BLOCKS + 1) * _BLOCK))


def free_port() -> int:
    """A port of this machine that nobody listens on. Raises RuntimeError if none of this process's block is free."""
    for port in islice(_candidates, _BLOCK):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError("no free port found")


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Raises RuntimeError if the server ends, or does not answer within a minute; any answer will do."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"no server on port {port}")


@contextmanager
def running(command: list[str], port: int, environment: dict[str, str], folder: Path = ROOT) -> Iterator[int]:
    """The server's port while it is in use."""
    with process_of(command, port, environment, folder):
        yield port


@contextmanager
def process_of(
    command: list[str], port: int, environment: dict[str, str], folder: Path = ROOT
) -> Iterator[subprocess.Popen[bytes]]:
    """The server's process while it is in use; its output is dropped."""
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def ours(store: Path) -> "tuple[list[str], int, dict[str, str]]":
    port = free_port()
    environment = {"LOVP_PORT": str(port), "LOVP_DATABASE_URL": f"sqlite:///{store}"}
    return [sys.executable, "server.py"], port, environment


def streamlit_run(script: str) -> "tuple[list[str], int, dict[str, str]]":
    """Plain `streamlit run`, as most apps are served."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(HERE / script), "--server.port", str(port)]
    # Streamlit reads our settings from the folder it is started in; this one is put back to its default.
    command += ["--runner.postScriptGC", "true"]
    return [*command, "--server.headless", "true", "--server.address", "127.0.0.1"], port, {"PYTHONPATH": str(ROOT)}


def empty_on_our_server() -> "tuple[list[str], int, dict[str, str]]":
    """The empty page on the same kind of server as ours: the floor."""
    port = free_port()
    return [sys.executable, str(HERE / "empty_server.py"), str(port)], port, {"PYTHONPATH": str(ROOT)}


def panel() -> "tuple[list[str], int, dict[str, str]]":
    """The Panel app on Bokeh's server, in one process."""
    port = free_port()
    return [sys.executable, str(HERE / "panel_app.py"), str(port)], port, {"PYTHONPATH": str(ROOT)}


def dash() -> "tuple[list[str], int, dict[str, str]]":
    """The Dash app in one process with threads, as gunicorn serves it."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "bench.dash_app:server", "--threads", "8", "--bind"]
    return [*command, f"127.0.0.1:{port}", "--log-level", "error"], port, {}
