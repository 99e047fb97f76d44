"""A viewer without a browser: speaks Streamlit's websocket protocol and times a rerun from request to finish."""

import time
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


class Viewer:
    """One session on a server; use as a context manager."""

    def __init__(self, port: int) -> None:
        self._address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._origin = f"http://127.0.0.1:{port}"

    def __enter__(self) -> "Viewer":
        self._socket: ClientConnection = connect(
            self._address, subprotocols=["streamlit"], origin=self._origin, max_size=None
        )
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._socket.close()

    def rerun(self, page: str, query: str) -> tuple[float, int]:
        """Milliseconds until the server says that the run has ended, and the bytes it sent until then.

        Raises RuntimeError if the script failed: a failing page is fast, and no measure.
        """
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        begin = time.perf_counter()
        self._socket.send(message.SerializeToString())
        received = 0
        while True:
            raw = self._socket.recv(timeout=60)
            assert isinstance(raw, bytes)
            received += len(raw)
            answer = ForwardMsg.FromString(raw)
            if answer.WhichOneof("type") == "delta" and answer.delta.new_element.HasField("exception"):
                raise RuntimeError(f"{page}?{query}: {answer.delta.new_element.exception.message}")
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished in (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN):
                    return (time.perf_counter() - begin) * 1000, received
                raise RuntimeError(f"{page}?{query}: the script did not finish well")
