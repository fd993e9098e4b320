"""Page *Leviers et notes*: what is known of each lever."""

from prioritisation.ui.shared.state import case_in_plain_words
from prioritisation.ui.understanding.page import basis

basis(case_in_plain_words())
