"""What ``app.py`` and the settings must hold, or the guards of this folder guard nothing."""

import ast
import tomllib
from pathlib import Path

from prioritisation.ui.shared.pages import ADDRESSES
from tests.each import each

ROOT = Path(__file__).parents[3]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def given():
    """Every keyword argument of ``app.py``, as written."""
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    return {
        (k.arg, ast.unparse(k.value))
        for n in ast.walk(tree)
        if isinstance(n, ast.Call)
        for k in n.keywords
    }


@each(
    ("argument", "value"),
    [
        ("sieve", "Sieve"),
        ("knows", "knows"),
        ("served", "FIRST_PAGE.set"),
        ("first_page", "FIRST_PAGE"),
        ("routes", "ROUTES"),
        ("on_script_error", "failure"),
        ("prepare", "[hear_whole]"),
    ],
)
def test_the_application_is_given_its_guards(argument, value):
    assert (argument, value) in given()


def test_the_server_imports_what_draws_neither_early_nor_late():
    assert "prioritisation.documents.pictures" not in (ROOT / "app.py").read_text("utf-8")


@each(
    ("section", "key", "value"),
    [
        ("runner", "postScriptGC", False),
        ("browser", "gatherUsageStats", False),
        ("server", "address", "127.0.0.1"),
        ("server", "fileWatcherType", "none"),
        ("client", "showErrorDetails", "none"),
    ],
)
def test_the_settings_that_decide_are_in_the_file(section, key, value):
    assert SETTINGS[section][key] == value


def test_meetings_are_answered_before_all_that_is_there_for_streamlit():
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    named = [
        ast.unparse(n.args[0])
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and ast.unparse(n.func) == "Middleware"
    ]
    assert named == ["Meetings", "Renewed", "Compression", "Guard"]


def test_the_pages_of_the_meeting_are_known():
    assert ("pages", "ADDRESSES") in given()
    assert "/seance" in ADDRESSES
