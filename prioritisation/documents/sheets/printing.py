"""Sheets to print: PDF files made by typst, with the bundled font, from texts given as data."""

import json
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import fontpkg_fira_sans
import segno

TYPST_FOLDER = Path(__file__).parent / "typst"
FONTS = Path(fontpkg_fira_sans.__file__).parent / "files"


def sheet_pdf(sheet: str, data: Mapping[str, object]) -> bytes:
    """A sheet as PDF; slow: for a thread.

    Parameters
    ----------
    sheet
        Name of a file of ``typst``, without its extension.
    data
        What it shows; a text in it is never markup.
    """
    import typst  # noqa: PLC0415 (a large library that only who prints needs)

    return typst.compile(
        _text("frame.typ") + _text(f"{sheet}.typ"),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)]),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="ua-1",
    )


def qr_svg(address: str, *, margin: int = 4, scale: int = 0) -> str:
    """The QR code of an address as SVG: black on white with its margin, also on dark pages.

    Parameters
    ----------
    margin
        Around it, in squares of the code.
    scale
        Pixels of a square; 0 when the page says how large the code is.
    """
    out = BytesIO()
    code = segno.make(address, error="m", micro=False)
    looks = {"border": margin, "scale": scale or 1, "omitsize": not scale}
    code.save(out, kind="svg", dark="#000", light="#fff", xmldecl=False, **looks)
    return out.getvalue().decode()


@cache
def _text(name: str) -> bytes:
    return (TYPST_FOLDER / name).read_bytes()
