"""What the tests of pages share: the framework's runner looks through the packages once."""

import functools
import re

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import element_tree, local_script_runner

from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.settings import CASE_VARIABLE
from prioritisation.ui.visit import visit, voting
from tests.conftest import NORMANDIE
from tests.shelving import Shelved
from tests.sitting import Sitting
from tests.voting import as_kept


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_through_once():
    """Each new runner reads about every installed package: always the same."""
    scan = manifest_scanner.scan_component_manifests
    manifest_scanner.scan_component_manifests = functools.cache(scan)
    yield
    manifest_scanner.scan_component_manifests = scan


@pytest.fixture(scope="session", autouse=True)
def _controls_found_by_their_name():
    """The key of a control ends in a number that changes with its state: ``widgets.py``."""
    key_of = element_tree.user_key_from_element_id

    def name_of(element_id):
        key = key_of(element_id)
        return key and re.sub("__[0-9a-f]{8}$", "", key)

    element_tree.user_key_from_element_id = name_of
    yield
    element_tree.user_key_from_element_id = key_of


@pytest.fixture(scope="session", autouse=True)
def _the_end_of_a_run_is_awaited():
    """The framework looks a thousand times a second whether the run is over."""
    look = local_script_runner.require_widgets_deltas

    def wait(runner, timeout=3):
        runner._script_thread.join(timeout)  # noqa: SLF001 (its own ``join`` waits for ever)
        look(runner, timeout)

    local_script_runner.require_widgets_deltas = wait
    yield
    local_script_runner.require_widgets_deltas = look


@pytest.fixture
def today(monkeypatch):
    """Pages show the case that the program starts with, as it is now."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))


@pytest.fixture
def room(own_room):
    """The room that pages find."""
    return own_room


@pytest.fixture
def holds(monkeypatch, room):
    """Give the visitor cookies; nobody sits at the server."""

    def given(**cookies):
        carried = as_kept(room, cookies)
        for module in (visit, voting):
            monkeypatch.setattr(module, "cookies", lambda: carried)

    monkeypatch.setattr(visit, "sits_here", lambda: False)
    given()
    return given


@pytest.fixture
def sitting(room, holds):
    """A meeting whose facilitator's link the visitor holds."""
    made = Sitting(room)
    holds(**{f"lien_{made.code}": made.secret})
    return made


@pytest.fixture
def shelved(room, holds):
    """A dossier of Normandie, whose facilitator's link the visitor holds."""
    made = Shelved(room, "Normandie", files=case_files_of(NORMANDIE))
    holds(**made.cookie())
    return made
