"""What the reading tests share: the package, and the reader's knowledge before the curated note came in."""

import tempfile

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from lovp_data.package import Package, read_package
from lovp_data.reading.gold import CURATED, GoldNote, curated_note
from lovp_data.reading.known import Known, make_known, without_meeting

# What hypothesis remembers belongs to no checkout.
set_hypothesis_home_dir(tempfile.mkdtemp(prefix="lovp-hypothesis-"))
# A busy machine is no fault of the code under test.
settings.register_profile("reading", deadline=None, max_examples=60)
settings.load_profile("reading")


@pytest.fixture(scope="session")
def package() -> Package:
    return read_package()


@pytest.fixture(scope="session")
def known(package: Package) -> Known:
    return make_known(without_meeting(package.rows, CURATED))


@pytest.fixture(scope="session")
def note(package: Package) -> GoldNote:
    return curated_note(package)
