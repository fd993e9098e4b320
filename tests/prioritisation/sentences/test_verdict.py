import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.scenario import Lead, Scenario
from prioritisation.analysis.thresholds import (
    RobustnessThresholds,
    RobustnessWord,
    robustness_word,
)
from prioritisation.sentences.lacking import lacking_text
from prioritisation.sentences.other_weights import other_weights_text
from prioritisation.sentences.verdict import alternate_heading, conclusion
from tests.prioritisation.sentences.made import case, normandie, plain, settled, small
from tests.strategies import ENOUGH
from tests.thresholds import analyse

MAX = {"existing_coverage": Sense.MAX}


def test_with_equal_weights_those_who_may_be_first_are_counted_and_named():
    said = conclusion(normandie())
    assert plain(said.answer) == (
        "À poids égaux et comptés ainsi, 6 leviers peuvent encore être premiers."
    )
    assert plain(said.reservation) == (
        "Trop de notes sont incertaines pour départager Mieux se déplacer, Mieux produire, Mieux "
        "se nourrir, Mieux consommer, Mieux se loger et Préserver et valoriser les écosystèmes."
    )
    assert plain(lacking_text(normandie())) == (
        "Notes manquantes : l’écosystème partenarial de quatre leviers. Notes entre deux valeurs "
        ": la couverture existante de six leviers."
    )


def test_ahead_here_but_for_less_than_half_of_all_weights_leaves_the_place_to_others():
    analysis = settled(normandie((50, 30, 20)))
    said = conclusion(analysis)
    assert plain(said.answer) == (
        "Avec ces poids, Mieux produire est premier, même si les notes incertaines jouent contre "
        "lui."
    )
    assert plain(said.reservation) == (
        "Il a au moins 0,8 point d’avance sur chacun des autres. Avec d’autres poids, un autre "
        "pourrait passer devant."
    )
    assert plain(other_weights_text(analysis)) == (
        "Mieux produire est premier pour 25 répartitions de poids sur 100 (jusqu’à 96 selon les "
        "notes incertaines)."
    )
    ours = conclusion(analysis, ours=True)
    assert plain(ours.answer) == plain(said.answer).replace("ces poids", "nos poids")


def test_a_first_place_that_open_choices_undo_is_counted_over_the_ways_to_count():
    """At equal weights it is first in 3 ways of 6, which are no majority: no lever is named."""
    analysis = normandie((50, 30, 20), "gt_freight", **MAX)
    said = conclusion(analysis)
    assert plain(said.answer) == (
        "Avec ces poids, Mieux produire est premier dans 5 des 6 façons de trancher."
    )
    assert plain(said.reservation) == "Dans les autres, ce n’est pas sûr."
    assert plain(conclusion(normandie(**MAX)).answer) == (
        "À poids égaux, la première place dépend d’abord d’un choix ouvert, le sens de la "
        "couverture existante."
    )
    assert "solide" not in plain(said), "what is still open undoes it"
    assert "pour 72 répartitions de poids sur 100" in plain(other_weights_text(analysis))


def test_what_is_missing_counts_only_for_criteria_that_weigh():
    assert "écosystème" not in lacking_text(normandie((50, 0, 50)))
    assert lacking_text(normandie((50, 0, 0))) == ""


def missing(*rows, points=None):
    return plain(lacking_text(small(*rows, points=points)))


def test_what_is_missing_counts_only_for_levers_that_can_be_first():
    """C is behind whatever it is worth: knowing it would settle nothing."""
    one = "Notes entre deux valeurs qui comptent pour la première place : c1 d’un levier."
    assert missing([(50, 60)], [55], [(0, 20)]) == one
    assert missing([50], [(20, 50)], [(0, 20)]) == one


def test_when_only_the_share_of_the_weights_is_open_every_lever_counts():
    rows = [95, (20, 90)], [50, (40, 60)], [40, (0, 10)]
    assert missing(*rows) == "Notes entre deux valeurs : c2 de trois leviers."


