"""What asks for thresholds, with those that the settings start from: where a test is about others,
it gives them, or calls the product itself.
"""

from functools import partial

from prioritisation.analysis import comparison, scenario, warnings, whatif
from prioritisation.analysis.ballots import camps as camps_of
from prioritisation.analysis.ballots import spread
from prioritisation.analysis.robustness import robustness
from prioritisation.analysis.sets import comparison as portfolio
from prioritisation.analysis.thresholds import (
    GroupThresholds,
    RobustnessThresholds,
    Thresholds,
    WarningThresholds,
)
from prioritisation.documents import subjects
from prioritisation.meeting.room import results
from prioritisation.record import computing, facts, gathering
from prioritisation.record import group_part as grouped
from prioritisation.settings import threshold_numbers

_ROBUSTNESS, _GROUP, _WARNINGS = RobustnessThresholds(), GroupThresholds(), WarningThresholds()
_BOTH = Thresholds(_ROBUSTNESS, _GROUP)

analyse = partial(scenario.analyse, thresholds=_ROBUSTNESS)
Verdict = partial(scenario.Verdict, thresholds=_ROBUSTNESS)
RobustnessInput = partial(robustness.RobustnessInput, thresholds=_ROBUSTNESS)
robustness_input = partial(robustness.robustness_input, thresholds=_ROBUSTNESS)
compare = partial(comparison.compare, thresholds=_ROBUSTNESS)
compare_sets = partial(portfolio.compare_sets, thresholds=_ROBUSTNESS)
trial = partial(whatif.trial, thresholds=_ROBUSTNESS)

spreads = partial(spread.spreads, thresholds=_GROUP)
camps = partial(camps_of.camps, thresholds=_GROUP)
group_part = partial(grouped.group_part, thresholds=_GROUP)
RevealedBallots = partial(warnings.RevealedBallots, thresholds=_GROUP)

compute = partial(computing.compute, thresholds=_BOTH)
analysis_of = partial(computing.analysis_of, thresholds=_ROBUSTNESS)
Frame = partial(results.Frame, thresholds=_BOTH)
RoundResults = partial(results.RoundResults, thresholds=_BOTH)

case_warnings = partial(warnings.case_warnings, thresholds=_WARNINGS)
ballot_warnings = partial(warnings.ballot_warnings, thresholds=_WARNINGS)
meeting_warnings = partial(warnings.meeting_warnings, thresholds=_WARNINGS)
are_few = partial(warnings.are_few, thresholds=_WARNINGS)


def MeetingFacts(*given, **more):  # noqa: N802 (in the place of the class)
    """Facts under the settings of now."""
    return facts.MeetingFacts(*given, **({"settings": threshold_numbers()} | more))


def facts_of(rationale):
    """The facts of a meeting under the settings of now."""
    return gathering.facts_of(rationale, threshold_numbers())


def facts_alone(case, chosen, day, *role):
    """The facts of a scenario under the settings of now."""
    return subjects.facts_alone(case, chosen, day, threshold_numbers(), *role)
