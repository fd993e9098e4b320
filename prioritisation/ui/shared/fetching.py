"""Scripts that fetch files and say what becomes of them."""

from pathlib import Path

_FETCHING = Path(__file__).with_suffix(".js")


def script(file: Path) -> str:
    """A script that uses what ``fetching.js`` holds, with it."""
    return "\n".join(one.read_text(encoding="utf-8") for one in (_FETCHING, file))