@given(
    st.dictionaries(
        st.sampled_from([c.id for c in case().criteria]), st.integers(1, 100), min_size=1
    )
)
def test_no_lever_that_cannot_be_first_is_blamed(points):
    """Once the scores of the others are known, and no other, nobody is blamed any more."""
    analysis = analyse(case(), Scenario(points, "gt"))
    if analysis.verdict.lead not in (Lead.OPEN, Lead.REACHABLE):
        return
    firsts = {analysis.matrix.alternatives[i] for i in analysis.ranking.possible_firsts}
    known = {
        cell: score if cell[0] not in firsts else replace(score, low=1, high=1, reason="")
        for cell, score in analysis.table.scores.items()
    }
    assert lacking_text(replace(analysis, table=replace(analysis.table, scores=known))) == ""


def open_levers(count):
    return plain(conclusion(small(*[[(10, 90)]] * count, [0])))


def test_levers_that_may_be_first_are_all_named_or_a_few_of_them():
    assert open_levers(6).startswith("Avec c1 seulement et comptés ainsi, 6 leviers peuvent")
    assert "pour départager A, B, C, D, E et F." in open_levers(6)
    assert open_levers(7).startswith("Avec c1 seulement et comptés ainsi, 7 leviers peuvent")
    assert "pour départager 7 leviers, dont A, B et C." in open_levers(7)


def test_many_missing_scores_are_counted():
    row = [None, None, (10, 90), (10, 90)]
    assert missing(row, row) == "Il manque 4 notes. 4 notes sont entre deux valeurs."
    row = [None, (10, 90), (10, 90), (10, 90)]
    assert missing(row, [50] * 4) == "Il manque 1 note. 3 notes sont entre deux valeurs."
    row = [None, None, None, (10, 90)]
    assert missing(row, [50] * 4) == "Il manque 3 notes. 1 note est entre deux valeurs."


def test_a_count_of_some_missing_scores_says_that_they_are_some():
    """Elsewhere all are counted: two figures of one quantity are two things, by their names."""
    row = [None, None, (10, 90), (10, 90)]
    behind = [None, 0, 0, (0, 5)]
    points = [1, 100, 100, 100]
    assert missing(row, row, behind, points=points) == (
        "4 notes manquantes comptent pour la première place. 4 notes entre deux valeurs comptent "
        "pour la première place."
    )


@pytest.mark.parametrize(
    ("first", "lead"),
    [(98.97, "20,7 points"), (99, "20,7 points"), (98.3, "20 points"), (80.3, "2 points")],
)
def test_a_lead_that_is_known_agrees_with_the_points_on_the_screen(first, lead):
    """98,97 and 78,3 read 99 and 78: « 20 points » would be wrong by one."""
    assert f" {lead} d’avance sur B." in plain(conclusion(settled(small([first], [78.3]))))


def test_halves_of_a_lead_are_rounded_as_on_the_screen():
    """98,5 and 78,3 read 99 and 78; Python alone would round 98.5 to 98."""
    assert " 20,2 points d’avance sur B." in plain(conclusion(settled(small([98.5], [78.3]))))


def test_no_winner_is_announced_where_another_could_come_ahead():
    reached = set()

    @ENOUGH
    @given(
        st.tuples(*[st.integers(0, 100)] * 3).filter(any),
        st.sampled_from(["gt", "gt_freight", "sgpe"]),
        st.sampled_from(Sense),
    )
    def check(points, combination, sense):
        analysis = normandie(points, combination, existing_coverage=sense)
        said = plain(conclusion(analysis))
        winner = analysis.verdict.winner
        by_weights = analysis.verdict.robustness is RobustnessWord.OPEN
        sure = analysis.verdict.lead in (Lead.AHEAD, Lead.NECK_AND_NECK)
        assert ("Avec d’autres poids" in said) == (sure and by_weights)
        reached.add(winner is None)
        if winner is None:
            assert re.search("peuvent encore|à égalité|coude|pourrait passer devant", said)
            assert "solide" not in said
        else:
            assert analysis.region(winner).sure_share >= 0.5
            first = r"est premier(, même si|\.| dans \d+ des \d+ façons de trancher)"
            assert re.search(first, said) or "coude" in said

    check()
    assert reached == {True, False}


def with_verdict(**changes):
    analysis = settled(normandie((50, 30, 20)))
    return replace(analysis, verdict=replace(analysis.verdict, **changes))


def test_neck_and_neck_says_by_how_little():
    analysis = with_verdict(lead=Lead.NECK_AND_NECK, gap=(0.0042, 0.0113), winner=None)
    said = conclusion(analysis)
    assert plain(said.answer) == (
        "Avec ces poids, Mieux produire et Mieux se loger sont au coude-à-coude."
    )
    assert plain(said.reservation).startswith(
        "Mieux produire a 0,4 à 1,1 point d’avance. Avec d’autres poids, un autre pourrait"
    )


