"""A long day in minutes: python -m bench.steadiness writes bench/STEADINESS.md.

One server. Sessions open a page, change the view and leave; then a few fire changes far faster than they can be drawn.
What is asked: does memory come to rest, and does the server answer as it did before?
"""

import argparse
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.client import Viewer
from bench.contest import resident
from bench.crowd import TOPICS
from bench.servers import ours, process_of

FILE = Path(__file__).parent / "STEADINESS.md"
PAGES = ("", "tijdlijn", "onderwerpen", "afspraken", "betrokkenen", "vergaderingen", "verantwoording")
SIDE_BY_SIDE = 8
STORMS = 3
SETTLE = 15.0  # seconds after which Streamlit has let go of the sessions that left


@dataclass(frozen=True)
class Reading:
    """Megabytes of the server after so many sessions or changes, and the median of ten changes then, in ms."""

    done: int
    memory: float
    answer: float


def visit(port: int, number: int) -> None:
    """One session: two pages, another selection, gone."""
    query = f"topic={TOPICS[number % len(TOPICS)]}"
    with Viewer(port) as viewer:
        viewer.rerun(PAGES[number % len(PAGES)], "")
        viewer.rerun(PAGES[(number + 1) % len(PAGES)], query)


def storm(port: int, place: int, changes: int) -> None:
    """One session that asks without waiting, and then waits for the last answer."""
    with Viewer(port) as viewer:
        viewer.rerun("tijdlijn", "")
        for number in range(changes):
            viewer.ask("tijdlijn", f"topic={TOPICS[(place + number) % len(TOPICS)]}")
            viewer.drain(0)
        viewer.drain(2)


def measured(port: int, process: int, done: int) -> Reading:
    """ResultCache once those who left are forgotten, and how fast one viewer is answered."""
    time.sleep(SETTLE)
    with Viewer(port) as viewer:
        viewer.rerun("tijdlijn", "")
        times = [viewer.rerun("tijdlijn", f"topic={TOPICS[n % len(TOPICS)]}")[0] for n in range(10)]
    return Reading(done, resident(process), statistics.median(times))


def sessions(port: int, process: int, total: int, parts: int) -> list[Reading]:
    """Readings after a warm-up of a tenth, and after every part of the whole."""
    readings, done = [], 0
    steps = [total // 10, *(total // parts for _ in range(parts))]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for step in steps:
            list(pool.map(lambda number: visit(port, number), range(done, done + step)))
            done += step
            readings.append(measured(port, process, done))
    return readings


def storms(port: int, process: int, changes: int) -> tuple[Reading, float]:
    """The reading after all changes, and the seconds until the last was answered."""
    begin = time.perf_counter()
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        list(pool.map(lambda place: storm(port, place, changes // SIDE_BY_SIDE), range(SIDE_BY_SIDE)))
    took = time.perf_counter() - begin
    return measured(port, process, changes), took


def report(quiet: list[Reading], stormy: list[tuple[Reading, float]]) -> str:
    """The file's text."""
    first, last = quiet[0], quiet[-1]
    growth = (last.memory - first.memory) / (last.done - first.done) * 1000
    lines = [f"| {each.done:,} sessions | {each.memory:.0f} | {each.answer:.0f} |" for each in quiet]
    for each, took in stormy:
        lines.append(f"| then {each.done:,} changes in {took:.0f} s | {each.memory:.0f} | {each.answer:.0f} |")
    table = "\n".join(["| after | memory, MB | a change, ms |", "|---|---|---|", *lines])
    return f"""# Steadiness, measured on {date.today():%Y-%m-%d}

`python -m bench.steadiness` writes this file. One server, the shipped data, two shared cores. {SIDE_BY_SIDE} sessions
at a time open two pages with another selection each, and leave; memory is read {SETTLE:.0f} seconds after the last
has left.
Then, {len(stormy)} times, {SIDE_BY_SIDE} sessions fire changes without waiting for an answer; Streamlit draws the
newest and drops the others.

{table}

Per session, from the first reading to the last before the changes: {growth:.1f} kB more.
"""


def main() -> None:
    """Run it all; --sessions and --changes make it shorter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=2_000)
    parser.add_argument("--changes", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command, port, environment = ours(Path(folder) / "lovp.sqlite")
        with process_of(command, port, environment) as process:
            quiet = sessions(port, process.pid, asked.sessions, parts=4)
            stormy = [storms(port, process.pid, asked.changes) for _ in range(STORMS)]
    text = report(quiet, stormy)
    FILE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
