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


def no_access_log() -> None:
    """Have uvicorn log no address, however it was started: those of secret links are secrets.

    `streamlit run` asks it not to; `uvicorn app:app` logs each twice, once more for Streamlit.
    """
    logging.getLogger("uvicorn.access").disabled = True
