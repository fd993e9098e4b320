"""What the projector says of agreement: criteria by their names as long as they fit."""

import pytest

from prioritisation.drawing.projected.agreement import agreement_answer


@pytest.mark.parametrize(
    ("distant", "said"),
    [
        (["Baisse des émissions"], "éloignés sur « Baisse des émissions »."),
        (["Baisse des émissions", "Peu de fiches action"], "éloignés sur 2 critères."),
    ],
)
def test_criteria_are_named_and_counted_only_where_names_are_too_long(distant, said):
    answer = agreement_answer(["Partenaires mobilisés"], distant, 0, 1 + len(distant))
    expected = f"Nos avis sont proches sur « Partenaires mobilisés », {said}"
    assert answer.replace("\u00a0", " ") == expected
