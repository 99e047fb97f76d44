"""What a systemd unit would start, for tests on a machine where systemd does not run."""

import re
import shlex
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT

SYSTEMD = ROOT / "deploy" / "systemd"


@dataclass(frozen=True)
class Unit:
    """Its lines by key, a drop-in's after its own; `places` are the paths and specifiers that a test has others for."""

    files: Sequence[Path]
    places: Mapping[str, str]
    lines: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, list[str]] = defaultdict(list)
        for file in self.files:
            for key, value in settings(file):
                found[key].append(self._placed(value))
        object.__setattr__(self, "lines", dict(found))

    def _placed(self, value: str) -> str:
        for here, there in self.places.items():
            if not here.startswith("%"):
                value = value.replace(here, there)
        return re.sub("%.", lambda found: {**self.places, "%%": "%"}[found[0]], value)

    def command(self, key: str) -> list[str]:
        """The one command of this key. Raises ValueError if there are more."""
        (line,) = self.lines[key]
        return shlex.split(line)

    def environment(self) -> dict[str, str]:
        """Environment= in order, with EnvironmentFile= over it, as systemd has it."""
        own = dict(each.split("=", 1) for each in self.lines["Environment"])
        files = [dict(settings(Path(name))) for name in self.lines.get("EnvironmentFile", [])]
        return own | {key: value for file in files for key, value in file.items()}

    def seconds(self, key: str) -> float:
        """A span without a unit of time is in seconds."""
        return float(self.lines[key][0])


def settings(file: Path) -> list[tuple[str, str]]:
    """The `key=value` lines of a unit or of a file of variables; neither remarks nor section heads."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    pairs = [line.split("=", 1) for line in lines if line and line[0] not in "#;["]
    return [(key, value) for key, value in pairs]
