"""What is understood of a file, asked about it and set aside, in words."""

from collections.abc import Callable

from prioritisation.imports.model import (
    FileQuestion,
    FileReading,
    QuestionKind,
    ReadScore,
    ReasonAside,
)
from prioritisation.wording import t, tn
from prioritisation.wording.numbers import plain


def reading_summary(reading: FileReading) -> str:
    """What a file says, counted: levers and criteria, then what is unknown, wrong, not said."""
    if reading.files and not reading.levers:
        return t("a whole case, as it is")
    levers, criteria = len(reading.levers), len(reading.criteria)
    size = t(
        "{levers} × {criteria}",
        levers=tn("{n} lever", "{n} levers", levers),
        criteria=tn("{n} criterion", "{n} criteria", criteria),
    )
    return ", ".join([size, *_remaining(reading)])


def scores_unknown(reading: FileReading) -> list[ReadScore]:
    """What nobody knows of it; not what a cell says that is still asked about."""
    pending = {cell for question in reading.pending for cell in question.cells}
    return [
        one
        for one in reading.scores
        if one.value is None and one.word is None and one.cell not in pending
    ]


def _remaining(reading: FileReading) -> list[str]:
    """What of it is not known, or not said, by kind; nothing of what there is none of."""
    unknown = len(scores_unknown(reading))
    wrong, pending = len(reading.problems), len(reading.pending)
    counted = {
        tn("{n} unknown", "{n} unknowns", unknown): unknown,
        tn("{n} cell to mend", "{n} cells to mend", wrong): wrong,
        tn("{n} answer to give", "{n} answers to give", pending): pending,
    }
    return [words for words, count in counted.items() if count] + points_to_confirm(reading)


def points_to_confirm(reading: FileReading) -> list[str]:
    """What of its criteria is left to the group, by kind: a case is made all the same."""
    kinds = [question.kind for question in reading.questions]
    ways = kinds.count("direction") + sum(c.direction == "open" for c in reading.criteria)
    orders = kinds.count("order")
    counted = {
        tn("{n} direction to confirm", "{n} directions to confirm", ways): ways,
        tn("{n} order of words to confirm", "{n} orders of words to confirm", orders): orders,
    }
    return [words for words, count in counted.items() if count]


def file_question_text(question: FileQuestion) -> str:
    """What is asked about a file."""
    return _QUESTIONS[question.kind](question)


def _line(about: str) -> str:
    """A line of a sheet, by its letter or its number."""
    return t("row {n}", n=about) if about.isdigit() else t("column {name}", name=about)


def _with_found(question: FileQuestion) -> str:
    """Where it is, with what stands there."""
    place = _line(question.about)
    return (
        t("{place} (« {found} »)", place=place, found=question.found) if question.found else place
    )


def _cell(question: FileQuestion) -> str:
    if question.choices and not any(map(str.isdecimal, "".join(question.choices))):
        return t("« {found} »: a word of the scale, or does nobody know?", found=question.found)
    return t("« {found} »: which number is it, or does nobody know?", found=question.found)


def _sheet(question: FileQuestion) -> str:
    if not question.found:
        return t("Which sheet has the table?")
    return t("Only a hidden sheet has a table, « {name} »: is it meant?", name=question.found)


def _direction(question: FileQuestion) -> str:
    if not question.found:
        return t("« {name} »: which is better, more or less?", name=question.about)
    return t(
        "« {name} »: the file writes « {found} », perhaps what is measured; which is better, "
        "more or less?",
        name=question.about,
        found=question.found,
    )


_QUESTIONS: dict[QuestionKind, Callable[[FileQuestion], str]] = {
    "cell": _cell,
    "direction": _direction,
    "ends": lambda q: t(
        "« {name} »: from which number to which, the worst then the best?", name=q.about
    ),
    "header": lambda _: t("Which row has the titles?"),
    "order": lambda q: t("« {name} »: its words, from the worst to the best?", name=q.about),
    "orientation": lambda _: t("What is each row: a lever, a criterion, or one score?"),
    "role": lambda q: t("{place}: what is it?", place=_capital(_with_found(q))),
    "sheet": _sheet,
}
"""Kind -> its question."""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def choice_text(question: FileQuestion, choice: str) -> str:
    """One of the answers to a question, as a button says it; names and words as they are."""
    if question.kind in _OF_KIND and choice in (words := _OF_KIND[question.kind]):
        return words[choice]()
    if question.kind in _NAMES:
        only = question.kind == "sheet" and len(question.choices) == 1
        return t("yes, « {name} »", name=choice) if only else choice
    if question.kind == "role":
        return role_text(choice)
    if question.kind == "header":
        return _line(choice)
    if choice in _CHOICES:
        return _CHOICES[choice]()
    return _amount(choice)


