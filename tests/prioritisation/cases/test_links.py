"""Whoever holds no link of a dossier, a lesser one or a closed one, as an enemy would try it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from prioritisation.cases import links
from prioritisation.cases.errors import InvalidDossierField
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.rights import DOSSIER_ROLES, GIVES, Deed, DossierReason, DossierRefused
from prioritisation.cases.units import canonical_json
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.rules import Role
from tests.prioritisation.cases.conftest import FILES

NOTE = "score/mieux_se_loger/partner_ecosystem/"
LINKED = (Role.FACILITATOR, Role.RECORDER, Role.EXPERT, Role.LEAD, Role.OBSERVER)


def acts(shelf, key):
    """Each deed as it is asked of the shelf, by the secret."""
    unit = shelf.store.dossiers.with_units(key)[1][NOTE]
    edit = DossierEdit({NOTE: (unit, unit.replace("inconnu", "inconnu "))}, 1, "form", "why")
    return {
        Deed.READ: lambda s: shelf.open(key, s),
        Deed.EXPORT: lambda s: shelf.files(key, s),
        Deed.SEE_HISTORY: lambda s: shelf.history(key, s),
        Deed.COPY: lambda s: shelf.files(key, s),
        Deed.WRITE: lambda s: shelf.write(key, s, edit),
        Deed.UNDO: lambda s: shelf.undo(key, s, 1, "why"),
        Deed.RESTORE: lambda s: shelf.restore(key, s, 1, 1, "why"),
        Deed.GIVE_LINKS: lambda s: shelf.links(key, s),
        Deed.ARCHIVE: lambda s: shelf.archive(key, s, archived=False),
        Deed.ERASE: lambda s: shelf.erase(key, s),
    }


def refused(work, secret):
    """Why it was refused; None when it was not, whatever else went wrong."""
    try:
        work(secret)
    except DossierRefused as error:
        return error.reason
    except Exception:  # noqa: BLE001 (only the right is looked at)
        return None
    return None


@pytest.mark.parametrize("role", LINKED)
def test_each_deed_is_asked_of_the_table(light_shelf, role):
    for deed in acts(light_shelf, light_shelf.create(FILES, DoorOrigin("copy")).key):
        made = light_shelf.create(FILES, DoorOrigin("copy"))
        secret = light_shelf.new_link(made.key, made.secret, role)
        got = refused(acts(light_shelf, made.key)[deed], secret)
        allowed = role in DOSSIER_ROLES[deed]
        assert got == (None if allowed else DossierReason.ROLE), deed


def test_without_a_link_nothing_is_read_nor_done(shelf, normandie):
    key, secret = normandie
    other = shelf.create(FILES, DoorOrigin("copy"))
    forged = shelf.pass_of(key, secret)[:-2] + "xx"
    wrong = ["", "x", other.secret, shelf.pass_of(other.key, other.secret), forged, "é" * 50]
    # A pass of this dossier signed for another one.
    wrong.append(shelf.pass_of(other.key, secret))
    for each in wrong:
        for deed, work in acts(shelf, key).items():
            assert refused(work, each) is DossierReason.NO_LINK, (deed, each)
    assert shelf.held_by(dict.fromkeys([key, "ZZZZ9999"], "x")) == ()


def test_the_pass_that_a_browser_keeps_opens_the_same_and_is_no_secret(shelf, normandie):
    key, secret = normandie
    kept_pass = shelf.pass_of(key, secret)
    assert shelf.open(key, kept_pass).role is Role.FACILITATOR
    assert secret not in kept_pass


def test_a_link_that_is_revoked_opens_nothing_more(shelf, normandie):
    secret = shelf.new_link(*normandie, Role.OBSERVER, "presse")
    number = shelf.links(*normandie)[-1].id
    assert shelf.open(normandie[0], secret).role is Role.OBSERVER
    shelf.revoke_link(*normandie, number)
    with pytest.raises(DossierRefused):
        shelf.open(normandie[0], secret)
    shelf.revoke_link(*normandie, number)  # again is no harm


def test_a_link_ends_at_its_moment(shelf, normandie, days):
    secret = shelf.new_link(*normandie, Role.OBSERVER, "", days() + timedelta(days=1))
    days.go(hours=23, minutes=59)
    assert shelf.open(normandie[0], secret)
    days.go(minutes=1)
    with pytest.raises(DossierRefused):
        shelf.open(normandie[0], secret)


def test_as_many_links_may_be_open_as_may_and_closed_ones_make_room(
    light_shelf, days, monkeypatch
):
    monkeypatch.setattr(links, "MOST_LINKS", 4)
    monkeypatch.setattr(links, "MOST_LINKS_EVER", 8)
    shelf, made = light_shelf, light_shelf.create(FILES, DoorOrigin("copy"))
    door, end = (made.key, made.secret), days() + timedelta(days=1)
    for closes_at in (None, end, end):
        shelf.new_link(*door, Role.OBSERVER, "", closes_at)

    def fault():
        with pytest.raises(InvalidDossierField) as error:
            shelf.new_link(*door, Role.OBSERVER)
        return error.value.field, error.value.fault

    assert fault() == ("links", "too_many_open")
    shelf.revoke_link(*door, shelf.links(*door)[1].id)
    shelf.new_link(*door, Role.OBSERVER)
    assert fault() == ("links", "too_many_open")
    days.go(days=2)
    for _ in range(2):
        shelf.new_link(*door, Role.OBSERVER)
    for link in shelf.links(*door)[-2:]:
        shelf.revoke_link(*door, link.id)
    shelf.new_link(*door, Role.OBSERVER)
    assert fault() == ("links", "too_many_ever")
    assert shelf.role(made.key, shelf.recover(made.key)) is Role.FACILITATOR, "a lost one is given"


def test_links_given_at_once_are_not_more_than_may_be(light_shelf, monkeypatch):
    monkeypatch.setattr(links, "MOST_LINKS", 4)
    shelf, made = light_shelf, light_shelf.create(FILES, DoorOrigin("copy"))

    def give(_):
        with suppress(InvalidDossierField):
            shelf.new_link(made.key, made.secret, Role.OBSERVER)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(give, range(16)))
    assert len(shelf.links(made.key, made.secret)) == 4


def test_an_end_that_is_past_is_refused(shelf, normandie, days):
    for end in (days(), days() - timedelta(days=400)):
        with pytest.raises(InvalidDossierField) as error:
            shelf.new_link(*normandie, Role.OBSERVER, "", end)
        assert error.value.field == "closes_at"


@pytest.mark.parametrize("giver", [Role.FACILITATOR, Role.RECORDER])
@pytest.mark.parametrize("given", [*LINKED, Role.VOTER])
def test_nobody_gives_or_revokes_above_what_they_are(light_shelf, giver, given):
    made = light_shelf.create(FILES, DoorOrigin("copy"))
    mine = light_shelf.new_link(made.key, made.secret, giver)
    may = given in GIVES[giver]
    got = refused(lambda s: light_shelf.new_link(made.key, s, given), mine)
    assert got == (None if may else DossierReason.ABOVE)
    if given is not Role.VOTER:
        light_shelf.new_link(made.key, made.secret, given)
        number = light_shelf.links(made.key, made.secret)[-1].id
        got = refused(lambda s: light_shelf.revoke_link(made.key, s, number), mine)
        assert got == (None if may else DossierReason.ABOVE)


def test_a_link_of_another_dossier_is_not_revoked(shelf, normandie):
    other = shelf.create(FILES, DoorOrigin("copy"))
    number = shelf.links(other.key, other.secret)[0].id
    with pytest.raises(DossierRefused):
        shelf.revoke_link(*normandie, number)
    assert shelf.open(other.key, other.secret)


def test_a_lost_facilitator_has_a_link_again_and_the_dossier_is_the_same(shelf, normandie):
    secret = shelf.recover(normandie[0])
    assert shelf.open(normandie[0], secret).sha256 == shelf.open(*normandie).sha256


def test_names_of_links_are_short_words(shelf, normandie):
    for words in ("x" * 121, "a\u202eb", "a\nb\0"):
        with pytest.raises(InvalidDossierField):
            shelf.new_link(*normandie, Role.EXPERT, words)
    shelf.new_link(*normandie, Role.EXPERT, " <b>énergie</b> ")
    assert shelf.links(*normandie)[-1].name == "<b>énergie</b>"


def test_another_server_key_closes_the_passes_and_not_the_links(shelf, normandie):
    key, secret = normandie
    kept_pass = shelf.pass_of(key, secret)
    shelf.store.renew({"token_key": "another"})
    with pytest.raises(DossierRefused):
        shelf.open(key, kept_pass)
    assert shelf.open(key, secret)


def rewritten(shelf, key):
    state = shelf.store.dossiers.with_units(key)[1]
    tree = {"score": "a_construire", "status": "avis", "source_id": "deck", "reason": "dit"}
    return DossierEdit({NOTE: (state[NOTE], canonical_json(tree))}, 1, "form", "x")


CLOSED = {
    "writes": lambda shelf, key, own: shelf.rename(key, own, "Autre titre", "Autre groupe"),
    "gives": lambda shelf, key, own: shelf.new_link(key, own, Role.OBSERVER),
    "closes": lambda shelf, key, own: shelf.revoke_link(
        key, own, shelf.store.dossiers.links(key)[0].id
    ),
    "proposes": lambda shelf, key, own: shelf.propose(key, own, rewritten(shelf, key)),
    "puts away": lambda shelf, key, own: shelf.archive(key, own, archived=True),
    "erases": lambda shelf, key, own: shelf.erase(key, own),
}


@pytest.mark.parametrize("act", CLOSED.values(), ids=CLOSED)
def test_a_link_closed_while_it_acts_has_done_nothing(shelf, normandie, monkeypatch, act):
    """Closed between the look at the rights and the lock of the dossier."""
    key, secret = normandie
    own, dossiers = shelf.new_link(key, secret, Role.FACILITATOR), shelf.store.dossiers
    link, before = shelf.links(key, secret)[-1].id, shelf.state(key, secret)

    def after_it_is_closed(work):
        def act_on_it(*args, **kwargs):
            monkeypatch.undo()
            shelf.revoke_link(key, secret, link)
            return work(*args, **kwargs)

        return act_on_it

    for name in ("change", "erase"):
        monkeypatch.setattr(dossiers, name, after_it_is_closed(getattr(dossiers, name)))
    with pytest.raises(DossierRefused):
        act(shelf, key, own)
    assert shelf.state(key, secret) == before
    assert [one.revoked_at is None for one in shelf.links(key, secret)] == [True, False]
    assert (shelf.proposals(key, secret), shelf.open(key, secret).archived) == ((), False)
