from prioritisation.analysis.robustness.constraints import AtLeast, AtMost, Order
from prioritisation.sentences.robustness_method import conflict_text, constraint_text

LABELS = ["Impact", "Partenaires"]


def test_each_constraint_is_a_sentence():
    assert constraint_text(Order(1, 0), LABELS) == "Partenaires pèse au moins autant que Impact"
    assert constraint_text(AtLeast(0, 0.2), LABELS) == "Impact pèse au moins 20\u00a0%"
    assert constraint_text(AtMost(1, 0.605), LABELS) == "Partenaires pèse au plus 60,5\u00a0%"


def test_a_conflict_names_all_that_contradicts():
    told = conflict_text((AtLeast(0, 0.7), AtLeast(1, 0.7)), LABELS)
    assert "Impact pèse au moins 70" in told
    assert "Partenaires pèse au moins 70" in told
