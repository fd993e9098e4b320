"""What all tests share: how they are found, and how often memory is looked through."""

import gc
from collections.abc import Generator
from pathlib import Path

import pytest

# Seldom: thousands of tests and all libraries are there to stay, and each look takes a while.
gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path,
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """A module is imported to look for its examples: only those that have some are worth it."""
    found = yield
    if file_path.suffix != ".py" or ">>>" in file_path.read_text(encoding="utf-8"):
        return found
    return [collector for collector in found if type(collector) is pytest.Module]


def pytest_collection_finish() -> None:
    """What was collected is never looked through again."""
    gc.collect()
    gc.freeze()
