import re
from dataclasses import replace

from criteria.model import Sense
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.robustness.robustness import UncertaintySource
from prioritisation.analysis.robustness.weight_sets import AtLeast
from prioritisation.analysis.thresholds import (
    RobustnessThresholds,
    RobustnessWord,
    robustness_word,
)
from prioritisation.sentences.robustness import (
    decided_word,
    driver_sentence,
    solid_headline,
    word_text,
)
from prioritisation.sentences.shares import near_percent
from tests.each import each
from tests.prioritisation.sentences.made import normandie, plain, settled, small

MAX = {"existing_coverage": Sense.MAX}


def said(analysis, *constraints):
    return plain(solid_headline(analysis, assess_robustness(analysis, constraints=constraints)))


def test_known_scores_are_not_said_to_be_unknown_and_numbers_have_no_coding():
    assert said(settled(small([100, 90], [0, 0]))) == (
        "Oui : A est premier, et c’est solide. A est premier pour 100 répartitions de poids sur "
        "100."
    )


def test_a_decision_is_reminded_of_no_solidity_that_an_open_choice_undoes():
    analysis = small([100, 90], [0, 0])
    assert assess_robustness(analysis).word is RobustnessWord.SOLID
    assert decided_word(analysis, RobustnessWord.SOLID) == "Avec les choix actuels seulement"
    assert decided_word(settled(analysis), RobustnessWord.SOLID) == "Solide"
    assert decided_word(analysis, RobustnessWord.SHARED) == "Peu solide", "it promises little"


def test_the_word_is_told_once():
    """It was told in both parts of the sentence: « partagé : partagé »."""
    analysis = normandie((50, 50, 50), **MAX)
    robustness = assess_robustness(settled(analysis))
    for thresholds in ((0.6, 0.55, 0.5), (0.9, 0.7, 0.5), (0.95, 0.9, 0.5), (0.97, 0.95, 0.9)):
        word = robustness_word(0.71, RobustnessThresholds(*thresholds))
        answer = replace(robustness, word=word, thresholds=RobustnessThresholds(*thresholds))
        for one in (analysis, settled(analysis)):
            told = plain(solid_headline(one, answer)).lower()
            assert len(re.findall("solide|pourrait passer devant", told)) <= 1


@each(
    ("rows", "who"),
    [
        ([[100, 0], [0, 100], [100, 0]], "sûrs d’être premiers : A et C, à égalité ; B, chacun"),
        (
            [[100, 0], [0, 100], [100, 0], [0, 100]],
            "sûrs d’être premiers : A et C, à égalité ; B et D, à égalité, chacun",
        ),
    ],
)
def test_a_share_that_several_have_is_that_of_each(rows, who):
    assert f"le plus souvent {who} pour 50 répartitions" in said(small(*rows))


def test_those_who_are_tied_now_are_not_named_again_for_the_weights_where_they_are():
    told = said(small([100, 0], [100, 0]))
    assert told.startswith("Non : A et B sont à égalité pour la première place. Avec les choix")
    assert "choix actuels, c’est ainsi pour" in told
    assert "pour 100 répartitions" in told


def test_constraints_give_shares_of_the_weights_allowed():
    analysis = settled(normandie((80, 10, 10)))
    told = said(analysis, AtLeast(0, 0.6))
    assert "Mieux produire est premier, mais c’est peu solide" in told
    assert "répartitions de poids sur 100, parmi celles admises" in told
    assert "essais au hasard" not in told, "no word of solidity comes from draws of scores"
    free, bound = (assess_robustness(analysis, constraints=c) for c in ((), (AtLeast(0, 0.6),)))
    assert free.regions.exact
    assert bound.regions.exact
    assert bound.regions.regions[3].sure_share > free.regions.regions[3].sure_share
    assert "parmi celles admises" in said(normandie(), AtLeast(1, 0.5))


def test_the_driver_is_named_when_it_stands_out():
    found = assess_robustness(normandie())
    assert (
        "Ce qui change le plus souvent le premier : les notes incertaines ou à vérifier."
        in plain(driver_sentence(found))
    )

    def of(**changed):
        changed_ones = replace(found.uncertainties, **changed)
        return plain(driver_sentence(replace(found, uncertainties=changed_ones)))

    assert "ne se détachent" in of(driver=None)
    assert of(driver=None, together=0.0).startswith("Ni les poids ni les notes ne changent")
    assert "premier : les poids." in of(driver=UncertaintySource.WEIGHTS)


@each(
    ("share", "told"),
    [(0, "0 %"), (0.001, "moins de 1 %"), (0.5, "50 %"), (0.999, "plus de 99 %"), (1, "100 %")],
)
def test_a_share_is_written_neither_none_nor_all_when_it_is_not(share, told):
    assert plain(near_percent(share)) == told


def test_each_word_is_said():
    words = [word_text(word) for word in RobustnessWord]
    assert words == [
        "Solide",
        "Plutôt solide",
        "Peu solide",
        "Un autre levier pourrait passer devant",
        "Un seul critère",
        "Aucun levier n’est sûr d’être seul premier",
    ]
