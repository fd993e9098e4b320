"""A dossier written by several people: nothing lost, nothing written over, nothing left behind."""

import csv
import gc
import io
from contextlib import suppress
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from criteria.case import Case
from criteria.errors import InvalidCase
from criteria.load import case_from_files
from criteria.model import Status
from prioritisation.cases.blank import BlankCriterion
from prioritisation.cases.changes import applied, clashes, difference, inverse, needed, replayed
from prioritisation.cases.editing import criteria, levers
from prioritisation.cases.reading import (
    DoorOrigin,
    DossierConflict,
    InvalidDossierField,
    NoSuchProposal,
    NothingToUndo,
    TooManyProposals,
)
from prioritisation.cases.rights import DossierRefused
from prioritisation.cases.units import (
    canonical_json,
    unit_content,
    unit_name,
    units_of,
    units_sha256,
)
from prioritisation.cases.versions import MOST_WAITING
from prioritisation.cases.writing import DossierEdit, Renaming
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import UnknownDossier
from prioritisation.wording import problem_sentence
from tests.each import each
from tests.prioritisation.cases.conftest import FILES
from tests.synthetic import mixed, write_case

NOTE = unit_name("score", "mieux_se_loger", "partner_ecosystem", "")
OTHER = unit_name("score", "mieux_consommer", "partner_ecosystem", "")
ROW = unit_name("row", "Production industrielle", "Industrie", "gt")


def note(level, reason="entendu en réunion"):
    tree = {"score": level, "status": "avis", "source_id": "deck", "date": "2026-12"}
    return canonical_json(tree | {"confidence": "moyenne", "reason": reason})


def form(shelf, door, unit=NOTE, level="a_construire", why="dit par les pilotes"):
    """A form opened now: what it read, and what it is about to send."""
    read = shelf.state(*door)
    return DossierEdit({unit: (read[unit], note(level))}, shelf.open(*door).seq, "form", why)


def score(shelf, door, lever="mieux_se_loger"):
    case = shelf.open(*door).case
    return case.tables[case.default_combination].score(lever, "partner_ecosystem")


def test_a_note_that_is_written_is_in_the_case_with_its_source_and_in_the_history(
    shelf, normandie, days
):
    assert score(shelf, normandie).unknown
    days.go(days=40)
    assert shelf.write(*normandie, form(shelf, normandie)) == 2
    now = score(shelf, normandie)
    assert (now.low, now.status, now.source, now.reason) == (
        "a_construire",
        Status.OPINION,
        "deck",
        "entendu en réunion",
    )
    opened = shelf.open(*normandie)
    assert (opened.seq, opened.case.updated.isoformat()) == (2, "2027-01-10")
    last, first = shelf.history(*normandie)
    assert (last.seq, last.base, last.kind, last.role) == (2, 1, "form", "facilitator")
    assert last.reason == "dit par les pilotes"
    assert (first.kind, first.seq) == ("create", 1)
    before = shelf.change_of(*normandie, 2)[NOTE][0]
    assert "inconnu" in before


def test_what_somebody_else_wrote_is_never_written_over(shelf, normandie):
    mine, theirs = (form(shelf, normandie, level=x) for x in ("a_construire", "plutot_favorable"))
    shelf.write(*normandie, theirs)
    with pytest.raises(DossierConflict) as error:
        shelf.write(*normandie, mine)
    (clash,) = error.value.clashes
    assert (clash.unit, clash.mine, clash.theirs) == (
        NOTE,
        note("a_construire"),
        note("plutot_favorable"),
    )
    assert score(shelf, normandie).low == "plutot_favorable"
    assert shelf.open(*normandie).seq == 2


def test_two_forms_on_two_notes_are_both_written(shelf, normandie):
    mine, theirs = form(shelf, normandie), form(shelf, normandie, OTHER)
    shelf.write(*normandie, theirs)
    shelf.write(*normandie, mine)
    assert score(shelf, normandie).low == score(shelf, normandie, "mieux_consommer").low


