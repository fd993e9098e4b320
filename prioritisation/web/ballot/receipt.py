"""The receipt: a thousand people may wait for it at once, so only its figures are rendered."""

from collections.abc import Mapping
from functools import lru_cache, partial

from prioritisation.ballots.ballot import from_json as ballot_of
from prioritisation.room import Stage
from prioritisation.store import StoredBallot
from prioritisation.web.ballot.asked import Vote, vote_of
from prioritisation.web.ballot.bars import Slice, percents, slices
from prioritisation.web.ballot.pages import Visitor, about
from prioritisation.web.ballot.rendering import Page, mark
from prioritisation.wording import t, tn


def receipt(stage: Stage, stored: StoredBallot, visitor: Visitor) -> Page:
    """A ballot is in."""
    vote = vote_of(stage)
    late = {
        "version": str(stored.version),
        "receipt": stored.receipt,
        "count": "" if vote.trial else _count(stage.ballots, stage.present),
    }
    bar = slices(vote.criteria, percents(ballot_of(stored.points_json), vote.ids))
    for i, part in enumerate(bar):
        late |= {f"start{i}": part.start, f"width{i}": part.width, f"text{i}": part.text}
    done = _done(trial=vote.trial)
    page = Page("receipt", done, partial(_values, vote), said=done, token=visitor.token, late=late)
    return about(stage, page, frame=(stage.code, stage.title, stage.key, stage.meeting.rehearsal))


@lru_cache
def _done(*, trial: bool) -> str:
    return t("Trial ballot received") if trial else t("Ballot recorded")


def _values(vote: Vote) -> Mapping[str, object]:
    bar = [
        Slice(c.label, mark(f"start{i}"), mark(f"width{i}"), mark(f"text{i}"))
        for i, c in enumerate(vote.criteria)
    ]
    return {
        "heading": _done(trial=vote.trial),
        "counts": _counts(trial=vote.trial),
        "bar_slices": bar,
        "count": "" if vote.trial else mark("count"),
        "after": _next(trial=vote.trial),
        "trial": vote.trial,
        "receipt": mark("receipt"),
        "version": mark("version"),
    }


def _counts(*, trial: bool) -> str:
    if trial:
        return t("The trial works on this device. It *counts for nothing*.")
    return t("It counts. You may change it until the round ends.")


def _next(*, trial: bool) -> str:
    if trial:
        return t("The real ballot will come here when the round opens. Keep this page.")
    return t(
        "The results are shown here after the reveal. Keep this page or come back by the same "
        "link."
    )


@lru_cache(maxsize=64)
def _count(ballots: int, present: int) -> str:
    """How many ballots are in, and how many people are there: nothing else is told.

    Read a moment ago, it may not know yet of the ballot that is being answered.
    """
    ballots = max(ballots, 1)
    present = max(present, ballots)
    return t(
        "{ballots}, {present}.",
        ballots=tn("{n} ballot", "{n} ballots", ballots),
        present=tn("{n} present", "{n} present", present),
    )
