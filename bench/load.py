"""A full room on the deployment as shipped: python -m bench.load writes bench/LOAD.md.

Two servers, one PostgreSQL and nginx, all on this machine, and so are the viewers. All open the link within seconds;
then each changes the view about every five seconds, on four pages, while its page waits for news. In the
end one server is killed without a word.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.contest import resident
from bench.room import Times
from bench.servers import ROOT
from tests.support.postgres import new_database, postgres_server
from tests.support.server_stack import AppServer, Stack, running_stack

FILE = Path(__file__).parent / "LOAD.md"
_PARTS = {
    "opening": "link opened to page complete",
    "before": "change of view to page complete",
    "after": "the same on the one server that is left, all viewers on it",
    "returning": "server killed to page complete on the other",
}


@dataclass(frozen=True)
class Reading:
    """Megabytes and open pages of one server, and the processor's time it took, in seconds."""

    memory: float
    viewers: float
    processor: float


def read(server: AppServer) -> Reading:
    """As of now, from the server's own numbers. Raises httpx.HTTPError if it is gone."""
    numbers = server.numbers()
    return Reading(resident(server.process.pid), numbers["lovp_viewers"], numbers["process_cpu_seconds_total"])


def hall(stack: Stack, viewers: int, seconds: float) -> tuple[Times, list[list[Reading]]]:
    """What the viewers saw, and both servers' readings: empty, and shortly before one is killed."""
    readings = [[read(each) for each in stack.servers]]
    kill_after = seconds * 2 / 3
    doomed, certificate = stack.servers[0].process.pid, stack.proxy.folder / "fullchain.pem"
    command = [sys.executable, "-m", "bench.room", stack.address, certificate, viewers, seconds, kill_after, doomed]
    with subprocess.Popen([str(each) for each in command], cwd=ROOT, stdout=subprocess.PIPE, text=True) as room:
        time.sleep(kill_after - 2)
        readings.append([read(each) for each in stack.servers])
        told, _ = room.communicate(timeout=seconds + 240)
    return Times.told(told), readings


def _row(name: str, values: Sequence[float]) -> str:
    if len(values) < 2:
        return f"| {name} | {len(values)} | – | – | – |"
    cuts = statistics.quantiles(values, n=20, method="inclusive")
    return f"| {name} | {len(values):,} | {cuts[9]:.0f} | {cuts[-1]:.0f} | {max(values):.0f} |"


def _server_row(place: int, empty: Reading, full: Reading) -> str:
    worked = full.processor - empty.processor
    return f"| {place} | {full.viewers:.0f} | {empty.memory:.0f} | {full.memory:.0f} | {worked:.0f} |"


def report(viewers: int, seconds: float, times: Times, readings: list[list[Reading]]) -> str:
    """The file's text."""
    parts = "\n".join(_row(name, getattr(times, key)) for key, name in _PARTS.items())
    servers = "\n".join(map(_server_row, (1, 2), *readings))
    return f"""# A full room, measured on {date.today():%Y-%m-%d}

`python -m bench.load` writes this file. Two servers, PostgreSQL and nginx as shipped, and the viewers as well, all on
the same two shared cores. {viewers} viewers open the link within five seconds; then each changes the view about every
five seconds, on four pages, while its page waits for news: one held question after the other. Two thirds of the way one
server is killed.

| milliseconds | times | median | p95 | longest |
|---|---|---|---|---|
{parts}

Viewers lost: {times.lost}. Held questions for news: {times.news:,}, of which {times.unanswered} without an answer.

| server | viewers | MB empty | MB full | processor, s of {seconds * 2 / 3:.0f} |
|---|---|---|---|---|
{servers}
"""


def main() -> None:
    """Run it; --viewers and --seconds make it shorter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, default=400)
    parser.add_argument("--seconds", type=float, default=120)
    asked = parser.parse_args()
    with ExitStack() as opened:
        folder, uri = opened.enter_context(tempfile.TemporaryDirectory()), opened.enter_context(postgres_server())
        stack = opened.enter_context(running_stack(Path(folder), new_database(uri, "lovp")))
        times, readings = hall(stack, asked.viewers, asked.seconds)
    text = report(asked.viewers, asked.seconds, times, readings)
    FILE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
