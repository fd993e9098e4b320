"""Pictures of a note as files: SVG as drawn, PNG in few colours so that documents stay light."""

from functools import lru_cache
from io import BytesIO

from PIL import Image

from prioritisation.documents.pictures.files import raster
from prioritisation.documents.pictures.files import svg as drawn
from prioritisation.documents.writing.content import Picture
from prioritisation.wording import t

COLOURS = 128


def svg(picture: Picture) -> bytes:
    """A picture as SVG, to be enlarged without loss."""
    return drawn(picture.specification).encode()


def png(picture: Picture) -> bytes:
    """A picture as PNG: some four times lighter than it was drawn."""
    return _light(picture.specification)


@lru_cache(maxsize=16)
def _light(specification: str) -> bytes:
    image = Image.open(BytesIO(raster(specification))).convert("RGB")
    out = BytesIO()
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def ratio(picture: Picture) -> float:
    """Height over width."""
    width, height = Image.open(BytesIO(png(picture))).size
    return float(height / width)


def file_name(picture: Picture, extension: str) -> str:
    """Name of its file."""
    name = {
        "ranking": t("ranking-bars"),
        "weights_map": t("map-of-weights"),
        "places": t("chances-of-each-rank"),
    }[picture.kind]
    return f"{name}.{extension}"
