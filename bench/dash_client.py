"""A viewer of the Dash app without a browser: asks its callback for the charts, as its page does."""

import time
from types import TracebackType
from typing import Any

import httpx

from bench.dash_app import CHARTS, COUNTS

_OUTPUTS = [*((name, "figure") for name in CHARTS), *((name, "children") for name in COUNTS)]


def payload(page: str, topic: str | None) -> dict[str, Any]:
    """What the page sends when the filter changes."""
    groups = [[{"id": key, "property": name} for key, name in _OUTPUTS[:2]]]
    groups.append([{"id": key, "property": name} for key, name in _OUTPUTS[2:]])
    return {
        "output": ".." + "...".join(f"{key}.{name}" for key, name in _OUTPUTS) + "..",
        "outputs": [each for group in groups for each in group],
        "inputs": [
            {"id": "topic", "property": "value", "value": [topic] if topic else None},
            {"id": "place", "property": "pathname", "value": f"/{page}"},
        ],
        "changedPropIds": ["topic.value"],
    }


class DashViewer:
    """One viewer; use as a context manager."""

    def __init__(self, port: int) -> None:
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)

    def __enter__(self) -> "DashViewer":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    def rerun(self, page: str, topic: str | None) -> tuple[float, int]:
        """Milliseconds until the answer is there, and its bytes. Raises httpx.HTTPStatusError if it failed."""
        begin = time.perf_counter()
        answer = self._client.post("/_dash-update-component", json=payload(page, topic)).raise_for_status()
        return (time.perf_counter() - begin) * 1000, len(answer.content)
