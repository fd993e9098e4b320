"""Whoever holds no link has one answer: of a dossier there, erased, or that never was."""

import pytest

from prioritisation.cases.reading import DOSSIER_COOKIE
from tests.sampled import part
from tests.shelving import Shelved

NEVER = "ZZZZ9999"

ANOTHERS_PASS, ANOTHERS_SECRET = "the pass of another", "the secret of another"
HOLDS = {
    "nothing": "",
    "a word": "x",
    "a made up secret": "Q" * 32,
    "a forged pass": f"{'0' * 64}.{'A' * 16}",
    "letters of no alphabet": "é.ü",
}


@pytest.fixture
def keys(dossier, room):
    """Keys of a dossier that is there, of one that is erased, of one that never was."""
    gone = Shelved(room)
    gone.shelf.erase(gone.key, gone.secret)
    return dossier.key, gone.key, NEVER


@pytest.mark.sampled
@pytest.mark.parametrize("holds", part([*HOLDS, ANOTHERS_PASS, ANOTHERS_SECRET], 2, 3))
@pytest.mark.parametrize(
    "address",
    [
        "/dossiers/{key}/zip",
        "/dossiers/{key}/zip?version=1",
        "/dossiers/{key}/modele.xlsx",
        "/documents/projet/pdf?dossier={key}",
        "/ouvrir/{key}/{secret}",
    ],
)
def test_every_address_answers_the_same(keys, room, device, address, holds):
    other = Shelved(room)
    anothers = {
        ANOTHERS_PASS: other.shelf.pass_of(other.key, other.secret),
        ANOTHERS_SECRET: other.secret,
    }
    secret = (HOLDS | anothers)[holds]
    answers = set()
    for key in keys:
        visitor = device(cookies={DOSSIER_COOKIE + key: secret} if secret else {})
        page = visitor.get(address.format(key=key, secret=secret.replace("é", "e") or "y"))
        named = page.text.replace(key, "KEY"), sorted(page.headers.items())
        answers.add((page.status, *map(str, named)))
    assert len(answers) == 1
    assert {status for status, *_ in answers} == {403}


def test_whoever_held_a_true_pass_is_told_that_it_is_erased(dossier, device):
    """The server signed it: that there was such a dossier is no news to them."""
    cookies = dossier.cookie()
    dossier.shelf.erase(dossier.key, dossier.secret)
    page = device(cookies=cookies).get(f"/dossiers/{dossier.key}/zip")
    assert page.status == 404
    page = device(cookies=cookies).get(f"/documents/projet/pdf?dossier={dossier.key}")
    assert "a été effacé" in page.words
