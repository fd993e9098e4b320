"""What a voter sees before and after the ballot: the welcome, the wait, a closed round."""

from collections.abc import Mapping
from http import HTTPStatus

from prioritisation.ballots.ballot import Ballot
from prioritisation.ballots.modes import Mode
from prioritisation.meeting import Phase
from prioritisation.room import Stage
from prioritisation.store import StoredBallot
from prioritisation.web.ballot.asked import asked_of, vote_of
from prioritisation.web.ballot.bars import percents, slices
from prioritisation.web.ballot.messages import BARE
from prioritisation.web.ballot.pages import Visitor, about
from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import t, tn


def welcome(stage: Stage, visitor: Visitor, problem: str = "") -> Page:
    """Nothing to answer yet, or two questions that may be left unanswered."""
    asks = not visitor.joined and has_questions(stage)
    heading = t("Welcome to the meeting") if asks else t("Welcome, you are in the meeting")
    values: dict[str, object] = {
        "heading": heading,
        "text": problem or _waiting_text(stage, asks=asks),
        "asks": asks,
        "college": "",
        "colleges": stage.setup.colleges,
        "asks_carrying": stage.setup.asks_carrying,
        "carrying": carrying(),
        "joins": not visitor.joined and not asks,
        "follows": True,
        **_to_come(stage),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return about(stage, Page("waiting", heading, values, status, token=visitor.token))


def has_questions(stage: Stage) -> bool:
    """Whether something is asked of those who join."""
    return bool(stage.setup.colleges) or stage.setup.asks_carrying


def carrying() -> tuple[tuple[str, str], ...]:
    """The answers to « portez-vous une fiche ? »; the first is that of who does not answer."""
    return (("", t("I would rather not say")), ("oui", t("yes")), ("non", t("no")))


def _waiting_text(stage: Stage, *, asks: bool) -> str:
    if asks:
        return t("No name is asked. You may leave these questions unanswered.")
    if stage.meeting.phase is Phase.DRAFT:
        return t("The meeting is not open yet. It will start here.")
    return t("The round is not open yet. The ballot will come here.")


def _to_come(stage: Stage) -> Mapping[str, object]:
    """What will be asked, once the facilitator has opened the meeting."""
    criteria = () if stage.meeting.phase is Phase.DRAFT else asked_of(stage)
    return {"criteria": criteria, "asked_text": to_come(len(criteria), stage.setup.weighting)}


def to_come(count: int, mode: Mode) -> str:
    """What will be asked, in a few words."""
    start = tn(
        "{n} criterion. Two situations are compared: the lowest and the highest.",
        "{n} criteria. For each, two situations are compared: the lowest and the highest.",
        count,
    )
    if count == 1:
        return start
    asked = {
        Mode.SWING: t("You say which passage counts most, then what the others are worth."),
        Mode.POINTS: t("You share 100 points between the passages."),
    }.get(mode, t("You put the passages in order."))
    return " ".join((start, asked, t("A minute is enough.")))


def closed(stage: Stage, mine: StoredBallot | None, late: Ballot | None, number: int) -> Page:
    """The round is over, for a ballot that came late or for who did not vote."""
    title = t("Round {n} is closed", n=number)
    if late and mine:
        text = t(
            "This change did not arrive in time. *Your earlier ballot counts* (receipt {code}).",
            code=mine.receipt,
        )
    elif late:
        text = t("Your ballot did not arrive in time: *it does not count.*")
    else:
        text = t("You did not vote in this round.")
    more = t(
        "Another round may open: keep this page. If you think there is a mistake, tell the "
        "facilitator, without saying your vote."
    )
    vote = vote_of(stage)
    shown = late and set(late.points) == set(vote.ids)
    values: dict[str, object] = {
        "text": text,
        "more": more,
        "bar_slices": slices(vote.criteria, percents(late, vote.ids)) if late and shown else (),
        "onward": f"/vote/{stage.code}",
    }
    status = HTTPStatus.CONFLICT if late else HTTPStatus.OK
    page = Page("message", title, {**BARE, "heading": title, **values}, status, title)
    return about(stage, page)


def over(stage: Stage) -> Page:
    """A meeting that shows nothing to this visitor any more."""
    title = t("The meeting is over")
    text = t("You have no ballot in it: there is nothing to compare.")
    values = {**BARE, "heading": title, "text": text, "onward": f"/vote/{stage.code}"}
    return about(stage, Page("message", title, values))


def by_invitation(stage: Stage) -> Page:
    """The meeting takes nobody without an invitation."""
    title = t("This meeting is by invitation")
    text = t("Scan the code of your own sheet, or type its link: each is one ballot.")
    values = {**BARE, "heading": title, "text": text, "onward": f"/vote/{stage.code}"}
    return about(stage, Page("message", title, values, HTTPStatus.FORBIDDEN))
