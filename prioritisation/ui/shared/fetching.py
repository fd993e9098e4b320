"""Scripts that fetch files and say what becomes of them."""

from pathlib import Path

_HERE = Path(__file__).parent


def script(name: str) -> str:
    """A script of this folder that uses what ``fetching.js`` holds, with it."""
    return "\n".join((_HERE / one).read_text(encoding="utf-8") for one in ("fetching.js", name))
