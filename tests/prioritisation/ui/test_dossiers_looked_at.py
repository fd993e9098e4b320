"""Pages on a dossier: which one, which version, the ways to it and back, why it is not there."""

import pytest

from prioritisation.ui.shared.pages import PAGES
from prioritisation.ui.visit import looking
from tests.each import each
from tests.prioritisation.ui.reading import SCORES, go_to, html, opened, page, second_line, words
from tests.shelving import Shelved
from tests.sitting import Sitting

pytestmark = pytest.mark.usefixtures("fresh")

OF_CASE = [path for path in PAGES if path != "seance"]
CLASSER = "classer"
FOLDER = "Dossier de départ, poids égaux"
INSTEAD = "Le dossier de départ est montré à la place."


@pytest.fixture
def dossier(room, holds):
    made = Shelved(room, "Bretagne")
    holds(**made.cookie())
    return made


def line(dossier):
    return f"Version {dossier.seq} de ce dossier, poids égaux"


def ways(app):
    return {b.key: b for b in app.button if (b.key or "").startswith("look_")}


def address(app):
    return {k: v[0] if isinstance(v, list) else v for k, v in app.query_params.items()}


@each("file", OF_CASE)
def test_each_page_shows_the_dossier_of_its_address_and_says_which(dossier, file):
    app = page(file, dossier=dossier.key)
    assert second_line(app) == line(dossier)
    assert "Bretagne" in html(app).partition("lookedat")[0], "the title stands on top"
    assert "Groupe breton" in html(app)
    assert address(app) == {"dossier": dossier.key}


def test_the_dossier_stays_from_page_to_page_through_settings_and_a_reload(dossier):
    app = opened(dossier=dossier.key)
    go_to(app, SCORES).run()
    assert (second_line(app), address(app)) == (line(dossier), {"dossier": dossier.key})
    go_to(app, "pour-experts").run()
    assert second_line(app) == line(dossier)
    moved = {"poids.ghg_impact": "90", "poids.partner_ecosystem": "10"}
    app = page(CLASSER, dossier=dossier.key, **moved, **{"poids.existing_coverage": "50"})
    go_to(app, SCORES).run()
    kept = address(app)
    assert (kept["dossier"], kept["poids.ghg_impact"]) == (dossier.key, "90")
    again = page(SCORES, **kept)
    assert address(again) == kept
    assert second_line(again) == line(dossier)


def test_a_meeting_of_a_dossier_that_this_browser_has_no_link_of_tells_no_key(
    dossier, room, holds
):
    code = room.create("Réunion", about=dossier.meeting()).code
    holds()
    app = page(SCORES, seance=code)
    assert "look_dossier" not in ways(app)
    assert dossier.key not in html(app)


def lost(app, *wanted):
    found = words(app)
    assert second_line(app) == FOLDER
    assert INSTEAD in found
    for words_of_it in wanted:
        assert words_of_it in found, found
    return True


@each("file", OF_CASE)
def test_without_a_link_the_address_opens_nothing_and_says_what_to_do(dossier, holds, file):
    holds()
    app = page(file, dossier=dossier.key)
    assert lost(app, "s’ouvre par un lien")
    assert "Bretagne" not in html(app)


@each("typed", ["", "ZZZZZZZZ", "é!?", "Z" * 5000])
def test_an_address_without_a_key_opens_nothing_either(dossier, typed):
    assert dossier.key
    assert lost(page(SCORES, dossier=typed), "s’ouvre par un lien")


def test_a_link_that_is_of_another_dossier_opens_nothing(dossier, room, holds):
    other = Shelved(room, "Corse")
    (own,) = dossier.cookie().values()
    holds(**{f"dossier_{other.key}": own})
    app = page(SCORES, dossier=other.key)
    assert lost(app, "a été refait")
    assert "Corse" not in html(app)


