"""Command line: python -m lovp_view snapshot --query "topic=jaarwisseling&on=2020-12-01" -o briefing.html."""

import argparse
import logging
import sys
from pathlib import Path
from urllib.parse import parse_qs

from lovp_data.package.errors import PackageError, StoreError
from lovp_view import state
from lovp_view.briefing.single_file import snapshot_html
from lovp_view.view.slide_plan import ALL


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lovp_view", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    snapshot = commands.add_parser("snapshot", help="write the briefing as one HTML file that needs no network")
    snapshot.add_argument("--query", default="", help="what stands behind the ? in the dashboard's address")
    snapshot.add_argument("-o", "--output", type=Path, required=True, help="the file to write")
    return parser


def run_snapshot(query: str, target: Path) -> str:
    """Write the briefing of an address. Raises PackageError, StoreError, or OSError if the file cannot be written."""
    scene = state.build_scene(parse_qs(query.lstrip("?")))
    content = snapshot_html(scene, scene.view.briefing or (ALL,))
    target.write_bytes(content)
    skipped = [f"not understood and left out: {key}={value}" for key, value in scene.unknown]
    return "\n".join([*skipped, f"{target}: written, {len(content) / 1e6:.1f} MB"])


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if the file was written, 1 if not (the reason on stderr)."""
    # Streamlit warns that it runs without a server, which is just what is meant here.
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    options = _parser().parse_args(arguments)
    try:
        print(run_snapshot(options.query, options.output))
    except (PackageError, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{options.output} cannot be written: {error.strerror}; choose another file or folder", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
