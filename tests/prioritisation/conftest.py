"""Meetings on a temporary SQLite store, as phones come to them."""

import pytest

from tests.sitting import PhoneSitting


@pytest.fixture
def sitting(room):
    return lambda **options: PhoneSitting(room, **options)
