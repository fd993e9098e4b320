import logging
import re

from prioritisation.web import logs


def test_each_line_is_dated(capsys, monkeypatch):
    monkeypatch.setattr(logs, "NAME", "prioritisation_dated")
    logger = logging.getLogger("prioritisation_dated")
    logger.propagate = False
    logs.dated()
    logs.dated()
    logger.getChild("web").warning("the store is unavailable")
    (line,) = capsys.readouterr().err.splitlines()
    dated = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} WARNING prioritisation_dated.web: the store"
    assert re.match(dated, line)


def test_a_log_that_somebody_has_set_stays_as_it_is(monkeypatch):
    monkeypatch.setattr(logs, "NAME", "prioritisation_chosen")
    logger = logging.getLogger("prioritisation_chosen")
    logger.addHandler(logging.NullHandler())
    logs.dated()
    assert len(logger.handlers) == 1
