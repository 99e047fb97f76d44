"""Finds the nginx for the deployment tests, and installs one where it is missing and can be had.

`python -m tests.nginx` is what `make deploy-test` calls first; exit code 1 if there is none in the end.
"""

import os
import shutil
import sys

from tests.debian import install

_NO_PATH = "/usr/sbin"  # where Debian puts it, which is not on everyone's path


def find_nginx() -> str | None:
    """NGINX if it is set, else what is on the path or among the system's own; None if there is none."""
    return os.environ.get("NGINX") or shutil.which("nginx") or shutil.which("nginx", path=_NO_PATH)


def main() -> int:
    """0 if there is an nginx in the end."""
    if not find_nginx():
        install("nginx")
    path = find_nginx()
    print(f"nginx: {path or 'not found and not to be installed; set NGINX, or install the package nginx'}")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
