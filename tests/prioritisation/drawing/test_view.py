"""What is put into a view for whoever asks: the time left, the address."""

from datetime import UTC, datetime, timedelta

from prioritisation.drawing.projector import projector_view
from prioritisation.drawing.view import SCANNED, TIMER, TYPED, timer

PHONES = "http://192.0.2.7:8501"


def view(sitting):
    return projector_view(sitting.room, sitting.stage())


def test_the_time_left_is_that_of_the_moment(sitting):
    sitting.open()
    sitting.room.set_countdown(sitting.code, sitting.secret, 5)
    found = view(sitting)
    end = datetime.fromisoformat(found.deadline)
    assert "2 min 05" in found.at(end - timedelta(seconds=125), PHONES)
    assert "Temps écoulé" in timer(found.deadline, end + timedelta(seconds=1))
    assert TIMER not in found.at(datetime.now(UTC), PHONES)


def test_each_who_asks_is_told_their_own_address_in_the_same_view(sitting):
    found = view(sitting.lobby())
    assert all(mark in found.html for mark in (TYPED, SCANNED))
    for origin in (PHONES, "https://vote.example"):
        shown = found.at(datetime.now(UTC), origin)
        assert origin.split("//")[1] + "/vote" in shown
        assert "\ue000" not in shown
