"""Pages that follow a meeting say « nos poids » as long as they are those that its group gave."""

import pytest

from prioritisation.analysis.address import MEETING_KEY, POINTS_KEY
from tests.prioritisation.ui.reading import opened, words


@pytest.fixture
def revealed(sitting, monkeypatch):
    """The code of a meeting whose results are shown."""
    monkeypatch.setattr("prioritisation.ui.visit.visit.session_meeting", lambda: sitting.code)
    sitting.open()
    sitting.vote(7)
    sitting.reveal()
    return sitting.code


def test_weights_of_the_group_are_ours_until_one_is_moved(revealed):
    app = opened(**{MEETING_KEY: revealed})
    assert "Avec nos poids" in words(app)
    ids = ("ghg_impact", "partner_ecosystem", "existing_coverage")
    points = {f"{POINTS_KEY}.{c}": p for c, p in zip(ids, ("90", "10", "20"), strict=True)}
    moved = opened(**{MEETING_KEY: revealed, **points})
    assert "Avec ces poids" in words(moved)
    assert "Avec nos poids" not in words(moved)


def test_weights_of_the_case_are_nobody_s():
    assert "nos poids" not in words(opened())
