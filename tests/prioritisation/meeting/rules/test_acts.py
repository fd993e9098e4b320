from prioritisation.meeting.rules.state import MOVES, SIGHTS


def test_a_move_is_no_sight():
    assert not SIGHTS & MOVES
