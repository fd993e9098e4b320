"""The pictures of a note, and their files: SVG as drawn, PNG in few colours."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image

from prioritisation.documents.pictures import charts, theme, triangle
from prioritisation.documents.writing.cleaning import clean, drawable_in_picture
from prioritisation.documents.writing.content import Picture
from prioritisation.documents.writing.subject import Subject
from prioritisation.sentences.ranking import ranking_alternative, shares_alternative
from prioritisation.sentences.shares import first_place_shares, first_texts
from prioritisation.wording import t

_CORNERS = 3
_PADDING = 6


def pictures_of(subject: Subject | None) -> tuple[Picture, ...]:
    """All that there are."""
    if subject is None:
        return ()
    pictures = [_ranking(subject)]
    if len(subject.criteria) == _CORNERS:
        pictures.append(_weights_map(subject))
    return tuple(pictures)


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


def _ranking(subject: Subject) -> Picture:
    caption = t("Points out of 100. Solid: a score given. Lighter: to check. Pale: not known.")
    alt = ranking_alternative(subject.analysis)
    return Picture(
        "ranking", caption, alt, lambda: _drawn(lambda: charts.ranking_chart(subject.analysis))
    )


def _weights_map(subject: Subject) -> Picture:
    firsts = first_place_shares(subject.analysis.regions)
    alt = shares_alternative(subject.levers, firsts, first_texts(subject.analysis))
    caption = t("Which lever is first according to the weights. Diamond: the weights taken.")
    return Picture(
        "weights_map",
        caption,
        alt,
        lambda: _drawn(lambda: triangle.triangle_chart(subject.analysis)),
    )


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


def ratio(picture: Picture) -> float:
    """Height over width."""
    width, height = Image.open(BytesIO(picture_png(picture))).size
    return float(height / width)
