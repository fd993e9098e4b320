"""Importing the libraries behind the visitor's back, when a second opinion is first wanted.

They weigh more than the rest of the server: a meeting that compares nothing never pays for them.
"""

import gc
import importlib
import logging
from functools import cache
from threading import Thread

_LOGGER = logging.getLogger(__name__)
LIBRARIES = "prioritisation.analysis.opinions.libraries"


@cache
def load_in_background() -> Thread:
    """Start the import, once; ``ready()`` says when it is over."""
    thread = Thread(target=_load, name="second opinions", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    try:
        importlib.import_module(LIBRARIES)
    except Exception:
        _LOGGER.exception("second opinions could not be loaded")
    # What was imported stays: the collector need not look at it again.
    gc.collect()
    gc.freeze()
