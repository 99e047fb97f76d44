"""What stands in the place of a page for editors, and what the navigation bar offers to whom."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from lovp_data.store.writing import Change
from lovp_view import state
from lovp_view.access.identity import SignIn
from lovp_view.access.rights import Access, Entrance, Visit, access_of
from lovp_view.view.texts import Texts, load_texts
from tests.lovp_view.conftest import UseStore
from tests.support.app_screens import open_page

PAGE = """
import streamlit as st
from lovp_data.store.writing import Change
from lovp_view import state
from lovp_view.screen import editor_menu

scene = state.begin()
editor_menu.show(scene, (), {}, "proef")
if editor_menu.editors_only(scene):
    st.text_area("Typed", key="typed")
    st.selectbox("Code", ["agreement", "decision"], key="code")
    st.button("Store", key="store")
"""
PERSON = SignIn("els@example.nl", "Els *de* Vries", is_verified=True, at=0, key="k")
ENTRANCE = Entrance(PERSON, frozenset({"els@example.nl"}))
HERE = Visit(served_at="127.0.0.1", host="localhost:8501", came_from=None)
VISITS = {
    Access.AT_THE_MACHINE: HERE,
    Access.READ_ONLY: replace(HERE, came_from="192.0.2.7"),
    Access.SWITCHED_OFF: replace(HERE, is_read_only=True),
    Access.EDITOR: replace(HERE, entrance=ENTRANCE),
    Access.SIGNED_OUT: replace(HERE, entrance=Entrance()),
    Access.TOO_LONG_AGO: replace(HERE, entrance=replace(ENTRANCE, now=13 * 3600)),
    Access.UNVERIFIED: replace(HERE, entrance=replace(ENTRANCE, sign_in=replace(PERSON, is_verified=False))),
    Access.NOT_LISTED: replace(HERE, entrance=replace(ENTRANCE, editors=frozenset())),
}
READERS = [access for access in Access if not access.may_edit]
Become = Callable[[Access], None]


@pytest.fixture
def become(monkeypatch: pytest.MonkeyPatch) -> Become:
    """become(access): from now on the viewer has this access."""
    return lambda access: monkeypatch.setattr("lovp_view.state.signing.visit", lambda: VISITS[access])


def _open(language: str = "nl") -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    return app


def _keys(app: AppTest) -> set[str]:
    return {str(each.key) for each in app.button}


@pytest.mark.parametrize("access", Access)
def test_every_visit_of_these_tests_has_the_access_it_stands_for(access: Access) -> None:
    assert access_of(VISITS[access]) is access


@pytest.mark.parametrize("access", READERS)
def test_a_reader_sees_why_and_how_to_get_in_and_nothing_of_the_page(
    access: Access, become: Become, texts: Texts
) -> None:
    become(access)
    app = _open(texts.language)
    assert [each.value for each in app.title] == [texts("gate.title")]
    assert not app.text_area
    (info,) = app.info
    assert info.value.startswith(texts(f"gate.{access.value}", name="|", hours="12").partition("|")[0])
    assert not app.warning
    offered = access in (Access.SIGNED_OUT, Access.TOO_LONG_AGO)
    assert {"gate_sign_in", "sign_in"} & _keys(app) == ({"gate_sign_in", "sign_in"} if offered else set())


@pytest.mark.parametrize("access", [Access.UNVERIFIED, Access.NOT_LISTED])
def test_who_is_signed_in_and_may_not_edit_is_told_as_whom_and_can_sign_out(access: Access, become: Become) -> None:
    become(access)
    app = _open()
    assert r"Els \*de\* Vries (`els@example.nl`)" in app.info[0].value
    assert "sign_out" in _keys(app)


@pytest.mark.parametrize("access", [Access.AT_THE_MACHINE, Access.EDITOR])
def test_an_editor_sees_the_page(access: Access, become: Become) -> None:
    become(access)
    app = _open()
    app.session_state["editor_pages_proef"] = True
    app.run()
    assert len(app.text_area) == 1
    assert not app.title
    assert ("sign_out" in _keys(app)) is (access is Access.EDITOR)


def test_the_bar_offers_nothing_where_signing_in_is_not_set_up(become: Become) -> None:
    for access in (Access.READ_ONLY, Access.SWITCHED_OFF):
        become(access)
        assert not {"sign_in", "sign_out"} & _keys(open_page("account"))


def test_the_bar_of_an_ordinary_page_offers_to_sign_in_and_out(become: Become) -> None:
    become(Access.SIGNED_OUT)
    assert "sign_in" in _keys(open_page("account"))
    become(Access.EDITOR)
    app = open_page("account")
    assert not {"sign_in", "sign_out"} & _keys(app)
    app.session_state["editor_pages_verantwoording"] = True
    assert "sign_out" in _keys(app.run())


def test_what_was_typed_stays_on_the_screen_when_the_right_is_gone(become: Become) -> None:
    become(Access.EDITOR)
    app = _open()
    app.text_area(key="typed").set_value("Een zin die niemand kwijt wil")
    become(Access.NOT_LISTED)
    app.button(key="store").click().run()
    shown = ["Een zin die niemand kwijt wil"]
    assert [each.value for each in app.code] == shown
    assert app.warning[0].value == load_texts("nl")("gate.unsaved")
    assert [each.value for each in app.run().code] == shown
    become(Access.EDITOR)
    assert not app.run().code


def test_the_text_of_a_refused_change_stays_too(become: Become, use_store: UseStore) -> None:
    store = use_store(state.open_store().store.read())
    page = PAGE.replace('key="store")', 'key="store", on_click=lambda: state.submit("t", CHANGES, "t"))')
    values = '{"title": "Een nieuwe titel", "theme": "safety", "standing": False}'
    app = AppTest.from_string(
        f"{page}\n".replace("scene =", f'CHANGES = [Change("topics", "t", {values})]\nscene =', 1)
    )
    become(Access.EDITOR)
    app.run()
    before = store.version()
    become(Access.TOO_LONG_AGO)
    app.button(key="store").click().run()
    assert [each.value for each in app.code] == ["Een nieuwe titel"]
    assert store.version() == before


def test_a_reader_who_never_edited_is_shown_no_unsaved_text(become: Become) -> None:
    become(Access.SIGNED_OUT)
    app = _open()
    app.session_state["typed"] = "Twee woorden"
    assert not app.run().code


def test_an_editor_signs_with_name_and_address(become: Become, use_store: UseStore) -> None:
    use_store(state.open_store().store.read())
    become(Access.EDITOR)
    change = Change("topics", "t", {"title": "Titel", "theme": "safety", "standing": False})
    (entry,) = state.submit("t", [change], "t").entries
    assert entry.who == "Els *de* Vries <els@example.nl>"
