from prioritisation.meeting.room.identity import SURE, either, kept_as, received


def test_over_https_a_cookie_that_a_neighbour_planted_is_not_ours():
    planted, ours = {"bulletin_A": "planted"}, {kept_as("bulletin_A", secure=True): "ours"}
    assert received({**planted, **ours}) == {"bulletin_A": "ours"}
    assert received(planted) == {}


def test_over_plain_http_names_are_bare():
    given = {kept_as("lien_A", secure=False): "x"}
    assert either(given) == {"lien_A": "x"}
    assert not any(name.startswith(SURE) for name in given)


def test_whoever_cannot_know_how_a_cookie_came_takes_the_sure_one_first():
    assert either({"__Host-lien_A": "sure", "lien_A": "planted"}) == {"lien_A": "sure"}
    assert either({"present_A": "1"}) == {"present_A": "1"}
