from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.state import MOVES, SIGHTS, WRITES


def test_an_act_is_a_sight_or_a_write_and_moves_are_writes():
    assert set(Act) == SIGHTS | WRITES
    assert not SIGHTS & WRITES
    assert MOVES <= WRITES
