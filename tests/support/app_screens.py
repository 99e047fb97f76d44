"""The whole app without a browser: open a page at an address, read what stands there."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from streamlit.testing.v1 import AppTest

from lovp_view.view.pages import EDITOR_PAGES, FOOT_PAGES, PAGES, WITHOUT_SELECTION
from tests.conftest import ROOT

# The pages that show the selection.
PAGE_KEYS = [key for _, key, address in PAGES if address not in WITHOUT_SELECTION]
_FILES = {key: path for path, key, _ in (*PAGES, *FOOT_PAGES, *EDITOR_PAGES)}


def open_page(page: str = "account", **query: str | Sequence[str]) -> AppTest:
    """A page as a deep link opens it; the first, cheap run (a day before everything) lets Streamlit know the pages."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["on"] = "2000-01-01"
    app.run()
    return go_to(app.switch_page(_FILES[page]), **query)


def open_start(**query: str | Sequence[str]) -> AppTest:
    """The start page as the very first thing a viewer asks for."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    return go_to(app, **query)


def go_to(app: AppTest, **query: str | Sequence[str]) -> AppTest:
    """Another address on the same page, in the same session."""
    app.query_params.clear()
    app.query_params.update({key: value if isinstance(value, str) else list(value) for key, value in query.items()})
    return app.run()


def chooser(app: AppTest, name: str) -> Any:
    """The field whose value the address tells; its key has a number once it was set from elsewhere."""
    (found,) = [node for node in elements(app) if chooser_name(node) == name]
    return found


def chooser_name(node: Any) -> str | None:
    """The name of such a field; None for anything else."""
    key = getattr(node, "key", None) or ""
    return key.removeprefix("w_").partition("__")[0] if key.startswith("w_") else None


def elements(app: AppTest) -> Iterator[Any]:
    """Every element and block of the page, the sidebar and the dialog."""
    return (node for node in app._tree if getattr(node, "proto", None) is not None)


def everything(app: AppTest) -> str:
    """All that was sent to the browser, as text in which letters of ASCII can be found."""
    return "\n".join(str(node.proto) for node in elements(app))


def query_of(app: AppTest) -> dict[str, list[str]]:
    """The address, every value as a list."""
    return {key: [value] if isinstance(value, str) else list(value) for key, value in app.query_params.items()}


def headings(app: AppTest) -> list[str]:
    return [each.value for each in (*app.title, *app.header, *app.subheader)]


def html_of(app: AppTest) -> str:
    """All HTML of our own templates."""
    return "\n".join(each.proto.body for each in app.get("html"))


def told(component: Any) -> Any:
    """What a component of ours was given."""
    data = json.loads(component.proto.json)
    return data[0] if isinstance(data, list) else data


def item_lists(app: AppTest) -> dict[str, dict[str, Any]]:
    """Our own lists by their names."""
    parts = [told(each) for each in app.get("bidi_component") if each.proto.component_name == "lovp_items"]
    return {found["name"]: found for lists in parts for found in lists}


def listed(app: AppTest, name: str) -> list[dict[str, Any]]:
    """The items of one of our own lists, by its name, or of a review or a row of tiles, by its key."""
    if found := item_lists(app).get(name):
        return list(found["items"])
    (tiles,) = [each for each in app.get("bidi_component") if each.proto.id.endswith(f"-{name}")]
    data = told(tiles)
    return list(data.get("items", data.get("cards")))


def charts(app: AppTest) -> list[dict[str, Any]]:
    """What the components that draw charts were given: spec (JSON), alt, height."""
    drawn = [each for each in app.get("bidi_component") if each.proto.component_name == "lovp_chart"]
    return [told(each) for each in drawn]


def pictures(app: AppTest) -> list[Any]:
    """The specs of all charts, as sent."""
    return [json.loads(each["spec"]) for each in charts(app)]


def labels(app: AppTest, start: str = "") -> dict[str, str]:
    """Label per key of the buttons whose key begins so."""
    return {str(each.key): each.label.replace("\\", "") for each in app.button if str(each.key).startswith(start)}


def press(app: AppTest, start: str) -> AppTest:
    """Click the one button whose key begins so."""
    (button,) = [each for each in app.button if str(each.key).startswith(start)]
    app = button.click().run()
    assert not app.exception
    return app


def field(app: AppTest, name: str) -> Any:
    """The widget of a field of the one form that has it."""
    (found,) = [each for each in app if re.fullmatch(rf"f_.*_[0-9]+_{name}", str(getattr(each, "key", "")))]
    return found