def test_an_erased_one_is_said_and_no_way_leads_there_again(dossier):
    app = page(SCORES, dossier=dossier.key)
    dossier.shelf.erase(dossier.key, dossier.secret)
    assert lost(app.run(), "Ce dossier a été effacé")
    assert "look_dossier" not in ways(app)
    go_to(app, CLASSER).run()
    assert second_line(app) == FOLDER


@each("forged", ["x", "Q" * 32, f"{'0' * 64}.{'A' * 16}"])
def test_a_made_up_link_tells_no_erased_one_from_one_that_is_there(dossier, room, holds, forged):
    gone = Shelved(room, "Corse")
    gone.shelf.erase(gone.key, gone.secret)
    pages = set()
    for key in (dossier.key, gone.key, "ZZZZ9999"):
        holds(**{f"dossier_{key}": forged})
        pages.add(html(page(SCORES, dossier=key)).replace(key, "KEY"))
    assert len(pages) == 1


class Looked:
    """Counts what a look of the watch reads."""

    def __init__(self, store, monkeypatch):
        self.reads = []
        for owner in (store, store.dossiers):
            for name in ("dossier", "with_units", "link", "meetings", "setting"):
                if callable(getattr(owner, name, None)):
                    self._count(owner, name, monkeypatch)

    def _count(self, owner, name, monkeypatch):
        ask = getattr(owner, name)
        monkeypatch.setattr(owner, name, lambda *a, **k: self.reads.append(name) or ask(*a, **k))


def test_the_watch_of_a_dossier_is_one_small_read(dossier, room, monkeypatch):
    looks = []
    monkeypatch.setattr(looking, "_watch", lambda look, votes: looks.append((look, votes)))
    page(SCORES, dossier=dossier.key)
    (look, votes), reads = looks[-1], Looked(room.store, monkeypatch).reads
    assert not looking.has_moved_on(look, votes)
    assert reads == ["dossier"]
    dossier.shelf.rename(dossier.key, dossier.secret, "Autre", "Groupe breton")
    assert looking.has_moved_on(look, votes)
    looks.clear()
    page(SCORES)
    assert looks == [], "nobody watches the case of the folder"


@each("do", ["archive", "erase"])
def test_the_watch_sees_it_go(dossier, monkeypatch, do):
    looks = []
    monkeypatch.setattr(looking, "_watch", lambda look, votes: looks.append((look, votes)))
    page(SCORES, dossier=dossier.key)
    shelf, given = dossier.shelf, (dossier.key, dossier.secret)
    {
        "archive": lambda: shelf.archive(*given, archived=True),
        "erase": lambda: shelf.erase(*given),
    }[do]()
    assert looking.has_moved_on(*looks[-1])


RANKED = ["classer", "comparer", "pour-experts", "compte-rendu"]
HIDDEN = "pour n’influencer personne"


@pytest.fixture
def voting(room, dossier, holds):
    """A meeting on the dossier that votes, for one of its voters who has the dossier's link."""
    sitting = Sitting(room, about=dossier.meeting()).open()
    sitting.vote(6)
    holds(**{f"present_{sitting.code}": "1"}, **dossier.cookie())
    return sitting


@each("file", RANKED)
def test_whoever_votes_on_it_sees_it_ranked_by_no_address(voting, dossier, room, holds, file):
    twin = Shelved(room, "Jumeau")
    carried = {f"present_{voting.code}": "1"} | dossier.cookie() | twin.cookie()
    holds(**carried)
    addresses = [{"dossier": dossier.key}, {"dossier": twin.key}, {}]
    # There, it is the report of the meeting, which is its facilitator's.
    addresses += [] if file == "compte-rendu" else [{"seance": voting.code}]
    for asked in addresses:
        app = page(file, **asked)
        assert HIDDEN in words(app), asked
        assert "vote ouvert : classement masqué" in second_line(app), asked
    holds(**twin.cookie())
    assert HIDDEN not in words(page(file, dossier=twin.key)), "of neither meeting"
