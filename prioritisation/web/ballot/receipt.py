"""The receipt: a thousand people may wait for it at once, so only its figures are rendered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from prioritisation.analysis.ballots.ballot import ballot_shares_of
from prioritisation.meeting.room import Stage
from prioritisation.meeting.store import StoredBallot
from prioritisation.sentences.ballot import Vote, vote_of
from prioritisation.sentences.explained import NumberKind, explained
from prioritisation.web.ballot.form import Slice, Visitor, about, check_path, rounded_word, slices
from prioritisation.web.ballot.rendering import Page, late_mark
from prioritisation.wording import ordinal_word, t

HERE = "here"
"""Late value: the address by which a browser reaches the server, known once it is answered."""


@dataclass(frozen=True, slots=True)
class ReceiptState:
    """What a receipt is told in.

    Attributes
    ----------
    open
        Whether the ballot may still be changed.
    replaced
        Whether an older one was sent again.
    reasoned
        Whether a reason was written with it.
    """

    trial: bool
    open: bool
    replaced: bool
    reasoned: bool


def receipt_page(
    stage: Stage, stored: StoredBallot, visitor: Visitor, *, replaced: bool = False
) -> Page:
    """A ballot is in.

    Parameters
    ----------
    replaced
        Whether what was sent is an older ballot, which this one has replaced since.
    """
    vote = vote_of(stage)
    late = {
        "version": str(stored.version),
        "receipt": stored.receipt,
        "reason": stored.reason,
        HERE: "",
    }
    bar = slices(vote.criteria, ballot_shares_of(stored.ballot))
    for i, part in enumerate(bar):
        late |= {f"start{i}": part.start, f"width{i}": part.width, f"text{i}": part.text}
    late["rounded"] = rounded_word(ballot_shares_of(stored.ballot))
    open_now = vote.trial or stage.takes_ballots
    now = ReceiptState(vote.trial, open_now, replaced, bool(stored.reason))
    done = _done(now)
    page = Page(
        "receipt",
        done,
        partial(_values, vote, now, stage.code),
        announced=done,
        token=visitor.token,
        late=late,
        settled=not replaced,
    )
    labels = tuple(c.label for c in vote.criteria)
    moment = (stage.code, stage.created_at, stage.title, stage.key, stage.meeting.rehearsal)
    key = ("receipt", *moment, labels, vote.number, now)
    return about(stage, page, frame=key)


@lru_cache
def _done(state: ReceiptState) -> str:
    if state.replaced:
        return t("Your last vote counts")
    return t("Trial vote received") if state.trial else t("Vote recorded")


def _values(vote: Vote, state: ReceiptState, code: str) -> Mapping[str, object]:
    bar = [
        Slice(c.label, late_mark(f"start{i}"), late_mark(f"width{i}"), late_mark(f"text{i}"))
        for i, c in enumerate(vote.criteria)
    ]
    return {
        "heading": _done(state),
        "round_label": "" if vote.trial else t("{nth} vote", nth=ordinal_word(vote.number)),
        "counts": _counts(state),
        "bar_slices": bar,
        "numbers": [explained(NumberKind.VOTE_SHARE)],
        "rounded": late_mark("rounded"),
        "reason": late_mark("reason") if state.reasoned else "",
        "after": _next(state),
        "trial": vote.trial,
        "may_change": state.open,
        "receipt": late_mark("receipt"),
        "check_at": check_path(code),
        HERE: late_mark(HERE),
        "version": late_mark("version"),
    }


def _counts(state: ReceiptState) -> str:
    if state.replaced and not state.trial:
        return t(
            "What was just sent is an older vote, which you had replaced: *it does not count.* "
            "The one below does."
        )
    if not state.open:
        return t("It counts. The vote is closed: it does not change any more.")
    if state.trial:
        return t("The trial works on this device. It *counts for nothing*.")
    return t("It counts. You may change it as long as the vote is open.")


def _next(state: ReceiptState) -> str:
    if state.trial:
        return t("The real ballot will come here when the vote opens. Keep this page.")
    return t("The results will be shown here. Keep this page or come back by the same link.")
