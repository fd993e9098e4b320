from criteria.evidence import ARGUED, ARGUED_OF_CRITERIA, OfficialRow, Stance, Target
from criteria.model import Sense


def test_an_official_row_counts_in_one_lever_per_perimeter_or_in_none():
    row = OfficialRow("Fret", "s", "g", 1.0, None, (("gt", "move"), ("sgpe", "")), "", "")
    assert (row.lever("gt"), row.lever("sgpe"), row.lever("elsewhere")) == ("move", "", "")


def test_the_primary_lever_of_a_sheet_comes_first(case):
    sheet = next(s for s in case.sheets if s.id == "F19")
    assert sheet.primary == "mieux_se_deplacer"
    assert sheet.levers == ("mieux_se_deplacer", "mieux_se_nourrir", "transversal")


def test_each_statement_is_about_what_its_target_says(case):
    for e in case.evidence:
        assert bool(e.lever) == (e.target in (Target.CELL, Target.LEVER)), e.id
        assert bool(e.criterion) == (e.target in (Target.CELL, Target.CRITERION)), e.id
        of_criteria = e.target is Target.CRITERION
        assert e.stance in (ARGUED_OF_CRITERIA if of_criteria else ARGUED), e.id
        assert e.quote or e.statement, e.id
        assert e.source in case.sources, e.id


def test_a_sheet_has_a_category_and_may_have_a_second_one(case):
    found = {s.id: (s.category, s.secondary_category) for s in case.sheets}
    assert (found["F01"], found["F14"]) == (("4.1", "4.2"), ("4.4", "4.2"))
    assert found["F02"] == ("4.2", "")
    assert next(s for s in case.sheets if s.id == "F08").category_reason == "étude de filière ?"


def test_a_stance_argues_for_a_direction_or_for_none():
    senses = {stance: stance.sense for stance in Stance if stance.sense}
    assert senses == {Stance.MORE: Sense.MAX, Stance.LESS: Sense.MIN}
    assert {*ARGUED, *ARGUED_OF_CRITERIA} == set(Stance)
    assert not senses.keys() & set(ARGUED)
