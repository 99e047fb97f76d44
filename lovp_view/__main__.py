"""Command line: files of a view without a browser.

python -m lovp_view snapshot --query "topic=jaarwisseling&on=2020-12-01" -o briefing.html
python -m lovp_view prepare --meeting 2027-02-15 --agenda agenda.docx -o annotatie.docx
python -m lovp_view digest --query "stakeholder=korpschef" --since 2026-11-01 --to els@example.nl --send
"""

import argparse
import logging
import sys
from datetime import date
from pathlib import Path

from lovp_data.documents.document_faults import DocumentError
from lovp_data.package.errors import PackageError, StoreError
from lovp_view import state
from lovp_view.briefing.annotation import agenda
from lovp_view.briefing.single_file import snapshot_html
from lovp_view.publishing.mailing import DAYS, MailError, SubscriptionError
from lovp_view.view import paths
from lovp_view.view.address import query_of_text
from lovp_view.view.agenda_plan import write_agenda
from lovp_view.view.scene import Scene
from lovp_view.view.slide_plan import ALL
from lovp_view.view.texts import languages


class BadInputError(ValueError):
    """What was asked for cannot be made; says what was found and what was expected."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lovp_view", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    snapshot = commands.add_parser("snapshot", help="write the briefing as one HTML file that needs no network")
    snapshot.add_argument("--query", default="", help="what stands behind the ? in the dashboard's address")
    snapshot.add_argument("-o", "--output", type=Path, required=True, help="the file to write")
    prepare = commands.add_parser("prepare", help="write what to know and to ask about each item of a meeting's agenda")
    prepare.add_argument("--meeting", required=True, help="the id of the meeting, or its day: 2027-02-15")
    prepare.add_argument("--agenda", type=Path, help="a file with the agenda; without, what the data say is due there")
    prepare.add_argument("--language", choices=languages(), default=languages()[0])
    prepare.add_argument("-o", "--output", type=Path, required=True, help="the file to write: .docx, .pdf or .ics")
    _add_digest(commands)
    return parser


def _add_digest(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("digest", help="a mail about what changed and what is due; printed unless sent")
    command.add_argument("--query", default="", help="what stands behind the ? in the dashboard's address")
    command.add_argument("--since", type=date.fromisoformat, help="what changed from this day on (default: 7 days ago)")
    command.add_argument("--days", type=int, default=DAYS, help=f"what is due within so many days (default: {DAYS})")
    command.add_argument("--to", help="the address it goes to")
    command.add_argument("--subscriptions", type=Path, help="CSV: address,query,rhythm,days; makes all that is due")
    command.add_argument("--ledger", type=Path, help="SQLite file of what was sent (default: beside the former)")
    command.add_argument("--day", type=date.fromisoformat, default=date.today(), help="as if it were this day")
    command.add_argument("-o", "--output", type=Path, help="write the mail as this .eml")
    command.add_argument("--send", action="store_true", help="send it over LOVP_SMTP_URL")


def run_snapshot(options: argparse.Namespace) -> str:
    """Write the briefing of an address. Raises PackageError, StoreError, or OSError if the file cannot be written."""
    target, scene = options.output, state.build_scene(query_of_text(options.query))
    content = snapshot_html(scene, scene.view.briefing or (ALL,))
    target.write_bytes(content)
    skipped = [f"not understood and left out: {key}={value}" for key, value in scene.unknown]
    return "\n".join([*skipped, f"{target}: written, {len(content) / 1e6:.1f} MB"])


def run_prepare(options: argparse.Namespace) -> str:
    """Write the annotation of a meeting. Raises DocumentError for the agenda, BadInputError, and as run_snapshot."""
    # Making documents takes long to import, and snapshot does not need it.
    from lovp_view.preparing.take_along import agenda_path, annotation_file, entry_bytes

    suffix = options.output.suffix.lower().lstrip(".")
    if suffix not in ("docx", "pdf", "ics"):
        raise BadInputError(f"{options.output}: found the ending '{suffix}', expected .docx, .pdf or .ics; choose one")
    scene = _prepared(options)
    base = paths.public_base("")
    link = f"{base}/{agenda_path(scene)}" if base else ""
    content = entry_bytes(scene, base) if suffix == "ics" else annotation_file(scene, link, {}, suffix)
    options.output.write_bytes(content)
    return f"{options.output}: written, {len(agenda(scene))} items"


def _prepared(options: argparse.Namespace) -> Scene:
    """The meeting with its agenda, that of the file if one is given. Raises as run_prepare."""
    query = {"prepare": [options.meeting], "lang": [options.language]}
    scene = state.build_scene(query)
    if scene.view.prepare is None:
        raise BadInputError(f"--meeting: found '{options.meeting}', expected a meeting's id or a day: 2027-02-15")
    if options.agenda:
        scene = state.build_scene(query | {"agenda": _given_agenda(scene, options.agenda)})
    if not agenda(scene):
        raise BadInputError(f"{options.meeting}: nothing is due there; give an agenda, one item a line, by --agenda")
    return scene


def _given_agenda(scene: Scene, file: Path) -> list[str]:
    """The items of the file, as they stand in an address. Raises DocumentError, BadInputError, or OSError."""
    # The reader takes long to import, and most calls need none.
    from lovp_data.documents.intake import read_document
    from lovp_view.preparing.agenda_choice import items_of_text

    given = items_of_text(scene, read_document(file.read_bytes(), file.name).text)
    if not given:
        raise BadInputError(f"{file}: found no agenda items, expected one a line; number them")
    return write_agenda(given)


def run_digest(options: argparse.Namespace) -> str:
    """Make a mail, or all that are due. Raises MailError, SubscriptionError, and as run_snapshot."""
    # As above: what makes mail takes long to import.
    from lovp_view.publishing.command import run_digest

    return run_digest(options)


_COMMANDS = {"snapshot": run_snapshot, "prepare": run_prepare, "digest": run_digest}


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if the file was written, 1 if not, 2 for bad input; the reason on stderr."""
    # Streamlit warns that it runs without a server, which is just what is meant here.
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    options = _parser().parse_args(arguments)
    try:
        print(_COMMANDS[options.command](options))
    except (PackageError, StoreError, MailError) as error:
        print(error, file=sys.stderr)
        return 1
    except (BadInputError, DocumentError, SubscriptionError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        is_agenda = error.filename and error.filename == str(getattr(options, "agenda", ""))
        what = f"{options.agenda} cannot be read" if is_agenda else f"{options.output} cannot be written"
        print(f"{what}: {error.strerror}; choose another file or folder", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
