from dataclasses import replace

from criteria.load import load_case
from criteria.model import Standing
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind, essential_warnings
from prioritisation.settings import current_case
from tests.synthetic import flat_first, write_case
from tests.thresholds import case_warnings

CASE = current_case().keeping(("ghg_impact", "partner_ecosystem", "existing_coverage"))


def test_the_case_warns_of_what_it_does_not_know_and_of_what_is_to_confirm():
    found = {w.id: w.what for w in case_warnings(CASE, "gt", {})}
    assert found == {
        "unknown": ("partner_ecosystem",),
        "inferred": ("existing_coverage",),
        "perimeter": ("gt",),
        "anchors": ("ghg_impact", "partner_ecosystem", "existing_coverage"),
        "shared_source:deck": ("deck", "partner_ecosystem", "existing_coverage"),
    }


def test_a_confirmed_case_warns_of_nothing_but_its_gaps():
    criteria = tuple(replace(c, scale_status=Standing.CONFIRMED) for c in CASE.criteria)
    settled = tuple(q.settled("sgpe") for q in CASE.questions)
    sure = replace(CASE, criteria=criteria, questions=settled)
    assert {w.kind for w in case_warnings(sure, "sgpe", {})} == {
        WarningKind.UNKNOWN,
        WarningKind.INFERRED,
        WarningKind.SHARED_SOURCE,
    }


def test_a_question_stays_open_whatever_is_looked_at():
    """The reading taken is said to be confirmed, the question has still its answer to come."""
    (warned,) = [w for w in case_warnings(CASE, "sgpe", {}) if w.kind is WarningKind.PERIMETER]
    assert warned.what == ("sgpe",)


def test_a_criterion_on_which_all_levers_are_the_same_is_named(tmp_path):
    case = load_case(write_case(tmp_path, 4, 2, flat_first))
    found = [w for w in case_warnings(case, "", {}) if w.kind is WarningKind.FLAT]
    assert [(w.id, w.kind) for w in found] == [("flat:c0", WarningKind.FLAT)]


def test_what_a_case_warns_of_is_of_the_kinds_found_in_a_case():
    assert {w.kind for w in case_warnings(CASE, "gt", {})} <= IN_THE_CASE


def with_essential(case, criterion):
    criteria = tuple(replace(c, essential=c.id == criterion) for c in case.criteria)
    return replace(case, criteria=criteria)


def test_a_lever_surely_at_the_worst_of_an_essential_criterion_is_named(tmp_path):
    scores = {0: (0, 0), 1: (0, 4), 2: None, 3: (7, 7)}
    case = load_case(write_case(tmp_path, 4, 2, lambda lever, _criterion: scores[lever]))
    (found,) = essential_warnings(with_essential(case, "c1"), decision_matrix(case.tables[""], {}))
    assert (found.id, found.what) == ("essential:c1", ("c1", case.levers[0].id))


def test_a_criterion_that_nobody_called_essential_warns_of_no_lever(tmp_path):
    case = load_case(write_case(tmp_path, 4, 2, lambda lever, _criterion: (lever, lever)))
    assert list(essential_warnings(case, decision_matrix(case.tables[""], {}))) == []
