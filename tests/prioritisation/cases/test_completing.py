"""What was done and undone over a case that moved: a cell nobody knew of is unknown, no more."""

import pytest

from criteria.load import case_from_files
from prioritisation.cases.blank import BlankCriterion
from prioritisation.cases.changes import applied, inverse
from prioritisation.cases.completing import with_new_cells, without_strays
from prioritisation.cases.editing import criteria, levers
from prioritisation.cases.folder import files_of
from prioritisation.cases.reading import DoorOrigin, DossierConflict
from prioritisation.cases.units import canonical_json, unit_name, units_of
from prioritisation.cases.writing import DossierEdit
from tests.prioritisation.cases.conftest import FILES

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


def test_a_withdrawal_is_undone_though_a_criterion_came_since(dossier):
    gone = dossier.write(levers.withdrawn_lever, LEVER)
    dossier.write(criteria.added_criterion, NOISE)
    dossier.undo(gone)
    assert dossier.table().score(LEVER, "bruit").unknown
    assert dossier.table().score(LEVER, CRITERION) == CASE.tables[CASE.default_combination].score(
        LEVER, CRITERION
    )


def test_a_lever_and_a_criterion_that_are_added_at_once_are_both_there(dossier):
    late = criteria.added_criterion(UNITS, CASE, NOISE)
    dossier.write(levers.added_lever, "Mieux se soigner")
    dossier.send(late)
    assert dossier.table().score("mieux_se_soigner", "bruit").unknown


def test_a_lever_that_was_proposed_before_a_criterion_came_is_accepted(dossier):
    late = levers.added_lever(UNITS, CASE, "Mieux se soigner")
    number = dossier.shelf.propose(*dossier.door, DossierEdit(late, 1, "form", "oubli"))
    dossier.write(criteria.added_criterion, NOISE)
    dossier.shelf.accept(*dossier.door, number)
    assert dossier.table().score("mieux_se_soigner", "bruit").unknown


@pytest.mark.parametrize("first", ["lever", "criterion"])
def test_what_was_added_leaves_with_the_cell_that_the_other_made(dossier, first):
    adding = [
        (levers.added_lever, "Mieux se soigner"),
        (criteria.added_criterion, NOISE),
    ]
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
    assert (LEVER in lever_ids, criterion in criterion_ids) == (
        first == "lever",
        first != "lever",
    )


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


def test_a_change_that_knew_the_whole_case_is_as_it_was():
    for change in (
        levers.added_lever(UNITS, CASE, "Mieux se soigner"),
        levers.withdrawn_lever(UNITS, CASE, LEVER),
        criteria.withdrawn_criterion(UNITS, CASE, CRITERION),
    ):
        assert with_new_cells(UNITS, change) == change
        after = applied(UNITS, change)
        back = inverse(change)
        assert without_strays(after, back) == with_new_cells(after, back) == back
        assert case_from_files(files_of(applied(after, back))).levers == CASE.levers
