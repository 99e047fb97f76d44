"""Feeds over HTTP: the calendar and the changes, with the same parameters as a page, for whoever subscribes to them."""

from starlette.requests import Request
from starlette.responses import Response

from lovp_view.files.calendar_entries import FILE_NAME, agenda_bytes
from lovp_view.files.calendar_file import MIME
from lovp_view.publishing.atom import atom_bytes
from lovp_view.serving.published import answered
from lovp_view.view.paths import ATOM_TYPE


def calendar(request: Request) -> Response:
    """The calendar of an address."""
    more = {"content-disposition": f'inline; filename="{FILE_NAME}"'}
    return answered(request, lambda asked: agenda_bytes(asked.scene, asked.base), MIME, more)


def changes(request: Request) -> Response:
    """What became known of an address, as an Atom feed."""
    return answered(request, lambda asked: atom_bytes(asked.scene, asked.base), ATOM_TYPE)
