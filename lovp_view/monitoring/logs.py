"""The log: one JSON object per line on stderr, without what viewers chose, typed or are called.

An exception is told by its kind and its place in the code; its message can hold words of the data or of a viewer.
LOVP_LOG=text gives plain lines with messages and tracebacks instead, for who develops.
"""

import json
import logging
import os
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_DEEPEST = 6


class JsonLines(logging.Formatter):
    """A record as one line: when, how bad, which part of the program, what."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and (error := record.exc_info[1]):
            line |= {"error": type(error).__name__, "where": places(error)}
            # Libraries log the exception's own words as their message too.
            line["message"] = line["message"].replace(str(error), "…") if str(error) else line["message"]
        return json.dumps(line, ensure_ascii=False)


def places(error: BaseException) -> list[str]:
    """Where it happened, the innermost last: file, line, function."""
    frames = traceback.extract_tb(error.__traceback__)[-_DEEPEST:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(file: str) -> str:
    """The file without what lies before the project, or before the installed packages."""
    path = Path(file)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name


def set_up() -> None:
    """Every library says what it says through one handler, which is the root's."""
    if os.environ.get("LOVP_LOG") == "text":
        return
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for logger in [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]:
        logger.handlers.clear()
        logger.propagate = True
