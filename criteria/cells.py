"""What a cell or a row may hold, and how what is wrong in it is named with its place."""

import datetime as dt
import math
import re
import unicodedata
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from criteria.errors import Problem, ProblemKind

_LONGEST = 2000
_SHORT_WORDS = 8
"""Words of a text for the projected screen, at most."""


class Strict(BaseModel):
    """Nothing unexpected passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def validation_error(kind: ProblemKind, **context: str) -> PydanticCustomError:
    """The error a validator raises so that the problem has this kind."""
    return PydanticCustomError(kind, kind, context)


def parse_number(cell: object) -> object:
    """A cell of a CSV file as a number; says decimal comma and infinity apart from other text."""
    if isinstance(cell, bool):  # Python counts with them
        raise validation_error("not_a_number")
    if not isinstance(cell, str):
        return cell
    # A French spreadsheet writes 1 234,5: named as such, it is soon corrected.
    if "," in cell and _is_number(cell.replace(",", ".").replace(" ", "").replace("\u202f", "")):
        raise validation_error("decimal_comma")
    if not _is_number(cell):
        raise validation_error("not_a_number")
    number = float(cell)
    if not math.isfinite(number):
        raise validation_error("not_finite")
    return number


def parse_optional_number(cell: object) -> object:
    """As ``parse_number``; an empty cell is None."""
    return None if cell == "" else parse_number(cell)


def _check_date(text: str) -> str:
    """A date that exists: a year, a month of a year or a day of a month; or nothing."""
    try:
        # What is left out is borrowed from a date that exists.
        dt.date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError as error:
        raise validation_error("bad_form") from error
    return text


_UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that nobody sees, whatever Unicode calls them."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn round the order in which what follows is read."""
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Controls: a line break and a tab are seen; what the others do, nobody sees."""
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Controls, and what ends a line or a paragraph."""


def turning_sign(text: str) -> str:
    """The first sign that turns round what is read after it; empty without one."""
    sign = _TURNING.search(text)
    return sign[0] if sign else ""


def without_turns(text: str) -> str:
    """The same without the signs that turn round what is read after them."""
    return _TURNING.sub("", text)


def _check_seen(text: str) -> str:
    """A text that is read as it is written: it is seen, and nothing turns it round."""
    if turning := turning_sign(text):
        raise validation_error("turned_round", expected=f"U+{ord(turning):04X}")
    if control := _HIDDEN.search(text):
        raise validation_error("control_sign", expected=f"U+{ord(control[0]):04X}")
    if text and not is_seen(text):
        raise validation_error("invisible")
    return text


def _check_short(text: str) -> str:
    """Few words; signs of punctuation that stand alone are none."""
    words = sum(any(map(str.isalnum, word)) for word in text.split())
    if words > _SHORT_WORDS:
        raise validation_error("too_many_words", found=str(words), allowed=str(_SHORT_WORDS))
    return text


def _check_one_line(text: str) -> str:
    """A text without line break or tab: it is read inside a line."""
    if _BREAKS.search(text):
        raise validation_error("several_lines")
    return text


def is_seen(text: str) -> bool:
    r"""Whether anything of a text is seen.

    Examples
    --------
    >>> is_seen("a"), is_seen("\u200b ")
    (True, False)
    """
    return any(unicodedata.category(c)[0] not in "CZ" and c not in _UNSEEN for c in text)


def _check_share(share: float | None) -> float | None:
    """A share of 100, when there is one."""
    if share is not None and not 0 <= share <= 100:  # noqa: PLR2004 (a percentage)
        raise validation_error("out_of_range")
    return share


def _check_file(file: str, info: ValidationInfo) -> str:
    """The file that goes with the kind of a computed score: sheets are counted, rows summed."""
    expected = {"sum": "official_rows.csv", "count": "action_sheets.csv"}
    if file != expected.get(info.data.get("kind", ""), file):
        raise validation_error("not_allowed", expected=expected[info.data["kind"]])
    return file


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    # Python reads 1_000 and the digits of any script.
    return text.isascii() and "_" not in text


