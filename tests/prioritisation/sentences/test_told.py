import pytest

from prioritisation.analysis.weight_elicitation import Elicitation, ElicitationMethod, pairs
from prioritisation.sentences.weighting import (
    consistency_text,
    elicitation_text,
    judgement_text,
    scale,
    way_name,
    way_note,
)

LABELS = {"a": "Impact", "b": "Partenaires", "c": "Couverture", "d": "Coût"}
ABC = ("a", "b", "c")


def plain(text):
    return text.replace("\xa0", " ")


def test_each_way_has_its_name_and_its_note():
    assert len({way_name(w) for w in (None, *ElicitationMethod)}) == 5
    assert way_note(None) == ""
    assert all(way_note(w) for w in ElicitationMethod)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, "Poids donnés en points."),
        (
            Elicitation(ElicitationMethod.ROC, ABC, (2, 1, 2)),
            "Poids par ordre d’importance : Partenaires > Impact = Couverture.",
        ),
        (
            Elicitation(ElicitationMethod.CARDS, ABC, (1, 2, 3), (0, 2), 6.5),
            (
                "Poids par jeu de cartes : Impact > Partenaires > (2 cartes blanches) > "
                "Couverture, rapport 6,5."
            ),
        ),
        (
            Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(2, 4, 1)),
            (
                "Poids par comparaisons deux à deux : Impact vaut 2 fois Partenaires ; Impact "
                "vaut 4 fois Couverture ; Partenaires"
            ),
        ),
        (
            Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(2, 4, 2)),
            "Couverture. Rapport de cohérence : 0,00 (0,10 au plus).",
        ),
        (
            Elicitation(ElicitationMethod.PAIRWISE, ("a",)),
            "Poids par comparaisons deux à deux : Impact seul. Rapport de cohérence : 0,00",
        ),
        (
            Elicitation(ElicitationMethod.ROC, ("a",), (1,)),
            "Poids par ordre d’importance : Impact.",
        ),
    ],
)
def test_what_was_told_is_said_whole(told, said):
    assert said in plain(elicitation_text(told, LABELS))


def test_comparisons_that_contradict_each_other_are_warned_of():
    """W15: above Saaty's 0.10."""
    said = consistency_text(
        Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(2, -9, 2)), LABELS
    )
    assert plain(said).startswith("Ces comparaisons se contredisent : rapport de cohérence ")
    assert "La plus éloignée" not in said
    four = Elicitation(ElicitationMethod.PAIRWISE, tuple("abcd"), judgements=(2, 4, -9, 2, 4, 2))
    assert plain(consistency_text(four, LABELS)).endswith(
        "La plus éloignée des autres : Impact et Coût."
    )


def test_a_ratio_above_the_limit_never_reads_as_the_limit():
    for judgements in ((3, 4, 3), (3, 5, 3), (4, 6, 3), (2, 7, 2), (4, 9, 4), (3, 2, 2)):
        said = plain(
            consistency_text(
                Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=judgements), LABELS
            )
        )
        assert "cohérence 0,10," not in said


def test_too_many_criteria_have_no_published_ratio():
    many = tuple(f"k{i}" for i in range(11))
    told = Elicitation(ElicitationMethod.PAIRWISE, many, judgements=(1,) * len(pairs(many)))
    assert consistency_text(told, {}) == "Trop de critères pour un rapport de cohérence."


def test_the_scale_goes_from_one_criterion_to_the_other():
    words = scale("Impact", "Coût")
    assert list(words) == [9, 8, 7, 6, 5, 4, 3, 2, 1, -2, -3, -4, -5, -6, -7, -8, -9]
    assert (words[3], words[1], words[-9]) == ("Impact, 3 fois", "autant", "Coût, 9 fois")
    assert judgement_text(-3, "a", "d", LABELS) == "Coût vaut 3 fois Impact"
    assert judgement_text(1, "a", "d", LABELS) == "Impact vaut autant que Coût"
