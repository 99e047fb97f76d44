"""The answers beside the pages, imported once somebody asks for one: the port is open long before pandas is there.

A browser meanwhile reads Streamlit's page and scripts, which ask for none of it.
"""

from importlib import import_module

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, NoMatchFound, Router
from starlette.types import Receive, Scope, Send

from lovp_view.view import paths

_PLACES = (*paths.PROBES, paths.CHANGES, paths.FEED, paths.ATOM, paths.CATALOG, paths.PACKAGE)
_FOLDERS = (f"{paths.API}/", *(f"/{segment}/" for segment in paths.ITEMS.values()))


class LaterRoutes(BaseRoute):
    """All routes of `serving.routes`, as one: where they are is known without them."""

    def __init__(self) -> None:
        self._router: Router | None = None

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the address is one of theirs."""
        path = scope["path"] if scope["type"] == "http" else ""
        return (Match.FULL if path in _PLACES or path.startswith(_FOLDERS) else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer of the one that is meant; 404 for none of them."""
        if self._router is None:
            routes = await run_in_threadpool(import_module, "lovp_view.serving.routes")
            self._router = Router(routes.ROUTES)
        await self._router(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """Raises NoMatchFound: nothing is looked up by name."""
        raise NoMatchFound(name, dict(path_params))
