import shutil
from pathlib import Path

import pytest

from tests.conftest import NORMANDIE


@pytest.fixture
def whole(tmp_path):
    """A copy of the case that the program starts with."""
    return Path(shutil.copytree(NORMANDIE, tmp_path / "case"))
