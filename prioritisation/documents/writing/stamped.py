"""The pictures of a note as files: they go alone, and each says below what it is worth.

In a document a picture says nothing of this: the document does.
"""

import json
from html import escape
from io import BytesIO
from typing import Literal

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from prioritisation.documents.pictures import theme
from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.content import Note, Picture
from prioritisation.documents.writing.pictures import legible, light_png
from prioritisation.documents.writing.stamp import stamp_lines, stamp_text

PictureFormat = Literal["svg", "png"]
PICTURE_FORMATS: tuple[PictureFormat, ...] = ("svg", "png")


def picture_file(note: Note, picture: Picture, extension: PictureFormat) -> bytes:
    """A picture of a note with its stamp below, and the whole fingerprint among its properties."""
    specification = _stamped(note, picture)
    return (
        _svg(note, picture, specification)
        if extension == "svg"
        else _png(note, picture, specification)
    )


def _stamped(note: Note, picture: Picture) -> str:
    """Its specification with the stamp as a title at its foot."""
    title = {
        "text": legible(stamp_lines(note)),
        "orient": "bottom",
        "anchor": "start",
        "fontSize": 12,
        "fontWeight": "normal",
        "color": theme.SOFT,
        "offset": 12,
    }
    return theme.specification_text(json.loads(picture.specification) | {"title": title})


def _svg(note: Note, picture: Picture, specification: str) -> bytes:
    head, opened, rest = theme.svg(specification).partition(">")
    title = escape(clean(f"{note.heading.title}. {stamp_text(note, whole=True)}"))
    about = f"<title>{title}</title><desc>{escape(clean(picture.alt))}</desc>"
    return f"{head}{opened}{about}{rest}".encode()


def _png(note: Note, picture: Picture, specification: str) -> bytes:
    about = PngInfo()
    about.add_itxt("Title", clean(note.heading.title), "fr")
    about.add_itxt("Description", clean(picture.alt), "fr")
    about.add_itxt("Comment", stamp_text(note, whole=True), "fr")
    out = BytesIO()
    Image.open(BytesIO(light_png(specification))).save(out, "PNG", pnginfo=about)
    return out.getvalue()
