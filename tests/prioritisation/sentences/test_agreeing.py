"""What the projector says of agreement: criteria by their names as long as they fit."""

from prioritisation.sentences.group import agreement_answer
from tests.each import each
from tests.prioritisation.sentences.made import plain


@each(
    ("distant", "said"),
    [
        (["Baisse des émissions"], "éloignés sur « Baisse des émissions »."),
        (["Baisse des émissions", "Peu de fiches action"], "éloignés sur 2 critères."),
    ],
)
def test_criteria_are_named_and_counted_only_where_names_are_too_long(distant, said):
    answer = agreement_answer(["Partenaires mobilisés"], distant, 0, 1 + len(distant))
    expected = f"Nos avis sont proches sur « Partenaires mobilisés » et {said}"
    assert answer.replace("\u00a0", " ") == expected


def test_criteria_with_too_few_opinions_are_never_among_all():
    assert agreement_answer(["A", "B"], [], 0, 2) == "Nos avis sont proches sur tous les critères."
    assert plain(agreement_answer(["A", "B"], [], 0, 3)) == (
        "Nos avis sont proches sur « A » et « B ». Trop peu d’avis sur 1 critère."
    )
    assert (
        agreement_answer([], [], 0, 3) == "Trop peu d’avis pour montrer où nous sommes d’accord."
    )
