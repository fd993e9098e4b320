"""What asks for thresholds, with those that the settings start from: where a test is about others,
it gives them, or calls the product itself.
"""

from functools import partial

from prioritisation.analysis import comparison, scenario, warnings
from prioritisation.analysis.ballots import camps as camps_of
from prioritisation.analysis.ballots import group
from prioritisation.analysis.robustness import robustness
from prioritisation.analysis.thresholds import (
    GroupThresholds,
    RobustnessThresholds,
    Thresholds,
    WarningThresholds,
)
from prioritisation.documents import subjects
from prioritisation.meeting.room import results
from prioritisation.record import computing, facts, gathering
from prioritisation.settings import threshold_numbers

ROBUSTNESS = RobustnessThresholds(solid=0.9, fair=0.7, shared=0.5)
GROUP = GroupThresholds(flagged=0.3, shared=0.2, silhouette=0.5, apart=0.2)
WARNINGS = WarningThresholds(
    correlation=0.9, equal_margin=0.05, equal_share=0.33, few=10, quorum=0.5
)
BOTH = Thresholds(ROBUSTNESS, GROUP)

analyse = partial(scenario.analyse, thresholds=ROBUSTNESS)
RobustnessInput = partial(robustness.RobustnessInput, thresholds=ROBUSTNESS)
compare = partial(comparison.compare, thresholds=ROBUSTNESS)

spreads = partial(group.spreads, thresholds=GROUP)
camps = partial(camps_of.camps, thresholds=GROUP)
RevealedBallots = partial(warnings.RevealedBallots, thresholds=GROUP)

analysis_of = partial(computing.analysis_of, thresholds=ROBUSTNESS)
RoundResults = partial(results.RoundResults, thresholds=BOTH)

case_warnings = partial(warnings.case_warnings, thresholds=WARNINGS)
ballot_warnings = partial(warnings.ballot_warnings, thresholds=WARNINGS)


def MeetingFacts(*given, **more):  # noqa: N802 (in the place of the class)
    """Facts under the settings of now."""
    return facts.MeetingFacts(*given, **({"settings": threshold_numbers()} | more))


def facts_of(rationale):
    """The facts of a meeting under the settings of now."""
    return gathering.facts_of(rationale, threshold_numbers())


def facts_alone(case, chosen, day, *role):
    """The facts of a scenario under the settings of now."""
    return subjects.facts_alone(case, chosen, day, threshold_numbers(), *role)
