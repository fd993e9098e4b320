"""What a voter sees before and after the ballot: the welcome, the wait, a closed round."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from http import HTTPStatus

from prioritisation.analysis.ballots.ballot import Ballot, Mode, ballot_shares_of, to_json
from prioritisation.drawing.view import meeting_address
from prioritisation.meeting.room import Stage, VoterStanding
from prioritisation.meeting.room.identity import LONGEST_TYPED_CODE
from prioritisation.meeting.room.office import ANOTHER_LINK
from prioritisation.meeting.rules import Phase, RoundStatus
from prioritisation.meeting.store import StoredBallot
from prioritisation.meeting.store.errors import Cause
from prioritisation.sentences.ballot import TRIAL, ballot_criteria, compared_levers_text, vote_of
from prioritisation.sentences.replay import wrong_settings_text
from prioritisation.web.ballot.form import (
    GESTURE_FIELD,
    Shares,
    Visitor,
    about,
    rounded_word,
    slices,
)
from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import ordinal_word, t, tn

BARE: Mapping[str, object] = {
    "heading": "",
    "text": "",
    "more": "",
    "command": "",
    "bar_slices": (),
    "rounded": "",
    "resend": (),
    "resend_to": "",
    "code_form": False,
    "longest_code": LONGEST_TYPED_CODE,
    "onward": "/vote",
    "onward_label": "",
}
"""Values of ``message.html`` when there is nothing to say."""


def message(title: str, text: str, status: int, **more: object) -> Page:
    """A title and a paragraph."""
    values = {**BARE, "heading": title, "text": text, **more}
    return Page("message", title, values, status, title)


def code_form() -> Page:
    """Where a code is typed."""
    text = t("Type the code of the meeting.")
    return message(t("Join a meeting"), text, HTTPStatus.OK, code_form=True)


def unknown_code(code: str) -> Page:
    """No meeting has this code."""
    text = t("No meeting has this code. Read it again on the screen: it has no 0, 1, O, I or L.")
    more = t("Code received: {code}", code=code[:LONGEST_TYPED_CODE]) if code else ""
    return message(t("Unknown code"), text, HTTPStatus.NOT_FOUND, code_form=True, more=more)


def unknown_page() -> Page:
    """Nothing is at this address."""
    text = t("Nothing is at this address.")
    return message(t("This page does not exist"), text, HTTPStatus.NOT_FOUND)


def not_understood(status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Page:
    """The address may be good, what is asked of it is not."""
    text = t("What was asked cannot be done at this address. Nothing was recorded.")
    return message(t("Not understood"), text, status)


def unknown_link() -> Page:
    """An invitation or a secret link that was never made, or that was revoked."""
    text = t("It was mistyped, revoked, or the meeting has been erased. Ask the facilitator.")
    return message(t("This link is not known"), text, HTTPStatus.FORBIDDEN)


def unknown_dossier_link() -> Page:
    """A link of a dossier that was never made, or that opens nothing any more."""
    text = t(
        "It was mistyped or withdrawn, it has come to its end, or the case has been erased. Ask "
        "whoever leads the case for another one."
    )
    onward = {"onward": "/dossiers", "onward_label": t("Go to the cases")}
    return message(t("This link is not known"), text, HTTPStatus.FORBIDDEN, **onward)


def no_setup_link() -> Page:
    """A set-up link that another has replaced, or that was never one: how to have one."""
    title = t("This set-up link is not known")
    text = t("It was mistyped, or another one has replaced it.")
    how = {
        "more": t("Whoever starts the server makes another one, by typing there:"),
        "command": ANOTHER_LINK,
        "onward": meeting_address(),
        "onward_label": t("Go to the meetings"),
    }
    return message(title, text, HTTPStatus.FORBIDDEN, **how)


def another_site() -> Page:
    """A form that no page of ours sent: whoever made it may want another's ballot."""
    text = t(
        "What was sent does not come from a page of this meeting. Nothing was recorded: open the "
        "meeting with its code, then vote there."
    )
    return message(t("Refused"), text, HTTPStatus.FORBIDDEN, code_form=True)


