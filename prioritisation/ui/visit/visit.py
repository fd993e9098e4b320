"""Who looks at which meeting: the code of the address, the secret of the cookie."""

import datetime as dt
import logging
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial, wraps
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.case import Case
from criteria.errors import InvalidCase
from prioritisation.analysis.address import DOSSIER_KEY, MEETING_KEY
from prioritisation.analysis.ballots.ballot import InvalidBallot
from prioritisation.cases.reading import DossierError, InvalidDossierField
from prioritisation.cases.rights import DossierRefused
from prioritisation.drawing.markup import html_paragraphs, tag
from prioritisation.meeting.room import Room, RoundResults, Stage, answer_in_time, current_room
from prioritisation.meeting.room.errors import InvalidFrame, InvalidScore, Rewritten, Unsourced
from prioritisation.meeting.room.identity import (
    BROWSER,
    LINK,
    SETUP,
    cleaned_code,
    cookies_by_name,
)
from prioritisation.meeting.rules import Act, Reason, Refusal, Refused, Role, refusal
from prioritisation.meeting.store import StoreError, StoreUnavailable, UnknownMeeting
from prioritisation.sentences.dossiers import dossier_why
from prioritisation.sentences.meeting import NameOf, refusal_sentence
from prioritisation.sentences.replay import store_text
from prioritisation.settings import seats_here, trusts_proxies
from prioritisation.ui.shared.scripts import declared
from prioritisation.web.requests import TooManyTries, current_guesses, is_local, subscriber_network
from prioritisation.web.waiting import STREAM_SCRIPT
from prioritisation.wording import problem_sentence, t
from prioritisation.wording.moments import local_moment

ERASED_KEY = "erased_meeting"
"""Session key: the code of the meeting just erased here, until another one is gone to."""


LOOKED = "looked_at"
"""Session key: code of the meeting that the pages show, empty for the case of the folder; not
there as long as nothing was chosen."""

LOOKED_DOSSIER = "dossier_looked_at"
"""Session key: what the address said of the dossier that the pages show, None for none; it counts
where no meeting is looked at."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor in a meeting, and the meeting as it stands."""

    room: Room
    code: str
    secret: str
    role: Role
    stage: Stage

    @property
    def about(self) -> str:
        """Part of the names of what is typed here; what is typed in a rehearsal stays in it."""
        return f"{self.code}_r" if self.stage.meeting.rehearsal else self.code

    def may(self, act: Act) -> bool:
        """Whether the room allows it as the meeting stands in what is drawn here.

        Another stage, read a moment later, would allow what this one has nothing to draw of; what
        is then done or read is asked again, as it is.
        """
        return refusal(self.stage.meeting, self.role, act) is None


def cookies() -> Mapping[str, str]:
    """The cookies of the visitor."""
    # How the browser speaks is known by what serves its pages only.
    return cookies_by_name(dict(st.context.cookies))


def browser_mark() -> str:
    """What the visitor's browser is known by: what it has sent or made is for it alone."""
    return cookies().get(BROWSER, "")


def page_url() -> str:
    """The address of the page as the visitor typed it."""
    return st.context.url or ""


def sits_here() -> bool:
    """Whether the visitor sits at the machine that serves the pages, and that counts."""
    headers = dict(st.context.headers)
    return seats_here() and is_local(st.context.ip_address, headers, page_url())


def may_set_up(room: Room) -> bool:
    """Whether the visitor may create meetings, and recover their links."""
    return sits_here() or room.is_setup(cookies().get(SETUP, ""))


def is_over(day: str, timezone: str) -> bool:
    """Whether a day (ISO) is past where a meeting is.

    Examples
    --------
    >>> is_over("2001-01-01", "Europe/Paris"), is_over("9999-12-31", "Pacific/Noumea")
    (True, False)
    """
    now = dt.datetime.now(dt.UTC).isoformat()
    return local_moment(now, timezone).date() > dt.date.fromisoformat(day)


def session_meeting() -> str:
    """The meeting of the address, none where it says so, or the last one of the session."""
    if st.query_params.get(MEETING_KEY) == "":
        return ""
    given = cleaned_code(st.query_params.get(MEETING_KEY, ""))
    return given or str(st.session_state.get(MEETING_KEY, ""))


