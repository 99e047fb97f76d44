"""python -m deploy.assets FOLDER: Streamlit's own scripts and styles, packed once, for nginx to serve from disk."""

import argparse
import gzip
import shutil
from pathlib import Path

import streamlit

_SOURCE = Path(streamlit.__file__).parent / "static" / "static"
_PACKED = {".js", ".css", ".json", ".svg", ".wasm", ".map"}


def lay_out(target: Path) -> int:
    """Put the files into `target`/static, beside those of earlier versions; each that shrinks also as .gz.

    Returns how many there are. Raises OSError if the folder cannot be written.
    """
    files = [path for path in sorted(_SOURCE.rglob("*")) if path.is_file()]
    for path in files:
        copied = target / "static" / path.relative_to(_SOURCE)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)
        if path.suffix in _PACKED:
            packed = gzip.compress(path.read_bytes(), mtime=0)
            copied.with_name(f"{copied.name}.gz").write_bytes(packed)
    return len(files)


def main() -> None:
    """Says how many files there are, or in a line what is wrong with the folder."""
    parser = argparse.ArgumentParser(prog="python -m deploy.assets", description=__doc__)
    parser.add_argument("folder", type=Path, help="where nginx finds them, such as /var/lib/lovp-assets")
    folder = parser.parse_args().folder
    try:
        print(f"{lay_out(folder)} files in {folder / 'static'}")
    except OSError as error:
        raise SystemExit(f"{folder} cannot be written: {error.strerror}") from error


if __name__ == "__main__":
    main()
