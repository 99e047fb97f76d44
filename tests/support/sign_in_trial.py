"""The dashboard with one small page for editors, behind a provider that runs on this machine."""

import json
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import BrowserContext
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.support.dashboard_server import Server, copy_app

COOKIE_SECRET = "a secret of the tests, of forty letters.."
ELS, NAME = "Els@Example.nl", "Els de Vries"
USERS: dict[str, dict[str, object]] = {
    "els": {"email": ELS, "email_verified": True, "name": NAME},
    "piet": {"email": "piet@example.nl", "email_verified": True, "name": "Piet Jansen"},
    "anna": {"email": "anna@example.nl", "email_verified": False, "name": "Anna"},
}
_PAGE = """
import streamlit as st
from lovp_data.store.writing import Change
from lovp_view import state
from lovp_view.screen.editor_menu import editors_only


def store() -> None:
    typed = st.session_state["typed"]
    name = "trial_" + "_".join(typed.lower().split())
    values = {"title": typed, "theme": "safety", "standing": False}
    state.submit("trial", [Change("topics", name, values)], "a trial")


if editors_only(state.scene()):
    st.title(f"{len(state.editor_package().rows['topics'])} topics")
    st.text_area("Typed", key="typed")
    st.button("Store", on_click=store)
    if result := state.outcome("trial"):
        st.write(f"stored for {result.entries[0].who}" if result.entries else str(result.error))
"""


def trial_app(target: Path) -> Path:
    """A copy of the app with the page /proef for editors."""
    app = copy_app(target)
    (app / "pages" / "trial.py").write_text(_PAGE)
    _put(
        app / "lovp_view" / "view" / "pages.py",
        "EDITOR_PAGES: tuple[tuple[str, str, str], ...] = (",
        '("pages/trial.py", "trial", "proef"),',
    )
    for language in (app / "lovp_view" / "view" / "languages").glob("*.toml"):
        _put(language, "[page]\n", 'trial = "Trial"\n')
    return app


def _put(path: Path, after: str, what: str) -> None:
    before, found, rest = path.read_text().partition(after)
    assert found
    path.write_text(before + found + what + rest)


class TrialServer(Server):
    """The trial app on a port of its own. `editors` is the list, which tests may write anew at any time.

    `secrets` are settings of Streamlit's own file of secrets, `more` are variables of the environment.
    """

    def __init__(self, folder: Path, more: Mapping[str, str], secrets: Mapping[str, str] | None = None) -> None:
        self.editors, self._more, self._secrets = folder / "editors", more, secrets
        self.editors.write_text("# redactie\nels@example.nl\nanna@example.nl\n")
        super().__init__(folder, trial_app(folder / "app"))

    def start(self) -> None:
        self.environment |= {"LOVP_PUBLIC_URL": self.address, "LOVP_EDITORS_FILE": str(self.editors), **self._more}
        if self._secrets:
            own = {**self._secrets, "redirect_uri": f"{self.address}/oauth2callback"}
            lines = ["[auth]", *(f'{name} = "{value}"' for name, value in own.items())]
            (self.root / ".streamlit" / "secrets.toml").write_text("\n".join(lines))
        super().start()


@contextmanager
def running(server: Server) -> Iterator[None]:
    """The server, started already, until the end."""
    try:
        yield
    finally:
        server.stop()


@contextmanager
def trial_server(folder: Path, **more: str) -> Iterator[TrialServer]:
    """A server with a provider; `more` are variables of its environment."""
    with run_server_in_thread(user_claims=[User(sub=sub, claims=claims) for sub, claims in USERS.items()]) as provider:
        address = f"http://localhost:{provider.server_port}/.well-known/openid-configuration"
        named = {"LOVP_OIDC_CLIENT_ID": "lovp", "LOVP_OIDC_CLIENT_SECRET": "s3cret", "LOVP_OIDC_METADATA_URL": address}
        server = TrialServer(folder, named | {"LOVP_COOKIE_SECRET": COOKIE_SECRET} | more)
        with running(server):
            yield server


def add_sign_in(
    context: BrowserContext, address: str, claims: Mapping[str, object], since: float | None = None
) -> None:
    """The cookie of someone who signed in at this address, a minute ago or at `since`; the server keeps it so."""
    kept: dict[str, object] = {"is_logged_in": True, "origin": address, "provider": "default", "iss": "x"}
    kept |= {"nonce": secrets.token_hex(8), "iat": since or time.time() - 60, **claims}
    value = create_signed_value(COOKIE_SECRET, "_streamlit_user", json.dumps(kept)).decode()
    context.add_cookies([{"name": "_streamlit_user", "value": value, "url": address}])