def code_of_address() -> str:
    """The meeting of the address, or the last one of the session; kept in both.

    None with a dossier alone in the address: a meeting is to be opened on it.
    """
    alone = DOSSIER_KEY in st.query_params and MEETING_KEY not in st.query_params
    code = "" if alone else session_meeting()
    # Only where it differs: each write is sent to the browser.
    if code and st.query_params.get(MEETING_KEY) != code:
        st.query_params[MEETING_KEY] = code
    _enter(code)
    return code


def _enter(code: str) -> None:
    """The session is in a meeting, or in none; another one is followed by the pages."""
    if st.session_state.get(MEETING_KEY, "") != code:
        st.session_state.pop(LOOKED, None)
    st.session_state[MEETING_KEY] = code


def choose_meeting(code: str) -> None:
    """Go to a meeting, or to none; what else the address asks for is kept."""
    _enter(code)
    if code:
        st.session_state.pop(ERASED_KEY, None)
        st.query_params[MEETING_KEY] = code
    else:
        st.query_params.pop(MEETING_KEY, None)


def open_visit(room: Room, code: str, *, fresh: bool = False) -> Visit:
    """The visitor's place in a meeting; raises what the store raises, and TooManyTries."""
    stage, secret = _allowed_stage(room, code, fresh=fresh), cookies().get(LINK + code, "")
    return Visit(room, code, secret, room.role(code, secret), stage)


def known_case(code: str) -> Case | None:
    """The case of a meeting that was opened from here before; no code is tried for it."""
    own_pass = cookies().get(LINK + code, "")
    known = current_guesses().is_known(_network(), code)

    def read() -> Case | None:
        room = current_room()
        return room.stage(code).case if known or room.signed(code, "", own_pass) else None

    return answer_in_time(read)


def _allowed_stage(room: Room, code: str, *, fresh: bool) -> Stage:
    """The meeting of a code, unless this network has tried too many."""
    guesses, network = current_guesses(), _network()
    signed = room.signed(code, "", cookies().get(LINK + code, ""))
    known = guesses.is_known(network, code) or signed
    if not known and not guesses.may_try(network):
        raise TooManyTries
    # What the store cannot read counts as a guess: it is not known to be none.
    stage = room.stage(code, fresh=fresh)
    if not known:
        guesses.is_none(network)
    guesses.is_right(network, code)
    return stage


def _network() -> str:
    """The network of the visitor, for limits: what is handed on by who knows whom is one."""
    handed_on = any(name.lower() == "x-forwarded-for" for name in st.context.headers)
    if handed_on and not trusts_proxies():
        return "handed on"
    return subscriber_network(st.context.ip_address)


T = TypeVar("T")
Edit = TypeVar("Edit")
_LOGGER = logging.getLogger(__name__)
EXPECTED = (
    *(Refused, StoreError, InvalidScore, InvalidFrame, Rewritten, Unsourced),
    *(InvalidBallot, InvalidCase, TooManyTries, DossierError, DossierRefused),
)


def attempt(work: Callable[[], T], name: NameOf = str) -> T | None:
    """What a call returns; None after its refusal was written on the page.

    Parameters
    ----------
    name
        Gives the label of a criterion or a warning from its id.
    """
    try:
        return work()
    except EXPECTED as error:
        st.html(notice_block(*why_not(error, name)))
        return None


def is_done(work: Callable[[], object], name: NameOf = str) -> bool:
    """Whether something could be done; else its refusal was written on the page."""
    # In a tuple: what returns nothing is done too.
    return attempt(lambda: (work(),), name) is not None


def notice_block(*sentences: str) -> str:
    """Sentences that stand out, and are read aloud."""
    return tag("div", html_paragraphs(sentences), "notice", role="alert")


def why_not(error: Exception, name: NameOf = str) -> tuple[str, ...]:
    """Why something could not be done, and what to do, for whoever asked."""
    match error:
        case Refused():
            return (refusal_sentence(error.refusal, name),)
        case InvalidScore() | InvalidCase():
            return _problem_sentences(error)
        case InvalidBallot() | TooManyTries() | DossierError() | DossierRefused():
            return (_refused(error),)
        case InvalidFrame():
            return (t("« {found} » cannot be used here: nothing was changed.", found=error.found),)
        case Rewritten() | Unsourced():
            return (_unwritten(error),)
        case StoreError():
            if isinstance(error, StoreUnavailable):
                _LOGGER.error("the store is unavailable: %s", error.cause)
            return (store_text(error),)
    raise error


