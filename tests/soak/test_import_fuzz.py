"""Twenty thousand spoilt files: each is read or refused, none takes long, memory stays flat."""

import pytest

from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.whole import whole_reading
from tests.cases.imports.hostile import most_bytes
from tests.cases.imports.mutated import broken_by

FILES, PARTS = 20_000, 10
MOST_GROWTH_MB = 60


def read(content):
    whole_reading("fichier", content, FileAnswers())


def megabytes():
    return most_bytes() / 1_000_000


@pytest.fixture(scope="module")
def settled():
    """What this process takes once it has read files of each kind."""
    list(broken_by(range(FILES, FILES + 500), read))
    return megabytes()


@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoilt_file_is_read_or_refused(part, settled):
    seeds = range(part * FILES // PARTS, (part + 1) * FILES // PARTS)
    assert list(broken_by(seeds, read)) == []
    assert megabytes() - settled < MOST_GROWTH_MB
