"""What all tests share: no test touches the store of the person at this machine."""

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Set before anything opens a store; every xdist worker has its own process, so its own file.
os.environ["LOVP_DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp(prefix='lovp-tests-')}/lovp.sqlite"
# What hypothesis keeps is no part of the project's folder.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", tempfile.mkdtemp(prefix="lovp-hypothesis-"))
