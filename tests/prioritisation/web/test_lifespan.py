import asyncio
import gc
import sys

import pytest

from prioritisation.web import lifespan as module_of_it
from prioritisation.web.lifespan import lifespan


@pytest.fixture
def collector(monkeypatch):
    """Record what the garbage collector is told, in order, without disturbing the tests' own."""
    told = []
    for name in ("collect", "freeze", "unfreeze"):
        monkeypatch.setattr(gc, name, lambda name=name: told.append(name))
    return told


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Return a function that writes a module to import, and forgets it after the test."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(name, code=""):
        (tmp_path / f"{name}.py").write_text(code)
        monkeypatch.delitem(sys.modules, name, raising=False)
        return name

    return write


async def _until(condition):
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110  what is waited for tells nobody
            await asyncio.sleep(0.001)


def _run(during, **settings):
    async def main():
        first_page = asyncio.Event()
        async with lifespan(**({"first_page": first_page, "pause": 0} | settings))(None):
            await during(first_page)
        return asyncio.all_tasks() - {asyncio.current_task()}

    return asyncio.run(main())


async def _nothing(_first_page):
    pass


def test_what_the_first_page_needs_is_imported_before_the_server_answers(collector, module):
    name = module("early_module")

    async def during(_first_page):
        assert name in sys.modules
        assert collector == ["collect", "freeze"]

    _run(during, early=[name])


def test_a_missing_early_module_keeps_the_server_from_starting(collector):
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        _run(_nothing, early=["no_such_module"])
    assert collector == []


def test_what_the_first_page_brought_is_set_aside_once_it_is_drawn(collector):
    async def during(first_page):
        await asyncio.sleep(0.02)
        assert len(collector) == 2
        first_page.set()
        await _until(lambda: len(collector) == 4)

    _run(during)
    assert collector == ["collect", "freeze", "collect", "freeze", "unfreeze"]


def test_nothing_is_set_aside_while_the_first_page_is_drawn(collector):
    async def during(first_page):
        first_page.set()
        await asyncio.sleep(0.02)

    _run(during, pause=60)
    assert collector == ["collect", "freeze", "unfreeze"]


def test_garbage_is_collected_from_time_to_time(collector):
    async def during(_first_page):
        await _until(lambda: collector.count("collect") >= 4)

    _run(during, period=0.002)
    assert collector.count("freeze") == 1


def test_what_is_freed_is_given_back_after_each_collection(collector, monkeypatch):
    monkeypatch.setattr(module_of_it, "give_back", lambda: collector.append("given back"))

    async def during(_first_page):
        await _until(lambda: collector.count("given back") >= 3)

    _run(during, period=0.002)
    last = [told for told in collector if told in ("collect", "given back")][1:]
    assert last[:6:2] == ["collect"] * 3
    assert last[1:6:2] == ["given back"] * 3


def test_nothing_runs_on_after_the_server_stops(collector):
    async def during(first_page):
        first_page.set()
        await asyncio.sleep(0)

    assert _run(during, pause=60) == set()
    assert collector[-1] == "unfreeze"


def test_a_server_that_breaks_is_cleaned_up_too(collector):
    async def breaks(_first_page):
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        _run(breaks)
    assert collector[-1] == "unfreeze"


@pytest.mark.usefixtures("collector")
def test_the_start_is_announced_beside_it_and_a_failure_is_only_logged(caplog):
    told = []

    async def during(_first_page):
        await _until(lambda: len(told) > 1)
        assert told == ["first", "started"]

    _run(during, announce=lambda: told.append("started"), prepare=[lambda: told.append("first")])

    def fails():
        told.clear()
        raise OSError

    async def logged(_first_page):
        await _until(lambda: "could not be announced" in caplog.text)

    _run(logged, announce=fails)
