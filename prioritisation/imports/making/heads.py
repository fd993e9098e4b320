"""What is said of a whole file once it is read: what is chosen, by whom, who gave its scores."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from criteria import cells
from criteria.errors import Problem
from criteria.evidence import Source
from criteria.model import Option, Status
from prioritisation.cases import typed
from prioritisation.cases.blank import USUAL_OPTION
from prioritisation.wording import t

_PLACE = "import"


@dataclass(frozen=True, slots=True)
class ImportHead:
    """What a file does not say of the case that is made of it, as it was typed.

    Attributes
    ----------
    choice
        What is chosen, as a question; may be empty.
    option
        The noun for what is compared.
    status
        What all its scores rest on: an opinion, official figures, a deduction.
    source
        Who says so, or where; empty for the file itself.
    date, caution, confidence
        Of that source: a day, a month or a year; what must be read beside; how sure it is.
    file
        What the file is called; empty for what was pasted.
    """

    title: str
    group: str
    choice: str = ""
    option: str = USUAL_OPTION
    status: str = Status.OPINION.value
    source: str = ""
    date: str = ""
    caution: str = ""
    confidence: str = ""
    file: str = ""

    @property
    def source_title(self) -> str:
        """What the source of its scores is called; empty where there is none."""
        name = readable(self.file)
        of_file = t("file « {name} »", name=name) if name else ""
        return typed.on_one_line(self.source) or of_file


def is_file_itself(source: Source) -> bool:
    """Whether a source is a file that scores were taken from, of which nobody said whose it is."""
    if source.kind != t("imported file"):
        return False
    before, _, after = t("file « {name} »", name="\n").partition("\n")
    return source.title == t("pasted table") or (
        source.title.startswith(before) and source.title.endswith(after)
    )


def readable(text: str) -> str:
    """What a file of a case may hold of a text from elsewhere: one line, 80 signs, all seen."""
    line = typed.on_one_line(text)[:80]
    if not line.isprintable():
        line = "".join(filter(str.isprintable, line)).strip()
    return line if cells.is_seen(line) else ""


def head_problems(head: ImportHead, today: date) -> Iterator[Problem]:
    """Everything wrong with what was typed, each with its field.

    Parameters
    ----------
    today
        Nothing was said later.
    """
    for field, longest in (("title", typed.NAME_SIGNS), ("group", typed.NAME_SIGNS)):
        yield from typed.text_problems(_PLACE, field, getattr(head, field), longest)
    if head.choice.strip():
        yield from typed.text_problems(_PLACE, "choice", head.choice, typed.NAME_SIGNS)
    for field in ("source", "caution"):
        words = typed.on_one_line(getattr(head, field))
        yield from typed.text_problems(_PLACE, field, words, typed.QUESTION_SIGNS)
    known = [one.value for one in Status if one is not Status.UNKNOWN]
    yield from _among("option", head.option or USUAL_OPTION, get_args(Option))
    yield from _among("status", head.status, known)
    yield from _among("confidence", head.confidence, get_args(cells.Confidence))
    yield from typed.date_problems(_PLACE, "date", head.date, today)
    if head.status != Status.OPINION and not head.source_title:
        yield Problem("empty", _PLACE, None, "source")


def _among(field: str, value: str, allowed: tuple[str, ...] | list[str]) -> Iterator[Problem]:
    if value not in allowed:
        values = {"found": readable(value), "allowed": ", ".join(filter(None, allowed))}
        yield Problem("not_allowed", _PLACE, None, field, values)
