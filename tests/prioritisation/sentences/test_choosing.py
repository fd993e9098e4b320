from prioritisation.analysis.opinions import Method
from prioritisation.sentences.columns import local_method_text


def test_only_local_methods_are_warned_of():
    assert local_method_text(Method.ADDITIVE) == ""
    assert local_method_text(Method.WEIGHTED_PRODUCT) == ""
    assert "jamais le classement de la séance" in local_method_text(Method.TOPSIS)
