"""Every sentence about a first place, as texts with what they assert."""

from dataclasses import replace
from itertools import chain

from prioritisation.analysis.ballots.group import first_counts, group_weights
from prioritisation.analysis.comparison import Change, Column
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.opinions import Method, opinion
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness.ranks import carrying_criteria
from prioritisation.sentences.anchors import anchor_lines
from prioritisation.sentences.change import changes
from prioritisation.sentences.columns import column_first
from prioritisation.sentences.crossing import count_text
from prioritisation.sentences.group import firsts_text
from prioritisation.sentences.lacking import doubtful_scores, lacking_text
from prioritisation.sentences.other_weights import other_weights_text
from prioritisation.sentences.robustness_method import learning_lines
from prioritisation.sentences.robustness_tests import leaving_lines
from prioritisation.sentences.solid import solid_headline
from prioritisation.sentences.tipping import tipping_lines
from prioritisation.sentences.trials import carrying_lines
from prioritisation.sentences.verdict import alternate_heading, conclusion
from prioritisation.sentences.ways import way, ways_text
from prioritisation.wording.asserted import assertions_of
from tests import referee


def told(analysis):
    """Each sentence, with its assertions."""
    whole = conclusion(analysis)
    robustness = assess_robustness(analysis)
    solid = solid_headline(analysis, robustness)
    yield str(whole), whole.assertions
    yield str(solid), solid.assertions
    lines = [
        # Anchors have tests of their own (``test_change``): the referee does not move any.
        *(line for line in changes(analysis) if line not in anchor_lines(analysis)),
        *learning_lines(analysis, robustness),
        *map(str, filter(None, [whole.settling])),
        other_weights_text(analysis),
        lacking_text(analysis),
        *(alternate_heading(analysis, other) for other in analysis.alternates),
        *leaving_lines(analysis, robustness),
        *tipping_lines(analysis, robustness),
        *carrying_lines(
            analysis, carrying_criteria(analysis.matrix, analysis.weights, analysis.ranking)
        ),
    ]
    crossing = crossing_of(analysis)
    if crossing is not None and len(crossing.outcomes) > 1:
        lines.append(count_text(analysis, crossing))
    for line in lines:
        yield line, assertions_of(line)
    column = Column(
        Change(), analysis, opinion(analysis.matrix, analysis.weights, Method.ADDITIVE)
    )
    first = column_first(column)
    yield first, [replace(a, under=()) for a in assertions_of(first)]


def told_of_ballots(analysis, ballots):
    """The same of ballots: whom each of them puts first, and other ways to put them together."""
    matrix = analysis.matrix
    labels = [lever.label for lever in analysis.case.levers]
    counts = firsts_text(first_counts(matrix, ballots), labels, doubtful_scores(matrix))
    referee.check_all_counted(counts, assertions_of(counts), ballots)
    yield counts, assertions_of(counts)
    group = group_weights(ballots, matrix.criteria)
    weights = {"moyenne": group.mean, "géométrique": group.geometric, "médiane": group.median}
    mean, *others = (
        way(name, additive(matrix, there)) for name, there in weights.items() if there is not None
    )
    ways = ways_text(mean, others, labels)
    # A way is its weights.
    yield (
        ways,
        [replace(a, under=("weights", tuple(weights[a.under[1]]))) for a in assertions_of(ways)],
    )


def everything(analysis, ballots=()):
    """The referee on all that is said; how many assertions were checked."""
    count = 0
    every = told(analysis)
    for text, assertions in chain(every, told_of_ballots(analysis, ballots) if ballots else ()):
        referee.check(analysis, text, assertions, ballots)
        count += len(assertions)
    return count
