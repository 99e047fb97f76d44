"""What the server answers, straight from its ASGI interface: no network, no lifespan, so no Streamlit behind it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.types import Message, Scope

import server


class Answer:
    """The answer to a request for a path: its status, headers and body."""

    def __init__(self, path: str, query: str = "", method: str = "GET", **headers: str) -> None:
        self.status, self.headers, self.body = 0, {}, b""
        scope = self._scope(path, query, method, {"host": "localhost"} | headers)
        # In a thread of its own: where browser tests ran before, this one has an event loop already.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, server.app(scope, self._receive, self._send)).result()

    def _scope(self, path: str, query: str, method: str, headers: dict[str, str]) -> Scope:
        scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "scheme": "http"}
        scope |= {"query_string": query.encode(), "http_version": "1.1"}
        return scope | {"headers": [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]}

    async def _receive(self) -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {key.decode(): value.decode() for key, value in message["headers"]}
        else:
            self.body += message.get("body", b"")
