"""What the help tells."""

from prioritisation.cli.main import COMMANDS
from prioritisation.cli.usage import WIDTH, help_text
from prioritisation.documents.kinds import Document


def test_every_command_and_every_option_is_told():
    shown = help_text()
    for command, options in COMMANDS.items():
        assert f"  {command} " in shown
        for option in options:
            assert f"  {option} " in shown


def test_every_document_is_named_and_no_line_is_too_long():
    shown = " ".join(help_text().split())
    assert ", ".join(Document) in shown
    assert max(map(len, help_text().splitlines())) <= WIDTH
