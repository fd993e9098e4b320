"""What the tests of pages share: the framework's runner looks through the packages once."""

import functools
import re

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import element_tree, local_script_runner


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_through_once():
    """Each new runner reads about every installed package: always the same."""
    scan = manifest_scanner.scan_component_manifests
    manifest_scanner.scan_component_manifests = functools.cache(scan)
    yield
    manifest_scanner.scan_component_manifests = scan


@pytest.fixture(scope="session", autouse=True)
def _controls_found_by_their_name():
    """The key of a control ends in a number that changes with the state: ``ui/shared/held.py``."""
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
