"""The store, opened once per process, and what everyone may have of it."""

import logging
from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from lovp_data.package.errors import PackageError, Problem, StoreError
from lovp_data.package.files import Package
from lovp_data.register.embargo import without_embargoed
from lovp_data.store.seeding import Seeding
from lovp_data.store.store import Store
from lovp_view.state.last_known import LastKnown, News, Rows
from lovp_view.view.result_cache import ResultCache

_LOG = logging.getLogger(__name__)
_MOST_KEPT = 4000  # results: some 10 kB each, so tens of megabytes at most


@dataclass(frozen=True)
class Opened:
    """The store, its rows as last known, what was made of them, and what happened to the shipped package."""

    store: Store
    last_known: LastKnown
    cache: ResultCache
    seeding: Seeding | None
    problems: tuple[Problem, ...] = ()


@st.cache_resource(show_spinner=False, on_release=lambda opened: opened.last_known.close())
def open_store() -> Opened:
    """The store, seeded. Raises StoreError if it cannot be reached, PackageError if it is empty and stays so."""
    store, cache = Store(), ResultCache(_MOST_KEPT)
    last_known = LastKnown(store, on_return=cache.forget)
    try:
        seeding = store.seed()
    except PackageError as error:
        if not store.version():
            raise
        return Opened(store, last_known, cache, None, tuple(error.problems))
    except StoreError as error:
        if error.fault != "read_only" or not store.version():
            raise
        # A store for readers only shows what it holds; whoever may write there seeds it.
        return Opened(store, last_known, cache, Seeding.UNCHANGED)
    if seeding in (Seeding.REPLACED, Seeding.MERGE_OFFERED):
        _LOG.warning("the shipped package: %s", seeding.value)
    return Opened(store, last_known, cache, seeding)


def public_package(reference_date: date) -> Package:
    """The store as a package that anyone may have; an item under embargo needs today and that day to have come."""
    return without_embargoed(open_store().store.read(), min(date.today(), reference_date))


def rows() -> tuple[Rows, datetime | None]:
    """All rows that can be shown, and since when the store does not answer. Raises StoreError if it never did."""
    return open_store().last_known.rows()


def news() -> News:
    """What an open page wants to know of the store. Raises StoreError if it never answered, PackageError as above."""
    return open_store().last_known.news()


def is_news_fresh() -> bool:
    """True if `news` would ask nobody."""
    return open_store().last_known.is_fresh


def is_answering() -> bool:
    """True if there is something to show by now."""
    try:
        open_store().last_known.rows()
    except (StoreError, PackageError):
        return False
    return True
