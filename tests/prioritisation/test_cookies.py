from prioritisation.cookies import SURE, kept_as, received


def test_over_https_a_cookie_that_a_neighbour_planted_is_not_ours():
    planted, ours = {"bulletin_A": "planted"}, {kept_as("bulletin_A", secure=True): "ours"}
    assert received({**planted, **ours}, secure=True) == {"bulletin_A": "ours"}
    assert received(planted, secure=True) == {}


def test_over_plain_http_names_are_bare():
    given = {kept_as("lien_A", secure=False): "x"}
    assert received(given, secure=False) == {"lien_A": "x"}
    assert not any(name.startswith(SURE) for name in given)
