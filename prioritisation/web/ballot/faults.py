"""What is wrong with a ballot, in French, each with the place of the form to correct."""

from collections.abc import Sequence
from dataclasses import dataclass

from prioritisation.analysis.ballots.errors import BallotProblem, Fault
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.sentences.ballot import Vote
from prioritisation.sentences.weighting import total_text
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence, and the id of the field it is about."""

    text: str
    at: str = ""


_ALONE = {Fault.FIRST_MISSING, Fault.OTHER_CRITERIA, Fault.FIRST_UNKNOWN}


def shown(problems: Sequence[BallotProblem], vote: Vote) -> tuple[Shown, ...]:
    """The sentences about a ballot; as long as there is no first choice, only that one."""
    alone = {p.fault for p in problems} & _ALONE
    kept = [p for p in problems if not alone or p.fault in alone]
    return tuple(dict.fromkeys(_shown(p, vote) for p in kept))


def _shown(problem: BallotProblem, vote: Vote) -> Shown:
    found = _whole(problem.fault, vote)
    if found:
        return found
    place = vote.ids.index(problem.criterion) if problem.criterion in vote.ids else 0
    label = vote.criteria[place].label
    match problem.fault:
        case Fault.FIRST_ABSTAINS:
            said = t("{criterion}: it cannot be first if you abstain on it.", criterion=label)
            return Shown(said, f"f-{place}")
        case Fault.TOTAL:
            return Shown(total_text(int(problem.found)), "n-0")
        case Fault.NO_PLACE | Fault.PLACE_UNKNOWN:
            said = t("{criterion}: choose a place, or abstain.", criterion=label)
            return Shown(said, f"p-{place}-1")
        case _:
            return Shown(_number(problem, label), f"n-{place}")


def _whole(fault: Fault, vote: Vote) -> Shown | None:
    """What is wrong with the ballot as a whole; None for what is about one answer."""
    match fault:
        case Fault.FIRST_MISSING:
            return Shown(t("Choose the passage that counts most."), "f-0")
        case Fault.FIRST_UNKNOWN | Fault.OTHER_CRITERIA:
            said = t(
                "This ballot was about other criteria than the vote’s: here is the right one."
            )
            return Shown(said, _start(vote))
        case Fault.OTHER_MODE:
            said = t("The way of asking for weights has changed: here is the right ballot.")
            return Shown(said, _start(vote))
        case Fault.TOO_FEW:
            said = t("One answer compares nothing: answer for two criteria at least.")
            return Shown(said, "a-0")
        case _:
            return None


def _start(vote: Vote) -> str:
    """The first field of the form."""
    if vote.mode.ordered:
        return "p-0-1"
    return "f-0" if vote.mode is Mode.SWING else "n-0"


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
