"""What a viewer notices while programs ask for feeds and data: python -m bench.published.

One server, one viewer who changes a filter, with and without a hundred requests a second beside; the two are taken in
turns within one run, and the ratio is what counts. The requests come from a process of their own; most of what a real
client asks a second time it has already, so half of them say so (If-None-Match).
"""

import argparse
import asyncio
import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path

import httpx

from bench.client import Viewer
from bench.servers import ours, running

PATHS = (
    "/api/v1/follow_ups?limit=100", "/api/v1/follow_ups?topic=jaarwisseling", "/api/v1/measures?theme=capacity",
    "/wijzigingen.atom", "/wijzigingen.atom?stakeholder=korpschef", "/agenda.ics", "/punt/2020_02_10_f10.json",
    "/api/v1/updates?topic=veiligheidsagenda",
)  # fmt: skip
TOPICS = ("jaarwisseling", "veiligheidsagenda", "inzetbaarheid", "ondermijning", "politiefinancien", "ict")
_RATE = 100  # requests a second


async def _ask(client: httpx.AsyncClient, path: str, tags: dict[str, str], place: int, told: list[float]) -> None:
    headers = {"if-none-match": tags[path]} if path in tags and place % 2 else {}
    begin = time.perf_counter()
    answer = await client.get(path, headers=headers)
    if answer.status_code not in (200, 304):
        raise RuntimeError(f"{path}: {answer.status_code}")
    tags[path] = answer.headers["etag"]
    told.append(1000 * (time.perf_counter() - begin))


async def _storm(port: int, goes_on: Event, ends: Event) -> list[float]:
    """Milliseconds per answer; asks at the rate while `goes_on` is set."""
    told: list[float] = []
    tags: dict[str, str] = {}
    place, asked = 0, set[asyncio.Task[None]]()
    limits = httpx.Limits(max_connections=50)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=30) as client:
        while not ends.is_set():
            await asyncio.sleep(1 / _RATE)
            if goes_on.is_set():
                asked.add(asyncio.create_task(_ask(client, PATHS[place % len(PATHS)], tags, place, told)))
                place += 1
        await asyncio.gather(*asked)
    return told


def _run_storm(port: int, goes_on: Event, ends: Event, target: Path) -> None:
    target.write_text(json.dumps(asyncio.run(_storm(port, goes_on, ends))), encoding="utf-8")


@contextmanager
def storm(port: int, target: Path) -> Iterator[Event]:
    """An event that lets the requests come while it is set; their times are in the file afterwards."""
    context = multiprocessing.get_context("spawn")
    goes_on, ends = context.Event(), context.Event()
    process = context.Process(target=_run_storm, args=(port, goes_on, ends, target))
    process.start()
    yield goes_on
    ends.set()
    process.join(timeout=60)


def measured(port: int, target: Path, rounds: int) -> dict[bool, list[float]]:
    """Milliseconds per filter change, without and with the requests beside, in turns."""
    times: dict[bool, list[float]] = {False: [], True: []}
    with storm(port, target) as goes_on, Viewer(port) as viewer:
        viewer.rerun("", "")
        for turn in range(rounds):
            is_busy = bool(turn % 2)
            (goes_on.set if is_busy else goes_on.clear)()
            time.sleep(0.5)
            for topic in TOPICS:
                times[is_busy].append(viewer.rerun("", f"topic={topic}")[0])
                time.sleep(0.2)
    return times


def report(times: dict[bool, list[float]], answers: list[float]) -> str:
    """A table, and the ratio."""
    lines = ["| | changes | median ms | p95 ms |", "|---|---|---|---|"]
    for is_busy, name in ((False, "nobody else"), (True, f"{_RATE} requests a second beside")):
        cuts = statistics.quantiles(times[is_busy], n=20)
        lines.append(f"| {name} | {len(times[is_busy])} | {cuts[9]:.1f} | {cuts[-1]:.1f} |")
    ratio = statistics.median(times[True]) / statistics.median(times[False])
    cuts = statistics.quantiles(answers, n=20)
    told = f"The viewer's change takes {ratio:.2f} times as long. An answer took {cuts[9]:.1f} ms (p95 {cuts[-1]:.1f})."
    return "\n".join([*lines, "", f"{told} {len(answers)} answers."])


def main() -> None:
    """Raises RuntimeError if the server does not start or refuses a request."""
    parser = argparse.ArgumentParser(prog="python -m bench.published", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, running(*ours(Path(folder) / "bench.sqlite")) as port:
        times = measured(port, target := Path(folder) / "answers.json", rounds)
        print(report(times, json.loads(target.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
