"""A link just made is shown again to the browser that made it, until it is used."""

from prioritisation.web.door import MadeLink, MadeLinks, current_made_links


def test_a_link_just_made_is_shown_again_to_its_browser_until_it_is_used():
    links, moment = MadeLinks(lambda: moment[0]), [0.0]
    link = MadeLink("AAAA2222", "secret", "Titre", is_new=True)
    links.keep(link, "mine")
    assert links.last_of("mine") == link
    for other in ("", "another"):
        assert links.last_of(other) is None
    moment[0] = 3601.0
    assert links.last_of("mine") is None
    links.keep(link, "mine")
    links.forget("AAAA2222")
    assert links.last_of("mine") is None
    links.keep(link, "")
    assert links.last_of("") is None, "nobody's is nobody's"


def test_few_links_are_kept():
    links = MadeLinks()
    for n in range(150):
        links.keep(MadeLink(str(n), "s", "t", is_new=True), str(n))
    assert [bool(links.last_of(str(n))) for n in (0, 49, 50, 149)] == [False, False, True, True]


def test_whoever_comes_in_by_it_has_used_it(device, dossier):
    current_made_links().keep(MadeLink(dossier.key, dossier.secret, "t", is_new=True), "mine")
    device().get(f"/ouvrir/{dossier.key}/{'x' * 32}")
    assert current_made_links().last_of("mine")
    device().get(f"/ouvrir/{dossier.key}/{dossier.secret}")
    assert current_made_links().last_of("mine") is None
