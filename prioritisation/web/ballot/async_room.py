"""What the routes of the ballot ask of the room, without ever making the event loop wait."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from prioritisation.meeting.room import MOST_VOTERS, Room, Stage, VoterStanding
from prioritisation.meeting.room.identity import LINK, VOTER
from prioritisation.meeting.rules import Act, Phase, Role, refusal
from prioritisation.meeting.store import StoredBallot
from prioritisation.memory import Cache
from prioritisation.sentences.ballot import vote_of
from prioritisation.web.ballot import form, meanwhile, rendering
from prioritisation.web.ballot.after import HERE, DecisionPublisher, receipt_page, results_page
from prioritisation.web.ballot.form import Attempt, Visitor, empty, from_ballot
from prioritisation.web.ballot.meanwhile import turned_away
from prioritisation.web.ballot.rendering import Page
from prioritisation.web.requests import own_address, request_cookies
from prioritisation.web.waiting import ThreadResults, in_thread, in_time, start_in_thread
from prioritisation.wording.nouns import speak_of

_Rooms = Callable[[], Room]

ROUTE_STAGE_FRESH_S, _MOST_STAGES = 0.25, 200
MOST_VOTERS_KEPT = 50_000
_ANSWERING = (Phase.LOBBY, Phase.ROUND)
_BEFORE = (Phase.DRAFT, Phase.REVIEW, Phase.CHECKS)


@dataclass(frozen=True, slots=True)
class Look:
    """What a browser that looks at a meeting says.

    Attributes
    ----------
    token
        Of the visitor; one that is not of this meeting is replaced.
    changing
        Whether the visitor wants to change a ballot.
    announced
        The key of the page that another server may have announced a moment ago.
    """

    code: str
    token: str
    changing: bool = False
    announced: str = ""


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """The page of a meeting for one visitor.

    Attributes
    ----------
    new_token
        The token drawn for who had none of this meeting: to be handed to the browser.
    joined
        Whether the visitor is known to have joined.
    """

    page: Page
    new_token: str = ""
    joined: bool = False


class AsyncRoom:
    """The room as the routes see it.

    Parameters
    ----------
    rooms
        Gives the room; it may raise as the store does.

    Attributes
    ----------
    waiting
        For what the store's own thread does.
    """

    def __init__(self, rooms: _Rooms) -> None:
        self.waiting = ThreadResults()
        self._rooms = rooms
        self._opened_room: Room | None = None
        self._stages: Cache[str, tuple[float, Stage]] = Cache(_MOST_STAGES)
        self._reading: dict[str, asyncio.Task[Stage]] = {}
        self._joined: OrderedDict[str, None] = OrderedDict()
        self._publishing = DecisionPublisher()

    async def room(self) -> Room:
        """The room, opened in a thread at the first call."""
        if self._opened_room is None:
            self._opened_room = await in_thread(self._rooms)
            self._opened_room.when_erased(self._forget)
        return self._opened_room

    def _forget(self, code: str) -> None:
        """Keep nothing of a meeting that is no more, but prints of tokens among all the others."""
        self._stages.drop(lambda key: key == code)
        self._publishing.forget(code)
        rendering.forget_pages(code)

    def answer(self, page: Page, request: Request) -> Response:
        """The response to a request; its frame is kept."""
        if HERE in page.late:
            page = replace(page, late={**page.late, HERE: own_address(request)})
        response = rendering.page_response(page, request.headers)
        if page.frame and self._opened_room:
            self._opened_room.keeps(str(page.frame[1]))
        return response

    async def stage(self, code: str) -> Stage:
        """Where a meeting stands, at most a quarter of a second ago; read once for all who ask.

        From then on, whoever asked speaks of its case.
        """
        stage = await self._known_stage(code)
        speak_of(stage.case.option)
        return stage

    async def _known_stage(self, code: str) -> Stage:
        kept = self._stages.peek(code)
        if kept and time.monotonic() - kept[0] < ROUTE_STAGE_FRESH_S:
            return kept[1]
        if code not in self._reading:
            self._reading[code] = asyncio.create_task(self._read(code))
            self._reading[code].add_done_callback(lambda _read: self._reading.pop(code))
        # Shielded, because others may wait for the same reading.
        return await in_time(asyncio.shield(self._reading[code]))

    async def _read(self, code: str) -> Stage:
        room = await self.room()
        stage = await start_in_thread(room.stage, code)
        self._stages.put(code, (time.monotonic(), stage))
        room.keeps(code)
        return stage

    async def opened(self, look: Look) -> OpenedPage:
        """The page of a meeting as it stands now."""
        room = await self.room()
        return await in_thread(self._open, room, look)

    def _open(self, room: Room, look: Look) -> OpenedPage:
        code, token = look.code, look.token
        stage = room.stage(code)
        # Told by another server: what is kept here for a quarter of a second is too old.
        if look.announced and look.announced != stage.key:
            stage = room.stage(code, fresh=True)
        speak_of(stage.case.option)
        voter = room.voter_of(code, token) if token else None
        drawn = ""
        if voter is None:
            token = drawn = room.new_token(code)
            voter = room.voter_of(code, token) or ""
        if stage.meeting.phase not in (*_BEFORE, *_ANSWERING):
            return OpenedPage(self._after(room, stage, voter), drawn)
        standing = room.standing(code, voter)
        if standing is VoterStanding.LOST:
            return OpenedPage(meanwhile.released_page(stage))
        visitor = Visitor(token, standing is VoterStanding.JOINED)
        if visitor.joined:
            self.joined(voter)
        page = self._page(room, stage, visitor, voter, changing=look.changing)
        return OpenedPage(page, drawn, visitor.joined)

    def _page(
        self, room: Room, stage: Stage, visitor: Visitor, voter: str, *, changing: bool
    ) -> Page:
        if stage.setup.invited and not visitor.joined:
            return meanwhile.by_invitation_page(stage)
        full = stage.present >= MOST_VOTERS
        if full and not visitor.joined and not refusal(stage.meeting, Role.VOTER, Act.JOIN):
            return turned_away(stage)
        if stage.meeting.phase in _BEFORE:
            return meanwhile.welcome_page(stage, visitor)
        own_ballot = room.own_ballot(stage.code, voter) if visitor.joined else None
        closed = stage.meeting.phase is Phase.ROUND and not stage.takes_ballots
        if own_ballot and (closed or not changing):
            return receipt_page(stage, own_ballot, visitor)
        if closed:
            return meanwhile.ended_round_page(stage)
        return _answering(room, stage, visitor, voter, own_ballot)

    def _after(self, room: Room, stage: Stage, voter: str) -> Page:
        """After the reveal: the group's result, beside one's own; the meeting is asked first.

        A whole room asks at the same instant: nothing is read of the store for each.
        """
        if refusal(stage.meeting, Role.VOTER, Act.SEE_RESULTS):
            return meanwhile.meeting_over_page(stage)
        results = room.results(stage.code, Role.VOTER, known_stage=stage)
        own_result = room.own_result(stage.code, voter, results)
        decided = self._publishing.published(room, stage, results)
        return results_page(stage, own_result, results, decided)

    def knows(self, scope: Scope, code: str) -> bool:
        """Whether a request holds a token or a pass that this server gave for a code."""
        if self._opened_room is None:
            return False
        kept = request_cookies(Request(scope))
        token, link = kept.get(f"{VOTER}{code}", ""), kept.get(f"{LINK}{code}", "")
        return self._opened_room.signed(code, token, link)

    def joined(self, voter: str) -> None:
        """Remember that a voter has joined, so as not to ask again at each ballot."""
        self._joined[voter] = None
        if len(self._joined) > MOST_VOTERS_KEPT:
            self._joined.popitem(last=False)

    def left(self, voter: str) -> None:
        """Forget that a voter has joined: the store does not know them any more."""
        self._joined.pop(voter, None)

    def has_joined(self, voter: str) -> bool:
        """Whether a voter is known to have joined; False when it is not known here."""
        return voter in self._joined


def _answering(
    room: Room, stage: Stage, visitor: Visitor, voter: str, own_ballot: StoredBallot | None
) -> Page:
    """The ballot; what is asked at the door comes first, of who has not joined."""
    if visitor.joined:
        past = None if own_ballot else room.earlier_ballot(stage, voter)
        begun = _begun(stage, own_ballot, past)
    elif meanwhile.has_questions(stage):
        return meanwhile.welcome_page(stage, visitor)
    else:
        begun = Attempt(empty(vote_of(stage).ids))
    return form.ballot_form(stage, visitor, replace(begun, since=room.since_last(stage)))


def _begun(stage: Stage, own_ballot: StoredBallot | None, past: StoredBallot | None) -> Attempt:
    """The form of a voter: empty, with the ballot to be changed, or with that of a past round."""
    vote, stored = vote_of(stage), own_ballot or past
    if stored is None:
        return Attempt(empty(vote.ids))
    ballot = stored.ballot
    if set(ballot.points) != set(vote.ids) or ballot.mode is not vote.mode:
        return Attempt(empty(vote.ids))
    again = 0 if own_ballot else stored.round
    return Attempt(
        from_ballot(ballot, stored.reason), changing=own_ballot is not None, again=again
    )
