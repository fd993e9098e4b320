"""The pictures of a note as files: they go alone, and each says below what it shows and is worth.

In a document a picture says nothing of this: the document does.
"""

import json
import re
import textwrap
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from prioritisation.documents.pictures import theme
from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.content import Note, Picture
from prioritisation.documents.writing.pictures import legible, light_png
from prioritisation.documents.writing.stamp import stamp_lines, stamp_text
from prioritisation.sentences.criteria import official_names_text

_SIGN = 6.2
"""Mean width of a sign of the lines at the foot, in the units of the picture."""


def stamped_png(note: Note, picture: Picture) -> bytes:
    """A picture with its caption and stamp below, the whole fingerprint among its properties."""
    about = PngInfo()
    about.add_itxt("Title", clean(note.heading.title), "fr")
    about.add_itxt("Description", _about(note, picture), "fr")
    about.add_itxt("Comment", stamp_text(note, whole=True), "fr")
    out = BytesIO()
    drawn = light_png(stamped_specification(note, picture))
    Image.open(BytesIO(drawn)).save(out, "PNG", pnginfo=about)
    return out.getvalue()


def stamped_specification(note: Note, picture: Picture) -> str:
    """Its specification with its caption, then the stamp, as a title at its foot."""
    title = {
        "text": legible((*_caption_lines(note, picture), *stamp_lines(note))),
        "orient": "bottom",
        "anchor": "start",
        "fontSize": 12,
        "fontWeight": "normal",
        "color": theme.SOFT,
        "offset": 12,
    }
    return theme.specification_text(json.loads(picture.specification) | {"title": title})


def _caption_lines(note: Note, picture: Picture) -> list[str]:
    """What must be known first, its caption, names and caveats, no wider than what is drawn."""
    width = re.search(r'width="([\d.]+)"', theme.svg(picture.specification))
    assert width is not None  # noqa: S101 (an SVG says its width)
    signs = int(float(width[1]) / _SIGN)
    texts = (*note.first, picture.caption, _official_names(note), *picture.caveats)
    return [line for text in texts for line in textwrap.wrap(text, signs)]


def _official_names(note: Note) -> str:
    """What the case calls its criteria."""
    columns = note.board.columns
    return official_names_text([(c.label, c.official or c.label) for c in columns])


def _about(note: Note, picture: Picture) -> str:
    """What it shows, for who does not see it: its caption, its figures, then its names."""
    return clean(f"{picture.caption} {picture.alt} {_official_names(note)}").strip()
