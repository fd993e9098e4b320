"""A process may open as many files as the system lets it."""

import pytest

from prioritisation.web import files


def test_a_process_may_open_as_many_files_as_the_system_lets_it(monkeypatch):
    resource = pytest.importorskip("resource")
    limits, asked = (1024, 4096), []
    monkeypatch.setattr(resource, "getrlimit", lambda _what: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _what, wanted: asked.append(wanted))
    files.allow_files()
    limits = (4096, 4096)
    files.allow_files()
    limits = (1024, resource.RLIM_INFINITY)
    files.allow_files()
    assert asked == [(4096, 4096), (files.MOST_FILES, resource.RLIM_INFINITY)]
