from prioritisation.meeting.room.identity import (
    HOST_PREFIX,
    cookie_name,
    cookies_by_name,
    own_cookies,
)


def test_over_https_a_cookie_that_a_neighbour_planted_is_not_ours():
    planted, ours = {"bulletin_A": "planted"}, {cookie_name("bulletin_A", secure=True): "ours"}
    assert own_cookies({**planted, **ours}) == {"bulletin_A": "ours"}
    assert own_cookies(planted) == {}


def test_over_plain_http_names_are_bare():
    given = {cookie_name("lien_A", secure=False): "x"}
    assert cookies_by_name(given) == {"lien_A": "x"}
    assert not any(name.startswith(HOST_PREFIX) for name in given)


def test_whoever_cannot_know_how_a_cookie_came_takes_the_sure_one_first():
    assert cookies_by_name({"__Host-lien_A": "sure", "lien_A": "planted"}) == {"lien_A": "sure"}
    assert cookies_by_name({"present_A": "1"}) == {"present_A": "1"}
