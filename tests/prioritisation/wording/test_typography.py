import re

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.wording.numbers import NBSP, typeset


def test_the_spaces_of_french_punctuation_are_not_broken_at():
    words = "« un domaine » : 95 % ; vraiment ? oui !"
    assert typeset(words).replace(NBSP, "_") == "«_un domaine_»_: 95_%_; vraiment_? oui_!"


@given(st.text(alphabet="ab «»:;?!%.,'\u00a0", max_size=40))
def test_a_quotation_stays_as_it_was_but_for_its_spaces(words):
    set_ = typeset(words)
    assert set_.replace(NBSP, " ") == words.replace(NBSP, " ")
    assert typeset(set_) == set_
    assert not re.search(" [»:;?!%]|« ", set_)
