"""Whoever holds no link of a dossier, a lesser one or a closed one, as an enemy would try it."""

import pytest

from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.rights import (
    DOSSIER_ROLES,
    LINK_ROLES,
    Deed,
    DossierReason,
    DossierRefused,
    dossier_refusal,
)
from prioritisation.cases.units import canonical_json
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.rules import Role
from tests.each import each
from tests.prioritisation.cases.conftest import FILES

NOTE = "score/mieux_se_loger/partner_ecosystem/"


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


@each("role", LINK_ROLES)
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
    for one in wrong:
        for deed, work in acts(shelf, key).items():
            assert refused(work, one) is DossierReason.NO_LINK, (deed, one)
    assert shelf.held_by(dict.fromkeys([key, "ZZZZ9999"], "x")) == ()


def test_the_pass_that_a_browser_keeps_opens_the_same_and_is_no_secret(shelf, normandie):
    key, secret = normandie
    kept_pass = shelf.pass_of(key, secret)
    assert shelf.open(key, kept_pass).role is Role.FACILITATOR
    assert secret not in kept_pass


@each("role", LINK_ROLES)
def test_a_link_made_anew_replaces_its_own_and_no_other(shelf, normandie, role):
    key, before = normandie[0], {Role.FACILITATOR: normandie[1]}
    before |= {one: shelf.new_link(*normandie, one) for one in LINK_ROLES[:-1]}
    kept = shelf.pass_of(key, before[role])
    after = {**before, role: shelf.new_link(*normandie, role)}
    assert shelf.role(key, before[role]) is shelf.role(key, kept) is None
    assert {one: shelf.role(key, secret) for one, secret in after.items()} == {
        one: one for one in LINK_ROLES
    }
    assert [one.role for one in shelf.links(key, after[Role.FACILITATOR])] == sorted(LINK_ROLES)


def test_a_lost_link_that_corrects_is_made_anew_and_the_dossier_is_the_same(shelf, normandie):
    before = shelf.open(*normandie).sha256
    secret = shelf.recover(normandie[0])
    assert shelf.open(normandie[0], secret).sha256 == before
    assert shelf.role(*normandie) is None


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
    "proposes": lambda shelf, key, own: shelf.propose(key, own, rewritten(shelf, key)),
    "puts away": lambda shelf, key, own: shelf.archive(key, own, archived=True),
    "erases": lambda shelf, key, own: shelf.erase(key, own),
}


@pytest.mark.parametrize("act", CLOSED.values(), ids=CLOSED)
def test_a_link_made_anew_while_the_old_one_acts_has_done_nothing(
    shelf, normandie, monkeypatch, act
):
    """Between the look at the rights and the lock of the dossier."""
    key, own = normandie
    dossiers, before, new = shelf.store.dossiers, shelf.state(key, own), []

    def after_it_is_made_anew(work):
        def act_on_it(*args, **kwargs):
            monkeypatch.undo()
            new.append(shelf.recover(key))
            return work(*args, **kwargs)

        return act_on_it

    for name in ("change", "erase"):
        monkeypatch.setattr(dossiers, name, after_it_is_made_anew(getattr(dossiers, name)))
    with pytest.raises(DossierRefused):
        act(shelf, key, own)
    (secret,) = new
    assert shelf.state(key, secret) == before
    assert [one.role for one in shelf.links(key, secret)] == [Role.FACILITATOR]
    assert (shelf.proposals(key, secret), shelf.open(key, secret).archived) == ((), False)


# What must never be done with a dossier: by hand, read from nowhere.

# The three links: to read (O), to propose (E), to correct (F). No letter: never, by nobody else.
TABLE = """
deed          in use  put away
read          OEF     OEF
export        OEF     OEF
see_history   OEF     OEF
copy          OEF     OEF
open_meeting  F       .
propose       EF      .
write         F       .
undo          F       .
restore       F       .
give_links    F       .
archive       F       F
erase         F       F
"""
LETTERS = {Role.OBSERVER: "O", Role.EXPERT: "E", Role.FACILITATOR: "F"}


def test_no_link_gives_what_is_not_its_own_and_each_gives_what_is():
    table = {deed: cells for deed, *cells in map(str.split, TABLE.strip().splitlines()[1:])}
    assert set(table) == set(Deed)
    wrong = []
    for deed, cells in table.items():
        for archived, cell in enumerate(cells):
            for role in (None, *Role):
                got = dossier_refusal(role, Deed(deed), archived=bool(archived))
                ever = LETTERS.get(role, "?") in cells[0]
                reason = DossierReason.ARCHIVED if ever else DossierReason.ROLE
                reason = DossierReason.NO_LINK if role is None else reason
                if got is not (None if LETTERS.get(role, "?") in cell else reason):
                    wrong.append(f"{role}, {deed}, {'put away' if archived else 'in use'}: {got}")
    assert not wrong, "\n".join(wrong)
