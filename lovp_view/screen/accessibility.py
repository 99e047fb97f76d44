"""The accessibility statement, in the parts of the Dutch government's model: status, gaps, how to report."""

import os
from datetime import date

import streamlit as st

from lovp_view.screen.markup import escaped
from lovp_view.view.facts import safe_address
from lovp_view.view.scene import Scene
from lovp_view.view.texts import Texts

SECTIONS = ("scope", "status", "gaps", "method", "report", "date")
# What does not conform: each text says the criterion, what a reader notices, why it is so, and the way around it.
GAPS = ("charts", "tables", "dates", "language", "documents")
CHANGED = date(2026, 11, 25)  # when the statement was last gone through; move it with the texts


def statement(scene: Scene) -> None:
    """The whole statement, a heading per part."""
    texts = scene.texts
    for section in SECTIONS:
        st.header(texts(f"accessibility.{section}_title"), anchor=False)
        st.markdown(texts(f"accessibility.{section}", day=texts.day(CHANGED)))
        if section == "gaps":
            st.markdown("\n".join(f"- {texts(f'accessibility.gap_{gap}')}" for gap in GAPS))
        if section == "report":
            st.markdown(contact_line(os.environ.get("LOVP_CONTACT", ""), texts))


def contact_line(contact: str, texts: Texts) -> str:
    """Where to report, as Markdown: a link for a web or mail address, else the words as given.

    Without a contact it points to whoever offers the dashboard.
    """
    contact = contact.strip()
    if not contact:
        return texts("accessibility.no_contact")
    name, at, domain = contact.partition("@")
    is_mail = bool(name and at and "." in domain) and not set(contact) & set(" <>()[]\"'?&\\")
    address = f"mailto:{contact}" if is_mail else safe_address(contact)
    shown = escaped(contact)
    is_plain = address is not None and not set(address) & set(" <>()\"'\\")
    return texts("accessibility.contact", contact=f"[{shown}]({address})" if is_plain else shown)
