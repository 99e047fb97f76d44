"""python -m bench.growth: the server's time for a filter change per page, for an answer to a program, and for reading a
note, at 1, 10, 100 and 1000 times the data."""

import statistics
import tempfile
import time
import urllib.request
from itertools import cycle, islice
from pathlib import Path

from bench.client import Viewer
from bench.generated import store_generated
from bench.servers import ROOT, ours, running
from lovp_data.reading.known import make_known
from lovp_data.reading.reader import read_note
from lovp_data.store.store import Store
from lovp_data.store.writing import Change, digest_of

SIZES = (1, 10, 100, 1000)
PAGES = ("", "tijdlijn", "onderwerpen", "afspraken", "betrokkenen", "vergaderingen", "nakoming", "verantwoording")
# What programs ask for, by its name in the table; each time with another topic.
ANSWERS = {
    "follow-ups of a topic, JSON": "/api/v1/follow_ups?topic=t{}&kind=concern",
    "feed of a topic": "/wijzigingen.atom?topic=t{}",
}
NOTE = ROOT / "data" / "sources" / "lovp-2020-02-10.txt"
ROUNDS = 12
Times = dict[str, list[float]]


def filter_changes(port: int) -> Times:
    """Milliseconds per page: topics seen before, and selections that nobody has looked at yet ('… new')."""
    times: Times = {}
    with Viewer(port) as viewer:
        for place, page in enumerate(PAGES):
            seen = [f"topic=t{number}" for number in range(6)]
            fresh = [f"topic=t{6 + place * 4 + number}" for number in range(4)]
            runs = [viewer.rerun(page, query)[0] for query in islice(cycle(seen), 6 + ROUNDS)]
            times[page or "overzicht"] = runs[6:]
            times[f"{page or 'overzicht'} new"] = [viewer.rerun(page, query)[0] for query in fresh]
            times[f"{page or 'overzicht'} all"] = [viewer.rerun(page, "")[0] for _ in range(3)][1:]
    return times


def answers(port: int) -> Times:
    """Milliseconds per kind of answer to a program."""
    return {name: [_asked(port, path.format(number)) for number in range(5)] for name, path in ANSWERS.items()}


def _asked(port: int, path: str) -> float:
    begin = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        answer.read()
    return (time.perf_counter() - begin) * 1000


def reading(url: str) -> Times:
    """Milliseconds to read a note of three pages, with all that the package knows at hand."""
    store = Store(url)
    known, text = make_known(store.read().rows), NOTE.read_text(encoding="utf-8")
    store.engine.dispose()
    found: list[float] = []
    for _ in range(4):
        begin = time.perf_counter()
        read_note(text, known)
        found.append((time.perf_counter() - begin) * 1000)
    return {"reading a note": found[1:]}


def catching_up(url: str) -> tuple[float, float]:
    """Milliseconds to read everything, and to read what one write changed."""
    store = Store(url)
    begin = time.perf_counter()
    held = store.catch_up(None)
    whole = time.perf_counter() - begin
    title = store.read().rows["topics"][0]
    store.write([Change("topics", title["id"], {"standing": True}, digest_of(title))], who="bench", why="")
    begin = time.perf_counter()
    store.catch_up(held)
    stepped = time.perf_counter() - begin
    store.engine.dispose()
    return whole * 1000, stepped * 1000


def measured(times: int) -> tuple[Times, tuple[float, float] | None]:
    """All times at one size. Writing checks the whole package, which takes minutes at the largest: left out there."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.sqlite"
        store_generated(f"sqlite:///{file}", times)
        with running(*ours(file)) as port:
            found = filter_changes(port) | answers(port)
        found |= reading(f"sqlite:///{file}")
        return found, catching_up(f"sqlite:///{file}") if times <= 100 else None


def report(sizes: tuple[int, ...] = SIZES) -> str:
    """A table in Markdown: a row per page, a column per size; medians in milliseconds."""
    found = {size: measured(size) for size in sizes}
    heads = " | ".join(f"{size}x" for size in sizes)
    lines = [f"| filter change, answer or reading, ms | {heads} |", "|---|" + "---|" * len(sizes)]
    for name in next(iter(found.values()))[0]:
        cells = " | ".join(f"{statistics.median(found[size][0][name]):.0f}" for size in sizes)
        lines.append(f"| {name} | {cells} |")
    for place, name in enumerate(("load everything", "load after one write")):
        loads = [f"{known[place]:.0f}" if (known := found[size][1]) else "–" for size in sizes]
        lines.append(f"| {name} | {' | '.join(loads)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
