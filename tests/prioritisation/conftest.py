"""Meetings on a temporary SQLite store, as phones come to them; the programs that read files."""

import shutil

import pytest

from tests.sitting import PhoneSitting

TOOLS = ("soffice", "pdftoppm", "pdftotext")


@pytest.fixture(scope="session")
def office():
    """LibreOffice and Poppler, which read documents as their readers do."""
    gone = [tool for tool in TOOLS if shutil.which(tool) is None]
    if gone:
        pytest.fail(f"{', '.join(gone)} not found: `make .venv/.office` installs what is missing")


@pytest.fixture
def sitting(room):
    return lambda **options: PhoneSitting(room, **options)
