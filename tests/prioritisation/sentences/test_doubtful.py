"""Scores are said unknown, uncertain, or both, as they are: wherever a sentence rests on them."""

import random
import re

import pytest

from prioritisation.analysis.ballots.group import first_counts
from prioritisation.analysis.ballots.rules import rules
from prioritisation.analysis.comparison import Change
from prioritisation.analysis.inquiry import assess_robustness, inquire
from prioritisation.cli.report_text import analysis_text
from prioritisation.documents.writing.note import note_of
from prioritisation.record.making import record_of
from prioritisation.sentences.group import firsts_text
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.rules import duels_text
from prioritisation.ui.robustness.picture import rank_picture
from prioritisation.ui.shared.lanes import rank_table
from tests.cases.notes.make import text_of
from tests.prioritisation.sentences.everything import ballots_of, facts_of, lines_of, made
from tests.prioritisation.sentences.made import plain, small
from tests.thresholds import compare

INTERVAL, NOTHING = (20, 70), None
NAMES = {
    "uncertain": ("notes incertaines", (INTERVAL, 60)),
    "unknown": ("notes inconnues", (NOTHING, 60)),
    "both": ("notes inconnues ou incertaines", (NOTHING, INTERVAL)),
}
ABOUT = re.compile(
    r"(?:quel(?:le)?s que soient|selon|dépend(?: encore)? des?|tirages de poids et de|trait :)"
    r"(?: les poids et)?(?: les)? (notes (?:inconnues|incertaines)(?: ou incertaines)?)"
    r"|([Nn]otes (?:inconnues|incertaines)(?: ou incertaines)?) tirées"
)
"""Where a sentence says on which scores it rests."""


def case(kind):
    first, second = NAMES[kind][1]
    return small([90, first, 50], [50, second, 60], [30, 20, 70])


def everything(analysis):
    """All that surfaces say of an analysis and of ballots on it."""
    ballots = ballots_of(random.Random(1), list(analysis.matrix.criteria)) * 2  # noqa: S311 (test data)
    levers = [lever.label for lever in analysis.case.levers]
    inquiry = inquire(analysis)
    yield text_of(note_of(record_of(facts_of(analysis.case, analysis.scenario, ballots))))
    yield analysis_text(analysis, inquiry).replace("\n    ", " ")
    yield re.sub("<[^>]*>", " ", rank_picture(analysis, assess_robustness(analysis)))
    scores = doubtful_scores(analysis.matrix)
    yield firsts_text(first_counts(analysis.matrix, ballots), levers, scores)
    yield duels_text(rules(analysis.matrix, ballots), levers, scores)
    columns = compare(analysis.case, analysis.scenario, (Change(), Change(equal=True)))
    yield re.sub("<[^>]*>", " ", rank_table(columns, ["un", "deux"]))


def named(text):
    return [a or b for a, b in ABOUT.findall(re.sub(r"\s+", " ", plain(text)))]


@pytest.mark.parametrize("kind", NAMES)
def test_scores_are_called_what_they_are_everywhere(kind):
    found = [one for text in everything(case(kind)) for one in named(text)]
    assert len(found) >= 6, found
    assert {one.lower() for one in found} == {NAMES[kind][0]}


def test_known_scores_are_called_nothing():
    analysis = small([90, 10, 50], [50, 60, 60], [30, 20, 70])
    assert doubtful_scores(analysis.matrix) == ""
    assert [one for text in everything(analysis) for one in named(text)] == []


@pytest.mark.parametrize("seed", range(4))
def test_small_cases_call_their_scores_what_they_are(seed):
    table = made(seed)[0].tables["here"]
    kinds = {
        (True, False): {"notes inconnues"},
        (False, True): {"notes incertaines"},
        (True, True): {"notes inconnues ou incertaines"},
        (False, False): set(),
    }[bool(table.unknowns), bool(table.uncertain)]
    assert {one.lower() for line in lines_of(seed) for one in named(line)} <= kinds
