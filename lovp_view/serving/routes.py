"""Everything that the server answers beside the pages, and what it warms up with; slow to import, so done later."""

import logging

from starlette.routing import Route

from lovp_data.package.errors import PackageError, StoreError
from lovp_data.register.filters import FILTERS
from lovp_view import state
from lovp_view.serving import api, feed, items, open_data, probes
from lovp_view.view import paths
from lovp_view.view.texts import languages
from lovp_view.view.wording import filter_labels

ROUTES = (
    *probes.ROUTES,
    Route(paths.FEED, feed.calendar),
    Route(paths.ATOM, feed.changes),
    *api.ROUTES,
    *items.ROUTES,
    *open_data.ROUTES,
)


def read_once() -> None:
    """Read the store and work out what every viewer needs, before the first one comes."""
    try:
        for language in languages():
            scene = state.build_scene({"lang": [language]})
            for each in FILTERS:
                filter_labels(scene, each.key)
    except (PackageError, StoreError) as error:
        # The server starts all the same: it is the screen that says what is wrong and what to do.
        logging.getLogger(__name__).error("%s", error)
