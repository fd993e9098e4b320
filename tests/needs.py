"""What a test needs beside Python, told by its place and by its fixtures, never by hand."""

from pathlib import Path

HERE = Path(__file__).parent
OF_FOLDERS = {"e2e": "browser", "ui": "pages"}
OF_FIXTURES = {"office": "office", "postgres": "postgresql"}
OF_PARAMETERS = {"base": "postgresql", "postgresql": "postgresql"}
"""What a fixture asks for by the name of another one, which pytest does not see."""


def needs_of(item):
    """Names of the markers of a test."""
    parts = item.path.relative_to(HERE).parts[:-1] if item.path.is_relative_to(HERE) else ()
    parameters = getattr(getattr(item, "callspec", None), "params", {}).values()
    named = {one for one in parameters if isinstance(one, str)}
    return {
        *(OF_FOLDERS[one] for one in parts if one in OF_FOLDERS),
        *(OF_FIXTURES[one] for one in item.fixturenames if one in OF_FIXTURES),
        *(OF_PARAMETERS[one] for one in named if one in OF_PARAMETERS),
    }
