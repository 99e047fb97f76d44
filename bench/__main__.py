"""python -m bench: all comparisons in one run, printed and written to bench/RESULTS.md; --quick prints a short one."""

import argparse
import tempfile
from pathlib import Path

from bench import briefing, contest, growth, results
from bench.servers import ours, running


def show_briefing() -> str:
    """Slides, pictures and documents, on a server of their own."""
    with tempfile.TemporaryDirectory() as folder, running(*ours(Path(folder) / "bench.sqlite")) as port:
        return briefing.report(port)


def main() -> None:
    """Raises RuntimeError if a contestant does not start or a page fails."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few rounds, two sizes, nothing written")
    parser.add_argument("--sizes", type=int, nargs="+", default=growth.SIZES, help="times the data, for growth")
    asked = parser.parse_args()
    is_quick = asked.quick
    with tempfile.TemporaryDirectory() as folder:
        samples = contest.measured(Path(folder), contest.QUICK if is_quick else contest.FULL)
    compared = [results.contest_table(samples), results.ratios(samples)]
    print("\n\n".join(compared), flush=True)
    grown = growth.report((1, 10) if is_quick else tuple(asked.sizes))
    print(grown, flush=True)
    if is_quick:
        return
    shown = show_briefing()
    print(shown)
    results.write(*compared, "## Growth", grown, "## Briefing and documents", f"```\n{shown}\n```")


if __name__ == "__main__":
    main()
