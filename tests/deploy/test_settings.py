"""Every variable that the programs read stands in the reference and in the example of a server, and no other does."""

import re

from tests.conftest import ROOT
from tests.support.systemd_units import SYSTEMD

_NAME = re.compile(r"LOVP_[A-Z]+(?:_[A-Z]+)*")
_SECRET = re.compile(r'_secret\(environment, "(LOVP_\w+)"\)')
# Written in the reference as "(or `…_FILE`)", and in the example as files only: a secret is no setting there.
_AS_VALUES = {"LOVP_OIDC_CLIENT_SECRET", "LOVP_COOKIE_SECRET"}


def _read_by_code() -> set[str]:
    files = [ROOT / "server.py", ROOT / "dashboard.py"]
    files += [path for folder in ("lovp_data", "lovp_view", "pages") for path in (ROOT / folder).rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return set(_NAME.findall(text)) | {f"{name}_FILE" for name in _SECRET.findall(text)}


def _in_reference() -> set[str]:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").split("## Variables")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    names = {name for row in rows for name in _NAME.findall(row)}
    return names | {
        f"{name}_FILE" for row in rows if "_FILE`)" in row for name in _NAME.findall(row) if "SECRET" in name
    }


def test_the_reference_names_exactly_what_is_read() -> None:
    assert _in_reference() == _read_by_code()


def test_the_example_of_a_server_names_all_but_secrets() -> None:
    example = (SYSTEMD / "lovp.env").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?(LOVP_\w+)=", example, flags=re.MULTILINE)) == _read_by_code() - _AS_VALUES
