"""The picture of a note, and its file: SVG as drawn, PNG in few colours."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image

from prioritisation.documents.pictures import charts, theme
from prioritisation.documents.writing.cleaning import clean, drawable_in_picture
from prioritisation.documents.writing.content import Picture
from prioritisation.documents.writing.subject import Subject
from prioritisation.sentences.ranking import caveats, ranking_alternative
from prioritisation.wording import t

_PADDING = 6


def picture_of(subject: Subject | None) -> Picture | None:
    """The ranking as bars; None where nothing is ranked."""
    if subject is None:
        return None
    analysis = subject.analysis
    return Picture(
        t("Points out of 100. Solid: a score given. Lighter: to check. Pale: not known."),
        ranking_alternative(analysis),
        lambda: _drawn(lambda: charts.ranking_chart(analysis)),
        tuple(caveats(analysis)),
    )


def _drawn(chart: Callable[[], theme.Drawn]) -> str:
    with theme.quickly():
        specification = theme.themed(chart())
    config = specification["config"]
    assert isinstance(config, dict)  # noqa: S101 (always there with our theme)
    return theme.specification_text(
        legible(specification | {"config": config | {"padding": _PADDING}})
    )


def legible(subject: object) -> object:
    """A specification with the signs that our font draws, and no other."""
    if isinstance(subject, str):
        return drawable_in_picture(clean(subject))
    if isinstance(subject, Mapping):
        return {key: legible(value) for key, value in subject.items()}
    if isinstance(subject, Sequence):
        return [legible(value) for value in subject]
    return subject


_COLOURS = 128


def picture_png(picture: Picture) -> bytes:
    """A picture as PNG, for a document that says itself what it is."""
    return light_png(picture.specification)


@lru_cache(maxsize=16)
def light_png(specification: str) -> bytes:
    """A specification as PNG: some four times lighter than it was drawn."""
    image = Image.open(BytesIO(theme.raster(specification))).convert("RGB")
    out = BytesIO()
    # Dithering would speckle plain colours, and weigh more.
    image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()
