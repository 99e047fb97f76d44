"""Two app servers on one database behind nginx, signing in included: the deployment as it is shipped, on loopback."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from oidc_provider_mock import User, run_server_in_thread

from deploy.assets import lay_out
from tests.support.dashboard_server import Server
from tests.support.nginx_proxy import Proxy
from tests.support.sign_in_trial import COOKIE_SECRET

EDITOR = User(sub="els", claims={"email": "els@example.nl", "email_verified": True, "name": "Els de Vries"})
# Editors as Entra tells of them: with every group that they are in.
MEMBERS = {
    number: User(
        sub=f"in{number}",
        claims={
            "email": f"in{number}@example.nl",
            "email_verified": True,
            "name": f"Lid van {number}",
            "groups": [f"{each:08x}-0000-4000-8000-000000000000" for each in range(number)],
        },
    )
    for number in (60, 200)
}


class AppServer(Server):
    """The dashboard on a port of its own, on a database that others use as well."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        folder.mkdir()
        self._more = environment
        super().__init__(folder)

    def start(self) -> None:
        self.environment |= self._more
        super().start()

    def numbers(self) -> dict[str, float]:
        """What it tells of itself at /metrics, by name and labels. Raises httpx.HTTPError if it is gone."""
        lines = httpx.get(f"{self.address}/metrics", timeout=30).text.splitlines()
        pairs = [line.rsplit(" ", 1) for line in lines if line and line[0] != "#"]
        return {name: float(value) for name, value in pairs}

    def kill(self) -> None:
        """As a crash would: without a word to anyone."""
        self.process.kill()
        self.process.wait(timeout=20)


@dataclass(frozen=True)
class Stack:
    """What runs: nginx, and the two servers behind it."""

    proxy: Proxy
    servers: tuple[AppServer, AppServer]

    @property
    def address(self) -> str:
        """Where viewers find it."""
        return self.proxy.address

    def place(self, server: AppServer) -> str:
        """A cookie that leads to this server."""
        return self.proxy.place_of(server.port)


def _two_servers(folder: Path, environment: Mapping[str, str]) -> tuple[AppServer, AppServer]:
    """Both started at once on a database that is empty yet: one of them fills it, the other waits."""
    with ThreadPoolExecutor() as threads:
        first, second = threads.map(lambda name: AppServer(folder / name, environment), ("a", "b"))
    return first, second


@contextmanager
def running_stack(folder: Path, database: str) -> Iterator[Stack]:
    """The whole until the end; `database` is the address of the database."""
    with ExitStack() as stack:
        provider = stack.enter_context(run_server_in_thread(user_claims=[EDITOR, *MEMBERS.values()]))
        lay_out(folder / "assets")
        proxy = Proxy(folder)
        environment = _environment(database, provider.server_port) | {"LOVP_PUBLIC_URL": proxy.address}
        first, second = _two_servers(folder, environment)
        stack.callback(first.stop)
        stack.callback(second.stop)
        stack.enter_context(proxy.before(first.port, second.port))
        yield Stack(proxy, (first, second))


def _environment(database: str, provider_port: int) -> dict[str, str]:
    return {
        "LOVP_DATABASE_URL": database,
        "LOVP_OIDC_CLIENT_ID": "lovp",
        "LOVP_OIDC_CLIENT_SECRET": "s3cret",
        "LOVP_OIDC_METADATA_URL": f"http://localhost:{provider_port}/.well-known/openid-configuration",
        "LOVP_COOKIE_SECRET": COOKIE_SECRET,
        "LOVP_EDITORS": " ".join(str(each.claims["email"]) for each in (EDITOR, *MEMBERS.values())),
    }
