from prioritisation.meeting.rules.state import drawn_identifiers


def test_identifiers_are_drawn_and_all_different():
    first, second = drawn_identifiers(200), drawn_identifiers(200)
    assert len({*first, *second}) == 400
    assert all(len(i) == 16 and int(i, 16) >= 0 for i in first)
    assert list(first) != sorted(first)
    assert drawn_identifiers(0) == ()
