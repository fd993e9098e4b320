"""The log of the server: one dated line for each thing said, on the standard error."""

import logging
import sys

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
NAME = "prioritisation"


def dated() -> None:
    """Date what this program says, unless somebody has chosen where its log goes."""
    logger = logging.getLogger(NAME)
    if logger.hasHandlers():
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(FORMAT))
    logger.addHandler(handler)
