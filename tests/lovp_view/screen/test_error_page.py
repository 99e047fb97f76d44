"""When the data or the store are not sound: the viewer reads what is wrong and what to do, never a traceback."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st

from lovp_data.package.errors import MESSAGES, PackageError, Problem, StoreError
from lovp_data.store.seeding import Seeding
from lovp_data.store.store import Store
from lovp_view.view.texts import Texts, languages, load_texts
from tests.lovp_view.conftest import UseStore
from tests.support.app_screens import PAGE_KEYS, everything, labels, open_page, open_start
from tests.support.packages import make_package
from tests.support.server_answers import Answer

NL = load_texts("nl")
PROBLEMS = [
    Problem("unknown_code", "follow_ups.csv", 7, "kind", "wens", "agreement, decision"),
    Problem("missing_file", "topics.csv"),
    Problem("header", "meetings.csv", 1, found="id;held_on", details="id, held_on"),
]
FOLLOW_UPS = [{"id": "f", "title": "Openbaar punt"}]
TRACES = ("Traceback", 'File "', "sqlalchemy", "sqlite", "PackageError", "StoreError")


def _raising(error: Exception) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse


@pytest.fixture
def filled(use_store: UseStore) -> Store:
    """A store with one follow-up."""
    return use_store(make_package(follow_ups=FOLLOW_UPS))


@pytest.fixture
def refused(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A filled store, and a shipped package that is not sound."""
    monkeypatch.setattr(Store, "seed", _raising(PackageError(PROBLEMS)))


@pytest.mark.usefixtures("refused")
@pytest.mark.parametrize("page", PAGE_KEYS)
def test_beside_a_faulty_package_every_page_shows_the_data_there_were(page: str, texts: Texts) -> None:
    app = open_page(page, lang=texts.language)
    assert not app.exception
    assert [each.value for each in app.warning] == [texts.plural("notice.bad_package", len(PROBLEMS))]
    assert [each.value for each in app.title] == [texts(f"page.{page}")]
    assert any("1" in each.value for each in app.markdown[:1])


@pytest.mark.usefixtures("refused")
def test_every_fault_is_shown_with_its_place_what_was_found_and_what_to_do(texts: Texts) -> None:
    table = open_page("account", lang=texts.language).dataframe[0].value
    assert list(table.columns) == [texts("problem.place"), texts("problem.found"), texts("problem.fault")]
    assert list(table.iloc[:, 0]) == ["follow_ups.csv · 7 · kind", "topics.csv", "meetings.csv · 1"]
    assert list(table.iloc[:, 1]) == ["wens", "", "id;held_on"]
    assert table.iloc[0, 2] == texts("problem.unknown_code", details="agreement, decision")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", MESSAGES)
def test_every_fault_can_be_said_whatever_its_details(code: str, language: str) -> None:
    texts = load_texts(language)
    assert "{" not in texts(f"problem.{code}", details="a, b")
    assert ("a, b" in texts(f"problem.{code}", details="a, b")) == ("{details}" in texts(f"problem.{code}"))


