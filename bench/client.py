"""A viewer without a browser: speaks Streamlit's websocket protocol and times a rerun from request to finish."""

import socket
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol


def rerun_request(page: str, query: str, kept: Iterable[str] = ()) -> bytes:
    """The message by which a browser asks for a page with a selection; `kept` names the messages it still has."""
    message = BackMsg()
    message.rerun_script.cached_message_hashes.extend(kept)
    message.rerun_script.query_string, message.rerun_script.page_name = query, page
    return message.SerializeToString()


class Viewer:
    """One session on a server; use as a context manager.

    `tokens` are what a browser says of itself in the protocol's header, `host` the name it asks the server by. One that
    `keeps` large messages, as browsers do, is not sent them again.
    """

    def __init__(
        self,
        port: int,
        headers: Mapping[str, str] | None = None,
        tokens: Sequence[str] = (),
        host: str = "127.0.0.1",
        *,
        keeps: bool = False,
    ) -> None:
        self._keeps, self._kept = keeps, set[str]()
        self._port, self._name = port, f"{host}:{port}"
        self._headers, self._protocols = headers, [Subprotocol(each) for each in ("streamlit", *tokens)]

    def __enter__(self) -> "Viewer":
        with ExitStack() as stack:
            self._socket: ClientConnection = stack.enter_context(self._connected())
            self._open = stack.pop_all()
        return self

    def _connected(self) -> ClientConnection:
        return connect(
            f"ws://{self._name}/_stcore/stream",
            sock=socket.create_connection(("127.0.0.1", self._port)),
            subprotocols=self._protocols,
            origin=Origin(f"http://{self._name}"),
            additional_headers=self._headers,
            max_size=None,
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def rerun(self, page: str, query: str) -> tuple[float, int]:
        """Milliseconds until the server says that the run has ended, and the bytes it sent until then.

        Raises RuntimeError if the script failed: a failing page is fast, and no measure.
        """
        begin = time.perf_counter()
        received = sum(map(len, self.messages(page, query)))
        return (time.perf_counter() - begin) * 1000, received

    def ask(self, page: str, query: str) -> None:
        """Asks for a run, and does not wait for it."""
        self._socket.send(rerun_request(page, query, self._kept))

    def drain(self, quiet: float) -> None:
        """Takes whatever comes, until nothing has come for so many seconds."""
        with suppress(TimeoutError):
            while True:
                self._socket.recv(timeout=quiet)

    def messages(self, page: str, query: str) -> Iterator[bytes]:
        """Asks for a run; every message as the server sent it, to the last. Raises RuntimeError as `rerun` does."""
        self.ask(page, query)
        is_running = True
        while is_running:
            raw = self._socket.recv(timeout=60)
            assert isinstance(raw, bytes)
            answer = ForwardMsg.FromString(raw)
            is_running = not _ends(answer, f"{page}?{query}")
            if self._keeps and answer.metadata.cacheable:
                self._kept.add(answer.hash)
            yield raw


def _ends(answer: ForwardMsg, asked: str) -> bool:
    """True for the last message of a run. Raises RuntimeError if the run failed."""
    if answer.WhichOneof("type") == "delta" and answer.delta.new_element.HasField("exception"):
        raise RuntimeError(f"{asked}: {answer.delta.new_element.exception.message}")
    if answer.WhichOneof("type") != "script_finished":
        return False
    if answer.script_finished not in (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN):
        raise RuntimeError(f"{asked}: the script did not finish well")
    return True
