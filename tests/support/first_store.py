"""The store as first shipped, and SQL past the back of any store."""

from pathlib import Path

from sqlalchemy import create_engine

FIRST = (Path(__file__).parent / "first_store.sql").read_text(encoding="utf-8")


def execute(url: str, *scripts: str) -> None:
    """Run scripts of plain SQL, a statement ending at a semicolon and a line end, in one transaction."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for script in scripts:
            for statement in script.split(";\n"):
                if statement.strip():
                    connection.exec_driver_sql(statement)
    engine.dispose()