def test_writers_at_the_same_time_lose_nothing(shelf, normandie):
    """Eight at once on eight units, and two on the same: each is there, or is told."""
    levers = list(dict.fromkeys(v.id for v in shelf.open(*normandie).case.levers))
    units = [unit_name("score", v, "partner_ecosystem", "") for v in levers]
    forms = [form(shelf, normandie, u) for u in units]
    forms += [form(shelf, normandie, units[0], "fortement_mobilise")]
    start, told_of = Barrier(len(forms)), []

    def send(edit):
        start.wait()
        try:
            shelf.write(*normandie, edit)
        except DossierConflict as error:
            told_of.append(error.clashes[0].mine)

    threads = [Thread(target=send, args=(edit,)) for edit in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    state = shelf.state(*normandie)
    sent = [edit.change[u][1] for edit, u in zip(forms, [*units, units[0]], strict=True)]
    assert len(told_of) == 1
    assert sorted([state[u] for u in units] + told_of) == sorted(sent)
    assert_replayed(shelf, normandie)


def assert_replayed(shelf, door):
    """All changes lead to what is there, and each version to the fingerprint it was given."""
    changes = shelf.store.dossiers.changes(door[0])
    assert replayed(changes.values()) == shelf.state(*door)
    for entry in shelf.history(*door):
        state = replayed(c for seq, c in changes.items() if seq <= entry.seq)
        assert units_sha256(state) == entry.sha256
    assert shelf.open(*door).sha256 == shelf.history(*door)[0].sha256


def test_a_change_is_undone_by_another_and_that_one_too(shelf, normandie):
    before = shelf.state(*normandie)[NOTE]
    shelf.write(*normandie, form(shelf, normandie))
    assert shelf.undo(*normandie, 2, "erreur de levier") == 3
    assert shelf.state(*normandie)[NOTE] == before
    assert shelf.undo(*normandie, 3, "c’était bien ce levier") == 4
    assert score(shelf, normandie).low == "a_construire"
    assert [(e.seq, e.undoes) for e in shelf.history(*normandie)][:2] == [(4, 3), (3, 2)]
    assert_replayed(shelf, normandie)


def test_a_change_whose_note_was_written_since_is_not_undone(shelf, normandie):
    shelf.write(*normandie, form(shelf, normandie))
    shelf.write(*normandie, form(shelf, normandie, level="fortement_mobilise"))
    with pytest.raises(DossierConflict):
        shelf.undo(*normandie, 2, "trop tard")
    assert score(shelf, normandie).low == "fortement_mobilise"


def test_what_is_undone_already_or_made_the_dossier_is_not_undone(shelf, normandie):
    shelf.write(*normandie, form(shelf, normandie))
    shelf.undo(*normandie, 2, "non")
    for seq in (2, 1, 0, -1, 99):
        with pytest.raises(NothingToUndo):
            shelf.undo(*normandie, seq, "encore")
    assert shelf.open(*normandie).seq == 3


def test_a_version_comes_back_whole_and_what_was_written_since_is_in_the_history(shelf, normandie):
    first = shelf.files(*normandie)
    shelf.write(*normandie, form(shelf, normandie))
    shelf.rename(*normandie, "Autre titre", "Autre groupe")
    assert shelf.restore(*normandie, 1, 3, "on repart du début") == 4
    now, day = shelf.files(*normandie), "updated = "
    assert {n: t for n, t in now.items() if n != "case.toml"} == {
        n: t for n, t in first.items() if n != "case.toml"
    }
    assert now["case.toml"].partition(day)[0] == first["case.toml"].partition(day)[0]
    assert shelf.files(*normandie, seq=1) == first
    assert case_from_files(shelf.files(*normandie, seq=3)).title == "Autre titre"
    assert_replayed(shelf, normandie)


WRONG = {
    "a level that is not there": {NOTE: note("formidable")},
    "the only lever but one": {
        unit_name("lever", v): None
        for v in ("mieux_se_loger", "mieux_produire", "mieux_se_nourrir", "mieux_consommer")
    },
    "markup in a cell that takes none": {
        unit_name("lever", "mieux_produire"): '{"label":"a\\nb"}'
    },
    "a direction that turns what is read": {
        unit_name("criterion", "ghg_impact", "direction"): canonical_json(
            {"max": "plus\u202e", "status": "confirmé", "reason": "r"}
        )
    },
    "a unit of no kind": {unit_name("criterion", "ghg_impact"): canonical_json({"at": 0, "x": 1})},
}


@each("wrong", WRONG.values(), ids=WRONG)
def test_what_makes_no_case_is_refused_whole(shelf, normandie, wrong):
    state = shelf.state(*normandie)
    change = {unit: (state.get(unit), after) for unit, after in wrong.items()}
    change[OTHER] = (state[OTHER], note("a_construire"))
    with pytest.raises(InvalidCase) as error:
        shelf.write(*normandie, DossierEdit(change, 1, "form", "pour voir"))
    assert error.value.problems
    assert shelf.state(*normandie) == state


@each(
    "unit",
    [
        NOTE,
        "criterion/ghg_impact/direction",
        "criterion/ghg_impact/anchors",
        "sheet/F01/levers",
        ROW,
    ],
)
@each("why", ["", "  ", "\u3164", "x" * 2001, "plus\u202emoins"])
def test_scores_anchors_and_directions_are_not_changed_without_a_reason(light_shelf, unit, why):
    made = light_shelf.create(FILES, DoorOrigin("copy"))
    state = light_shelf.state(made.key, made.secret)
    edit = DossierEdit({unit: (state[unit], state[unit])}, 1, "form", why)
    with pytest.raises(InvalidDossierField) as error:
        light_shelf.write(made.key, made.secret, edit)
    assert error.value.field == "reason"


def test_markup_and_formulas_in_a_title_are_words(light_shelf):
    made = light_shelf.create(FILES, DoorOrigin("copy"))
    door = made.key, made.secret
    light_shelf.rename(*door, "<script>alert(1)</script>", '=HYPERLINK("x")')
    case = light_shelf.open(*door).case
    assert (case.title, case.group) == ("<script>alert(1)</script>", '=HYPERLINK("x")')


def test_a_name_that_somebody_gave_meanwhile_is_not_taken_away(light_shelf):
    """Two forms opened at once: one gives another group, the other another title only."""
    made = light_shelf.create(FILES, DoorOrigin("copy"))
    door = made.key, made.secret
    read = light_shelf.open(*door)
    mine = "Autre titre", read.case.group, Renaming(base=read.seq)
    light_shelf.rename(*door, read.case.title, "Autre groupe", Renaming(base=read.seq))
    with pytest.raises(DossierConflict) as error:
        light_shelf.rename(*door, *mine)
    case = light_shelf.open(*door).case
    assert (case.title, case.group) == (read.case.title, "Autre groupe")
    (clash,) = error.value.clashes
    assert "Autre groupe" in clash.theirs
    # Scores written meanwhile are no names; and the same form twice is one change.
    light_shelf.write(*door, form(light_shelf, door))
    late = "Autre titre", "Autre groupe", Renaming(base=2)
    assert [light_shelf.rename(*door, *late) for _ in range(2)] == [4, 4]


def test_files_that_are_no_case_store_nothing(shelf):
    rows = list(csv.reader(io.StringIO(FILES["levers.csv"])))
    for text in ("", "lever_id\n", ",".join(rows[0]) + "\n"):
        with pytest.raises(InvalidCase):
            shelf.create({**FILES, "levers.csv": text}, DoorOrigin("blank"))
    assert shelf.every() == ()


def test_an_archived_dossier_is_read_and_not_written(shelf, normandie):
    late = form(shelf, normandie)
    shelf.archive(*normandie, archived=True)
    assert shelf.open(*normandie).archived
    for act in (
        lambda: shelf.write(*normandie, late),
        lambda: shelf.rename(*normandie, "T", "G"),
        lambda: shelf.undo(*normandie, 2, "x"),
        lambda: shelf.new_link(*normandie, Role.OBSERVER),
    ):
        with pytest.raises(DossierRefused):
            act()
    assert shelf.files(*normandie)
    shelf.archive(*normandie, archived=False)
    assert shelf.write(*normandie, late) == 2


def test_an_erased_dossier_opens_to_nobody(shelf, normandie):
    key, secret = normandie
    kept_pass = shelf.pass_of(key, secret)
    shelf.erase(key, secret)
    edit = DossierEdit({NOTE: (None, "")}, 1, "form", "x")
    for act in (lambda s: shelf.open(key, s), lambda s: shelf.write(key, s, edit)):
        with pytest.raises(UnknownDossier):
            act(kept_pass)
        with pytest.raises(DossierRefused):
            act(secret)
    with pytest.raises(UnknownDossier):
        shelf.recover(key)
    assert shelf.held_by(dict([normandie])) == ()


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["write", "undo", "restore", "rename", "twice"]),
        st.sampled_from([NOTE, OTHER]),
        st.sampled_from(["a_construire", "plutot_favorable", "fortement_mobilise"]),
        st.integers(1, 6),
    ),
    max_size=8,
)


