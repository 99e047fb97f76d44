"""python -m bench: the server's time for a filter change, ours beside the usual app and an empty page, in one run."""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from bench import briefing
from bench.client import Viewer
from bench.servers import empty_on_our_server, ours, running, streamlit_run

TOPICS = ("jaarwisseling", "ondermijning", "veiligheidsagenda", "politieonderwijs", "sterkteverdeling", "inzetbaarheid")
ROUNDS = 8


@dataclass(frozen=True)
class Row:
    """One line of the comparison; times in milliseconds, bytes per rerun."""

    name: str
    times: list[float]
    size: int

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def spread(self) -> str:
        low, _, high = statistics.quantiles(self.times, n=4)
        return f"{low:.0f}-{high:.0f}"


def _queries(extra: str = "") -> Iterator[str]:
    return (f"topic={topic}{extra}" for topic in cycle(TOPICS))


def measure(name: str, port: int, page: str, extra: str = "", *, skip: int = len(TOPICS) + 1) -> Row:
    """Change the topic filter again and again; the first `skip` changes are not counted."""
    with Viewer(port) as viewer:
        viewer.rerun(page, extra.lstrip("&"))
        runs = [viewer.rerun(page, query) for query in islice(_queries(extra), skip + ROUNDS * len(TOPICS))]
    return Row(name, [time for time, _ in runs[skip:]], round(statistics.mean(size for _, size in runs[skip:])))


def measure_unseen(name: str, port: int, page: str) -> Row:
    """Selections that nobody has chosen before: every measure and figure is made anew."""
    months = [f"q={word}&on=2020-{month:02d}-15" for month in range(3, 13) for word in ("de", "het", "een")]
    with Viewer(port) as viewer:
        viewer.rerun(page, "")
        runs = [viewer.rerun(page, query) for query in months]
    return Row(name, [time for time, _ in runs], round(statistics.mean(size for _, size in runs)))


def show_briefing() -> str:
    """Slides, pictures and documents, on a server of their own."""
    with tempfile.TemporaryDirectory() as folder, running(*ours(Path(folder) / "bench.sqlite")) as port:
        return briefing.report(port)


def compare() -> dict[str, Row]:
    """All rows, measured one after another while every server is up."""
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        own = stack.enter_context(running(*ours(Path(folder) / "bench.sqlite")))
        usual = stack.enter_context(running(*streamlit_run("usual.py")))
        floor = stack.enter_context(running(*empty_on_our_server()))
        plain = stack.enter_context(running(*streamlit_run("empty.py")))
        return {
            "overview": measure("ours, Overzicht", own, ""),
            "timeline": measure("ours, Tijdlijn", own, "tijdlijn"),
            "overview_unseen": measure_unseen("ours, Overzicht, selection never seen", own, ""),
            "timeline_unseen": measure_unseen("ours, Tijdlijn, selection never seen", own, "tijdlijn"),
            "usual_overview": measure("usual app, overview", usual, ""),
            "usual_timeline": measure("usual app, timeline", usual, "", "&page=timeline"),
            "empty": measure("empty page, our server", floor, ""),
            "empty_plain": measure("empty page, streamlit run", plain, ""),
        }


def report(rows: dict[str, Row]) -> str:
    """A table, and the ratios that matter."""
    lines = [f"{'':40}{'median ms':>10}{'quartiles':>12}{'kB':>8}"]
    lines += [f"{r.name:40}{r.median:>10.1f}{r.spread:>12}{r.size / 1000:>8.1f}" for r in rows.values()]
    for page in ("overview", "timeline"):
        own, usual = rows[page].median, rows[f"usual_{page}"].median
        lines.append(f"{page}: {own / usual:.2f} of the usual app (aim: at most 0.20)")
        lines.append(f"{page}: {own / rows['empty'].median:.1f} times an empty page on our server (aim: at most 2.5)")
        lines.append(f"{page}: {own / rows['empty_plain'].median:.2f} times an empty page under streamlit run")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(compare()))
    print(show_briefing())