def _problem_sentences(error: InvalidScore | InvalidCase) -> tuple[str, ...]:
    """Each with its place: of a score, its criterion."""
    if isinstance(error, InvalidCase):
        return tuple(problem_sentence(p) for p in error.problems)
    typed = (replace(p, place=t("score")) for p in error.problems)
    return tuple(t("{sentence}.", sentence=problem_sentence(p)) for p in typed)


def _refused(error: InvalidBallot | TooManyTries | DossierError | DossierRefused) -> str:
    if isinstance(error, DossierError | DossierRefused):
        return dossier_why(error)
    if isinstance(error, TooManyTries):
        return t("Many codes were tried from this network: wait a minute, then try again.")
    return t("This vote is not complete: nothing was recorded.")


def _unwritten(error: Rewritten | Unsourced) -> str:
    """Why a score was not written."""
    if isinstance(error, Rewritten):
        return t(
            "Somebody has written this score meanwhile: look at it in the table. To replace it by "
            "yours, press « Write this score » once more."
        )
    if error.field == "source":
        return t("Write the source of this score first: who says so, or where it is written.")
    return t("Write first why nobody knows this score: a few words are enough.")


@dataclass(frozen=True, slots=True)
class WriteConflict(Generic[Edit]):
    """An edit that somebody else was quicker than.

    Attributes
    ----------
    current_text
        What stood in its place then, in words.
    """

    edit: Edit
    current_text: str = ""


# A page has one conflict and one refusal at a time, under its own name.
def hold(page: str, conflict: WriteConflict[Edit]) -> None:
    """Show a conflict on a page at the next run, until it is settled."""
    st.session_state[f"{page}_conflict"] = conflict


def conflict_on(page: str) -> WriteConflict[Edit] | None:
    """What waits for a choice on a page."""
    standing: WriteConflict[Edit] | None = st.session_state.get(f"{page}_conflict")
    return standing


def settle(page: str) -> None:
    """Nothing waits for a choice any more."""
    st.session_state.pop(f"{page}_conflict", None)


def draw_conflict(
    name: str,
    own_text: str,
    current_text: str,
    write: Callable[[], None],
    leave: Callable[[], None],
) -> None:
    """Both texts, and the choice.

    Parameters
    ----------
    name
        Start of the keys of the buttons.
    write, leave
        What they do.
    """
    st.html(
        notice_block(
            t("Somebody else wrote meanwhile: what you said is not kept yet."),
            t("Yours: {said}", said=own_text),
            t("There now: {said}", said=current_text),
        )
    )
    with st.container(key=f"{name}_acts", horizontal=True, gap="small"):
        st.button(t("Write mine"), key=f"{name}_mine", on_click=write)
        st.button(t("Leave what is there"), key=f"{name}_theirs", on_click=leave)


def refuse(page: str, place: str, *why: str) -> bool:
    """Something cannot be kept: said at its place at the next run; without ``why``, no more."""
    st.session_state[f"{page}_refused"] = (place, why)
    return False


def draw_refusal(page: str, place: str) -> None:
    """Why what was asked there was refused; nothing when it was not."""
    where, why = st.session_state.get(f"{page}_refused", ("", ()))
    if why and where == place:
        st.html(notice_block(*why))


_CLICKED = "clicked"
"""Session key: the last click that nothing has answered: name and key of its button, and the
place of the meeting that it is about."""

_Draw = Callable[..., bool]


def press(
    visit: Visit,
    label: str,
    name: str,
    *,
    also: object = "",
    draw: _Draw = st.button,
    **looks: Any,  # noqa: ANN401 (the button's own)
) -> bool:
    """Whether a button was pressed where the meeting stands; see ``is_pressed``.

    Parameters
    ----------
    also
        What it is about, besides the place of the meeting.
    """
    place = visit.stage.meeting.stamp
    about = f"{visit.code} {place} {also}"
    return is_pressed(label, name, about, draw, place, partial(overtaken, visit), **looks)


