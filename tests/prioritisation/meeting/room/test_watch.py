def test_a_change_is_heard_until_it_is_not_wanted_any_more(sitting):
    heard = []
    end = sitting.room.hear(lambda *told: heard.append(told))
    sitting.open()
    version = sitting.stage().version
    assert heard[-1] == (sitting.code, version)
    assert sitting.room.versions() == {sitting.code: version}
    end()
    sitting.voter()
    assert heard[-1] == (sitting.code, version)
    assert sitting.room.versions()[sitting.code] > version


def test_what_a_ballot_needs_is_tried(room):
    assert room.probe_soon().result(10)
