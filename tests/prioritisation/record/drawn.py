"""Facts of meetings and of scenarios, of any case, drawn."""

from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.rules.state import drawn_identifiers
from tests import strategies
from tests.cases.records.make import DAY
from tests.thresholds import MeetingFacts, case_warnings
from tests.voting import round_facts


@st.composite
def facts(draw):
    case = draw(strategies.cases())
    ids = [c.id for c in case.criteria]
    points = draw(
        st.fixed_dictionaries(dict.fromkeys(ids, strategies.points)).filter(
            lambda p: any(p.values())
        )
    )
    scenario = Scenario({c: float(p) for c, p in points.items()}, "here")
    n = draw(st.sampled_from([0, 2, 4, 7]))
    ballots = [_ballot(draw, ids) for _ in range(n)]
    rounds = (
        round_facts(case.criteria, {"": ballots}, matrix="", identifiers=drawn_identifiers(n)),
    )
    warnings = case_warnings(case, "here", {}) if n else ()
    return MeetingFacts(
        case, scenario, "T", "Q", DAY, rounds=rounds if n else (), warnings=warnings
    )


def _ballot(draw, ids):
    first = draw(st.sampled_from(ids))
    points = {c: draw(st.none() | strategies.points) for c in ids}
    return Ballot({**points, first: 100}, first)