def is_pressed(
    label: str,
    name: str,
    about: object,
    draw: _Draw = st.button,
    place: str = "",
    why_late: Callable[[], str] | None = None,
    **looks: Any,  # noqa: ANN401 (the button's own)
) -> bool:
    """Whether the button was pressed as it stands; says so when it was pressed as it stood before.

    A press whose run began again before it came here counts now.

    Parameters
    ----------
    name
        Start of its key.
    about
        What the press is about: another one, another button.
    draw
        ``st.button``, or ``st.form_submit_button`` in a form.
    why_late
        Says of a press that came too late what has changed.
    """
    # Not ``hash``: it is another one in each process, and so would be the key.
    key = f"{name}__{zlib.crc32(str(about).encode()):08x}"
    pressed = draw(label, key=key, on_click=_clicked, args=(name, key, place), **looks)
    last, was, _ = st.session_state.get(_CLICKED, ("", "", ""))
    if pressed or last == name:
        st.session_state.pop(_CLICKED, None)
    if not pressed and last == name and was != key:
        st.html(notice_block(why_late() if why_late else _late_words()))
    return pressed or (last == name and was == key)


def _late_words() -> str:
    return t(
        "This has just changed: nothing more was written. Look at it, then press again "
        "if it is still to be done."
    )


def forget_press() -> None:
    """At the end of a whole run: no later one takes a press that nothing here has answered."""
    st.session_state.pop(_CLICKED, None)


def answer_press() -> None:
    """At the end of a page: a press on what has left it meanwhile did nothing, and is told so."""
    if st.session_state.pop(_CLICKED, None):
        st.html(notice_block(_late_words()))


def late(visit: Visit) -> None:
    """Answer a click on a button that the meeting has left behind."""
    clicked = st.session_state.get(_CLICKED)
    if clicked and clicked[2] != visit.stage.meeting.stamp:
        st.session_state.pop(_CLICKED)
        st.html(notice_block(overtaken(visit)))


def _clicked(name: str, key: str, place: str) -> None:
    st.session_state[_CLICKED] = (name, key, place)


def overtaken(visit: Visit) -> str:
    """The meeting has moved on: where it stands now."""
    return refusal_sentence(Refusal(Reason.OVERTAKEN, (visit.stage.meeting.phase,)))


def said_next() -> list[str]:
    """What was just done, to be said once: a list of one sentence, or of none.

    It is written in itself, in the same breath as what it tells is stored: a run that a second
    press overtakes stops where it next asks Streamlit for anything.
    """
    words: list[str] = st.session_state.setdefault("said_next", [])
    return words


def is_written(
    work: Callable[[], object], slots: Mapping[str, DeltaGenerator], done: str = ""
) -> bool:
    """Whether something could be written; else why not is said at its place.

    Parameters
    ----------
    slots
        Name of each field -> the place beside it; under the empty name, for what is of no field.
    done
        What the next run says once it is; what was done may say it by itself.
    """
    said = said_next()
    try:
        work()
        said[:] = [done] if done else said
    except EXPECTED as error:
        say_why(error, slots)
        return False
    return True


def say_why(error: Exception, slots: Mapping[str, DeltaGenerator]) -> None:
    """Why something could not be written, beside the field that it is about."""
    place = error.field if isinstance(error, InvalidDossierField) else ""
    slots.get(place, slots[""]).html(notice_block(*why_not(error)))


def pop_said() -> str:
    """What was just done, once; empty where nothing was."""
    said = said_next()
    return said.pop() if said else ""


UNSEEN = -1
"""A version that no meeting has: the page looks again as soon as the meeting can be read."""

_PUSH = declared(
    "meeting_push",
    STREAM_SCRIPT,
    Path(__file__).parent / "push.js",
    html='<p role="status" class="cut"></p>',
)


def push(code: str, version: int, key: str) -> None:
    """Run the fragment around again when the meeting has another version than the page shows."""
    _PUSH(
        key=key,
        data={
            "url": f"/seance/{code}/flux",
            "version": version,
            "lost": t("Connection lost; trying again…"),
        },
        on_version_change=lambda: None,
    )


