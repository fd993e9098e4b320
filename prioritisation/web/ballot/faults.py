"""What is wrong with a ballot, in French, each with the place of the form to correct."""

from collections.abc import Sequence
from dataclasses import dataclass

from prioritisation.ballots.errors import BallotProblem, Fault
from prioritisation.web.ballot.asked import Asked
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence, and the id of the field it is about."""

    text: str
    at: str = ""


def shown(problems: Sequence[BallotProblem], criteria: Sequence[Asked]) -> tuple[Shown, ...]:
    """The sentences about a ballot; as long as there is no first choice, only that one."""
    kinds = {p.fault for p in problems}
    alone = kinds & {Fault.FIRST_MISSING, Fault.OTHER_CRITERIA, Fault.FIRST_UNKNOWN}
    kept = [p for p in problems if not alone or p.fault in alone]
    return tuple(dict.fromkeys(_shown(p, criteria) for p in kept))


def _shown(problem: BallotProblem, criteria: Sequence[Asked]) -> Shown:
    ids = [c.id for c in criteria]
    place = ids.index(problem.criterion) if problem.criterion in ids else 0
    label = criteria[place].label
    match problem.fault:
        case Fault.FIRST_MISSING:
            return Shown(t("Choose the passage that counts most."), "f-0")
        case Fault.FIRST_UNKNOWN | Fault.OTHER_CRITERIA:
            return Shown(
                t("This ballot was about other criteria than the vote’s: here is the right one."),
                "f-0",
            )
        case Fault.FIRST_ABSTAINS:
            return Shown(
                t("{criterion}: it cannot be first if you abstain on it.", criterion=label),
                f"f-{place}",
            )
        case Fault.TOO_FEW:
            return Shown(
                t("One answer compares nothing: answer for two criteria at least."), "a-0"
            )
        case _:
            return Shown(_number(problem, label), f"n-{place}")


def _number(problem: BallotProblem, label: str) -> str:
    match problem.fault:
        case Fault.NOT_WHOLE:
            return t(
                "{criterion}: “{found}” is not a whole number from 0 to 100.",
                criterion=label,
                found=problem.found,
            )
        case Fault.OUT_OF_RANGE:
            return t(
                "{criterion}: {found} is not between 0 and 100.",
                criterion=label,
                found=problem.found,
            )
        case _:
            return t(
                "{criterion}: give a whole number from 0 to 100, or abstain.", criterion=label
            )


def reason_too_long(length: int) -> Shown:
    """The reason does not fit."""
    return Shown(t("Your reason has {n} characters: 140 at most.", n=length), "reason")
