"""The commands on cases that are nothing like Normandie."""

import pytest

from prioritisation.cli.main import main
from tests.other_cases import OTHERS, foreign_words


@pytest.mark.parametrize("name", OTHERS)
def test_the_report_of_another_case_says_nothing_of_what_it_does_not_have(name, tmp_path, capsys):
    assert main(["analyse", str(OTHERS[name](tmp_path / "case"))]) == 0
    assert foreign_words(capsys.readouterr().out) == []
