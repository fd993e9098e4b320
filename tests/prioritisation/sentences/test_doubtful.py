"""Scores that are not known have one name wherever a sentence rests on them: uncertain."""

import random
import re

from prioritisation.analysis.ballots.group import duels, first_counts
from prioritisation.analysis.comparison import Change
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.cli.report import analysis_text
from prioritisation.documents.writing.note import note_of
from prioritisation.record.making import record_of
from prioritisation.sentences.group import duels_text, firsts_text
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.ui.comparing import ranks_of_columns
from tests.cases.notes.make import text_of
from tests.each import each
from tests.prioritisation.sentences.everything import ballots_of, facts_of, lines_of, made
from tests.prioritisation.sentences.made import plain, small
from tests.thresholds import compare

INTERVAL, NOTHING = (20, 70), None
KINDS = {"uncertain": (INTERVAL, 60), "unknown": (NOTHING, 60), "both": (NOTHING, INTERVAL)}
ABOUT = re.compile(
    r"(?:quel(?:le)?s que soient|selon|dépend(?: encore)? des?"
    r"|essais au hasard de poids et de|trait :)"
    r"(?: les poids et)?(?: les)? (notes (?:inconnues|incertaines|manquantes)(?: ou incertaines)?)"
    r"|([Nn]otes (?:inconnues|incertaines|manquantes)(?: ou incertaines)?) tirées"
)
"""Where a sentence says on which scores it rests."""


def case(kind):
    first, second = KINDS[kind]
    return small([90, first, 50], [50, second, 60], [30, 20, 70])


def everything(analysis):
    """All that surfaces say of an analysis and of ballots on it."""
    ballots = ballots_of(random.Random(1), list(analysis.matrix.criteria)) * 2  # noqa: S311 (test data)
    levers = [lever.label for lever in analysis.case.levers]
    yield text_of(note_of(record_of(facts_of(analysis.case, analysis.scenario, ballots))))
    yield analysis_text(analysis, assess_robustness(analysis)).replace("\n    ", " ")
    scores = doubtful_scores(analysis.matrix)
    yield firsts_text(first_counts(analysis.matrix, ballots), levers, scores)
    yield duels_text(duels(analysis.matrix, ballots), levers, scores)
    columns = compare(analysis.case, analysis.scenario, (Change(), Change(equal=True)))
    beside = ranks_of_columns(analysis.case, analysis.scenario, columns)
    yield re.sub("<[^>]*>", " ", beside)


def named(text):
    return [a or b for a, b in ABOUT.findall(re.sub(r"\s+", " ", plain(text)))]


@each("kind", KINDS)
def test_scores_that_are_not_known_have_one_name_everywhere(kind):
    found = [one for text in everything(case(kind)) for one in named(text)]
    assert len(found) >= 6, found
    assert {one.lower() for one in found} == {"notes incertaines"}


def test_known_scores_are_called_nothing():
    analysis = small([90, 10, 50], [50, 60, 60], [30, 20, 70])
    assert doubtful_scores(analysis.matrix) == ""
    assert [one for text in everything(analysis) for one in named(text)] == []


@each("seed", range(4))
def test_small_cases_call_their_scores_what_they_are(seed):
    table = made(seed)[0].tables["here"]
    kinds = {"notes incertaines"} if table.unknowns or table.uncertain else set()
    assert {one.lower() for line in lines_of(seed) for one in named(line)} <= kinds
