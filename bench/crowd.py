"""Many viewers in a process of their own: python -m bench.crowd KIND PORT VIEWERS SECONDS, prints milliseconds as JSON.

KIND is streamlit or dash. Each viewer changes the filter, waits for the charts and then thinks for five seconds.
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from itertools import count
from random import Random

import httpx
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from bench.client import rerun_request
from bench.dash_client import payload

THINK = 5.0  # seconds
PAGE = "tijdlijn"
TOPICS = ("jaarwisseling", "ondermijning", "veiligheidsagenda", "politieonderwijs", "sterkteverdeling", "inzetbaarheid")
Ask = Callable[[str], Awaitable[None]]
_SMALL = 400  # bytes: the message that ends a run is short, and a crowd has no time to parse the others


async def _keep_asking(ask: Ask, place: int, viewers: int, end: float, times: list[float]) -> None:
    await asyncio.sleep(THINK * place / viewers)
    chance = Random(place)
    for number in count(place):
        begin = time.perf_counter()
        if begin > end:
            return
        await ask(TOPICS[number % len(TOPICS)])
        times.append((time.perf_counter() - begin) * 1000)
        await asyncio.sleep(THINK * chance.uniform(0.8, 1.2))


def _is_end(raw: str | bytes) -> bool:
    return isinstance(raw, bytes) and ForwardMsg.FromString(raw).WhichOneof("type") == "script_finished"


async def change(socket: ClientConnection, page: str, query: str) -> None:
    """Ask a Streamlit server for a page with a selection, and wait until the run has ended."""
    await socket.send(rerun_request(page, query))
    while True:
        raw = await socket.recv()
        if len(raw) < _SMALL and _is_end(raw):
            return


async def _streamlit(port: int, place: int, viewers: int, end: float, times: list[float]) -> None:
    name = f"127.0.0.1:{port}"
    protocols, origin = [Subprotocol("streamlit")], Origin(f"http://{name}")
    async with connect(f"ws://{name}/_stcore/stream", subprotocols=protocols, origin=origin, max_size=None) as socket:

        async def ask(topic: str) -> None:
            await change(socket, PAGE, f"topic={topic}")

        await _keep_asking(ask, place, viewers, end, times)


async def _dash(client: httpx.AsyncClient, place: int, viewers: int, end: float, times: list[float]) -> None:
    async def ask(topic: str) -> None:
        (await client.post("/_dash-update-component", json=payload(PAGE, topic))).raise_for_status()

    await _keep_asking(ask, place, viewers, end, times)


async def crowd(kind: str, port: int, viewers: int, seconds: float) -> list[float]:
    """Milliseconds of every change, the first five seconds included in no one's favour: all viewers come new."""
    times: list[float] = []
    end = time.perf_counter() + seconds
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60, limits=limits) as client:
        if kind == "dash":
            await asyncio.gather(*(_dash(client, place, viewers, end, times) for place in range(viewers)))
        else:
            await asyncio.gather(*(_streamlit(port, place, viewers, end, times) for place in range(viewers)))
    return times


if __name__ == "__main__":
    family, *numbers = sys.argv[1:]
    print(json.dumps(asyncio.run(crowd(family, int(numbers[0]), int(numbers[1]), float(numbers[2])))))
