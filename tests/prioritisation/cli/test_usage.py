"""What the help tells."""

from prioritisation.cli.main import COMMANDS
from prioritisation.cli.usage import WIDTH, help_text
from prioritisation.documents.kinds import Document


def test_every_command_and_every_option_is_told():
    text = help_text()
    for command, options in COMMANDS.items():
        assert f"  {command} " in text
        for option in options:
            assert f"  {option} " in text


def test_every_document_is_named_and_no_line_is_too_long():
    text = " ".join(help_text().split())
    assert ", ".join(Document) in text
    assert max(map(len, help_text().splitlines())) <= WIDTH
