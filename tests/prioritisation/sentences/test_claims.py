import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from criteria.evidence import Claim
from criteria.scales import LinearScale
from prioritisation.analysis.conflicts import ClaimOutcome, Exchange, confrontations, exchanges
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Scenario
from prioritisation.sentences.warnings import (
    claim_outcome_text,
    contradicted_pairs,
    exchange_text,
    figures_text,
    quoted_evidence,
)
from tests.each import each
from tests.prioritisation.sentences.made import case, normandie, plain, scored, small
from tests.strategies import case_of, criterion_of
from tests.thresholds import analyse


def found(ident, whole=None):
    whole = whole or case()
    return next(c for c in confrontations(whole) if c.claim.id == ident)


def figures(ident, reading="gt"):
    checks = found(ident).checks
    return plain(figures_text(case(), found(ident), reading if reading in checks else ""))


def test_the_statement_is_quoted_from_both_sides_in_its_own_words():
    said = [e.quote for e in quoted_evidence(case(), found("C01"))]
    assert len(said) == 2
    assert "déterminant" in said[0]
    assert "important" in said[1]


@each(
    ("outcome", "said"),
    [
        (ClaimOutcome.SUPPORTED, "les chiffres vont dans ce sens"),
        (ClaimOutcome.CONTRADICTED, "les chiffres disent le contraire"),
        (ClaimOutcome.OVERLAPPING, "les chiffres ne tranchent pas"),
        (ClaimOutcome.UNKNOWN, "un chiffre manque"),
    ],
)
def test_each_outcome_has_its_words(outcome, said):
    assert claim_outcome_text(outcome) == said


def test_the_figures_are_those_of_each_perimeter():
    assert figures("C01") == (
        "Mieux se déplacer (3 288 ktCO₂e) et Mieux produire (4 157 ktCO₂e) : les chiffres disent "
        "le contraire."
    )
    assert "Mieux produire (7 681 ktCO₂e)" in figures("C01", "sgpe")
    assert figures("C04") == (
        "Mieux produire (3 à 10 fiches) et Préserver et valoriser les écosystèmes (2 à 4 "
        "fiches) : les chiffres ne tranchent pas."
    )


def test_a_statement_on_many_levers_names_each_once():
    said = figures("C06")
    assert all(said.count(lever.label) == 1 for lever in case().levers)
    assert said.endswith(": les chiffres vont dans ce sens.")


def claimed(scores, higher, lower):
    """A case with one criterion, one perimeter and one statement."""
    levers = {lever: scored(lever, "c1", s) for lever, s in scores.items()}
    made = case_of(
        [criterion_of("c1", LinearScale(0, 100))], {(v, "c1"): s for v, s in levers.items()}
    )
    claim = Claim("K", "c1", higher, lower, (), (), "our reading", "")
    return replace(made, claims=(claim,))


def test_of_several_pairs_the_contradicted_ones_are_named():
    made = claimed({"a": 50, "b": 10, "c": 90}, ("a",), ("b", "c"))
    assert plain(figures_text(made, found("K", made), "")) == (
        "A (50), B (10) et C (90) : les chiffres disent le contraire (C devant A)."
    )
    assert contradicted_pairs(made, found("K", made), "") == "C devant A"


def test_a_supported_statement_contradicts_nobody():
    assert contradicted_pairs(case(), found("C02"), "gt") == ""


def exchanged(analysis, higher=0, lower=1):
    """What exchanging two rows does, said."""
    matrix = analysis.matrix
    low, high = matrix.low.copy(), matrix.high.copy()
    for bound in (low, high):
        bound[[higher, lower]] = bound[[lower, higher]]
    swapped = replace(matrix, low=low, high=high)
    ranking = additive(swapped, analysis.weights)
    return plain(exchange_text(analysis, Exchange(higher, lower, ranking)))


@each(
    ("rows", "effect"),
    [
        (
            [[50], [90], [10]],
            "A rang 1 au lieu de 2 et B rang 2 au lieu de 1 ; A est premier.",
        ),
        (
            [[50], [60], [90]],
            "A rang 2 au lieu de 3 et B rang 3 au lieu de 2 ; C est premier.",
        ),
        (
            [[50], [(40, 60)], [90]],
            "aucun des deux ne change de rang ; C est premier.",
        ),
        (
            [[50], [(50, 60)], [10]],
            (
                "A rang 1 au lieu de 1 à 2 et B rang 1 à 2 au lieu de 1 ; A est premier, "
                "peut-être à égalité avec B."
            ),
        ),
        (
            [[50], [90], [90]],
            (
                "A rang 1 ex aequo au lieu de 3 et B rang 3 au lieu de 1 ex aequo ; A et C "
                "sont premiers à égalité."
            ),
        ),
        (
            [[50], [(40, 95)], [90]],
            (
                "A rang 1 à 3 au lieu de 2 à 3 et B rang 2 à 3 au lieu de 1 à 3 ; 2 leviers "
                "peuvent encore être premiers (A et C)."
            ),
        ),
        (
            [[(40, 60)], [50], [45]],
            (
                "A rang 1 à 2 au lieu de 1 à 3 et B rang 1 à 3 au lieu de 1 à 2 ; 2 leviers "
                "peuvent encore être premiers (A et B)."
            ),
        ),
    ],
)
def test_what_exchanging_the_scores_would_do_is_said_for_every_state(rows, effect):
    assert exchanged(small(*rows)) == (
        f"Si la phrase disait juste (notes échangées entre A et B) : {effect}"
    )


def test_many_levers_that_could_be_first_are_counted():
    said = exchanged(small([(0, 90)], [60], [65], *[[(10, 90)]] * 10))
    assert said.endswith("; 12 leviers peuvent encore être premiers (B, C, D, E et 8 autres).")


def test_the_effect_on_the_case_of_normandie():
    analysis = normandie((50, 30, 20))
    (found_,) = exchanges(analysis, found("C01"))
    assert plain(exchange_text(analysis, found_)) == (
        "Si la phrase disait juste (notes échangées entre Mieux se déplacer et Mieux produire) : "
        "Mieux se déplacer rang 1 à 2 au lieu de 2 à 4 et Mieux produire rang 1 à 5 au lieu de 1 "
        "; 2 leviers peuvent encore être premiers (Mieux se déplacer et Mieux produire)."
    )


@given(
    st.fixed_dictionaries({c.id: st.integers(0, 100) for c in case().criteria if c.active}).filter(
        lambda points: any(points.values())
    ),
    st.sampled_from(["gt", "gt_freight", "sgpe"]),
)
def test_only_levers_that_could_be_first_are_said_to_be(points, combination):
    analysis = analyse(case(), Scenario(points, combination))
    for confronted in confrontations(case()):
        for exchange in exchanges(analysis, confronted):
            said = plain(exchange_text(analysis, exchange))
            assert said.endswith(".")
            assert "{" not in said
            end = said.rsplit(" ; ", 1)[1]
            named = {i for i, lever in enumerate(case().levers) if lever.label in end}
            assert named <= set(exchange.ranking.possible_firsts)
            sure = re.search("^(.*) (est premier|sont premiers)", end)
            if sure:
                first = {i for i, v in enumerate(case().levers) if v.label in sure[1]}
                assert first == set(exchange.ranking.necessary_firsts)
