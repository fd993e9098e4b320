import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from criteria.load import load_case

NORMANDIE = Path(__file__).parents[1] / "data" / "normandie"

# The same examples on every run; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("usual", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


@pytest.fixture(scope="session")
def case():
    """The Normandie case."""
    return load_case(NORMANDIE)


@pytest.fixture
def folder(tmp_path):
    """A copy of the Normandie case, to be broken."""
    return Path(shutil.copytree(NORMANDIE, tmp_path / "case"))
