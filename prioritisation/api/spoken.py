"""What goes wrong, said in French: notes of the error, which a traceback shows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from criteria.errors import InvalidCase, Problem, ProblemKind
from prioritisation.errors import InvalidRequest
from prioritisation.wording import tn
from prioritisation.wording.problems import problem_sentence

_MOST_NOTES = 20


@contextmanager
def spoken_problems() -> Iterator[None]:
    """Whatever is refused within says each of its problems, with its place, as a note."""
    try:
        yield
    except (InvalidCase, InvalidRequest) as refused:
        add_notes(refused, [problem_sentence(one) for one in refused.problems])
        raise
    except OSError as error:
        if error.filename is not None:
            absent = isinstance(error, FileNotFoundError)
            kind: ProblemKind = "missing_file" if absent else "unreadable"
            add_notes(error, [problem_sentence(Problem(kind, str(error.filename)))])
        raise


def add_notes(error: Exception, sentences: Sequence[str]) -> None:
    """Add the first of these, and how many more there are."""
    for sentence in sentences[:_MOST_NOTES]:
        error.add_note(sentence)
    if (more := len(sentences) - _MOST_NOTES) > 0:
        error.add_note(tn("… and {n} other thing.", "… and {n} other things.", more))