def follow(code: str, key: str) -> Visit | None:
    """The visitor's place in a meeting as it stands; None after it was said why there is none.

    A meeting that cannot be read for a moment is looked for again by the page itself; the whole
    page is drawn again for one that is gone, and says so.
    """

    def visited() -> Visit:
        try:
            return open_visit(current_room(), code, fresh=True)
        except StoreUnavailable:
            push(code, UNSEEN, key)
            raise
        # Nothing comes back from here: the page is drawn again, and says that the meeting is gone.
        except UnknownMeeting:
            st.rerun()

    return attempt(visited)


def follow_results(code: str, key: str) -> tuple[Visit, RoundResults] | None:
    """The same with the results, for a part that shows what a group makes of them.

    Nothing for whoever may not see them now, and once it was said why there are none.
    """
    visit = follow(code, key)
    if visit is None or not visit.may(Act.SEE_RESULTS):
        return None
    push(code, visit.stage.version, key)
    results = attempt(lambda: visit.room.results(code, visit.role))
    return None if results is None else (visit, results)


Arguments = ParamSpec("Arguments")


@contextmanager
def while_meeting_stands(code: str = "") -> Iterator[None]:
    """While something of a meeting is drawn: one that is gone has the whole page drawn, and said.

    What else may happen to it meanwhile is said where it happens.

    Parameters
    ----------
    code
        Of the meeting, for a whole page: it looks again by itself once the store answers.
    """
    try:
        yield
    except UnknownMeeting:
        st.rerun()
    except EXPECTED as error:
        st.html(notice_block(*why_not(error)))
        if code and isinstance(error, StoreUnavailable):
            push(code, UNSEEN, "lost_push")


def part(draw: Callable[Arguments, None], every: float | None = None) -> Callable[Arguments, None]:
    """A part of a page that is drawn again by itself.

    Parameters
    ----------
    every
        Seconds after which it is drawn again, whatever happens.
    """
    fragment: Callable[Arguments, None] = st.fragment(_standing(draw), run_every=every)
    return fragment


def dialog_part(
    title: str,
    draw: Callable[Arguments, None],
    **looks: Any,  # noqa: ANN401 (the dialog's own)
) -> Callable[Arguments, None]:
    """A part that is drawn above the page."""
    dialog: Callable[Arguments, None] = st.dialog(title, **looks)(_standing(draw))
    return dialog


def _standing(draw: Callable[Arguments, None]) -> Callable[Arguments, None]:
    @wraps(draw)
    def wrapper(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        with while_meeting_stands():
            draw(*args, **kwargs)

    return wrapper


_QUESTION = "asked_first"
"""Session key: name of what is asked; the dialog is open as long as it is there."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is asked.

    Attributes
    ----------
    costs
        A sentence each: what is lost.
    keep, go
        Labels: of the safe answer, and of the other.
    work
        Does it; False when it could not, which it has said then.
    final
        Whether nothing takes it back, which is said.
    """

    title: str
    costs: tuple[str, ...]
    keep: str
    go: str
    work: Callable[[], bool]
    final: bool = True


def ask_confirmation(name: str) -> None:
    """Ask at the next run."""
    st.session_state[_QUESTION] = name


def pending_confirmation() -> str:
    """Name of what is asked; empty when nothing is."""
    return str(st.session_state.get(_QUESTION, ""))


def drop_confirmation() -> None:
    """Nothing is asked any more."""
    st.session_state.pop(_QUESTION, None)


def confirmation_dialog(question: Confirmation | None) -> None:
    """The question; with None, it is about something that is gone, and is dropped."""
    if question is None:
        drop_confirmation()
    else:
        dialog_part(question.title, _draw_question, on_dismiss=drop_confirmation)(question)


def _draw_question(question: Confirmation) -> None:
    final = (t("This cannot be undone."),) if question.final else ()
    st.html(html_paragraphs((*question.costs, *final)))
    with st.container(key="asked_first", horizontal=True, gap="small"):
        # A run of the whole page closes the dialog.
        if st.button(question.keep, type="primary", key="asked_keep"):
            drop_confirmation()
            st.rerun()
        if st.button(question.go, key="asked_go") and question.work():
            drop_confirmation()
            st.rerun()
