"""What the projector says of agreement: criteria by their names as long as they fit."""

import pytest

from prioritisation.analysis.ballots.spread import Flag, Spread
from prioritisation.drawing.projected import agreement


def row(name, flag):
    return agreement._Row(0, name, Spread("c", 5, 0.5, 0.4, 0.6, 0.1, flag, ()), ())


@pytest.mark.parametrize(
    ("distant", "said"),
    [
        (["Baisse des émissions"], "éloignés sur « Baisse des émissions »."),
        (["Baisse des émissions", "Peu de fiches action"], "éloignés sur 2 critères."),
    ],
)
def test_criteria_are_named_and_counted_only_where_names_are_too_long(distant, said):
    rows = [row("Partenaires mobilisés", Flag.CLOSE)]
    rows += [row(name, Flag.FLAGGED) for name in distant]
    answer = agreement._answer(rows).replace("\u00a0", " ")
    assert answer == f"Nos avis sont proches sur « Partenaires mobilisés », {said}"
