"""Which version of the tables a store has, and how it becomes the one this program works with."""

from enum import Enum
from types import ModuleType

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect, text

from lovp_data.package.errors import DamagedStoreError, ForeignTablesError, NewerStoreError, StoreError
from lovp_data.store.tables import store_metadata

VERSION_TABLE = "store_revision"
_FIRST = "0001"
NEWEST = "0005"  # the last of migrations/versions
# The tables of the first shipped version, which kept no revision; frozen, whatever the schema becomes.
_FIRST_TABLES = frozenset(
    {
        "meetings",
        "topics",
        "discussions",
        "follow_ups",
        "status_updates",
        "stakeholders",
        "stakeholder_aliases",
        "involvements",
        "moments",
        "store_facts",
        "source_texts",
        "package_rows",
    }
)
_FOUND = text("SELECT version_num FROM store_revision")
_HEAL = "Put a backup back: python -m lovp_data restore SOURCE"


class Shape(Enum):
    """What a database holds of the store's tables."""

    NOTHING = "nothing"
    OLDER = "older"
    CURRENT = "current"


def shape_of(connection: Connection) -> Shape:
    """What the database holds.

    Raises ForeignTablesError if tables of our names are not ours, NewerStoreError for a store of a later version,
    DamagedStoreError for one that lacks tables.
    """
    present = _present(connection)
    if not present:
        return Shape.NOTHING
    _refuse_foreign(connection, present)
    found = connection.execute(_FOUND).scalar_one_or_none() if VERSION_TABLE in present else _FIRST
    _refuse_newer(connection, found)
    _refuse_half(connection, present, set(store_metadata().tables) if found == NEWEST else set(_FIRST_TABLES))
    return Shape.CURRENT if found == NEWEST else Shape.OLDER


def _migrations() -> ModuleType:
    """Alembic, which is slow to import, for a store that is not of today."""
    from lovp_data.store import alembic_steps

    return alembic_steps


def _present(connection: Connection) -> set[str]:
    """The tables that have names of ours, whoever made them."""
    return set(inspect(connection).get_table_names()) & (_FIRST_TABLES | set(store_metadata().tables) | {VERSION_TABLE})


def _refuse_foreign(connection: Connection, present: set[str]) -> None:
    """Tables are ours only if the store's own mark says so; of the first version, which had none, its facts do."""
    if VERSION_TABLE in present:
        foreign = set() if _columns(connection, VERSION_TABLE) == {"version_num"} else present
    else:
        foreign = present - _FIRST_TABLES if _has_first_mark(connection, present) else present
    if foreign:
        raise ForeignTablesError(
            f"the database at {_address(connection)} holds tables that are not of this dashboard: "
            f"{', '.join(sorted(foreign))}. Nothing was changed. Take a schema or a database of its own for the store"
        )


def _has_first_mark(connection: Connection, present: set[str]) -> bool:
    if "store_facts" not in present or _columns(connection, "store_facts") != {"key", "value"}:
        return False
    marked = text("SELECT count(*) FROM store_facts WHERE key IN ('version', 'package_digest')")
    return present >= _FIRST_TABLES or bool(connection.execute(marked).scalar_one())


def _columns(connection: Connection, name: str) -> set[str]:
    return {column["name"] for column in inspect(connection).get_columns(name)}


def _refuse_newer(connection: Connection, found: str | None) -> None:
    if found != NEWEST and found not in _migrations().revisions():
        raise NewerStoreError(
            f"the store at {_address(connection)} has tables of version {found or 'unknown'}, this program knows those "
            f"up to {NEWEST}; nothing was changed. Install the newer dashboard, or restore a backup of this version"
        )


def _refuse_half(connection: Connection, present: set[str], wanted: set[str]) -> None:
    if missing := sorted(wanted - present):
        raise DamagedStoreError(f"the store at {_address(connection)} lacks the tables {', '.join(missing)}. {_HEAL}")


def check_database(connection: Connection) -> None:
    """What no version of the tables can mend.

    Raises DamagedStoreError if SQLite finds its own file damaged (PostgreSQL sees to its pages itself), StoreError for
    a PostgreSQL database that cannot hold every letter.
    """
    if connection.dialect.name == "sqlite":
        found = " ".join(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one().split())
        if found != "ok":
            raise DamagedStoreError(f"the store at {_address(connection)} is damaged ({found}). {_HEAL}")
        return
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise StoreError(
            f"the database at {_address(connection)} keeps text as {encoding}, which cannot hold every letter; "
            "expected UTF8. Nothing was changed. Make another: createdb --encoding=UTF8 --template=template0 NAME",
            "encoding",
        )


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables, or migrate them, in the transaction of the caller. Raises as `shape_of` does."""
    shape = shape_of(connection)
    if shape is Shape.NOTHING:
        store_metadata().create_all(connection)
        _mark(connection)
    if shape is Shape.OLDER:
        if VERSION_TABLE not in inspect(connection).get_table_names():
            _migrations().stamp(connection, VERSION_TABLE, _FIRST)
        _migrations().upgrade(connection, VERSION_TABLE)


def _mark(connection: Connection) -> None:
    """A new store is of today; the table is as Alembic makes it, which would have to be imported for it."""
    column = Column("version_num", String(32), nullable=False)
    version = Table(VERSION_TABLE, MetaData(), column, PrimaryKeyConstraint(column, name=f"{VERSION_TABLE}_pkc"))
    version.create(connection)
    connection.execute(version.insert(), {"version_num": NEWEST})


def _address(connection: Connection) -> str:
    return connection.engine.url.render_as_string(hide_password=True)
