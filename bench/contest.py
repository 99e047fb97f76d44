"""The contestants, and what is measured of each; rounds are interleaved, so that a noisy minute hits all alike."""

import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from bench import browsing, servers
from bench.client import Viewer
from bench.crowd import TOPICS
from bench.dash_client import DashViewer

Command = tuple[list[str], int, dict[str, str]]
Samples = dict[str, dict[str, list[float]]]  # by row, then by contestant
PAGES = ("", "tijdlijn")  # the start page and the timeline, the second of which has two charts everywhere
REDRAWN = {
    "": "click to all charts redrawn on the start page, ms",
    "tijdlijn": "click to all charts redrawn on the timeline, ms",
}
STEPS = (5, 10, 20, 40, 60, 80, 120, 160, 200, 300, 400)
LIMIT = 1000.0  # milliseconds within which 95 of 100 changes must be answered
KINDS = ("ours", "usual", "dash")
IN_BROWSER = (*KINDS, "panel")  # which speaks a protocol of its own, that only its page knows


@dataclass(frozen=True)
class Effort:
    """How often each thing is repeated, and how many viewers are tried at most."""

    rounds: int
    starts: int
    seconds: float
    most: int


FULL = Effort(rounds=6, starts=3, seconds=15, most=400)
QUICK = Effort(rounds=2, starts=1, seconds=8, most=40)


def command(kind: str, folder: Path) -> Command:
    """How a contestant is started."""
    made: dict[str, Callable[[], Command]] = {
        "ours": lambda: servers.ours(folder / "bench.sqlite"),
        "usual": lambda: servers.streamlit_run("usual.py"),
        "dash": servers.dash,
        "panel": servers.panel,
        "empty": servers.empty_on_our_server,
        "empty, streamlit run": lambda: servers.streamlit_run("empty.py"),
    }
    return made[kind]()


@contextmanager
def viewer(kind: str, port: int) -> Iterator[Viewer | DashViewer]:
    """A viewer without a browser."""
    with DashViewer(port) if kind == "dash" else Viewer(port, keeps=True) as opened:
        yield opened


def changed(opened: Viewer | DashViewer, page: str, topic: str) -> tuple[float, int]:
    """Milliseconds and bytes of one filter change."""
    return opened.rerun(page, topic) if isinstance(opened, DashViewer) else opened.rerun(page, f"topic={topic}")


def filter_changes(ports: dict[str, int], rounds: int, samples: Samples) -> None:
    """The server's time, and bytes: each topic has been seen once before it is counted."""
    with ExitStack() as stack:
        opened = {kind: stack.enter_context(viewer(kind, port)) for kind, port in ports.items()}
        for turn, topic in enumerate(islice(cycle(TOPICS), (rounds + 1) * len(TOPICS))):
            for kind, each in opened.items():
                for page in PAGES if "empty" not in kind else ("",):
                    took, size = changed(each, page, topic)
                    if turn >= len(TOPICS):
                        samples["filter change on the server, ms"][kind].append(took)
                        samples["bytes per filter change, kB"][kind].append(size / 1000)


def first_charts(folder: Path, starts: int, samples: Samples) -> None:
    """From the command to the first chart in a fresh browser, and all bytes until everything is drawn."""
    for kind in IN_BROWSER * starts:
        begin = time.perf_counter()
        with servers.running(*(made := command(kind, folder))), browsing.opened_page() as page:
            _, sizes = browsing.bytes_counted(page)
            browsing.load(page, f"http://127.0.0.1:{made[1]}/tijdlijn")
            samples["command to first chart, s"][kind].append(time.perf_counter() - begin)
            page.wait_for_timeout(1500)
            samples["bytes of the first load, MB"][kind].append(sum(sizes) / 1e6)


def in_browser(ports: dict[str, int], rounds: int, samples: Samples) -> None:
    """Clicks of a viewer, until every chart is drawn."""
    for kind in IN_BROWSER * 2:
        with browsing.opened_page() as page:
            for path, row in REDRAWN.items():
                browsing.load(page, f"http://127.0.0.1:{ports[kind]}/{path}")
                samples[row][kind] += browsing.filter_changes(page, kind, rounds + 2)[2:]
            if kind == "panel":  # another page is another load
                continue
            samples["page switch, ms"][kind] += browsing.page_switches(page, rounds + 2)[2:]


def resident(pid: int) -> float:
    """Megabytes of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    own = next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))
    return own + sum(resident(int(child)) for child in children)


def memory(ports: dict[str, int], pids: dict[str, int], samples: Samples, viewers: int = 40) -> None:
    """What each further viewer takes, once the server is warm."""
    for kind in KINDS:
        before = resident(pids[kind])
        with ExitStack() as stack:
            for place in range(viewers):
                changed(stack.enter_context(viewer(kind, ports[kind])), "tijdlijn", TOPICS[place % len(TOPICS)])
            samples["memory per viewer, MB"][kind].append((resident(pids[kind]) - before) / viewers)


def p95(kind: str, port: int, viewers: int, seconds: float) -> float:
    """Milliseconds within which 95 of 100 changes were answered."""
    family = "dash" if kind == "dash" else "streamlit"
    command = [sys.executable, "-m", "bench.crowd", family, str(port), str(viewers), str(seconds)]
    done = subprocess.run(command, cwd=servers.ROOT, capture_output=True, text=True, timeout=300, check=True)
    return statistics.quantiles(json.loads(done.stdout), n=20)[-1]


def most_viewers(kind: str, folder: Path, effort: Effort) -> tuple[int, float]:
    """The highest number of viewers tried that all were answered in time, and its p95."""
    best = (0, 0.0)
    with servers.running(*(made := command(kind, folder))):
        p95(kind, made[1], 2, 6)  # warm: the first viewer of all pays for the imports
        for viewers in (step for step in STEPS if step <= effort.most):
            if (took := p95(kind, made[1], viewers, effort.seconds)) > LIMIT:
                break
            best = (viewers, took)
    return best


def measured(folder: Path, effort: Effort) -> Samples:
    """All rows of all contestants."""
    samples: Samples = defaultdict(lambda: defaultdict(list))
    first_charts(folder, effort.starts, samples)
    with ExitStack() as stack:
        ports, pids = {}, {}
        for kind in (*IN_BROWSER, "empty", "empty, streamlit run"):
            made = command(kind, folder)
            pids[kind], ports[kind] = stack.enter_context(servers.process_of(*made)).pid, made[1]
        filter_changes({kind: port for kind, port in ports.items() if kind != "panel"}, effort.rounds, samples)
        in_browser(ports, effort.rounds, samples)
        memory(ports, pids, samples)
    for kind in KINDS:
        viewers, took = most_viewers(kind, folder, effort)
        samples["viewers at 5 s think time, p95 below 1 s"][kind].append(viewers)
        samples["their p95, ms"][kind].append(took)
    return samples


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """First quartile, median, third; all the same for a single value."""
    if len(values) < 2:
        return values[0], values[0], values[0]
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high
