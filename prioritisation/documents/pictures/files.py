"""Specifications drawn as SVG and PNG files, one at a time: the renderer is not shared."""

import json
from functools import lru_cache
from pathlib import Path
from threading import Lock

import fontpkg_fira_sans
import vl_convert

SCALE = 2.0
FONTS = Path(fontpkg_fira_sans.__file__).parent / "files"
_DRAWING = Lock()


@lru_cache(maxsize=1)
def fonts() -> None:
    """Make the bundled font known to the renderer, once."""
    vl_convert.register_font_directory(str(FONTS))


def written(specification: object) -> str:
    """A specification as text: what a document carries."""
    return json.dumps(specification, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=32)
def svg(specification: str) -> str:
    """The picture of a specification as SVG."""
    with _DRAWING:
        fonts()
        drawn: str = vl_convert.vegalite_to_svg(specification)
    return drawn


@lru_cache(maxsize=16)
def raster(specification: str) -> bytes:
    """The same picture as PNG, twice as many pixels each way as its size says."""
    drawn = svg(specification)
    with _DRAWING:
        image: bytes = vl_convert.svg_to_png(drawn, scale=SCALE)
    return image
