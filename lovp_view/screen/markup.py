"""HTML from templates, with every value escaped; for what Streamlit's own elements cannot show."""

from functools import cache
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def render(template: str, **values: object) -> str:
    """The filled-in template. Raises jinja2.UndefinedError if it wants a value that is not given."""
    return _environment().get_template(template).render(**values)


def show(template: str, **values: object) -> None:
    """Show a template on the page."""
    st.html(render(template, **values))


def escaped(text: object) -> str:
    """Text from the data for places that read Markdown."""
    return "".join(f"\\{character}" if character in r"\`*_{}[]()#+-.!|<>~$:&" else character for character in str(text))
