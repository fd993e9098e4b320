import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from prioritisation.analysis.opinions import Method, Scaling, normalisation_effects, rank_reversals
from prioritisation.analysis.opinions.normalisation import Effect, FirstsChange
from prioritisation.analysis.opinions.reversal import Example, RankReversal, ReversalTest
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.sentences.reversals import (
    normalisation_lines,
    rank_reversal_lines,
    scaling_name,
)
from tests.prioritisation.sentences.made import normandie, plain, small
from tests.strategies import cases
from tests.thresholds import analyse

ANALYSIS = small([90], [50], [10])
WHY = (
    "Le classement de l’outil n’utilise que des échelles fixes, qui ne dépendent pas des leviers "
    "comparés."
)
NONE = Effect(Method.ADDITIVE, Scaling.MIN_MAX, 0.0, None, 1, exhaustive=True)
CHANGED = FirstsChange((0,), (1,))
STILL = RankReversal(
    Method.TOPSIS, Scaling.ANCHORS, 12, 0, 0, None, completions=1, exhaustive=True
)


def effect(share, completions, *, exhaustive):
    """What one variant does, in words."""
    example = CHANGED if share else None
    found = replace(
        NONE, share=share, example=example, completions=completions, exhaustive=exhaustive
    )
    _, said = (plain(s) for s in normalisation_lines(ANALYSIS, (found,)))
    name, _, told = said.partition(" : ")
    assert name == "Somme pondérée, le levier le plus bas à 0 et le plus haut à 100 (min-max)"
    return told


@pytest.mark.parametrize(
    ("share", "completions", "exhaustive", "said"),
    [
        (0.0, 1, True, "le premier rang ne change pas."),
        (1.0, 1, True, "le premier rang change, par exemple B au lieu de A."),
        (0.0, 12, True, "le premier rang ne change pas."),
        (0.0, 256, False, "aucun changement constaté dans les 256 cas examinés."),
        (
            0.25,
            12,
            True,
            "le premier rang change dans 25 % des 12 cas possibles, par exemple B au lieu de A.",
        ),
        (
            0.25,
            256,
            False,
            "le premier rang change dans 25 % des 256 cas examinés, par exemple B au lieu de A.",
        ),
    ],
)
def test_how_often_the_first_place_changes_says_what_was_examined(
    share, completions, exhaustive, said
):
    assert effect(share, completions, exhaustive=exhaustive) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.001, "moins de 1 %"),
        (0.0099, "moins de 1 %"),
        (0.0149, "1 %"),
        (0.99, "99 %"),
        (0.999, "plus de 99 %"),
        (1.0, "100 %"),
    ],
)
def test_a_share_that_is_neither_none_nor_all_is_not_written_so(share, said):
    told = effect(share, 10_000, exhaustive=False)
    assert re.search(f"dans ({said}) des 10 000 cas", told)


@pytest.mark.parametrize(
    ("effects", "answer"),
    [
        (
            [NONE, NONE],
            (
                "La mise à l’échelle ne décide pas : le premier est le même avec chacune des "
                "autres échelles."
            ),
        ),
        (
            [NONE, replace(NONE, completions=256, exhaustive=False)],
            "Dans les cas examinés, la mise à l’échelle ne change pas le premier rang.",
        ),
        (
            [NONE, replace(NONE, share=1.0, example=CHANGED)],
            (
                "La mise à l’échelle décide : avec 1 autre échelle sur 2, les mêmes notes et les "
                "mêmes poids donnent un autre premier."
            ),
        ),
        (
            [replace(NONE, share=0.5, example=CHANGED, completions=4)] * 2,
            (
                "La mise à l’échelle peut décider : avec 2 autres échelles sur 2, les mêmes notes "
                "et les mêmes poids peuvent donner un autre premier."
            ),
        ),
    ],
)
def test_the_answer_says_whether_the_normalisation_decides(effects, answer):
    said = normalisation_lines(ANALYSIS, tuple(effects))
    assert plain(said[0]) == f"{answer} {WHY}"
    assert len(said) == 1 + len(effects)


def test_many_tied_levers_are_counted_in_an_example():
    analysis = small(*[[50]] * 10)
    found = replace(NONE, share=1.0, example=FirstsChange(tuple(range(10)), (0,)))
    assert plain(normalisation_lines(analysis, (found,))[1]).endswith(
        "par exemple A au lieu de A, B, C, D et 6 autres (à égalité)."
    )


def test_a_variant_is_of_what_if_alone():
    for effects in ([NONE], [replace(NONE, share=1.0, example=CHANGED)]):
        assert "variante" not in " ".join(normalisation_lines(ANALYSIS, tuple(effects)))


