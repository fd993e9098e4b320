"""What is told of the open choices of the case itself: counted, named, no more than is known."""

from collections import Counter
from dataclasses import replace

import pytest

from criteria.model import Sense
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.sentences.crossing import (
    branch_text,
    count_text,
    in_force_text,
    moving_text,
    open_choices_text,
    path_text,
)
from prioritisation.sentences.shares import short_share
from prioritisation.sentences.verdict import conclusion
from tests.each import each
from tests.prioritisation.sentences.made import plain, settled
from tests.prioritisation.sentences.made import small as analyse_small
from tests.thresholds import analyse

IDS = ("ghg_impact", "partner_ecosystem", "existing_coverage")


@pytest.fixture(scope="module")
def weighed(normandie):
    """Analyses of the case with other points, readings and directions."""

    def of(points=(50, 50, 50), combination="gt-primary", senses=None):
        scenario = starting_scenario(normandie)
        given = dict(zip(IDS, map(float, points), strict=True))
        chosen = replace(
            scenario, points=given, combination=combination, senses=senses or scenario.senses
        )
        return analyse(normandie, chosen)

    return of


def test_what_undoes_the_first_place_is_named_with_who_may_take_it(weighed):
    told = plain(open_choices_text(weighed((50, 30, 20))))
    assert told.startswith(
        "Mieux produire est sûr d’être premier dans 32 des 48 façons de trancher les choix encore "
        "ouverts. Ce qui le défait : Périmètre GES « groupes normands », « déjà fortement "
        "mobilisé, puis plutôt favorable » et « moins couvert = plus prioritaire » (Mieux se "
        "déplacer) ; "
    )
    assert "« moins couvert = plus prioritaire » (Mieux produire ou Mieux consommer, pas" in told
    assert told.endswith(" ; 1 autre ligne du tableau.")


def test_choices_that_change_nothing_are_named_the_direction_too(weighed):
    told = plain(open_choices_text(weighed((70, 28, 2))))
    assert "Ce qui le défait : Périmètre GES « chantiers du simulateur SGPE » (" in told
    assert "Ne change rien ici : le sens de la couverture existante et Fiches comptées." in told


def test_where_few_ways_put_a_lever_first_these_are_named(weighed):
    """« What undoes it » would be nearly all of them."""
    analysis = weighed((10, 10, 80))
    crossing = crossing_of(analysis)
    assert 0 < 2 * crossing.sure_count(crossing.leader) < len(crossing.outcomes)
    told = plain(open_choices_text(analysis))
    assert "Ce qui le défait" not in told
    assert "Ce qui le met premier : " in told


def test_how_the_share_moves_is_told_from_least_to_most(weighed):
    told = plain(moving_text(weighed(senses={"existing_coverage": Sense.MAX})))
    assert told == (
        "Selon la façon de les trancher, Mieux produire est sûr d’être premier pour 0 à 100 "
        "répartitions sur 100."
    )


def test_a_range_agrees_with_its_last_number():
    for bounds, several in (
        ("0 à 1", False),
        ("moins de 1 à 1", False),
        ("0 à moins de 1", False),
        ("0 à 0,5", False),
        ("0 à 9,1", True),
        ("0 à 21", True),
        ("1 à 2", True),
    ):
        assert ("répartitions" in short_share(bounds)) is several, bounds


def test_nothing_is_told_of_choices_once_they_are_made(weighed):
    analysis = settled(weighed((50, 30, 20)))
    assert open_choices_text(analysis) == moving_text(analysis) == in_force_text(analysis) == ""
    assert "même si les notes incertaines jouent contre lui." in plain(conclusion(analysis).answer)
    assert in_force_text(weighed()) == "Tout cela avec les choix actuels, encore à confirmer."


def test_the_other_ways_say_who_is_first_in_them_and_scores_to_check_are_counted(weighed):
    said = plain(conclusion(weighed((50, 30, 20))))
    assert "Mieux produire est premier dans 32 des 48 façons de trancher." in said
    assert "Dans 5 autres, c’est Mieux se déplacer ; dans 11, ce n’est pas sûr." in said
    assert "1 note donnée, à vérifier, peut changer le premier." in said


def test_who_is_first_counted_so_is_told_beside_who_is_so_in_most_ways(weighed):
    said = conclusion(weighed((50, 0, 50)))
    assert plain(said.answer).endswith(
        "Mieux produire est premier dans 16 des 24 façons de trancher."
    )
    assert plain(said.reservation).startswith("Comptés ainsi, Mieux se nourrir est premier. ")


def test_too_many_ways_are_told_to_be_so_and_nothing_is_sure(weighed, monkeypatch):
    monkeypatch.setattr("prioritisation.analysis.crossing.MOST_CROSSED", 47)
    analysis = weighed((50, 30, 20))
    assert crossing_of(analysis) is None
    assert "elles ne sont pas comparées" in plain(open_choices_text(analysis))
    assert "et comptés ainsi, Mieux produire est premier." in plain(conclusion(analysis).answer)


@each("points", [(0, 50, 0), (50, 50, 50), (0, 0, 50), (50, 0, 50), (1, 0, 99)])
def test_ways_that_tie_levers_for_first_are_counted_and_not_said_to_be_undecided(weighed, points):
    """Against the conclusion of the page in each way, asked one by one."""
    analysis = weighed(points)
    crossing = crossing_of(analysis)
    if crossing is None or len(crossing.outcomes) == 1:
        return
    tied = Counter()
    for outcome in crossing.outcomes:
        verdict = analyse(outcome.case, outcome.scenario).ranking
        if (
            len(verdict.necessary_firsts) > 1
            and verdict.necessary_firsts == verdict.possible_firsts
        ):
            tied[verdict.necessary_firsts] += 1
    told = plain(count_text(analysis, crossing))
    for rows, count in tied.items():
        names = " et ".join(analysis.case.levers[row].label for row in rows)
        assert f"{names} sont premiers à égalité dans {count} d’entre elles" in told
    assert ("à égalité" in told) == bool(tied)
    for branch in crossing.branches:
        assert branch_text(analysis, branch).endswith("à égalité") == bool(branch.tied)
    assert sum(b.count for b in crossing.branches if b.tied) == tied.total()


def test_each_branch_tells_what_its_answers_are_about(weighed):
    analysis = weighed()
    crossing = crossing_of(analysis)
    paths = [plain(path_text(analysis.case, crossing, b)) for b in crossing.branches]
    alone = (
        "« plus couvert = plus prioritaire » et « plutôt favorable, puis déjà fortement mobilisé »"
    )
    assert [path for path in paths if "Périmètre GES « " not in path] == [alone]
    assert "« moins couvert = plus prioritaire » et Périmètre GES « chantiers du" in paths[0]
    # Produire and consommer with the words as delivered, se nourrir too in the other order.
    told = plain(branch_text(analysis, crossing.branches[0]))
    assert told == "de 2 à 3 leviers peuvent être premiers"


def test_nobody_is_sure_only_where_nobody_is_surely_first():
    """« No lever is surely first » beside a lever first alone or tied, or beside two tied ones."""
    perhaps_tied = analyse_small([50, (50, 60)], [50, 50])
    assert count_of(perhaps_tied).startswith("Aucun levier n’est sûr d’être seul premier, dans ")
    equal = analyse_small([50, 50], [50, 50])
    assert count_of(equal).startswith("A et B sont premiers à égalité dans les 4 façons")
    assert "Aucun" not in count_of(equal)


def count_of(analysis):
    return plain(count_text(analysis, crossing_of(analysis)))
