"""The dashboard on top of the data layer: rooms from what one view shows up to what the server answers."""

VERSION = "2.4.0"  # as in pyproject.toml and publiccode.yml
