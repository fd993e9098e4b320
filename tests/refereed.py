"""Every sentence about a first place, as texts with what they assert."""

from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.robustness.ranks import carrying_criteria
from prioritisation.sentences.change import changes, what_could_settle
from prioritisation.sentences.crossing import count_text
from prioritisation.sentences.robustness import robustness_answer
from prioritisation.sentences.robustness_tests import leaving_lines
from prioritisation.sentences.tipping import tipping_lines
from prioritisation.sentences.trials import carrying_lines
from prioritisation.sentences.verdict import alternate_heading, conclusion
from prioritisation.wording.asserted import assertions_of
from tests import referee


def told(analysis):
    """Each sentence, with its assertions."""
    whole = conclusion(analysis)
    robustness = assess_robustness(analysis)
    parts = robustness_answer(analysis, robustness)
    yield str(whole), whole.assertions
    yield " ".join(parts), assertions_of(*parts)
    lines = [
        *changes(analysis),
        what_could_settle(analysis),
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


def everything(analysis):
    """The referee on all that is said; how many assertions were checked."""
    count = 0
    for text, assertions in told(analysis):
        referee.check(analysis, text, assertions)
        count += len(assertions)
    return count
