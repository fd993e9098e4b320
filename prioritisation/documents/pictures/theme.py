"""The looks of pictures, and how they become SVG and PNG files, one at a time."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock

import altair as alt
import fontpkg_fira_sans
import vl_convert
from altair.utils import schemapi

from prioritisation.wording import NBSP

INK, SOFT, UNDECIDED = "#1E1E1E", "#595959", "#DDDDDA"
CRITERION_COLOURS = (
    "#0B4F8A",
    "#C75B00",
    "#6FA8DC",
    "#5B3A8C",
    "#9A8F2C",
    "#B0416B",
    "#3C7D76",
    "#7A5230",
    "#595959",
    "#8A1C1C",
    "#2F6B2F",
    "#9B6FB0",
)
"""Colours of criteria in the order of the whole case, as in ``drawing/style.css`` (light)."""

LETTERS = 15
"""Size of letters, in pixels: seven points at least where a picture stands on A4."""

_FONT = "Fira Sans"
Drawn = alt.LayerChart | alt.FacetChart


def _french() -> alt.Locale:
    """Numbers as French readers write them, in axes and tooltips too."""
    return alt.Locale(
        number=alt.NumberLocale(
            decimal=",",
            thousands=NBSP,
            grouping=[3],
            currency=["", f"{NBSP}€"],
            percent=f"{NBSP}%",
        )
    )


def themed(chart: alt.VConcatChart | alt.HConcatChart | Drawn) -> dict[str, object]:
    """A chart with the product's theme, as a Vega-Lite specification."""
    styled = (
        chart.configure(font=_FONT, background="#FFFFFF", padding=28, locale=_french())
        .configure_view(stroke=None)
        .configure_title(
            anchor="start",
            fontSize=26,
            fontWeight=600,
            color=INK,
            subtitleColor=SOFT,
            subtitleFontSize=16,
            subtitlePadding=10,
            subtitleLineHeight=22,
            offset=18,
        )
    )
    specification: dict[str, object] = styled.to_dict(validate=False)
    return specification


@contextmanager
def quickly() -> Iterator[None]:
    """Without Altair checking each piece against its schema: our tests check whole pictures."""
    with schemapi.debug_mode(False):
        yield


def data(rows: Sequence[Mapping[str, object]]) -> alt.InlineData:
    """Rows inside the specification: nothing is fetched."""
    return alt.InlineData(values=list(rows))


SCALE = 2.0
_FONTS = Path(fontpkg_fira_sans.__file__).parent / "files"
_DRAWING = Lock()


@lru_cache(maxsize=1)
def _fonts() -> None:
    """Make the bundled font known to the renderer, once."""
    vl_convert.register_font_directory(str(_FONTS))


def specification_text(specification: object) -> str:
    """A specification as text: what a document carries."""
    return json.dumps(specification, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=32)
def svg(specification: str) -> str:
    """The picture of a specification as SVG."""
    with _DRAWING:
        _fonts()
        drawn: str = vl_convert.vegalite_to_svg(specification)
    return drawn


@lru_cache(maxsize=16)
def raster(specification: str) -> bytes:
    """The same picture as PNG, twice as many pixels each way as its size says."""
    # Before the lock, which it takes itself.
    drawn = svg(specification)
    with _DRAWING:
        image: bytes = vl_convert.svg_to_png(drawn, scale=SCALE)
    return image
