"""The catalog of open data, and the whole package, each at an address that stays."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lovp_view.publishing.catalog import JSONLD, catalog
from lovp_view.screen.definitions import package_zip
from lovp_view.serving.published import answered, as_json
from lovp_view.view import paths


def told(request: Request) -> Response:
    """The catalog (DCAT-AP-NL)."""
    return answered(request, lambda asked: as_json(catalog(asked.scene, asked.base)), JSONLD)


def package(request: Request) -> Response:
    """The package with its descriptor, as a zip."""
    more = {"content-disposition": f'attachment; filename="{paths.PACKAGE.strip("/")}"'}
    return answered(request, lambda asked: package_zip(asked.scene), "application/zip", more)


ROUTES = (Route(paths.CATALOG, told), Route(paths.PACKAGE, package))