Number = Annotated[float, BeforeValidator(parse_number), Field(allow_inf_nan=False)]
OptionalShare = Annotated[
    float | None, BeforeValidator(parse_optional_number), AfterValidator(_check_share)
]
TomlNumber = Annotated[float, Field(strict=True, allow_inf_nan=False)]
FileOfRows = Annotated[
    Literal["official_rows.csv", "action_sheets.csv"], AfterValidator(_check_file)
]
StrictFlag = Annotated[bool, Field(strict=True)]
Day = Annotated[dt.date, Field(strict=True)]
ANYTHING = r"^.+$"
IDENT = r"^[a-z][a-z0-9_]{0,39}$"
Ident = Annotated[str, StringConstraints(pattern=IDENT)]
OptionalIdent = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]{0,39})?$")]
Idents = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*(\|[a-z][a-z0-9_]*)*)?$")]
SomeIdents = Annotated[
    str, StringConstraints(min_length=1, pattern=r"^[a-z][a-z0-9_]*(\|[a-z][a-z0-9_]*)*$")
]
EvidenceIds = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^|]+(\|[^|]+)*$")]
OptionalEvidenceIds = Annotated[str, StringConstraints(pattern=r"^([^|]+(\|[^|]+)*)?$")]
CellText = Annotated[
    str, StringConstraints(min_length=1, max_length=_LONGEST), AfterValidator(_check_seen)
]
OptionalText = Annotated[str, StringConstraints(max_length=_LONGEST), AfterValidator(_check_seen)]
Label = Annotated[
    str, StringConstraints(min_length=1, max_length=120), AfterValidator(_check_seen)
]
RoomText = Annotated[Label, AfterValidator(_check_one_line)]
ShortText = Annotated[OptionalText, AfterValidator(_check_short)]
OptionalChoice = Annotated[
    str,
    StringConstraints(max_length=120),
    AfterValidator(_check_seen),
    AfterValidator(_check_one_line),
]
OptionalRoomText = Annotated[OptionalText, AfterValidator(_check_one_line)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Phrase = Annotated[str, StringConstraints(pattern=r"\{n\}", max_length=120)]
PlainPhrase = Annotated[
    str,
    StringConstraints(pattern=r"^[^{}]*\{n\}[^{}]*$", max_length=120),
    AfterValidator(_check_seen),
    AfterValidator(_check_one_line),
]
Date = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"),
    AfterValidator(_check_date),
]
Url = Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$", max_length=500)]
Confidence = Literal["élevée", "moyenne", "faible", ""]


_LONGEST_INTEGER = 1000
_TAGS = {"", "linear", "words", "piecewise", "scores", "sum", "count"}
"""Names pydantic puts in the path of an error that are not keys of the file."""
KINDS: dict[str, ProblemKind] = {
    "bad_form": "bad_form",
    "bool_type": "not_allowed",
    "decimal_comma": "decimal_comma",
    "dict_type": "bad_structure",
    "enum": "not_allowed",
    "extra_forbidden": "unknown_key",
    "finite_number": "not_finite",
    "flat_scale": "flat_scale",
    "float_parsing": "not_a_number",
    "float_type": "not_a_number",
    "levels_not_increasing": "levels_not_increasing",
    "no_other_order": "no_other_order",
    "invisible": "invisible",
    "list_type": "bad_list",
    "literal_error": "not_allowed",
    "missing": "missing_key",
    "model_type": "bad_structure",
    "not_a_number": "not_a_number",
    "not_allowed": "not_allowed",
    "not_finite": "not_finite",
    "out_of_range": "out_of_range",
    "points_not_monotone": "points_not_monotone",
    "several_lines": "several_lines",
    "string_pattern_mismatch": "bad_form",
    "string_too_long": "too_long",
    "string_too_short": "empty",
    "too_short": "empty",
    "too_many_words": "too_many_words",
    "turned_round": "turned_round",
    "control_sign": "control_sign",
    "union_tag_invalid": "not_allowed",
    "union_tag_not_found": "missing_key",
}


def problem_from_pydantic(
    error: ErrorDetails, name: str, row: int | None, key: str = ""
) -> Problem:
    """One pydantic error as a problem of ours, with its place."""
    # A tag comes after the key that it tells apart: what stands first is a key, whatever its name.
    where = [str(part) for k, part in enumerate(error["loc"]) if not k or part not in _TAGS]
    if row is not None:
        # A row is flat: the last part is its column, whatever model it went through.
        where = where[-1:]
    column = ".".join([key, *where] if key else where)
    values: dict[str, str | float | int] = {"found": _quoted(error["input"])}
    if error["type"] == "bool_type":
        values["allowed"] = "true, false"
    context = error.get("ctx", {})
    for word in ("expected", "max_length", "expected_tags"):
        if word in context:
            # pydantic quotes and joins in English: only the values are kept.
            values["allowed"] = str(context[word]).replace(" or ", ", ").replace("'", "")
    # What a validator of ours says of it is more exact than the whole of what it read.
    values |= {word: context[word] for word in ("found", "allowed") if word in context}
    return Problem(KINDS.get(error["type"], "bad_form"), name, row, column, values)


def _quoted(value: object) -> str:
    """What was found, as it is written in the file and cut short; nothing for a table."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > _LONGEST_INTEGER:
        return hex(value)[:80]  # Python refuses to write it in decimal
    return str(value)[:80] if isinstance(value, str | int | float | dt.date | dt.time) else ""
