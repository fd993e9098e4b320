import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.conftest import NORMANDIE


@pytest.fixture
def whole(tmp_path):
    """A copy of the case that the program starts with."""
    return Path(shutil.copytree(NORMANDIE, tmp_path / "case"))


@pytest.fixture
def copied(tmp_path):
    """Copy a case, each time anew, to be broken: its folder."""
    return lambda case: Path(shutil.copytree(case, mkdtemp(dir=tmp_path), dirs_exist_ok=True))
