"""Steps on the page Inlezen, for its tests without a browser."""

from streamlit.testing.v1 import AppTest

from lovp_data.review.review import Review, read_review
from lovp_data.store.store import Store
from tests.support.app_screens import go_to, open_page, press, query_of
from tests.support.own_note import NOTE


def open_reading(**query: str) -> AppTest:
    app = open_page("reading", **query)
    assert not app.exception
    return app


def paste(text: str = NOTE) -> AppTest:
    app = open_reading()
    app.text_area(key="reading_paste").set_value(text)
    return press(app, "read_paste")


def step(app: AppTest, step: str, **query: str) -> AppTest:
    return go_to(app, concept=query_of(app)["concept"][0], edit=step, **query)


def review_of(store: Store, app: AppTest) -> Review:
    """The draft that the address names, as it is stored."""
    draft = store.draft(query_of(app)["concept"][0])
    assert draft
    return read_review(draft.content)


def settled(app: AppTest) -> AppTest:
    """Everything decided: what is complete is taken over, the rest is left out, nothing came back."""
    for name, buttons in {"items": ("accept_complete", "reject_rest"), "returns": ("refuse_rest",)}.items():
        app = step(app, name)
        for button in buttons:
            if [each for each in app.button if each.key == button and not each.disabled]:
                app = press(app, button)
    return step(app, "store")
