"""What others propose is written once somebody accepts it."""

import pytest

from criteria.errors import InvalidCase
from prioritisation.cases.reading import (
    DoorOrigin,
    DossierConflict,
    InvalidDossierField,
    NoSuchProposal,
    TooManyProposals,
)
from prioritisation.cases.rights import DossierReason, DossierRefused
from prioritisation.cases.units import canonical_json
from prioritisation.cases.versions import MOST_WAITING
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.rules import Role
from tests.prioritisation.cases.conftest import FILES

NOTE = "score/mieux_se_loger/partner_ecosystem/"
NUMBER = "score/mieux_se_loger/cop_progress/"


def note(level, **others):
    tree = {"score": level, "status": "avis", "source_id": "deck", "reason": "dit"}
    return canonical_json(tree | others)


def edit(shelf, door, level="a_construire", why="vu sur le terrain"):
    state = shelf.state(*door)
    return DossierEdit({NOTE: (state[NOTE], note(level))}, 1, "form", why)


@pytest.fixture
def expert(shelf, normandie):
    """The key of the dossier, and an expert's secret."""
    return normandie[0], shelf.new_link(*normandie, Role.EXPERT)


def test_a_proposal_changes_nothing_until_it_is_accepted(shelf, normandie, expert):
    before = shelf.state(*normandie)
    number = shelf.propose(*expert, edit(shelf, expert))
    assert (shelf.state(*normandie), shelf.open(*normandie).seq) == (before, 1)
    (waiting,) = shelf.proposals(*normandie)
    assert (waiting.id, waiting.role, waiting.reason) == (number, "expert", "vu sur le terrain")
    assert shelf.accept(*normandie, number, "merci") == 2
    assert "a_construire" in shelf.state(*normandie)[NOTE]
    (done,) = shelf.proposals(*normandie)
    assert (done.answer, done.word, done.answered_by, done.seq) == (
        "accepted",
        "merci",
        "facilitator",
        2,
    )
    # The history says who accepted, and the reason of whoever proposed.
    assert shelf.history(*normandie)[0].reason == "vu sur le terrain"


def edits(shelf, door, n):
    """As many proposals, of one score and as many reasons."""
    return [edit(shelf, door, why=f"fichier {k}") for k in range(n)]


def test_several_are_proposed_at_once_and_none_of_them_twice(shelf, normandie, expert):
    several = edits(shelf, expert, 3)
    assert shelf.propose_each(*expert, several) == 3
    assert shelf.propose_each(*expert, several) == 0
    assert [p.reason for p in shelf.proposals(*normandie)] == [one.reason for one in several]


def test_of_several_those_that_find_room_are_proposed_and_then_none(shelf, expert):
    shelf.propose(*expert, edit(shelf, expert))
    several = edits(shelf, expert, MOST_WAITING + 2)
    assert shelf.propose_each(*expert, several) == MOST_WAITING - 1
    with pytest.raises(TooManyProposals):
        shelf.propose_each(*expert, several)
    assert len(shelf.proposals(*expert)) == MOST_WAITING


def test_one_of_several_that_would_make_no_case_keeps_all_of_them_back(shelf, expert):
    state = shelf.state(*expert)
    wrong = DossierEdit({NOTE: (state[NOTE], note("nulle_part"))}, 1, "import", "fichier")
    with pytest.raises(InvalidCase):
        shelf.propose_each(*expert, [edit(shelf, expert), wrong])
    assert shelf.proposals(*expert) == ()


def test_whoever_may_but_read_proposes_nothing_however_many(shelf, normandie):
    reader = normandie[0], shelf.new_link(*normandie, Role.OBSERVER)
    with pytest.raises(DossierRefused) as refused:
        shelf.propose_each(*reader, [edit(shelf, normandie)])
    assert refused.value.reason is DossierReason.ROLE


def test_what_would_make_no_case_is_refused_to_whoever_proposes_it(shelf, expert):
    """It would wait for an answer that can be one only."""
    state = shelf.state(*expert)
    wrong = DossierEdit({NOTE: (state[NOTE], note("nulle_part"))}, 1, "form", "vu")
    with pytest.raises(InvalidCase):
        shelf.propose(*expert, wrong)
    assert shelf.proposals(*expert) == ()


