"""The same document for the same deck, byte for byte: Office files are zips that hold the time of their making."""

import io
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_DAY = date(1980, 1, 1)  # the earliest that a zip can hold


def sealed(document: bytes, day: date) -> bytes:
    """The document with every file in it dated on this day."""
    moment = max(day, _FIRST_DAY)
    out = io.BytesIO()
    with ZipFile(io.BytesIO(document)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            entry = ZipInfo(name, (moment.year, moment.month, moment.day, 12, 0, 0))
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            made.writestr(entry, given.read(name))
    return out.getvalue()
