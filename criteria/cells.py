"""What a cell of a file may hold: numbers, ids, texts, dates, and how wrong ones are named."""

import math
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from criteria.problems import Kind

LONGEST = 2000


def refused(kind: Kind) -> PydanticCustomError:
    """The error a validator raises so that the problem has this kind."""
    return PydanticCustomError(kind, kind)


def parse_number(cell: object) -> object:
    """A cell of a CSV file as a number; says decimal comma and infinity apart from other text."""
    if not isinstance(cell, str):
        return cell
    if "," in cell and _is_number(cell.replace(",", ".").replace(" ", "").replace("\u202f", "")):
        raise refused("decimal_comma")
    if not _is_number(cell):
        raise refused("not_a_number")
    number = float(cell)
    if not math.isfinite(number):
        raise refused("not_finite")
    return number


def parse_optional_number(cell: object) -> object:
    """As ``parse_number``; an empty cell is None."""
    return None if cell == "" else parse_number(cell)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.isascii() and "_" not in text


Number = Annotated[float, BeforeValidator(parse_number), Field(allow_inf_nan=False)]
OptionalNumber = Annotated[float | None, BeforeValidator(parse_optional_number)]
IDENT = r"^[a-z][a-z0-9_]{0,39}$"
Ident = Annotated[str, StringConstraints(pattern=IDENT)]
OptionalIdent = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]{0,39})?$")]
Idents = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*(\|[a-z][a-z0-9_]*)*)?$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
OptionalText = Annotated[str, StringConstraints(max_length=LONGEST)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Date = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]
Address = Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$", max_length=500)]
Confidence = Literal["élevée", "moyenne", "faible", ""]