def test_what_waits_already_is_not_proposed_again(shelf, expert):
    """A button that is pressed twice proposes once; other words are another proposal."""
    first = shelf.propose(*expert, edit(shelf, expert))
    assert shelf.propose(*expert, edit(shelf, expert)) == first
    other = shelf.propose(*expert, edit(shelf, expert, why="lu dans un bilan"))
    assert [p.id for p in shelf.proposals(*expert)] in ([first, other], [other, first])
    shelf.withdraw(*expert, first)
    assert shelf.propose(*expert, edit(shelf, expert)) not in (first, other)


def test_a_refusal_has_its_word_and_is_final(shelf, normandie, expert):
    number = shelf.propose(*expert, edit(shelf, expert))
    with pytest.raises(InvalidDossierField):
        shelf.refuse(*normandie, number, " ")
    shelf.refuse(*normandie, number, "compté ailleurs")
    assert shelf.open(*normandie).seq == 1
    for again in (
        lambda: shelf.accept(*normandie, number),
        lambda: shelf.refuse(*normandie, number, "encore"),
        lambda: shelf.withdraw(*expert, number),
        lambda: shelf.accept(*normandie, 999),
    ):
        with pytest.raises(NoSuchProposal):
            again()


def test_a_proposal_that_comes_too_late_is_compared_and_not_applied(shelf, normandie, expert):
    number = shelf.propose(*expert, edit(shelf, expert))
    shelf.write(*normandie, edit(shelf, normandie, "fortement_mobilise"))
    (waiting,) = shelf.proposals(*normandie)
    assert shelf.late(waiting, shelf.state(*normandie))
    with pytest.raises(DossierConflict):
        shelf.accept(*normandie, number)
    assert "fortement_mobilise" in shelf.state(*normandie)[NOTE]
    now = shelf.state(*normandie)
    instead = {NOTE: (now[NOTE], note("plutot_favorable"))}
    shelf.accept(*normandie, number, "entre les deux", instead)
    assert "plutot_favorable" in shelf.state(*normandie)[NOTE]


def test_others_see_and_withdraw_their_own_only(shelf, expert):
    number = shelf.propose(*expert, edit(shelf, expert))
    shelf.withdraw(*expert, number)
    assert [p.answer for p in shelf.proposals(*expert)] == ["withdrawn"]


def test_who_proposes_neither_accepts_nor_refuses(shelf, normandie, expert):
    number = shelf.propose(*expert, edit(shelf, expert))
    reader = normandie[0], shelf.new_link(*normandie, Role.OBSERVER)
    for door in (expert, reader, (normandie[0], "x")):
        for act in (shelf.accept, lambda *a: shelf.refuse(*a, "non")):
            with pytest.raises(DossierRefused):
                act(*door, number)
    with pytest.raises(DossierRefused):
        shelf.propose(*reader, edit(shelf, reader))


def test_what_is_accepted_with_nothing_of_it_writes_nothing(shelf, normandie, expert):
    """All that it changes was written meanwhile, and whoever answers leaves that as it stands."""
    number = shelf.propose(*expert, edit(shelf, expert))
    before = shelf.state(*normandie)
    assert shelf.accept(*normandie, number, "déjà écrit autrement", {}) == 1
    assert shelf.state(*normandie) == before
    assert [p.answer for p in shelf.proposals(*normandie)] == ["accepted"]


def test_a_link_fills_no_inbox(light_shelf):
    made = light_shelf.create(FILES, DoorOrigin("copy"))
    door = made.key, light_shelf.new_link(made.key, made.secret, Role.EXPERT)
    for k in range(MOST_WAITING):
        light_shelf.propose(*door, edit(light_shelf, door, why=f"raison {k}"))
    with pytest.raises(TooManyProposals):
        light_shelf.propose(*door, edit(light_shelf, door))
    light_shelf.withdraw(*door, light_shelf.proposals(*door)[0].id)
    light_shelf.propose(*door, edit(light_shelf, door))
