"""What is said of sets of levers, read from a file, as ``analysis.sets.text`` writes it."""

from collections.abc import Mapping
from pathlib import Path

from criteria.problems import Problem
from prioritisation.analysis.inquiry import ALONE
from prioritisation.analysis.robustness.reading import SHOWN, refused
from prioritisation.analysis.sets.errors import InvalidQuestion, InvalidText
from prioritisation.analysis.sets.fields import MOST_CHARACTERS
from prioritisation.analysis.sets.terms import compiled
from prioritisation.analysis.sets.text import from_json
from prioritisation.analysis.sets.words import Question
from prioritisation.sentences.sets import question_problem_text, text_problem_text


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
