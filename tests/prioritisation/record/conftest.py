"""What tests of records share."""

import pytest

from tests.prioritisation.record.tampering import computed_once


@pytest.fixture(scope="module")
def once():
    """What is computed of the same inputs is computed once in a module."""
    with pytest.MonkeyPatch.context() as patch:
        computed_once(patch)
        yield