@given(operations=OPERATIONS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_whatever_is_done_the_changes_lead_to_what_is_there(light_shelf, operations):
    made = light_shelf.create(FILES, DoorOrigin("copy"))
    door = made.key, made.secret
    opened = form(light_shelf, door)
    for kind, unit, level, seq in operations:
        with suppress(DossierConflict, NothingToUndo):
            if kind == "write":
                light_shelf.write(*door, form(light_shelf, door, unit, level))
            elif kind == "undo":
                light_shelf.undo(*door, seq, "retour")
            elif kind == "restore":
                last = light_shelf.open(*door).seq
                light_shelf.restore(*door, min(seq, last), last, "retour")
            elif kind == "rename":
                light_shelf.rename(*door, level, "Groupe")
            else:
                light_shelf.write(*door, opened)
    assert_replayed(light_shelf, door)
    state = light_shelf.state(*door)
    assert unit_content(state, NOTE)["status"] in ("avis", "inconnu")


def made_of(folder, levers, criteria):
    """The files of a case of so many levers and criteria."""
    folder.mkdir()
    write_case(folder, levers, criteria, mixed())
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


@pytest.mark.parametrize(("levers", "criteria"), [(31, 2), (3, 13)])
def test_more_than_a_room_compares_comes_by_no_door(light_shelf, tmp_path, levers, criteria):
    with pytest.raises(InvalidCase) as refused:
        light_shelf.create(made_of(tmp_path / "big", levers, criteria), DoorOrigin("record"))
    (problem,) = refused.value.problems
    assert f"il y en a {max(levers, criteria)}" in problem_sentence(problem)
    assert light_shelf.every() == ()


def test_more_than_a_room_compares_is_written_by_no_form(light_shelf, tmp_path):
    made = light_shelf.create(made_of(tmp_path / "full", 30, 12), DoorOrigin("record"))
    door = made.key, made.secret
    before = light_shelf.state(*door)
    more = units_of(made_of(tmp_path / "more", 31, 12))
    with pytest.raises(InvalidCase):
        light_shelf.write(*door, DossierEdit(difference(before, more), 1, "paste", "un de plus"))
    assert light_shelf.state(*door) == before


def test_nothing_keeps_the_case_of_an_erased_dossier_in_memory(light_shelf):
    def in_memory():
        gc.collect()
        cases = [one for one in gc.get_objects() if isinstance(one, Case)]
        return sum(case.title == "À effacer" for case in cases)

    made = light_shelf.create(FILES, DoorOrigin("copy"))
    light_shelf.rename(made.key, made.secret, "À effacer", "Groupe")
    light_shelf.open(made.key, made.secret)
    assert in_memory(), "it is read once"
    light_shelf.erase(made.key, made.secret)
    assert not in_memory()


# What may be written over what: as properties, whatever people write and in whatever order.

NAMES = st.sampled_from("abcd")
STATES = st.dictionaries(NAMES, st.sampled_from("123"))


@st.composite
def forms(draw, state):
    """What somebody writes over a state that they read."""
    after = draw(STATES)
    mine = {n: after[n] for n in draw(st.sets(NAMES)) if n in after}
    gone = draw(st.sets(st.sampled_from(sorted(state) or ["z"]), max_size=1))
    wanted = {**state, **mine}
    wanted = {n: c for n, c in wanted.items() if n not in gone}
    return difference(state, wanted)


def written(state, change):
    """What the store does: all of it, or nothing when a unit clashes."""
    return None if clashes(state, change) else applied(state, needed(state, change))


@given(STATES, STATES)
def test_a_difference_leads_there_and_its_inverse_back(before, after):
    change = difference(before, after)
    assert applied(before, change) == after
    assert applied(after, inverse(change)) == before
    assert not clashes(before, change)


@given(st.data(), STATES)
def test_two_forms_of_one_version_converge_or_clash_in_any_order(data, state):
    first, second = data.draw(forms(state)), data.draw(forms(state))
    ends = []
    for one, other in ((first, second), (second, first)):
        between = written(state, one)
        assert between is not None  # nobody wrote before
        ends.append(written(between, other))
    apart = [u for u in first if u in second and first[u][1] != second[u][1]]
    if apart:
        assert ends == [None, None]
        assert {c.unit for c in clashes(applied(state, first), second)} == set(apart)
    else:
        assert ends[0] == ends[1] is not None


@given(st.data(), STATES)
def test_a_clash_says_what_was_read_what_is_wanted_and_what_is_there(data, state):
    mine, theirs = data.draw(forms(state)), data.draw(forms(state))
    now = applied(state, theirs)
    for clash in clashes(now, mine):
        assert (clash.read, clash.mine) == mine[clash.unit]
        assert clash.theirs == now.get(clash.unit) != clash.mine


@given(st.data(), st.integers(0, 6))
def test_replaying_all_changes_leads_to_the_last_state(data, turns):
    state, log = {}, []
    for _ in range(turns):
        change = data.draw(forms(state))
        log.append(change)
        state = applied(state, change)
        assert replayed(log) == state


@given(st.data(), STATES)
def test_undo_after_undo_is_as_before(data, state):
    change = data.draw(forms(state))
    after = applied(state, change)
    undone = applied(after, needed(after, inverse(change)))
    assert undone == state
    again = inverse(inverse(change))
    assert applied(undone, needed(undone, again)) == after


@given(STATES)
def test_what_is_there_already_is_not_written_again(state):
    change = difference({}, state)
    assert needed(state, change) == {}
    assert clashes(state, change) == ()


# What was done and undone over a case that moved: a cell nobody knew of is unknown, no more.

UNITS = units_of(FILES)
CASE = case_from_files(FILES)
NOISE = BlankCriterion("Bruit", "10", "0")
LEVER, CRITERION = "mieux_produire", "partner_ecosystem"


class Dossier:
    """A dossier that forms were opened on at its first version."""

    def __init__(self, shelf):
        made = shelf.create(FILES, DoorOrigin("copy"))
        self.shelf, self.door = shelf, (made.key, made.secret)

    def write(self, make, *given):
        """Write what a form makes of the dossier as it is now; the number of the version."""
        case = self.shelf.open(*self.door).case
        return self.send(make(self.shelf.state(*self.door), case, *given))

    def send(self, change):
        return self.shelf.write(*self.door, DossierEdit(change, 1, "form", "demandé"))

    def undo(self, seq):
        return self.shelf.undo(*self.door, seq, "finalement non")

    def table(self):
        case = self.shelf.open(*self.door).case
        return case.tables[case.default_combination]

    @property
    def ids(self):
        case = self.shelf.open(*self.door).case
        return {v.id for v in case.levers}, {c.id for c in case.criteria}


@pytest.fixture
def dossier(light_shelf):
    return Dossier(light_shelf)


def test_a_lever_and_a_criterion_that_are_added_at_once_are_both_there(dossier):
    late = criteria.added_criterion(UNITS, CASE, NOISE)
    dossier.write(levers.added_lever, "Mieux se soigner")
    dossier.send(late)
    assert dossier.table().score("mieux_se_soigner", "bruit").unknown


@pytest.mark.parametrize("first", ["lever", "criterion"])
def test_what_was_added_leaves_with_the_cell_that_the_other_made(dossier, first):
    adding = [(levers.added_lever, "Mieux se soigner"), (criteria.added_criterion, NOISE)]
    one, other = adding if first == "lever" else adding[::-1]
    seq = dossier.write(*one)
    dossier.write(*other)
    dossier.undo(seq)
    lever_ids, criterion_ids = dossier.ids
    assert ("mieux_se_soigner" in lever_ids, "bruit" in criterion_ids) == (
        first != "lever",
        first == "lever",
    )


@pytest.mark.parametrize(
    ("first", "criterion"),
    [("lever", CRITERION), ("criterion", CRITERION), ("criterion", "ghg_impact")],
)
def test_what_comes_back_brings_nothing_of_what_has_gone_since(dossier, first, criterion):
    """Nor its scores, nor what was said of it, nor the comparisons that rest on that."""
    leaving = [(levers.withdrawn_lever, LEVER), (criteria.withdrawn_criterion, criterion)]
    one, other = leaving if first == "lever" else leaving[::-1]
    seq = dossier.write(*one)
    dossier.write(*other)
    dossier.undo(seq)
    lever_ids, criterion_ids = dossier.ids
    assert (LEVER in lever_ids, criterion in criterion_ids) == (first == "lever", first != "lever")


def test_a_score_that_somebody_gave_does_not_leave_by_an_undoing(dossier):
    """It was written since, in a cell that the undone change did not know of."""
    seq = dossier.write(levers.added_lever, "Mieux se soigner")
    dossier.write(criteria.added_criterion, NOISE)
    unit = unit_name("score", "mieux_se_soigner", "bruit", "")
    given = canonical_json(
        {"score": "4", "status": "avis", "source_id": "deck", "reason": "mesuré"}
    )
    dossier.send({unit: (dossier.shelf.state(*dossier.door)[unit], given)})
    with pytest.raises(DossierConflict) as error:
        dossier.undo(seq)
    assert [clash.unit for clash in error.value.clashes] == [unit]
    assert dossier.table().score("mieux_se_soigner", "bruit").low == 4


# What others propose is written once somebody accepts it.

PROPOSALS_NOTE = "score/mieux_se_loger/partner_ecosystem/"


def note_proposals(level, **others):
    tree = {"score": level, "status": "avis", "source_id": "deck", "reason": "dit"}
    return canonical_json(tree | others)


def edit(shelf, door, level="a_construire", why="vu sur le terrain"):
    state = shelf.state(*door)
    return DossierEdit(
        {PROPOSALS_NOTE: (state[PROPOSALS_NOTE], note_proposals(level))}, 1, "form", why
    )


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
    assert "a_construire" in shelf.state(*normandie)[PROPOSALS_NOTE]
    (done,) = shelf.proposals(*normandie)
    assert (done.answer, done.word, done.answered_by, done.seq) == (
        "accepted",
        "merci",
        "facilitator",
        2,
    )
    # The history says who accepted, and the reason of whoever proposed.
    assert shelf.history(*normandie)[0].reason == "vu sur le terrain"


def test_one_of_several_that_would_make_no_case_keeps_all_of_them_back(shelf, expert):
    state = shelf.state(*expert)
    wrong = DossierEdit(
        {PROPOSALS_NOTE: (state[PROPOSALS_NOTE], note_proposals("nulle_part"))},
        1,
        "import",
        "fichier",
    )
    with pytest.raises(InvalidCase):
        shelf.propose_each(*expert, [edit(shelf, expert), wrong])
    assert shelf.proposals(*expert) == ()


def test_what_would_make_no_case_is_refused_to_whoever_proposes_it(shelf, expert):
    """It would wait for an answer that can be one only."""
    state = shelf.state(*expert)
    wrong = DossierEdit(
        {PROPOSALS_NOTE: (state[PROPOSALS_NOTE], note_proposals("nulle_part"))}, 1, "form", "vu"
    )
    with pytest.raises(InvalidCase):
        shelf.propose(*expert, wrong)
    assert shelf.proposals(*expert) == ()


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
    assert "fortement_mobilise" in shelf.state(*normandie)[PROPOSALS_NOTE]
    now = shelf.state(*normandie)
    instead = {PROPOSALS_NOTE: (now[PROPOSALS_NOTE], note_proposals("plutot_favorable"))}
    shelf.accept(*normandie, number, "entre les deux", instead)
    assert "plutot_favorable" in shelf.state(*normandie)[PROPOSALS_NOTE]


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


def test_a_link_fills_no_inbox(light_shelf):
    made = light_shelf.create(FILES, DoorOrigin("copy"))
    door = made.key, light_shelf.new_link(made.key, made.secret, Role.EXPERT)
    for k in range(MOST_WAITING):
        light_shelf.propose(*door, edit(light_shelf, door, why=f"raison {k}"))
    with pytest.raises(TooManyProposals):
        light_shelf.propose(*door, edit(light_shelf, door))
    light_shelf.withdraw(*door, light_shelf.proposals(*door)[0].id)
    light_shelf.propose(*door, edit(light_shelf, door))
