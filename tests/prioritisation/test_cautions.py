from dataclasses import replace

from criteria.load import load_case
from criteria.model import Standing
from prioritisation.cautions import WarningKind, warnings_of
from prioritisation.settings import current_case
from tests.synthetic import flat_first, write_case

CASE = current_case().keeping(("ghg_impact", "partner_ecosystem", "existing_coverage"))


def test_the_case_warns_of_what_it_does_not_know_and_of_what_is_to_confirm():
    found = {w.id: w.what for w in warnings_of(CASE, "gt", {})}
    assert found == {
        "unknown": ("partner_ecosystem",),
        "inferred": ("existing_coverage",),
        "perimeter": ("gt",),
        "anchors": ("ghg_impact", "partner_ecosystem", "existing_coverage"),
    }


def test_a_confirmed_case_warns_of_nothing_but_its_gaps():
    criteria = tuple(replace(c, scale_status=Standing.CONFIRMED) for c in CASE.criteria)
    sure = replace(CASE, criteria=criteria)
    assert {w.kind for w in warnings_of(sure, "sgpe", {})} == {
        WarningKind.UNKNOWN,
        WarningKind.INFERRED,
    }


def test_a_criterion_on_which_all_levers_are_the_same_is_named(tmp_path):
    case = load_case(write_case(tmp_path, 4, 2, flat_first))
    assert [w.id for w in warnings_of(case, "seul", {})] == ["flat:c0"]