def test_a_faulty_package_and_an_empty_store_leave_only_the_faults(
    use_store: UseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_store(None)
    monkeypatch.setattr(Store, "seed", _raising(PackageError(PROBLEMS)))
    app = open_start(lang="en")
    assert not app.exception
    assert [each.value for each in app.title] == [NL("trouble.title")]
    assert [each.value for each in app.error] == [NL.plural("trouble.package", len(PROBLEMS))]
    assert list(app.dataframe[0].value.iloc[:, 0])[1] == "topics.csv"
    assert not [trace for trace in TRACES if trace in everything(app)]


def _broken_file(folder: Path) -> str:
    (folder / "broken.sqlite").write_bytes(b"this is no database" * 99)
    return f"sqlite:///{folder / 'broken.sqlite'}"


@pytest.mark.parametrize(
    ("address", "words"),
    [(_broken_file, "damaged"), (lambda folder: f"sqlite:///{folder}", "store"),
     (lambda _: "no address at all", "store"), (lambda _: "oracle://x:pass1234@y/z", "store"),
     (lambda _: "postgresql+psycopg://someone:pass1234@127.0.0.1:1/lovp", "store")],
    ids=["broken file", "folder", "nonsense", "unknown engine", "refused"],
)  # fmt: skip
def test_a_store_that_does_not_answer_is_said_in_dutch_without_its_address(
    address: Callable[[Path], str], words: str, use_store: UseStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_store(None)
    monkeypatch.setenv("LOVP_DATABASE_URL", address(tmp_path))
    st.cache_resource.clear()
    app = open_start(lang="en")
    assert not app.exception
    assert [each.value for each in app.error] == [NL(f"trouble.{words}")]
    assert labels(app) == {"None": NL("trouble.again")}
    assert not [trace for trace in (*TRACES, "pass1234", str(tmp_path)) if trace in everything(app)]


@pytest.mark.usefixtures("filled")
def test_a_store_that_stops_answering_leaves_what_was_last_known(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_start()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "version", _raising(StoreError("postgresql://secret does not answer")))
        assert not app.run().error
        assert "Openbaar punt" in everything(app)
        assert "secret" not in everything(app)
        assert Answer("/readyz").status == 503
        assert json.loads(Answer("/changes").body)["lost_since"]
    assert "Openbaar punt" in everything(app.run())


@pytest.mark.usefixtures("use_store")
def test_a_store_that_never_answered_is_shown_once_it_does(
    use_store: UseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_store(make_package(follow_ups=FOLLOW_UPS))
    st.cache_resource.clear()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "version", _raising(StoreError("does not answer")))
        app = open_start()
        assert [each.value for each in app.error] == [NL("trouble.store")]
    assert "Openbaar punt" in everything(app.run())


@pytest.mark.usefixtures("filled")
def test_a_chart_that_cannot_be_drawn_says_so_and_the_rest_of_the_page_is_there(
    texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lovp_view.figures.follow_ups_by_topic_and_status", _raising(ValueError("secret cell")))
    app = open_page("overview", lang=texts.language)
    assert not app.exception
    assert [each.value for each in app.error] == [texts("trouble.part")]
    assert "Openbaar punt" in everything(app)
    assert "secret" not in everything(app)


def _write_past_all_checks(store: Store, statement: str) -> None:
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        connection.exec_driver_sql(statement)
        connection.commit()


@pytest.mark.parametrize(
    "assignment",
    [
        "due_on = '2020-02-31'",
        "topic = 'nowhere'",
        "embargo_until = 'soon'",
        "aspects = '['",
        "due_meeting = 'm9'",
    ],
)
@pytest.mark.parametrize("page", PAGE_KEYS)
def test_a_broken_row_in_the_store_is_named_and_everything_else_is_shown(
    assignment: str, page: str, use_store: UseStore
) -> None:
    store = use_store(make_package(follow_ups=[*FOLLOW_UPS, {"id": "g", "title": "Kapot punt"}]))
    _write_past_all_checks(store, f"UPDATE follow_ups SET {assignment} WHERE id = 'g'")
    st.cache_resource.clear()
    app = open_page(page)
    assert not app.exception
    assert not app.error
    assert [each.value for each in app.title] == [NL(f"page.{page}")]
    assert [each.value for each in app.warning] == [NL.plural("notice.faulty_rows", 1)]
    place = app.dataframe[0].value.iloc[0, 0]
    assert place.startswith("follow_ups.csv · 3 · ")
    assert assignment.split()[0] in place
    assert "Kapot punt" not in everything(app)


@pytest.fixture
def offered(filled: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A store whose package changed while its rows were edited; holds what was merged so far."""
    merged: list[str] = []
    monkeypatch.setattr(Store, "seed", lambda self: Seeding.UNCHANGED if merged else Seeding.MERGE_OFFERED)
    monkeypatch.setattr(Store, "merge_package", lambda self, who: merged.append(who))
    return merged


def test_a_merge_is_offered_on_every_page_until_it_is_done(offered: list[str], as_editor: str, texts: Texts) -> None:
    app = open_page("follow_ups", lang=texts.language)
    assert [each.value for each in app.warning] == [texts("notice.merge")]
    assert labels(app, "merge") == {"merge": texts("notice.merge_button")}
    app.button(key="merge").click().run()
    assert offered == [as_editor]
    assert not app.warning
    assert labels(app, "merge") == {}


def test_a_reader_is_told_of_a_merge_but_cannot_do_it(offered: list[str]) -> None:
    app = open_page("follow_ups")
    assert [each.value for each in app.warning] == [NL("notice.merge")]
    assert labels(app, "merge") == {}


@pytest.mark.parametrize("error", [PackageError(PROBLEMS), StoreError("does not answer")], ids=["package", "store"])
def test_a_merge_that_fails_is_said_in_words(
    error: Exception, offered: list[str], as_editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "merge_package", _raising(error))
    app = open_page("follow_ups")
    app.button(key="merge").click().run()
    assert not app.exception
    assert app.warning or app.error


def test_a_package_without_any_row_can_be_shown(use_store: UseStore) -> None:
    use_store(make_package(meetings=[], topics=[]))
    for page in PAGE_KEYS:
        app = open_page(page)
        app.query_params.clear()
        assert not app.run().exception
        assert [each.value for each in app.title] == [NL(f"page.{page}")]


@pytest.mark.parametrize("day", ["1899-01-01", "2150-01-01"])
def test_a_day_that_no_calendar_can_show_does_not_stop_the_app(day: str, use_store: UseStore) -> None:
    use_store(make_package(meetings=[{"id": "m", "held_on": day}]))
    for page in PAGE_KEYS:
        app = open_page(page)
        assert not app.exception
        assert [each.value for each in app.title] == [NL(f"page.{page}")]


def test_a_title_with_signs_of_markdown_is_shown_as_it_is(use_store: UseStore) -> None:
    signs = "Kosten *hoog*: $5 en $6 [x](http://y.nl) :red[z]"
    use_store(make_package(topics=[{"id": "t", "title": signs}], follow_ups=[{"id": "f", "title": signs}]))
    app = open_page("topics", open_topic="t", item="f")
    shown = [each.value for each in app.main.header]
    shown += [node.proto.dialog.title for node in app._tree if node.type == "dialog"]
    assert len(shown) == 2
    assert all(text.replace("\\", "") == signs and "\\*hoog\\*" in text and "\\$5" in text for text in shown)


def test_opening_the_store_anew_does_not_mix_up_what_was_worked_out(use_store: UseStore) -> None:
    use_store(make_package(follow_ups=[{"id": "f", "title": "Eerste punt"}]))
    assert "Eerste punt" in everything(open_page("follow_ups"))
    st.cache_resource.clear()
    use_store(make_package(follow_ups=[{"id": "f", "title": "Tweede punt"}]))
    assert "Tweede punt" in everything(open_page("follow_ups"))