def _amount(text: str) -> str:
    """A number, or two, as French readers write them; what is none as it is."""
    low, mark, high = text.partition("..")
    try:
        ends = [plain(float(end.replace(",", "."))) for end in (low, high) if end]
    except ValueError:
        return text
    if not mark:
        return ends[0] if ends else text
    return t("{low} to {high}", low=ends[0], high=ends[1]) if len(ends) > 1 else text


_NAMES: tuple[QuestionKind, ...] = ("sheet", "order")
_OF_KIND: dict[QuestionKind, dict[str, Callable[[], str]]] = {
    "orientation": {
        "rows": lambda: t("a lever"),
        "columns": lambda: t("a criterion"),
        "long": lambda: t("one score"),
    },
    "header": {"0": lambda: t("no row has them")},
    "direction": {
        "min": lambda: t("less"),
        "max": lambda: t("more"),
        "open": lambda: t("to be seen"),
    },
}
_CHOICES: dict[str, Callable[[], str]] = {
    "?": lambda: t("nobody knows"),
    "unknown": lambda: t("nobody knows"),
    "inconnu": lambda: t("nobody knows"),
}
"""What may be answered to several questions -> its words."""


def file_question_line(question: FileQuestion) -> str:
    """What is asked, where, and what may be answered, on a line."""
    line = file_question_text(question)
    if question.cells:
        line = t("{cells}: {text}", cells=", ".join(question.cells[:3]), text=line)
    choices = [choice_text(question, one) for one in question.choices]
    return t("{line} [{choices}]", line=line, choices=" | ".join(choices)) if choices else line


def role_text(role: str) -> str:
    """What a row or a column of a sheet is: as ``Layout`` has it, and as one may answer."""
    if role in _ROLES:
        return _ROLES[role]()
    return _ASIDE[role]() if role in _ASIDE else role


_ROLES: dict[str, Callable[[], str]] = {
    "lever": lambda: t("a lever"),
    "criterion": lambda: t("a criterion"),
    "names": lambda: t("the names of levers"),
    "header": lambda: t("the titles"),
    "score": lambda: t("the scores"),
    "status": lambda: t("what scores rest on"),
    "date": lambda: t("dates of the scores"),
    "confidence": lambda: t("how sure scores are"),
    "reason": lambda: t("why scores are what they are"),
    "left_out": lambda: t("leave it out"),
}


def aside_text(why: ReasonAside) -> str:
    """Why something of a file is no lever, criterion or score, in a few words."""
    return _ASIDE[why]()


_ASIDE: dict[ReasonAside, Callable[[], str]] = {
    "by_choice": lambda: t("left out by your choice"),
    "copy": lambda: t("the same again"),
    "cut": lambda: t("too long: its beginning is taken"),
    "direction": lambda: t("directions of the criteria"),
    "empty": lambda: t("empty"),
    "ends": lambda: t("ends of the scales"),
    "group": lambda: t("groups"),
    "hidden": lambda: t("hidden"),
    "hidden_sheet": lambda: t("hidden sheet"),
    "mean": lambda: t("average, or what sums figures up otherwise"),
    "no_confidence": lambda: t("no confidence that the case has (high, medium, low)"),
    "no_date": lambda: t("not read as a date, which is then unknown"),
    "no_status": lambda: t("no status that the case has (official, opinion, deduced, missing)"),
    "number": lambda: t("numbers of the rows"),
    "other_sheet": lambda: t("another sheet"),
    "other_table": lambda: t("another table"),
    "rank": lambda: t("rank"),
    "remark": lambda: t("remark"),
    "source": lambda: t("source"),
    "struck": lambda: t("struck out"),
    "text": lambda: t("text"),
    "title": lambda: t("title"),
    "total": lambda: t("total"),
    "unit": lambda: t("units"),
    "weight": lambda: t("weights: they are voted on, never imported"),
}
"""Why something is left out -> its words."""


def said_beside(reading: FileReading) -> tuple[str, ...]:
    """What a file says of its scores and levers besides, counted."""
    statuses, sources, dates, confidences, remarks = (
        sum(bool(getattr(one, field)) for one in reading.scores)
        for field in ("stated", "source", "date", "confidence", "reason")
    )
    described = sum(bool(one.scope) for one in reading.levers)
    words = {
        tn("{n} status", "{n} statuses", statuses): statuses,
        tn("{n} score with its source", "{n} scores with their source", sources): sources,
        tn("{n} date", "{n} dates", dates): dates,
        tn("{n} confidence", "{n} confidences", confidences): confidences,
        tn("{n} remark", "{n} remarks", remarks): remarks,
        tn("{n} lever described", "{n} levers described", described): described,
    }
    return tuple(one for one, count in words.items() if count)
