"""Installs what the tests need of the machine itself, where Debian's packages can be had."""

import os
import shutil
import subprocess
from collections.abc import Sequence


def install(package: str) -> bool:
    """True if there is apt-get and it installed the package."""
    if not shutil.which("apt-get"):
        return False
    update = attempt([*_root(), "apt-get", "update", "-q"])
    return update and attempt([*_root(), "apt-get", "install", "-y", "-q", "--no-install-recommends", package])


def attempt(command: Sequence[str]) -> bool:
    """Say what is run, run it, and tell whether it went well."""
    print("$", " ".join(command), flush=True)
    try:
        return subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def _root() -> list[str]:
    return [] if not hasattr(os, "geteuid") or os.geteuid() == 0 else ["sudo", "-n"]
