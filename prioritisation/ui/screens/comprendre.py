"""Page *Leviers et notes*: what is known of each lever."""

from prioritisation.ui.shared.state import shown_case
from prioritisation.ui.understanding.page import basis

basis(shown_case())
