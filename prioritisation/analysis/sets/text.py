"""What the group says of sets of levers, as text: kept, and read back strictly.

* PrioritisationError
  x InvalidText
  x OtherCase
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    FiniteFloat,
    Strict,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from prioritisation.analysis.sets.question import (
    WHOLE_EFFECT,
    Capacity,
    Load,
    Question,
    Synergy,
)
from prioritisation.errors import PrioritisationError

LONGEST_QUESTION_TEXT, _MOST_ROWS, _LONGEST_TEXT = 200_000, 1_000, 1_000

T = TypeVar("T")


class TextFault(StrEnum):
    """One way a text kept of a question or of argument cards can be wrong."""

    NO_JSON = "no_json"
    KIND = "kind"
    MISSING = "missing"
    UNEXPECTED = "unexpected"
    WORD = "word"
    DATE = "date"
    TOO_LONG = "too_long"
    REPEATED = "repeated"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class TextProblem:
    """One thing wrong in a text; ``place`` leads there: ``synergies.2.word``, empty for all."""

    fault: TextFault
    place: str = ""


class InvalidText(PrioritisationError):
    """A text is not what ``to_json`` writes; carries every problem."""

    def __init__(self, problems: Sequence[TextProblem]) -> None:
        super().__init__("; ".join(f"{p.place}: {p.fault}" for p in problems))
        self.problems = tuple(problems)


class OtherCase(PrioritisationError):
    """What a text says was said of another case, whose id it carries."""

    def __init__(self, case_id: str) -> None:
        super().__init__(f"said of {case_id!r}")
        self.case_id = case_id


class StrictPart(BaseModel):
    """Fields of an object: those, no other, each of its very kind."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def text_fault(fault: TextFault) -> PydanticCustomError:
    """What a validator raises, so that ``parse`` tells this fault."""
    return PydanticCustomError("text_fault", "{fault}", {"fault": fault})


def _day(value: object) -> dt.date | None:
    try:
        return None if value is None else dt.date.fromisoformat(value)  # type: ignore[arg-type] # what is no text is refused just below
    except (TypeError, ValueError) as error:
        raise text_fault(TextFault.DATE) from error


def _few(rows: object) -> object:
    # Before any is read: a maximal length counts right rows only, after all the wrong ones.
    if isinstance(rows, list) and len(rows) > _MOST_ROWS:
        raise text_fault(TextFault.TOO_LONG)
    return rows


WrittenDay = Annotated[dt.date | None, BeforeValidator(_day)]
Percent = Annotated[int, Field(ge=0, le=WHOLE_EFFECT)]
WrittenText = Annotated[str, Field(max_length=_LONGEST_TEXT)]
# What a validator is handed is a list already, which a strict tuple would refuse.
LISTED_ROW = Strict(strict=False)
Rows = Annotated[tuple[T, ...], LISTED_ROW, BeforeValidator(_few)]

_NAMES = ("missing", "extra_forbidden")
_FAULTS = {
    "json_invalid": TextFault.NO_JSON,
    "string_unicode": TextFault.NO_JSON,
    "missing": TextFault.MISSING,
    "extra_forbidden": TextFault.UNEXPECTED,
    "enum": TextFault.WORD,
    "greater_than_equal": TextFault.WORD,
    "less_than_equal": TextFault.WORD,
    "too_long": TextFault.TOO_LONG,
    "string_too_long": TextFault.TOO_LONG,
}
"""Kind of error of pydantic -> ours; every other is a wrong kind of value."""


def parse(text: str, kind: TypeAdapter[T], depth: int | None = None, context: object = None) -> T:
    """What a text says, once all of it is right.

    Parameters
    ----------
    kind
        Reads it, strictly.
    depth
        Steps of a place that are told; all by default.
    context
        What validators of ``kind`` are handed.

    Raises
    ------
    InvalidText
        With every problem.
    """
    if len(text) > LONGEST_QUESTION_TEXT:
        raise InvalidText([TextProblem(TextFault.TOO_LONG)])
    try:
        return kind.validate_json(text, context=context)
    except ValidationError as error:
        problems = (_problem(one, depth) for one in _in_order(error.errors(include_url=False)))
        # Nothing of it in the chain: it quotes what people wrote, for the log.
        raise InvalidText(list(dict.fromkeys(problems))) from None


def _in_order(errors: Iterable[ErrorDetails], depth: int = 0) -> Iterator[ErrorDetails]:
    """Of each object, fields that lack and fields too many, then what is wrong in the others."""
    parts: dict[tuple[int | str, ...], list[ErrorDetails]] = {}
    for error in errors:
        if error["type"] in _NAMES and len(error["loc"]) == depth + 1:
            yield error
        else:
            parts.setdefault(error["loc"][depth : depth + 1], []).append(error)
    for place, part in parts.items():
        yield from _in_order(part, depth + 1) if place else part


def _problem(error: ErrorDetails, depth: int | None) -> TextProblem:
    """A row that lacks a value, or has one more, is of a wrong kind; places count from 1."""
    place = error["loc"][:depth]
    fault = _FAULTS.get(error["type"], TextFault.KIND)
    if error["type"] == "text_fault":
        fault = error["ctx"]["fault"]
    elif error["type"] in ("missing", "too_long") and isinstance(place[-1:][0], int):
        fault = TextFault.KIND
    steps = (str(one + 1 if isinstance(one, int) else one) for one in place)
    return TextProblem(fault, ".".join(steps))


class _Synergy(StrictPart):
    first: WrittenText
    second: WrittenText
    word: Synergy
    reason: WrittenText


class _Load(StrictPart):
    lever: WrittenText
    word: Load
    reason: WrittenText


class _Wait(StrictPart):
    lever: WrittenText
    reason: WrittenText
    until: WrittenDay


class _Values(StrictPart):
    harm: FiniteFloat
    help: FiniteFloat
    strong: FiniteFloat
    light: FiniteFloat
    moderate: FiniteFloat
    heavy: FiniteFloat
    small: FiniteFloat
    fair: FiniteFloat
    large: FiniteFloat


class _Question(StrictPart):
    most: int
    synergies: Rows[_Synergy]
    loads: Rows[_Load]
    capacity: Capacity | None
    hard: bool
    waits: Rows[_Wait]
    day: WrittenDay
    values: _Values
    dilution: Percent | None = None


_WRITTEN, _QUESTION = TypeAdapter(_Question), TypeAdapter(Question)


def to_json(question: Question) -> str:
    """A question as text, the same for the same question."""
    fields = asdict(question)
    # As it was written before there was any.
    if question.dilution is None:
        del fields["dilution"]
    return json.dumps(fields, default=str, ensure_ascii=False)


def from_json(text: str) -> Question:
    """The question that ``to_json`` wrote; ``compare_sets`` asks whether it fits the levers.

    Raises
    ------
    InvalidText
        For any other text, with every problem and its place.
    """
    return question_of_fields(parse(text, _WRITTEN).model_dump())


def question_of_fields(fields: Mapping[str, Any]) -> Question:
    """A question, of its fields and those of its parts."""
    return _QUESTION.validate_python(fields)
