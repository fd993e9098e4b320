"""The ballot, to be filled."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from secrets import token_urlsafe

from prioritisation.meeting.room import LONGEST_REASON, Stage
from prioritisation.sentences.ballot import TRIAL, Vote, vote_of
from prioritisation.web.ballot.asking import asking
from prioritisation.web.ballot.bars import Percents, slices
from prioritisation.web.ballot.faults import Shown
from prioritisation.web.ballot.filled import Filled, to_fields
from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import t

FOLDED_FROM = 7
"""Criteria from which the anchors of step 1 are folded: the cards would be too long."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a token that the server signed, whether its holder has joined, from where."""

    token: str
    joined: bool = False
    network: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the form shows besides its questions.

    Attributes
    ----------
    wrong
        Criteria whose number is to be corrected, or the name of another field.
    preview
        Shares that were asked for without sending.
    changing
        Whether an earlier ballot counts meanwhile.
    again
        The round whose ballot is in the form, to be sent again; 0 for none.
    """

    filled: Filled
    faults: tuple[Shown, ...] = ()
    wrong: frozenset[str] = frozenset()
    preview: Percents | None = None
    changing: bool = False
    again: int = 0


def round_label(number: int) -> str:
    """« tour 1 », « essai »."""
    return t("trial") if number == TRIAL else t("round {n}", n=number)


def check_path(code: str) -> str:
    """The address where the receipts of a meeting are checked."""
    return f"/vote/{code}/recu"


def form(stage: Stage, visitor: Visitor, attempt: Attempt) -> Page:
    """The ballot, to be filled."""
    vote = vote_of(stage)
    values: dict[str, object] = {
        "heading": t("Your trial ballot") if vote.trial else t("Your ballot"),
        "round_label": "" if vote.trial else round_label(vote.number),
        "trial": vote.trial,
        "changing": attempt.changing,
        **_again(vote, attempt),
        **closing(stage),
        "faults": attempt.faults,
        "wrong": attempt.wrong,
        "preview": attempt.preview and slices(vote.criteria, attempt.preview),
        "filled": attempt.filled,
        "nonce": token_urlsafe(9),
        "round": vote.mark,
        "longest_reason": LONGEST_REASON,
        "joins": not visitor.joined,
        **_questions(vote),
        **_sending(vote),
    }
    title = t("An answer is missing") if attempt.faults else _form_title(vote)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if attempt.faults else HTTPStatus.OK
    said = title if attempt.faults else ""
    return about(stage, Page("form", title, values, status, said, token=visitor.token))


def closing(stage: Stage) -> Mapping[str, object]:
    """The seconds left to send a ballot, once the end of the round was asked."""
    left = stage.closes_in
    if left is None:
        return {"closes_ms": 0, "closes": ""}
    seconds = max(1, round(left))
    told = t("The vote closes in {s} s: send your ballot.", s=seconds)
    return {"closes_ms": max(1, round(1000 * left)), "closes": told}


def _again(vote: Vote, attempt: Attempt) -> Mapping[str, object]:
    """The ballot of an earlier round, as it is sent when it is kept."""
    if not attempt.again:
        return {"again": "", "kept": ()}
    told = t(
        "Your ballot of round {past} is below, as you sent it. *It does not count in round {n} "
        "before you send it again.*",
        past=attempt.again,
        n=vote.number,
    )
    return {"again": told, "kept": tuple(to_fields(attempt.filled, vote.mode).items())}


def _form_title(vote: Vote) -> str:
    return t("Trial ballot") if vote.trial else t("Your ballot, round {n}", n=vote.number)


def _questions(vote: Vote) -> Mapping[str, object]:
    return {
        "criteria": vote.criteria,
        "nothing": slices(vote.criteria, dict.fromkeys(vote.ids, 0)),
        "fingerprint": vote.fingerprint,
        "folded": len(vote.criteria) >= FOLDED_FROM,
        **asking(vote),
    }


def _sending(vote: Vote) -> Mapping[str, object]:
    if vote.trial:
        return {"send": t("Send my trial ballot"), "until": t("It counts for nothing.")}
    until = t("You may change it until the round ends.")
    return {"send": t("Send my ballot"), "until": until}


def about(stage: Stage, page: Page, frame: tuple[Hashable, ...] | None = None) -> Page:
    """A page about a meeting."""
    return replace(
        page,
        code=stage.code,
        place=stage.title,
        key=stage.key,
        rehearsal=stage.meeting.rehearsal,
        frame=frame,
    )