def test_a_wide_gap_that_may_be_small_is_not_neck_and_neck():
    """Rank 1 is sure; only how far ahead is not."""
    analysis = settled(normandie((154, 50, 50)))
    assert analysis.verdict.lead is Lead.AHEAD
    assert "au coude-à-coude" not in plain(conclusion(analysis))
    assert "jusqu’à 14 points d’avance sur Mieux se déplacer" in plain(conclusion(analysis))


def test_a_first_place_that_may_be_shared_says_so():
    analysis = normandie((0, 100, 0))
    said = plain(conclusion(analysis))
    assert said.startswith(
        "Avec l’écosystème partenarial seulement, Mieux produire est premier, peut-être à égalité "
        "avec d’autres."
    )
    assert "Mieux se nourrir ou Mieux consommer peut l’égaler" in said
    assert analysis.verdict.winner is None


def test_what_is_missing_is_not_blamed_when_it_changes_nothing():
    analysis = normandie((50, 30, 20))
    known = tuple(replace(r, sure_share=0.6, possible_share=0.6) for r in analysis.regions.regions)
    regions = replace(analysis.regions, regions=known)
    assert lacking_text(replace(analysis, regions=regions)) == ""


def test_the_lead_is_over_all_others_when_the_closest_is_not_the_next():
    analysis = settled(normandie((50, 30, 20), "gt_freight", existing_coverage=Sense.MAX))
    assert analysis.ranking.order[1] != analysis.verdict.rival
    assert "au moins 18,7 points d’avance sur chacun des autres" in plain(conclusion(analysis))


def test_a_direction_that_weighs_nothing_changes_nothing():
    analysis = normandie((50, 50, 0))
    said = plain(alternate_heading(analysis, analysis.alternates[0]))
    assert said.endswith("rien ne change ici : la couverture existante ne pèse rien.")


def test_tied_levers_are_handed_back_to_the_group():
    said = plain(conclusion(small([50], [50], [10])))
    assert (
        said == "Avec c1 seulement et comptés ainsi, A et B sont à égalité. Au groupe de choisir."
    )
    said = plain(conclusion(small([50], [50], [(10, 50)])))
    assert said == (
        "Avec c1 seulement et comptés ainsi, A et B sont à égalité. "
        "Au groupe de choisir. C peut les égaler."
    )


@pytest.mark.parametrize(
    ("limits", "word"),
    [
        ((0.7, 0.6), "C’est solide."),
        ((0.9, 0.7), "C’est plutôt solide."),
        ((0.95, 0.9), "C’est peu solide : avec d’autres poids, un autre pourrait passer devant."),
    ],
)
def test_each_degree_has_its_word(limits, word):
    """72 % of the weights, whatever is unknown; limits of « solide » and of « plutôt solide »."""
    analysis = settled(normandie((50, 50, 50), "gt_freight", **MAX))
    thresholds = RobustnessThresholds(*limits, 0.5)
    told = robustness_word(0.72, thresholds)
    verdict = replace(analysis.verdict, thresholds=thresholds, robustness=told)
    assert plain(conclusion(replace(analysis, verdict=verdict))).endswith(word)


def test_one_exact_share_is_one_figure():
    """11/12 of the weights: rounded down, then up, it was « 91 % à coup sûr (92 % au mieux) »."""
    analysis = settled(small([70, 70, 0], [100, 0, 100], points=[50, 50, 1]))
    region = analysis.region(analysis.verdict.leaders[0])
    assert region.sure_share == region.possible_share
    assert region.sure_share * 100 % 1 > 0
    assert "jusqu’à" not in plain(other_weights_text(analysis))


def test_the_other_direction_says_what_it_does_to_the_first_place():
    analysis = normandie()
    said = plain(alternate_heading(analysis, analysis.alternates[0]))
    assert said == (
        "Si c’est l’inverse (plus couvert = plus prioritaire), Mieux produire est premier :"
    )
    back = normandie((50, 50, 50), **MAX)
    assert "n’importe lequel des 6 leviers peut encore être premier" in plain(
        alternate_heading(back, back.alternates[0])
    )
