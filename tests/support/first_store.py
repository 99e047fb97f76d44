"""The store as first shipped, and SQL past the back of any store."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, MetaData, create_engine

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


def fill_first_store(url: str, package: Path, digest: str) -> None:
    """Put a released package into a store as first shipped: its rows, its texts, and what tells edits from them."""
    engine, tables = create_engine(url), MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        for table in reversed(tables.sorted_tables):
            connection.execute(table.delete())
        for file in package.glob("*.csv"):
            with file.open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines))
            table = tables.tables[file.stem]
            typed = [{name: _typed(table.c[name], cell) for name, cell in row.items()} for row in rows]
            connection.execute(table.insert(), [row | {"row_order": place} for place, row in enumerate(typed)])
            base = [{"resource": file.stem, "id": row["id"], "cells": row} for row in rows]
            connection.execute(tables.tables["package_rows"].insert(), base)
        texts = [
            {"path": f"sources/{file.name}", "text": file.read_text("utf-8")} for file in package.glob("sources/*")
        ]
        connection.execute(tables.tables["source_texts"].insert(), texts)
        facts = [{"key": "version", "value": "1"}, {"key": "package_digest", "value": digest}]
        connection.execute(tables.tables["store_facts"].insert(), facts)
    engine.dispose()


def _typed(column: Column[Any], cell: str) -> Any:
    if not cell:
        return None
    if isinstance(column.type, Boolean):
        return cell == "true"
    if isinstance(column.type, Integer):
        return int(cell)
    if isinstance(column.type, Date):
        return date.fromisoformat(cell)
    return json.loads(cell) if isinstance(column.type, JSON) else cell
