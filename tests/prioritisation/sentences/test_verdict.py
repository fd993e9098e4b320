import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.scenario import Lead, Scenario
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.sentences.lacking import lacking_text
from prioritisation.sentences.verdict import alternate_heading, conclusion
from tests.each import each
from tests.prioritisation.sentences.made import case, normandie, plain, settled, small
from tests.strategies import ENOUGH
from tests.thresholds import analyse


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


@each(
    ("first", "lead"),
    [(98.97, "20,7 points"), (99, "20,7 points"), (98.3, "20 points"), (80.3, "2 points")],
)
def test_a_lead_that_is_known_agrees_with_the_points_on_the_screen(first, lead):
    """98,97 and 78,3 read 99 and 78: « 20 points » would be wrong by one."""
    assert f" {lead} d’avance sur B." in plain(conclusion(settled(small([first], [78.3]))))


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


def test_what_is_missing_is_not_blamed_when_it_changes_nothing():
    analysis = normandie((50, 30, 20))
    known = tuple(replace(r, sure_share=0.6, possible_share=0.6) for r in analysis.regions.regions)
    regions = replace(analysis.regions, regions=known)
    assert lacking_text(replace(analysis, regions=regions)) == ""


def test_a_direction_that_weighs_nothing_changes_nothing():
    analysis = normandie((50, 50, 0))
    said = plain(alternate_heading(analysis, analysis.alternates[0]))
    assert said.endswith("rien ne change ici : la couverture existante ne pèse rien.")
