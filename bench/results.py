"""What was measured, in words: bench/RESULTS.md."""

import platform
import statistics
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.contest import REDRAWN, Samples, quartiles

FILE = Path(__file__).parent / "RESULTS.md"
_LIBRARIES = ("streamlit", "plotly", "pandas", "dash", "panel", "gunicorn", "uvicorn")
_NAMES = {
    "ours": "ours",
    "usual": "usual Streamlit app",
    "dash": "Dash",
    "panel": "Panel",
    "empty": "empty page, our server",
    "empty, streamlit run": "empty page, `streamlit run`",
}


def contest_table(samples: Samples) -> str:
    """A row per measure: median (quartiles) per contestant."""
    lines = ["| | " + " | ".join(_NAMES.values()) + " |", "|---" * (len(_NAMES) + 1) + "|"]
    for row, found in samples.items():
        cells = [_cell(found[kind]) if found.get(kind) else "–" for kind in _NAMES]
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(values: list[float]) -> str:
    low, middle, high = quartiles(values)
    form = ".0f" if middle >= 100 else ".1f" if middle >= 1 else ".2f"
    return f"{middle:{form}}" if len(values) < 2 else f"{middle:{form}} ({low:{form}}–{high:{form}})"


def ratios(samples: Samples) -> str:
    """The aims, and what came of them."""
    lines = ["| ratio | found | aim | |", "|---|---|---|---|"]
    for name, found, aim, is_most in _aims(samples):
        is_met = found <= aim if is_most else found >= aim
        lines.append(f"| {name} | {found:.2f} | {'at most' if is_most else 'at least'} {aim} | {_met(is_met)} |")
    return "\n".join(lines)


def _aims(samples: Samples) -> list[tuple[str, float, float, bool]]:
    """Name, ratio of medians, aim, and whether that is the most or the least."""
    middle = {row: {kind: statistics.median(each) for kind, each in of.items()} for row, of in samples.items()}
    first, timeline = (middle[row] for row in REDRAWN.values())
    change, switch = middle["filter change on the server, ms"], middle["page switch, ms"]
    chart, viewers = middle["command to first chart, s"], middle["viewers at 5 s think time, p95 below 1 s"]
    bare = change["empty, streamlit run"]
    return [
        ("filter change, of the usual app", change["ours"] / change["usual"], 0.08, True),
        ("filter change, of an empty page on our server", change["ours"] / change["empty"], 2, True),
        ("filter change, of an empty page under `streamlit run`", change["ours"] / bare, 2, True),
        ("click to all charts redrawn on the start page, of Dash", first["ours"] / first["dash"], 0.8, True),
        ("the same on the timeline, of Dash", timeline["ours"] / timeline["dash"], 0.8, True),
        ("the same on the timeline, of the usual app", timeline["ours"] / timeline["usual"], 1, True),
        ("page switch, of Dash", switch["ours"] / switch["dash"], 1, True),
        ("command to first chart, of the usual app", chart["ours"] / chart["usual"], 1, True),
        ("viewers, of the usual app", viewers["ours"] / max(viewers["usual"], 1), 10, False),
    ]


def _met(is_met: bool) -> str:
    return "met" if is_met else "**missed**"


def head() -> str:
    """When, on what, with what."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"# Measured on {date.today().isoformat()}\n\nTwo shared cores, on which other work ran too: compare within a "
        f"run only. Python {platform.python_version()}, {libraries}.\n\n"
        "`python -m bench` writes this file. Medians, with quartiles in brackets. All contestants show the shipped "
        "data in the same four charts (topics by meeting and by status, timeline, terms by month) on two pages; rounds "
        "are interleaved. The viewers run in a process of their own on the same two cores.\n"
    )


def write(*parts: str) -> None:
    """Put the parts in the place of what was there."""
    FILE.write_text("\n\n".join([head().rstrip(), *parts]) + "\n", encoding="utf-8")
