"""Command line: python -m lovp_data check|import|export|backup|restore|read|eval."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from lovp_data.documents.document_faults import DocumentError
from lovp_data.package.check import check_package
from lovp_data.package.errors import PackageError, StoreError
from lovp_data.package.files import read_package
from lovp_data.package.schema import PACKAGE_DIR
from lovp_data.store.backup import backup
from lovp_data.store.connection import store_url
from lovp_data.store.ledger import sign
from lovp_data.store.restore import restore
from lovp_data.store.store import COMMAND_LINE, Store, utc_now


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lovp_data", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check a package and name every fault; changes nothing")
    take_in = commands.add_parser("import", help="check a package and replace the store by it")
    way = take_in.add_mutually_exclusive_group()
    way.add_argument("--merge", action="store_true", help="keep what was edited in the store")
    way.add_argument("--replace", action="store_true", help="replace what was edited too; undo can put it back")
    for command in (check, take_in):
        command.add_argument("package", nargs="?", type=Path, default=PACKAGE_DIR, help="folder (default: data/)")
    export = commands.add_parser("export", help="write the store as a package")
    export.add_argument("target", type=Path, help="folder to write to; must not be there yet, or be empty")
    export.add_argument("--replace", action="store_true", help="write over the package that is in the folder")
    keep = commands.add_parser("backup", help="write the store to one file, also while the dashboard runs")
    keep.add_argument("target", type=Path, help="file to write; must not be there yet")
    put_back = commands.add_parser("restore", help="check a backup and put it in the place of the store")
    put_back.add_argument("source", type=Path, help="file written by backup")
    read = commands.add_parser("read", help="read a note and print what is in it; stores nothing")
    read.add_argument("note", type=Path, help="a .txt, .docx, .pdf or .html file")
    read.add_argument("--held-on", type=date.fromisoformat, help="the day of the meeting, as 2026-03-02")
    read.add_argument("--json", action="store_true", help="for programs")
    commands.add_parser("eval", help="measure how well notes are read, against notes with known answers")
    return parser


def run_check(package: Path) -> str:
    """What the package holds, in one line. Raises PackageError if it is not sound."""
    rows = check_package(package).rows
    return f"{package}: sound, " + ", ".join(f"{len(table)} {name}" for name, table in rows.items())


def run_import(package: Path, *, merge: bool, replace: bool) -> str:
    """Replace the store by the package, or merge it in. Raises PackageError, StoreError."""
    store = Store()
    if merge:
        conflicts = store.merge_package(package, who=COMMAND_LINE)
        lines = [f"{c.resource} {c.id}: changed on both sides, the edit was kept" for c in conflicts]
        return "\n".join([*lines, f"{package}: merged, {len(conflicts)} conflicts"])
    if (edited := store.edited_keys()) and not replace:
        raise StoreError(
            f"{len(edited)} rows of the store are not as shipped; nothing was changed. Use --merge to keep them, or "
            "--replace to replace them (the ledger keeps them, and undo can put them back)"
        )
    store.import_package(package, who=COMMAND_LINE)
    return f"{package}: imported"


def run_export(target: Path, *, replace: bool) -> str:
    """Write the store as a package. Raises StoreError if it is empty, or if something else would be written over."""
    store = Store()
    if not store.version():
        raise StoreError("the store is empty; import a package first")
    try:
        if not replace and target.exists() and any(target.iterdir()):
            advice = "name a new folder, or use --replace to write over the package in it"
            raise StoreError(f"{target} is not empty; {advice}")
        store.export_package(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}") from error
    return f"{target}: written"


def run_backup(target: Path) -> str:
    """Write the store to one file. Raises StoreError."""
    backup(store_url(), target)
    return f"{target}: written"


def run_restore(source: Path) -> str:
    """Put a backup in the place of the store. Raises StoreError, the store as it was."""
    kept = restore(store_url(), source, sign(COMMAND_LINE, f"restored from {source.name}", utc_now))
    return f"{source}: restored" + (f"; what it replaced is kept in {kept}" if kept else "")


def run_read(note: Path, held_on: date | None, *, as_json: bool) -> str:
    """What the rules find in a note. Raises DocumentError; OSError if the file cannot be read."""
    # The reader takes long to import, and no other command needs it.
    from lovp_data.documents.intake import read_document
    from lovp_data.reading.known import make_known
    from lovp_data.reading.plain_draft import plain_draft, told
    from lovp_data.reading.reader import read_note

    given = read_document(note.read_bytes(), note.name)
    draft = read_note(given.text, make_known(read_package().rows), held_on)
    if as_json:
        return json.dumps(plain_draft(draft, given.left_out), ensure_ascii=False, indent=2)
    return told(draft, given.left_out)


def run_eval() -> str:
    """How well notes are read, as a table."""
    from lovp_data.evaluation.scores import report

    return report(read_package())


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if all went well, 1 if the package or the store was refused, 2 a note; the reasons on stderr."""
    options = _parser().parse_args(arguments)
    try:
        match options.command:
            case "check":
                print(run_check(options.package))
            case "import":
                print(run_import(options.package, merge=options.merge, replace=options.replace))
            case "export":
                print(run_export(options.target, replace=options.replace))
            case "backup":
                print(run_backup(options.target))
            case "restore":
                print(run_restore(options.source))
            case "read":
                print(run_read(options.note, options.held_on, as_json=options.json))
            case "eval":
                print(run_eval())
    except (PackageError, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
    except DocumentError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename} cannot be read: {error.strerror}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
