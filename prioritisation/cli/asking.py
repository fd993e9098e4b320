"""What is asked beside a scenario: constraints on weights, and what is said of sets of levers.

Constraints are typed ``a>=b``, ``a>=20``, ``a<=60`` and ``a 20..60``: shares are in percents of
all the weight, with a decimal point or comma. What is said of sets is in a file, as
``portfolio.text`` writes it.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from criteria.problems import Kind, Problem
from prioritisation.inquiry import ALONE
from prioritisation.portfolio.errors import InvalidQuestion, InvalidText
from prioritisation.portfolio.fields import MOST_CHARACTERS
from prioritisation.portfolio.terms import compiled
from prioritisation.portfolio.text import from_json
from prioritisation.portfolio.words import Question
from prioritisation.robustness.constraints import AtLeast, AtMost, Constraint, Order, between
from prioritisation.sentences.sets import question_problem_text, text_problem_text
from prioritisation.wording import t

PLACE, SHOWN, WHOLE = "--constraint", 80, 100.0
NAME, NUMBER = r"\s*([\w-]+?)\s*", r"\s*([0-9]+(?:[.,][0-9]+)?)\s*%?\s*"
TWO = re.compile(rf"{NAME}(>=|<=){NAME}")
ONE = re.compile(rf"{NAME}(>=|<=){NUMBER}")
SPAN = re.compile(rf"\s*([\w-]+)\s+{NUMBER}\.\.{NUMBER}")


def read_constraints(
    texts: Sequence[str], criteria: Sequence[str], problems: list[Problem]
) -> tuple[Constraint, ...]:
    """The constraints of these texts; what is wrong is added to the problems.

    Parameters
    ----------
    criteria
        Ids of the criteria that are weighed, in the order of the columns.
    """
    return tuple(c for text in texts for c in _read(text, list(criteria), problems))


def _read(text: str, criteria: list[str], problems: list[Problem]) -> tuple[Constraint, ...]:
    found: tuple[Constraint, ...] = ()
    if match := ONE.fullmatch(text):
        name, sign, share = match.groups()
        if _named(text, [name], criteria, problems) and _shares(text, [share], problems):
            kind = AtLeast if sign == ">=" else AtMost
            found = (kind(criteria.index(name), _share(share)),)
    elif match := SPAN.fullmatch(text):
        name, *ends = match.groups()
        if _named(text, [name], criteria, problems) and _shares(text, ends, problems):
            found = between(criteria.index(name), *map(_share, ends))
    elif (match := TWO.fullmatch(text)) and match[1] != match[3]:
        one, sign, other = match.groups()
        if _named(text, [one, other], criteria, problems):
            more, less = (one, other) if sign == ">=" else (other, one)
            found = (Order(criteria.index(more), criteria.index(less)),)
    else:
        allowed = t("criterion>=criterion, criterion>=20, criterion<=60 or criterion 20..60")
        values = {"found": text[:SHOWN], "allowed": allowed}
        problems.append(Problem("setting_malformed", PLACE, values=values))
    return found


def read_question(file: str, levers: Mapping[str, str], problems: list[Problem]) -> Question:
    """What a file says of sets of levers; nothing, and what is wrong with it, when it cannot be.

    Parameters
    ----------
    levers
        Id -> what people call it; empty when they are not known: what is said is then not
        compared with them.
    """
    try:
        with Path(file).open(encoding="utf-8-sig") as written:
            question = from_json(written.read(MOST_CHARACTERS + 1))  # enough to say: too long
        if levers:
            compiled(question, tuple(levers))
    except (OSError, UnicodeDecodeError):
        problems.append(Problem("unreadable", file[:SHOWN]))
    except InvalidText as error:
        problems += [refused(file, text_problem_text(p)) for p in error.problems]
    except InvalidQuestion as error:
        problems += [refused(file, question_problem_text(p, levers)) for p in error.problems]
    else:
        return question
    return ALONE


def refused(place: str, text: str) -> Problem:
    """A problem of which the sentence is already written."""
    return Problem("refused", place[:SHOWN], values={"text": text})


def _named(
    text: str, names: Sequence[str], criteria: Collection[str], problems: list[Problem]
) -> bool:
    """Whether criteria are weighed; those that are not are told."""
    wrong = [name for name in names if name not in criteria]
    for name in wrong:
        values = {"found": name[:SHOWN], "allowed": ", ".join(criteria)}
        problems.append(Problem("unknown_criterion", PLACE, None, text[:SHOWN], values))
    return not wrong


def _shares(text: str, shares: Sequence[str], problems: list[Problem]) -> bool:
    """Whether shares are from 0 to 100 and in order; what is wrong is told."""
    wrong: list[tuple[Kind, dict[str, str]]] = [
        ("out_of_range", {"found": share[:SHOWN]}) for share in shares if _share(share) > 1
    ]
    if not wrong and len(shares) > 1 and _share(shares[0]) > _share(shares[1]):
        wrong = [("interval_reversed", {"found": shares[0], "allowed": shares[1]})]
    problems += [Problem(kind, PLACE, None, text[:SHOWN], values) for kind, values in wrong]
    return not wrong


def _share(text: str) -> float:
    return float(text.replace(",", ".")) / WHOLE