def too_long_page() -> Page:
    """More was sent than a ballot may hold; nothing was read."""
    text = t("A ballot is much smaller. Nothing was recorded: go back and send it again.")
    return message(t("Too much was sent"), text, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_slow() -> Page:
    """What was sent did not come in whole in time."""
    text = t("What was sent did not arrive whole in time. Nothing was recorded: send it again.")
    return message(t("Too slow"), text, HTTPStatus.REQUEST_TIMEOUT)


def too_many_codes() -> Page:
    """Too many codes were tried from one network."""
    text = t("Many codes were tried from this network: wait a minute, then try again.")
    return message(t("Too many at once"), text, HTTPStatus.TOO_MANY_REQUESTS)


def full() -> Page:
    """As many voters have joined as may join."""
    text = t("As many people have joined as this meeting can take. Tell the facilitator.")
    return message(t("The meeting is full"), text, HTTPStatus.TOO_MANY_REQUESTS)


def wrong_settings_page() -> Page:
    """A threshold of the server is malformed: nothing can be said of a result."""
    text = " ".join(wrong_settings_text())
    return message(t("Not available"), text, HTTPStatus.SERVICE_UNAVAILABLE)


def unavailable(cause: Cause | None, fields: Mapping[str, str], action: str) -> Page:
    """Nothing can be written, or read, at the moment."""
    sentence = {
        "full": t("The box takes no ballot: the disk of the server is full."),
        None: t("Something went wrong on the server."),
    }.get(cause, t("The box takes no ballot for now."))
    text = t("{cause} What was acknowledged is safe. Tell the facilitator.", cause=sentence)
    kept = _resent(fields)
    more = ""
    if kept and cause in _UNSURE:
        more = t(
            "Nobody knows yet whether it was recorded. Your answers are kept in this page: send "
            "them again, they count once."
        )
    elif kept:
        more = t("Nothing was recorded this time; your answers are kept in this page.")
    status = HTTPStatus.SERVICE_UNAVAILABLE if cause else HTTPStatus.INTERNAL_SERVER_ERROR
    extra = {"resend": kept, "resend_to": action, "more": more}
    return message(t("Not recorded yet") if kept else t("Not available"), text, status, **extra)


_UNSURE = ("slow", "gone", None)
"""What may happen after a ballot was written: the answer of the database is lost on the way."""


def _resent(fields: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """The fields of a form, to be sent again as they are."""
    return tuple((name, text) for name, text in fields.items() if name != GESTURE_FIELD)


BY_ITSELF = "seul"
"""Field of the form by which a page comes in by itself, without anybody having sent it."""


def turned_away(stage: Stage) -> Page:
    """The meeting is full: the facilitator is to be told. The page looks again by itself."""
    title = t("The meeting is full")
    text = t(
        "As many people have joined as this meeting can take: *you cannot vote for now.* Tell "
        "the facilitator."
    )
    values: Mapping[str, object] = {
        **BARE,
        "heading": title,
        "text": text,
        "onward": f"/vote/{stage.code}",
        "onward_label": t("Look again"),
    }
    # No key: nothing that is pushed says that there is room again.
    return replace(about(stage, Page("full", title, values, HTTPStatus.CONFLICT, title)), key="")


def welcome_page(stage: Stage, visitor: Visitor, problem: str = "") -> Page:
    """Nothing to answer yet, or two questions that may be left unanswered."""
    asks = not visitor.joined and has_questions(stage) and stage.meeting.phase is not Phase.DRAFT
    heading = _welcoming(stage, asks=asks)
    values: dict[str, object] = {
        "heading": heading,
        "text": problem or _waiting_text(stage, asks=asks),
        "asks": asks,
        "college": "",
        "colleges": stage.setup.colleges,
        "asks_carrying": stage.setup.asks_carrying,
        "carrying": _carrying_answers(),
        "join_to": f"/vote/{stage.code}/entrer",
        "note": "",
        "joins": not visitor.joined and not asks,
        "follows": True,
        **_to_come(stage),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return about(stage, Page("waiting", heading, values, status, token=visitor.token))


def invitation_page(
    stage: Stage, token: str, action: str, *, problem: str = "", again: bool = False
) -> Page:
    """An invitation that nobody has used, opened: it asks whether this device comes in.

    Parameters
    ----------
    action
        The address of the invitation.
    again
        Whether this device has joined the meeting already, with another one.
    """
    heading = t("Your invitation")
    how = t("Touch the button to come in with this device: your invitation then opens it only.")
    note = t(
        "This device has come in already, with another invitation. If you go on, the vote sent "
        "with that one stays in the box, and can no more be changed from here."
    )
    values: dict[str, object] = {
        "heading": heading,
        "text": problem or how,
        "asks": True,
        "college": "",
        "colleges": stage.setup.colleges,
        "asks_carrying": stage.setup.asks_carrying,
        "carrying": _carrying_answers(),
        "join_to": action,
        "note": note if again else "",
        "joins": False,
        "follows": False,
        **_to_come(stage),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return about(stage, Page("waiting", heading, values, status, token=token))


def not_now_page(stage: Stage) -> Page:
    """The holder of an invitation comes before the meeting is open, or after it is over."""
    closed = stage.meeting.phase is Phase.CLOSED
    return meeting_over_page(stage) if closed else welcome_page(stage, Visitor("", joined=True))


def wrong_college() -> str:
    """What is said of a college that the meeting does not have."""
    return t("This college is not one of the meeting’s: choose again.")


def has_questions(stage: Stage) -> bool:
    """Whether something is asked of those who join."""
    return bool(stage.setup.colleges) or stage.setup.asks_carrying


def _carrying_answers() -> tuple[tuple[str, str], ...]:
    """The answers to « portez-vous une fiche ? »; the first is that of who does not answer."""
    return (("", t("I would rather not say")), ("oui", t("yes")), ("non", t("no")))


def _welcoming(stage: Stage, *, asks: bool) -> str:
    if stage.meeting.phase is Phase.DRAFT:
        return t("The meeting is not open yet")
    return t("Welcome to the meeting") if asks else t("Welcome, you are in the meeting")


def _waiting_text(stage: Stage, *, asks: bool) -> str:
    if asks:
        return t("No name is asked. You may leave these questions unanswered.")
    if stage.meeting.phase is Phase.DRAFT:
        return t("Keep this page: it will open by itself.")
    return t("The vote is not open yet. Keep this page: the ballot will come here.")


def _to_come(stage: Stage) -> Mapping[str, object]:
    """What will be asked, once the facilitator has opened the meeting."""
    criteria = () if stage.meeting.phase is Phase.DRAFT else ballot_criteria(stage)
    return {"criteria": criteria, "asked_text": _to_come_(len(criteria), stage.setup.weighting)}


def _to_come_(count: int, mode: Mode) -> str:
    """What will be asked, in a few words."""
    start = tn("{n} criterion.", "{n} criteria.", count)
    if count == 1:
        return f"{start} {compared_levers_text()}"
    task = {
        Mode.SWING: t("You choose the difference that should weigh most, then weigh the others."),
        Mode.POINTS: t("You share 100 points between these differences."),
    }.get(mode, t("You put these differences in order."))
    return " ".join((start, compared_levers_text(), task, t("A minute is enough.")))


def ended_round_page(stage: Stage) -> Page:
    """The round is closed and not revealed, for who has no ballot in it."""
    title = t("The {nth} vote is closed", nth=ordinal_word(vote_of(stage).number))
    text = t("*No vote of this device counts in it.*")
    more = t("The results are shown here as soon as the facilitator shows them. Keep this page.")
    return _notice(stage, title, text, more)


def closed_round_page(
    stage: Stage, own_ballot: StoredBallot | None, late: Ballot, number: int
) -> Page:
    """A ballot came in that its round does not take any more.

    Parameters
    ----------
    own_ballot
        The voter's ballot in that round, if any.
    number
        Of the round that the ballot says it is about.
    """
    vote = vote_of(stage)
    round_ = next((r for r in stage.meeting.rounds if r.number == number), None)
    if number == TRIAL:
        title, text = t("The trial is over"), t("Your trial vote *counted for nothing.*")
    elif round_ is None:
        title, text = t("This ballot belongs to no vote"), t("*It does not count.*")
    elif round_.status is RoundStatus.VOID:
        title = t("The {nth} vote was cancelled", nth=ordinal_word(number))
        text = t("Nothing of it counts: *neither does this ballot.*")
    else:
        title = t("The {nth} vote is closed", nth=ordinal_word(number))
        text = _what_counts(own_ballot, late)
    fits = set(late.points) == set(vote.ids)
    sent = ballot_shares_of(late) if fits else None
    return _notice(stage, title, text, _and_now(stage), sent=sent, status=HTTPStatus.CONFLICT)


def _what_counts(own_ballot: StoredBallot | None, late: Ballot) -> str:
    if own_ballot is None:
        return t("Your vote did not arrive in time: *it does not count.*")
    if own_ballot.points_json == to_json(late):
        return t(
            "This vote had arrived in time: *it counts* (receipt {code}).", code=own_ballot.receipt
        )
    return t(
        "This change did not arrive in time. *Your earlier vote counts* (receipt {code}).",
        code=own_ballot.receipt,
    )


def _and_now(stage: Stage) -> str:
    """What comes next, for who came late."""
    if stage.takes_ballots:
        nth = ordinal_word(vote_of(stage).number)
        return t("The {nth} vote is open: touch the button below.", nth=nth)
    return t(
        "The result of the group will be shown on this page. If you think there is a mistake, "
        "tell the facilitator, without saying your vote."
    )


def _notice(
    stage: Stage,
    title: str,
    text: str,
    more: str,
    *,
    sent: Shares | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Page:
    bar = slices(vote_of(stage).criteria, sent) if sent else ()
    values = {**BARE, "heading": title, "text": text, "more": more, "bar_slices": bar}
    values["rounded"] = rounded_word(sent or {})
    values["onward"] = f"/vote/{stage.code}"
    return about(stage, Page("message", title, values, status, title))


def meeting_over_page(stage: Stage) -> Page:
    """A meeting that shows nothing to this visitor any more."""
    title = t("The meeting is over")
    text = t("You have no vote in it: there is nothing to compare.")
    values = {**BARE, "heading": title, "text": text, "onward": f"/vote/{stage.code}"}
    return about(stage, Page("message", title, values))


def by_invitation_page(stage: Stage) -> Page:
    """The meeting takes nobody without an invitation."""
    title = t("This meeting is by invitation")
    text = t("Scan the code of your own sheet, or type its link: each is one vote.")
    values = {**BARE, "heading": title, "text": text, **_following(stage)}
    return about(stage, Page("message", title, values, HTTPStatus.FORBIDDEN))


def _following(stage: Stage) -> Mapping[str, str]:
    """Where a meeting is followed by who does not vote in it: its page of votes leads nowhere."""
    where = meeting_address(stage.code)
    return {"onward": where, "onward_label": t("Follow the meeting without voting")}


def gone_voter_page(stage: Stage, standing: VoterStanding) -> Page:
    """A voter who is no more, or never was: why, and how to come back."""
    return released_page(stage) if standing is VoterStanding.LOST else by_invitation_page(stage)


def released_page(stage: Stage) -> Page:
    """The facilitator has taken the invitation of this device back: it was said to be lost."""
    title = t("This device votes no more")
    text = t(
        "The facilitator was told that the device of this invitation is lost: *its ballot of the "
        "open vote was taken out.* The invitation may be used on another device, and no more on "
        "this one."
    )
    more = t(
        "You have found this device again, or it was not you who asked? Tell the facilitator, who "
        "gives you another invitation."
    )
    values = {**BARE, "heading": title, "text": text, "more": more}
    values |= _following(stage)
    return about(stage, Page("message", title, values, HTTPStatus.FORBIDDEN))


def taken_invitation_page(stage: Stage) -> Page:
    """An invitation that another device has used: nothing is said of who, nor of their ballot."""
    title = t("This invitation is used already")
    text = t(
        "Another device came in with it: *it opens nothing here.* Each invitation is one vote, "
        "on the device that used it first."
    )
    more = t(
        "You have changed device, or lost it? Tell the facilitator, who can let your invitation "
        "be used again; your ballot of the open vote is then taken out."
    )
    values = {**BARE, "heading": title, "text": text, "more": more}
    values |= _following(stage)
    return about(stage, Page("message", title, values, HTTPStatus.FORBIDDEN))
