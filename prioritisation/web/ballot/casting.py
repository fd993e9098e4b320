"""A form that comes in: read, judged, put in the box, and answered with the page itself."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus

from prioritisation.analysis.ballots.ballot import (
    Ballot,
    InvalidBallot,
    ballot_shares_of,
    read_ballot,
    to_json,
)
from prioritisation.meeting.room import LONGEST_BALLOT_REASON, InvalidFrame, Room, Stage
from prioritisation.meeting.rules import Phase, Refused, RoundStatus
from prioritisation.meeting.store import StoredBallot, StoreUnavailable, UnknownVoter, Unstorable
from prioritisation.sentences.ballot import REHEARSED, TRIAL, vote_of
from prioritisation.web.ballot import form, meanwhile
from prioritisation.web.ballot.after import receipt_page
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.form import (
    Attempt,
    FaultText,
    Visitor,
    fault_texts,
    reason_too_long,
)
from prioritisation.web.ballot.rendering import Page
from prioritisation.web.waiting import in_thread
from prioritisation.wording import t

_LONGEST_NONCE = 64
_NO_ROUND = -1
"""What a form is about that does not say which round, or says none."""


@dataclass(frozen=True, slots=True)
class _Submission:
    """A form sent by somebody whose token is good."""

    code: str
    token: str
    voter: str
    fields: Mapping[str, str]

    @property
    def reason(self) -> str:
        """The reason, without spaces around it."""
        return self.fields.get(form.REASON_FIELD, "").strip()

    @property
    def nonce(self) -> str:
        """What makes a ballot sent twice one ballot; without one, its content does."""
        return self.fields.get(form.NONCE_FIELD, "")[:_LONGEST_NONCE]


async def answer_ballot(
    desk: AsyncRoom, code: str, cookie: str, fields: Mapping[str, str]
) -> Page:
    """The page that answers a ballot; store errors pass through.

    Parameters
    ----------
    cookie
        The token that the browser keeps.
    """
    room = await desk.room()
    stage = await desk.stage(code)
    token, voter = sender(room, code, cookie, fields)
    if voter is None:
        return _forged(stage, Visitor(room.new_token(code)), fields)
    return await _read(desk, room, stage, _Submission(code, token, voter, fields))


def sender(
    room: Room, code: str, cookie: str, fields: Mapping[str, str]
) -> tuple[str, str | None]:
    """The token of who sends a form, and their voter: the cookie's before the form's own.

    A form says its token for browsers that keep no cookie: it is theirs for this answer only.
    """
    for token in (cookie, fields.get(form.TOKEN_FIELD, "")):
        voter = room.voter_of(code, token) if token else None
        if voter is not None:
            return token, voter
    return "", None


async def _read(desk: AsyncRoom, room: Room, stage: Stage, submission: _Submission) -> Page:
    """The page that answers the form of a voter."""
    faulty = None if _is_late(stage, submission) else _reading(stage, submission)
    if faulty is None:
        return await _too_late(desk, room, stage, submission, _late(stage, submission))
    if isinstance(faulty, Page):
        return faulty
    try:
        stored = await _in_the_box(desk, room, stage, submission, faulty)
    except (Refused, InvalidFrame):
        return await _too_late(desk, room, stage, submission, faulty)
    except Unstorable:
        return _again(
            stage, submission, (FaultText(t("Some characters cannot be kept."), "reason"),)
        )
    except UnknownVoter:
        standing = await in_thread(room.standing, submission.code, submission.voter)
        return meanwhile.gone_voter_page(stage, standing)
    return await _answered(desk, stage, submission, faulty, stored)


async def _answered(
    desk: AsyncRoom, stage: Stage, submission: _Submission, ballot: Ballot, stored: StoredBallot
) -> Page:
    """The receipt of the ballot that counts: another than what was sent, when that was older."""
    with suppress(StoreUnavailable):  # it is on disk, and told so, whatever can be read now
        stage = await desk.stage(submission.code)
    voided = (RoundStatus.VOID, stored.round)
    if voided in ((r.status, r.number) for r in stage.meeting.rounds):
        return meanwhile.closed_round_page(stage, None, ballot, stored.round)
    replaced = (stored.points_json, stored.reason) != (to_json(ballot), submission.reason)
    return receipt_page(stage, stored, Visitor(submission.token, joined=True), replaced=replaced)


def _reading(stage: Stage, submission: _Submission) -> Page | Ballot | None:
    """The ballot of a form, or the page that answers it; None once it is too late."""
    vote = vote_of(stage)
    try:
        ballot = read_ballot(submission.fields, vote.ids, vote.mode)
    except InvalidBallot as error:
        if not _takes(stage):
            return None
        wrong = frozenset(p.criterion for p in error.problems)
        return _again(stage, submission, fault_texts(error.problems, vote), wrong)
    if len(submission.reason) > LONGEST_BALLOT_REASON:
        faults = (reason_too_long(len(submission.reason)),)
        return _again(stage, submission, faults, frozenset({form.REASON_FIELD}))
    if submission.fields.get(form.GESTURE_FIELD) == form.PREVIEW_GESTURE:
        filled = form.from_fields(submission.fields, vote.ids)
        attempt = Attempt(filled, preview=ballot_shares_of(ballot))
        return form.ballot_form(stage, Visitor(submission.token, joined=True), attempt)
    return ballot


def _late(stage: Stage, submission: _Submission) -> Ballot:
    """What a late form says, as far as it can be read; some answers of it otherwise."""
    try:
        return read_ballot(submission.fields, vote_of(stage).ids, vote_of(stage).mode)
    except InvalidBallot:
        return Ballot({}, submission.fields.get("premier", ""))


def _takes(stage: Stage) -> bool:
    """Whether ballots come in, of the trial or of a round."""
    return stage.meeting.phase is Phase.LOBBY or stage.takes_ballots


def _is_late(stage: Stage, submission: _Submission) -> bool:
    """Whether a form is about another round than the one that takes ballots."""
    other = submission.fields.get(form.ROUND_FIELD, "") != vote_of(stage).mark
    return other and stage.meeting.phase in (Phase.LOBBY, Phase.ROUND)


def _number(stage: Stage, submission: _Submission) -> int:
    text = submission.fields.get(form.ROUND_FIELD, "")
    rehearsed = text.startswith(REHEARSED)
    if rehearsed is not stage.meeting.rehearsal and text != str(TRIAL):
        return _NO_ROUND
    text = text.removeprefix(REHEARSED)
    return int(text) if text.isdecimal() and len(text) < 6 else _NO_ROUND  # noqa: PLR2004 (any short number)


async def _in_the_box(
    desk: AsyncRoom, room: Room, stage: Stage, submission: _Submission, ballot: Ballot
) -> StoredBallot:
    """The ballot on disk. Who has not joined joins by voting, in the same write."""
    code, voter = submission.code, submission.voter
    open_door = not stage.setup.invited
    joins = open_door and not desk.has_joined(voter)
    # Both at once: what waits together goes in one transaction, voters before ballots.
    joining = room.join_soon(code, submission.token, known_stage=stage) if joins else None
    casting = room.cast_soon(
        code, voter, ballot, submission.reason, submission.nonce, known_stage=stage
    )
    try:
        stored = await desk.waiting.result(casting)
    except UnknownVoter:
        desk.left(voter)
        if joining is not None:  # why the voter could not join says more
            await desk.waiting.result(joining)
        elif open_door:  # joined in a rehearsal that was erased since: joins again
            return await _in_the_box(desk, room, stage, submission, ballot)
        raise
    desk.joined(voter)
    return stored


async def _too_late(
    desk: AsyncRoom, room: Room, earlier_stage: Stage, submission: _Submission, ballot: Ballot
) -> Page:
    """The round closed before the ballot came in; an earlier one still counts.

    Unless the form is newer than what was known here: it is then read again.
    """
    stage = await in_thread(room.stage, submission.code, fresh=True)
    moved = stage.meeting.stamp != earlier_stage.meeting.stamp
    if moved and _takes(stage) and not _is_late(stage, submission):
        return await _read(desk, room, stage, submission)
    number = _number(stage, submission)
    own_ballot = await in_thread(room.ballot_in, submission.code, number, submission.voter)
    if stage.setup.invited and not desk.has_joined(submission.voter) and own_ballot is None:
        return meanwhile.by_invitation_page(stage)
    return meanwhile.closed_round_page(stage, own_ballot, ballot, number)


def _again(
    stage: Stage,
    submission: _Submission,
    faults: tuple[FaultText, ...],
    wrong: frozenset[str] = frozenset(),
) -> Page:
    """The form, as it was sent, with what is to be corrected."""
    filled = form.from_fields(submission.fields, vote_of(stage).ids)
    return form.ballot_form(
        stage, Visitor(submission.token, joined=True), Attempt(filled, faults, wrong)
    )


def _forged(stage: Stage, visitor: Visitor, fields: Mapping[str, str]) -> Page:
    """A token that is not of this meeting: the answers come back under a new one."""
    sentence = t("This page was not of this meeting, or was changed on the way: send it again.")
    if stage.setup.invited:
        return meanwhile.by_invitation_page(stage)
    if stage.meeting.phase not in (Phase.LOBBY, Phase.ROUND):
        return replace(meanwhile.welcome_page(stage, visitor), status=HTTPStatus.FORBIDDEN)
    filled = form.from_fields(fields, vote_of(stage).ids)
    page = form.ballot_form(stage, visitor, Attempt(filled, (FaultText(sentence),)))
    return replace(page, status=HTTPStatus.FORBIDDEN)
