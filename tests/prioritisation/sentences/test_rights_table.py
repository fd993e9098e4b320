from pathlib import Path

from prioritisation.meeting import Act
from prioritisation.sentences.rights import act_name
from prioritisation.sentences.rights_table import rights_table

DOCUMENT = Path(__file__).parents[3] / "docs" / "rights.md"


def test_the_documentation_says_what_the_rules_say():
    """To make it again, replace its table by what ``rights_table()`` returns."""
    assert DOCUMENT.read_text("utf-8").endswith(rights_table())


def test_each_act_is_a_row():
    assert all(f"| {act_name(act)} |" in rights_table() for act in Act)
