"""What an editor sees when the store fails while something is to be written: the cause, what to do, nothing lost."""

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from lovp_data.package.errors import StoreError
from lovp_data.store.database_faults import FAULTS
from lovp_data.store.store import Store
from lovp_view import state
from lovp_view.view.texts import load_texts
from tests.support.app_screens import field, open_page, press

NL = load_texts("nl")
POINT = "2020_02_10_f01"


@pytest.fixture
def form(store: Store) -> AppTest:
    """A point with another title typed in, not stored yet."""
    app = open_page("editing", edit="follow_ups", row=POINT)
    app.session_state["point_tabs"] = "Gegevens"
    app.run()
    field(app, "title").set_value("Van mij")
    return app


def _limit(pages: int) -> None:
    """SQLite gives the app's own connection no page beyond this one, as a full disk would."""
    with state.open_store().store.engine.begin() as connection:
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))


def test_a_full_disk_is_said_keeps_what_was_typed_and_can_be_tried_again(form: AppTest, store: Store) -> None:
    with store.engine.begin() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    long = "Heel lang. " * 500  # does not fit into what is left of the last page
    field(form, "what").set_value(long)
    _limit(pages)
    app = press(form, "save_")
    assert "schijf van de gegevensopslag is vol" in app.error[0].value
    assert "staat er nog" in app.error[0].value
    assert (field(app, "title").value, field(app, "what").value) == ("Van mij", long)
    item = store.item("follow_ups", POINT)
    assert item
    assert item.row["title"] != "Van mij"
    _limit(pages + 10_000)
    assert not press(app, "save_").error
    item = store.item("follow_ups", POINT)
    assert item
    assert item.row["title"] == "Van mij"


@pytest.mark.parametrize("fault", ["silent", *FAULTS])
def test_every_cause_is_said(fault: str, form: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreError("words for the log", fault)

    monkeypatch.setattr(Store, "write", fail)
    app = press(form, "save_")
    assert [each.value for each in app.error] == [NL("editing.failed", reason=NL(f"store_fault.{fault}"))]
    assert field(app, "title").value == "Van mij"
