"""The systemd units as shipped: sound by systemd's own tools, and what they start does start, answer and stop."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bench.servers import free_port
from tests.conftest import ROOT
from tests.support.systemd_units import SYSTEMD, Unit
from tests.support.tools import needed

pytestmark = pytest.mark.deploy
SERVER = SYSTEMD / "lovp@.service"
SIGN_IN = SYSTEMD / "lovp@.service.d" / "sign-in.conf"
BACKUP = SYSTEMD / "lovp-backup.service"
# What no test machine has: systemd itself, and the project in /opt.
_ABSENT = re.compile(r"Unit \S+ not found|is not executable: No such file")
_PROVIDER = "http://localhost:9/.well-known/openid-configuration"


def _analyze(*words: str) -> subprocess.CompletedProcess[str]:
    tool = needed("systemd-analyze")
    return subprocess.run([tool, *words], capture_output=True, text=True, check=False)


def _units(folder: Path) -> Path:
    """A folder of units as an administrator makes it."""
    return shutil.copytree(SYSTEMD, folder / "units")


def _places(folder: Path, port: int) -> dict[str, str]:
    """Where a test has what the unit expects elsewhere."""
    return {
        "/opt/lovp/.venv/bin/python": sys.executable,
        "/opt/lovp": str(ROOT),
        "/etc/lovp/lovp.env": str(folder / "lovp.env"),
        "/var/lib/lovp-backup": str(folder / "copies"),
        "/var/lib/lovp": str(folder),
        "%d": str(folder),
        "%i": str(port),
    }


@contextmanager
def _started(unit: Unit) -> Iterator[subprocess.Popen[bytes]]:
    """The unit's server, started as systemd starts it and waited for by the unit's own words."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | unit.environment()
    folder = unit.lines["WorkingDirectory"][0]
    with subprocess.Popen(unit.command("ExecStart"), cwd=folder, env=environment, stderr=subprocess.PIPE) as process:
        try:
            limit = unit.seconds("TimeoutStartSec")
            subprocess.run(unit.command("ExecStartPost"), check=True, timeout=limit)
            yield process
        finally:
            process.kill()


def _variables(folder: Path, *more: str) -> None:
    shipped = (SYSTEMD / "lovp.env").read_text(encoding="utf-8")
    (folder / "lovp.env").write_text("\n".join([shipped, *more]) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    ["lovp@8501.service", "lovp-backup.service", "lovp-backup.timer", "lovp-digest.service", "lovp-digest.timer"],
)
def test_systemd_knows_every_word(name: str, tmp_path: Path) -> None:
    found = _analyze("verify", "--man=no", str(_units(tmp_path) / name.replace("8501", "")))
    assert [line for line in found.stderr.splitlines() if not _ABSENT.search(line)] == []


def test_a_misspelt_word_would_be_found(tmp_path: Path) -> None:
    unit = _units(tmp_path) / "lovp-backup.service"
    unit.write_text(unit.read_text().replace("ProtectHome", "ProtectHouse"))
    assert "ProtectHouse" in _analyze("verify", "--man=no", str(unit)).stderr


def test_the_server_may_do_little(tmp_path: Path) -> None:
    found = _analyze("security", "--offline=true", "--threshold=15", str(_units(tmp_path) / SERVER.name))
    assert found.returncode == 0, found.stdout[-200:]


@pytest.mark.skipif(not Path("/usr/bin/curl").exists(), reason="no curl on this machine")
def test_what_the_unit_starts_answers_and_stops_with_a_viewer_there(tmp_path: Path) -> None:
    port = free_port()
    _variables(tmp_path)
    unit = Unit([SERVER], _places(tmp_path, port))
    origin = Origin(f"http://127.0.0.1:{port}")
    with _started(unit) as process:
        assert httpx.get(f"{origin}/readyz").status_code == 200
        assert (tmp_path / "lovp.sqlite").exists()
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        with connect(address, origin=origin, subprotocols=[Subprotocol("streamlit")]):
            begin = time.monotonic()
            process.terminate()
            process.wait(timeout=unit.seconds("TimeoutStopSec"))
    assert time.monotonic() - begin < unit.seconds("TimeoutStopSec") / 2


@pytest.mark.skipif(not Path("/usr/bin/curl").exists(), reason="no curl on this machine")
def test_the_drop_in_brings_signing_in_with_secrets_from_files(tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / "cookie").write_text("c" * 40)
    (tmp_path / "oidc").write_text("what the provider gave")
    _variables(tmp_path, "LOVP_READ_ONLY=0", f"LOVP_OIDC_METADATA_URL={_PROVIDER}", "LOVP_OIDC_CLIENT_ID=lovp")
    unit = Unit([SERVER, SIGN_IN], _places(tmp_path, port))
    credentials = {each.split(":")[0] for each in unit.lines["LoadCredential"]}
    assert credentials == {Path(value).name for key, value in unit.environment().items() if key.endswith("_FILE")}
    with _started(unit):
        assert httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200


def test_without_its_secret_a_server_says_which_is_missing(tmp_path: Path) -> None:
    _variables(tmp_path, f"LOVP_OIDC_METADATA_URL={_PROVIDER}", "LOVP_OIDC_CLIENT_ID=lovp")
    unit = Unit([SERVER], _places(tmp_path, free_port()))
    environment = {"PATH": os.environ["PATH"]} | unit.environment()
    done = subprocess.run(
        unit.command("ExecStart"), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0
    assert "LOVP_OIDC_CLIENT_SECRET is missing" in done.stderr


def test_the_nightly_copy_can_be_restored(tmp_path: Path) -> None:
    _variables(tmp_path)
    unit = Unit([BACKUP], _places(tmp_path, 0))
    environment = {"PATH": os.environ["PATH"]} | unit.environment()
    (tmp_path / "copies").mkdir()
    lovp = [sys.executable, "-m", "lovp_data"]
    subprocess.run([*lovp, "import"], cwd=ROOT, env=environment, check=True, capture_output=True)
    subprocess.run(unit.command("ExecStart"), cwd=ROOT, env=environment, check=True, capture_output=True)
    subprocess.run(unit.command("ExecStartPost"), check=True)
    (copy,) = (tmp_path / "copies").iterdir()
    assert re.fullmatch(r"lovp-\d{8}T\d{6}\.backup", copy.name)
    subprocess.run([*lovp, "restore", str(copy)], cwd=ROOT, env=environment, check=True, capture_output=True)
