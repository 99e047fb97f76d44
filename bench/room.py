"""The viewers of a full room, in a process of their own: python -m bench.room, called by bench.load.

Arguments: address, certificate, viewers, seconds, after how many seconds to kill, which process. Prints Times as JSON.
"""

import asyncio
import json
import os
import signal
import sys
import time
from dataclasses import asdict, dataclass, field
from itertools import count
from random import Random
from ssl import SSLContext, create_default_context

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin, Subprotocol

from bench.crowd import THINK, TOPICS, change

PAGES = ("", "tijdlijn", "onderwerpen", "afspraken")
OPENING = 5.0  # seconds within which all have clicked on the link
NEWS = 1.2  # seconds between two questions of a page for news
_LATEST = 60.0  # seconds after which a viewer is taken for lost
_AGAIN = 0.5  # seconds until a browser tries again
_GONE = (ConnectionClosed, InvalidHandshake, OSError, TimeoutError)


@dataclass
class Times:
    """Milliseconds: of the first page, of changes before and after the kill, and of coming back after it."""

    opening: list[float] = field(default_factory=list)
    before: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    returning: list[float] = field(default_factory=list)
    lost: int = 0
    news: int = 0
    unanswered: int = 0

    @classmethod
    def told(cls, text: str) -> "Times":
        """What a process of this module printed."""
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Room:
    """Where the viewers go, and when what happens, by the clock of this process."""

    address: str
    trust: SSLContext
    viewers: int
    kill: float
    end: float
    times: Times

    def cookie(self, place: int) -> dict[str, str]:
        """What keeps a viewer with one server."""
        return {"cookie": f"lovp_server={place % 256:02x}"}

    def connected(self, place: int) -> connect:
        """The connection of a viewer."""
        return connect(
            f"{self.address.replace('https', 'wss')}/_stcore/stream",
            ssl=self.trust,
            origin=Origin(self.address),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers=self.cookie(place),
            max_size=None,
        )


async def visit(room: Room, place: int) -> None:
    """One viewer: in, around, and in again when the server dies; counted as lost if that takes too long."""
    await asyncio.sleep(OPENING * place / room.viewers)
    arrivals, since = room.times.opening, time.perf_counter()
    while time.perf_counter() - since < _LATEST:
        try:
            async with room.connected(place) as socket:
                async with asyncio.timeout(_LATEST):
                    await change(socket, PAGES[place % len(PAGES)], "")
                arrivals.append(_since(since))
                since = 0.0
                await _look_around(room, socket, place)
                return
        except _GONE:
            if not since:
                arrivals, since = room.times.returning, time.perf_counter()
            await asyncio.sleep(_AGAIN)
    room.times.lost += 1


async def _look_around(room: Room, socket: ClientConnection, place: int) -> None:
    """Changes until the end; every third is of another page."""
    chance = Random(place)
    for turn in count(place):
        await asyncio.sleep(THINK * chance.uniform(0.8, 1.2))
        begin = time.perf_counter()
        if begin > room.end:
            return
        async with asyncio.timeout(_LATEST):
            await change(socket, PAGES[turn // 3 % len(PAGES)], f"topic={TOPICS[turn % len(TOPICS)]}")
        (room.times.before if begin < room.kill else room.times.after).append(_since(begin))


async def ask_for_news(room: Room, client: httpx.AsyncClient, place: int) -> None:
    """What an open page does beside."""
    await asyncio.sleep(OPENING * place / room.viewers)
    known: dict[str, int] = {}
    while time.perf_counter() < room.end:
        try:
            answer = await client.get("/changes", params=known, headers=room.cookie(place))
            room.times.unanswered += answer.status_code != 200
            known = {"version": answer.json().get("version", 0)} if answer.status_code == 200 else {}
        except httpx.HTTPError:
            room.times.unanswered += 1
        room.times.news += 1
        await asyncio.sleep(NEWS)


async def _kill(room: Room, process: int) -> None:
    await asyncio.sleep(room.kill - time.perf_counter())
    os.kill(process, signal.SIGKILL)


def _since(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000


async def crowd(room: Room, doomed: int) -> None:
    """All viewers until the end."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=room.address, verify=room.trust, timeout=30, limits=limits) as client:
        places = range(room.viewers)
        viewers = [visit(room, place) for place in places] + [ask_for_news(room, client, place) for place in places]
        await asyncio.gather(_kill(room, doomed), *viewers)


def main(address: str, certificate: str, viewers: str, seconds: str, kill_after: str, doomed: str) -> None:
    """Prints what the viewers saw."""
    now, times = time.perf_counter(), Times()
    trust = create_default_context(cafile=certificate)
    room = Room(address, trust, int(viewers), now + float(kill_after), now + float(seconds), times)
    asyncio.run(crowd(room, int(doomed)))
    print(json.dumps(asdict(times)))


if __name__ == "__main__":
    main(*sys.argv[1:])
