from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.robustness.weight_sets import AtLeast, AtMost, Order, between
from prioritisation.sentences.weight_limits import (
    allowed_text,
    conflict_text,
    constraint_text,
    outside_text,
)
from tests.each import each
from tests.prioritisation.sentences.made import plain, small

LABELS = ["Impact", "Partenaires"]


def test_each_constraint_is_a_sentence():
    assert constraint_text(Order(1, 0), LABELS) == "Partenaires pèse au moins autant qu’Impact"
    assert constraint_text(AtLeast(0, 0.2), LABELS) == "Impact pèse au moins 20\u00a0%"
    assert constraint_text(AtMost(1, 0.605), LABELS) == "Partenaires pèse au plus 60,5\u00a0%"


def test_a_conflict_names_all_that_contradicts():
    told = conflict_text((AtLeast(0, 0.7), AtLeast(1, 0.7)), LABELS)
    assert "Impact pèse au moins 70" in told
    assert "Partenaires pèse au moins 70" in told


def limited(points, *constraints):
    """What is said of the weights allowed, and of weights that are not."""
    rows = small([80, 20, 30], [30, 90, 40], [60, 50, 100], points=points)
    found = assess_robustness(rows, constraints=constraints)
    labels = ["Impact", "Partenaires", "Couverture"]
    return plain(allowed_text(found, labels)), plain(outside_text(found, labels))


def test_nothing_is_said_without_a_constraint():
    assert limited([1, 1, 1]) == ("", "")


@each(
    ("constraints", "told"),
    [
        (
            (AtLeast(0, 0.0),),
            "Impact pèse au moins 0 % (100 % de toutes les répartitions de poids).",
        ),
        ((Order(0, 1),), "(50 % de toutes les répartitions de poids)."),
        ((AtLeast(0, 0.95),), "(moins de 1 % de toutes les répartitions de poids)."),
        (between(0, 0.4, 0.4), "Impact pèse au moins 40 % et Impact pèse au plus 40 %."),
        (
            (AtLeast(0, 0.6), AtLeast(1, 0.4)),
            "Impact pèse au moins 60 % et Partenaires pèse au moins 40 %.",
        ),
    ],
)
def test_how_many_weights_are_left_is_said(constraints, told):
    assert told in limited([1, 1, 1], *constraints)[0]


def test_weights_that_are_not_allowed_are_told_with_what_they_are():
    asked = (AtLeast(0, 0.6), Order(2, 1), AtMost(2, 0.9))
    told = limited([25, 50, 25], *asked)[1]
    assert "Impact pèse au moins 60 % (ici 25 %)" in told
    assert "Couverture pèse au moins autant que Partenaires (ici 25 % et 50 %)" in told
    assert "au plus 90" not in told
    assert limited([60, 10, 30], *asked)[1] == ""


def test_weights_missed_by_a_hair_are_written_with_more_decimals():
    told = limited([333, 333, 334], AtLeast(0, 0.3331))[1]
    assert "Impact pèse au moins 33,31 % (ici 33,3 %)" in told
