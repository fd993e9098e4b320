import pytest

from prioritisation.opinions import Method
from prioritisation.sentences.choosing import inconsistent_text, local_method_text


def test_only_local_methods_are_warned_of():
    assert local_method_text(Method.ADDITIVE) == ""
    assert local_method_text(Method.WEIGHTED_PRODUCT) == ""
    assert "jamais le classement de la séance" in local_method_text(Method.TOPSIS)


@pytest.mark.parametrize(("ratio", "written"), [(0.1001, "0,11"), (0.12, "0,12"), (0.5, "0,50")])
def test_a_ratio_is_never_rounded_to_what_is_accepted(ratio, written):
    assert f"{written}, plus de 0,10" in inconsistent_text(ratio)
