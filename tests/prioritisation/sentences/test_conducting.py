from prioritisation.sentences.meeting import reveal_text
from tests.each import each

WAIT = "Attendez-en d’autres"


@each(("ballots", "typed"), [(3, 0), (5, 3), (0, 0)])
def test_others_are_waited_for_as_long_as_they_may_come(ballots, typed):
    assert WAIT in reveal_text(ballots, typed)
    assert WAIT not in reveal_text(ballots, typed, closed=True)
    assert reveal_text(ballots, typed, closed=True) in reveal_text(ballots, typed)


def test_where_enough_is_in_nobody_is_waited_for():
    assert reveal_text(12, 0) == reveal_text(12, 0, closed=True)
    assert WAIT not in reveal_text(12, 0)
