"""The store, opened once per process, and what everyone may have of it."""

from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from lovp_data.embargo import without_embargoed
from lovp_data.errors import PackageError, Problem
from lovp_data.package import Package
from lovp_data.store import Seeding, Store
from lovp_data.tables import Tables, build_tables
from lovp_view.memory import Memory

_MOST_KEPT = 4000  # results: some 10 kB each, so tens of megabytes at most


@dataclass(frozen=True)
class Opened:
    """The store, and what happened to the shipped package when it was opened."""

    store: Store
    seeding: Seeding | None
    problems: tuple[Problem, ...] = ()
    memory: Memory = field(default_factory=lambda: Memory(_MOST_KEPT))


@st.cache_resource(show_spinner=False)
def open_store() -> Opened:
    """The store, seeded. Raises StoreError if it cannot be reached, PackageError if it is empty and stays so."""
    store = Store()
    try:
        return Opened(store, store.seed())
    except PackageError as error:
        if not store.version():
            raise
        return Opened(store, None, tuple(error.problems))


def is_merge_offered() -> bool:
    """True if a new package waits and the store was edited."""
    return open_store().seeding is Seeding.MERGE_OFFERED


def public_package(reference_date: date) -> Package:
    """The store as a package that anyone may have; an item under embargo needs today and that day to have come."""
    return without_embargoed(open_store().store.read(), min(date.today(), reference_date))


@st.cache_resource(max_entries=2, show_spinner=False)
def stored_tables(version: int) -> Tables:
    """All rows of a version of the store."""
    return build_tables(open_store().store.read())
