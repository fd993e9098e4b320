"""The ballot and its receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from secrets import token_urlsafe

from prioritisation.ballots.ballot import Ballot, shares, whole_percents
from prioritisation.ballots.ballot import from_json as ballot_of
from prioritisation.room import LONGEST_REASON, Stage
from prioritisation.store import StoredBallot
from prioritisation.web.ballot.asked import TRIAL, Vote, vote_of
from prioritisation.web.ballot.faults import Shown
from prioritisation.web.ballot.filled import Filled
from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import t, tn

FOLDED_FROM = 7
"""Criteria from which the anchors of step 1 are folded: the cards would be too long."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a token that the server signed, and whether its holder has joined."""

    token: str
    joined: bool = False


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
    """

    filled: Filled
    faults: tuple[Shown, ...] = ()
    wrong: frozenset[str] = frozenset()
    preview: Mapping[str, int | None] | None = None
    changing: bool = False


def round_label(number: int) -> str:
    """« tour 1 », « essai »."""
    return t("trial") if number == TRIAL else t("round {n}", n=number)


def form(stage: Stage, visitor: Visitor, attempt: Attempt) -> Page:
    """The ballot, to be filled."""
    vote = vote_of(stage)
    values: dict[str, object] = {
        "heading": t("Your trial ballot") if vote.trial else t("Your ballot"),
        "round_label": "" if vote.trial else round_label(vote.number),
        "trial": vote.trial,
        "changing": attempt.changing,
        "faults": attempt.faults,
        "wrong": attempt.wrong,
        "preview": attempt.preview,
        "filled": attempt.filled,
        "nonce": token_urlsafe(9),
        "round": vote.number,
        "longest_reason": LONGEST_REASON,
        "token": visitor.token,
        "joins": not visitor.joined,
        **_questions(vote),
        **_sending(vote),
    }
    title = t("An answer is missing") if attempt.faults else _form_title(vote)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if attempt.faults else HTTPStatus.OK
    said = title if attempt.faults else ""
    return about(stage, Page("form", title, values, status, said))


def _form_title(vote: Vote) -> str:
    return t("Trial ballot") if vote.trial else t("Your ballot, round {n}", n=vote.number)


def _questions(vote: Vote) -> Mapping[str, object]:
    return {
        "criteria": vote.criteria,
        "nothing": dict.fromkeys(vote.ids, 0),
        "fingerprint": vote.fingerprint,
        "folded": len(vote.criteria) >= FOLDED_FROM,
        "imagine": _imagine(vote),
    }


def _imagine(vote: Vote) -> str:
    if vote.trial:
        return t(
            "Imagine that you choose a place for lunch, and that everything is at its lowest. You "
            "may raise *one* criterion only, from lowest to highest. Which one?"
        )
    return t(
        "Imagine all the levers at the lowest on everything. You may raise *one* criterion only, "
        "from lowest to highest. Which one?"
    )


def _sending(vote: Vote) -> Mapping[str, object]:
    if vote.trial:
        return {"send": t("Send my trial ballot"), "until": t("It counts for nothing.")}
    until = t("You may change it until the round ends.")
    return {"send": t("Send my ballot"), "until": until}


def receipt(stage: Stage, stored: StoredBallot, visitor: Visitor) -> Page:
    """A ballot is in."""
    vote = vote_of(stage)
    done = t("Trial ballot received") if vote.trial else t("Ballot recorded")
    counts = (
        t("The trial works on this device. It *counts for nothing*.")
        if vote.trial
        else t("It counts. You may change it until the round ends.")
    )
    after = (
        t("The real ballot will come here when the round opens. Keep this page.")
        if vote.trial
        else t(
            "The results are shown here after the reveal. Keep this page or come back by the same "
            "link."
        )
    )
    values = {
        "heading": done,
        "counts": counts,
        "criteria": vote.criteria,
        "percents": percents(ballot_of(stored.points_json), vote.ids),
        "count": "" if vote.trial else count_text(stage),
        "after": after,
        "trial": vote.trial,
        "receipt": stored.receipt,
        "token": visitor.token,
    }
    return about(stage, Page("receipt", done, values, said=done, version=stored.version))


def count_text(stage: Stage) -> str:
    """How many ballots are in, and how many people are there: nothing else is told."""
    ballots = max(stage.ballots, 1)
    present = max(stage.present, ballots)
    return t(
        "{ballots}, {present}.",
        ballots=tn("{n} ballot", "{n} ballots", ballots),
        present=tn("{n} present", "{n} present", present),
    )


def percents(ballot: Ballot, ids: Sequence[str]) -> Mapping[str, int | None]:
    """Whole percents of a ballot, criterion by criterion; None for an abstention."""
    found = whole_percents(shares(ballot))
    return {c: found.get(c) for c in ids}


def about(stage: Stage, page: Page) -> Page:
    """A page about a meeting."""
    return replace(
        page,
        code=stage.code,
        place=stage.title,
        key=stage.key,
        rehearsal=stage.meeting.rehearsal,
    )
