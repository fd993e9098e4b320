"""Analyses to report on."""

from hypothesis import strategies as st

from prioritisation.analysis.scenario import Scenario
from tests.strategies import cases, points
from tests.thresholds import analyse


def scenario_of(case, *chosen, **senses):
    points = dict(zip((c.id for c in case.criteria if c.active), chosen, strict=True))
    return Scenario(points, case.default_combination, senses)


@st.composite
def analyses(draw, columns=(1, 5)):
    case = draw(cases(columns=columns))
    chosen = draw(
        st.lists(points, min_size=len(case.criteria), max_size=len(case.criteria)).filter(any)
    )
    return analyse(case, scenario_of(case, *chosen))