def test_each_scaling_has_its_name():
    names = [
        *(plain(scaling_name(Method.ADDITIVE, scaling)) for scaling in Scaling),
        *(plain(scaling_name(m, Scaling.ANCHORS)) for m in Method if m is not Method.ADDITIVE),
        plain(scaling_name(Method.TOPSIS, Scaling.MIN_MAX)),
    ]
    assert len(set(names)) == len(names)
    assert names[0] == "somme pondérée sur échelles fixes"
    assert names[-1] == "distance à l’idéal, le levier le plus bas à 0 et le plus haut à 100"


def test_no_reversal_is_said_with_what_it_was_found_on():
    sampled = replace(STILL, completions=24, exhaustive=False)
    fixed = replace(sampled, method=Method.ADDITIVE)
    assert [plain(s) for s in rank_reversal_lines(ANALYSIS, (fixed, sampled))] == [
        (
            "Dans les cas examinés, aucune méthode ne change le premier rang quand un levier est "
            "retiré ou doublé."
        ),
        (
            "Somme pondérée sur échelles fixes : aucune inversion en 12 épreuves, et il ne peut "
            "pas y en avoir."
        ),
        "Distance à l’idéal : aucune inversion constatée en 12 épreuves.",
    ]
    assert [plain(s) for s in rank_reversal_lines(ANALYSIS, (STILL,))] == [
        "Aucune méthode ne change le premier rang quand un levier est retiré ou doublé.",
        "Distance à l’idéal : aucune inversion en 12 épreuves.",
    ]


@pytest.mark.parametrize(
    ("kind", "lever", "was_first", "told"),
    [
        (ReversalTest.WITHDRAW, 2, False, "retirer C met en tête B au lieu de A"),
        (
            ReversalTest.WITHDRAW,
            2,
            True,
            "retirer C, alors premier, met B en tête des autres au lieu de A",
        ),
        (ReversalTest.ADD_TWIN, 2, False, "doubler C met en tête B au lieu de A"),
        (ReversalTest.ADD_TWIN, 0, True, "doubler A met en tête B au lieu de A"),
    ],
)
def test_a_reversal_is_counted_and_told_by_an_example(kind, lever, was_first, told):
    example = Example(kind, lever, was_first, CHANGED)
    found = replace(STILL, first_changes=1, order_changes=5, example=example)
    assert [plain(s) for s in rank_reversal_lines(ANALYSIS, (found,))] == [
        (
            "Retirer un levier, ou en ajouter un double, peut changer le premier dans 1 calcul "
            "sur 1."
        ),
        (
            "Distance à l’idéal : en 12 épreuves, l’ordre de deux leviers change 5 fois et le "
            f"premier rang 1 fois ; par exemple, {told}."
        ),
    ]


def test_an_order_that_changes_in_some_cases_only_may_change():
    found = replace(STILL, order_changes=1, completions=24, exhaustive=False)
    assert plain(rank_reversal_lines(ANALYSIS, (found,))[1]) == (
        "Distance à l’idéal : en 12 épreuves, l’ordre de deux leviers peut changer 1 fois et le "
        "premier rang 0 fois."
    )


@pytest.mark.parametrize("points", [(50, 50, 50), (50, 30, 20), (100, 0, 0), (0, 100, 0)])
def test_on_the_case_of_normandie_nothing_sampled_is_said_of_all_cases(points):
    analysis = normandie(points)
    effects = normalisation_effects(analysis.matrix, analysis.weights)
    tested = rank_reversals(analysis.matrix, analysis.weights)
    said = [plain(s) for s in normalisation_lines(analysis, effects)[1:]]
    for found, sentence in zip(effects, said, strict=True):
        assert found.exhaustive or "cas examinés" in sentence
    answers = (normalisation_lines(analysis, effects)[0], rank_reversal_lines(analysis, tested)[0])
    for found, answer in zip((effects, tested), map(plain, answers), strict=True):
        sampled = not all(f.exhaustive for f in found)
        assert not (sampled and re.search("ne décide pas|^Aucune méthode", answer))


@settings(max_examples=15)
@given(cases(rows=(2, 3), columns=(1, 2)))
def test_every_case_has_whole_sentences_about_its_own_levers(drawn):
    analysis = analyse(drawn, starting_scenario(drawn))
    effects = normalisation_effects(analysis.matrix, analysis.weights, 12)
    tested = rank_reversals(analysis.matrix, analysis.weights, 6)
    said = normalisation_lines(analysis, effects) + rank_reversal_lines(analysis, tested)
    assert len(said) == 2 + len(effects) + len(tested)
    for sentence in map(plain, said):
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert not re.search(r"\b(first|instead|tests|place|levers)\b", sentence)
        assert set(re.findall(r"Lever_\w", sentence)) <= {v.label for v in drawn.levers}
