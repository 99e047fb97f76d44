"""Files that are archives of parts: sound, unlocked and small enough, before anything reads them."""

import io
import zipfile
import zlib

from lxml import etree

from lovp_data.documents.document_faults import DocumentError, refuse

MOST_UNPACKED = 50_000_000
MOST_PARTS = 2_000
_PIECE = 65_536
XML_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def check_archive(content: bytes, name: str, form: str) -> None:
    """Raises DocumentError for a broken or locked archive, or one that unpacks to too much.

    The sizes an archive declares may lie, so every part is also unpacked, piece by piece, and counted.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise bomb(name)
            if any(part.flag_bits & 1 for part in parts):
                raise refuse("password", name)
            _unpack(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise refuse("broken", name, details=form) from error


def _unpack(archive: zipfile.ZipFile, name: str) -> None:
    left = MOST_UNPACKED
    for part in archive.infolist():
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise bomb(name)


def bomb(name: str) -> DocumentError:
    """What to raise for a file that unpacks to too much."""
    return refuse("zip_bomb", name, details=str(MOST_UNPACKED // 1_000_000))
