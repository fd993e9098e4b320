"""What a note is about: a meeting, or the scenario of an address; who may have it, and when."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from criteria.case import Case
from criteria.errors import Problem
from prioritisation.analysis.address import (
    DOSSIER_KEY,
    LONGEST_QUOTED,
    MEETING_KEY,
    VERSION_KEY,
    from_address,
    to_address,
)
from prioritisation.analysis.scenario import Scenario
from prioritisation.cases.reading import DOSSIER_COOKIE, OpenDossier
from prioritisation.cases.rights import Deed, DossierReason, DossierRefused
from prioritisation.cases.shelf import shelf_of
from prioritisation.cases.versions import version_number
from prioritisation.documents.kinds import BadAddress, MayBeUnderWay, UnderWay
from prioritisation.documents.service import DOSSIER_SUBJECT, MEETING_SUBJECT, DocumentQueue
from prioritisation.meeting.room import Room, Sight, sight
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.meeting.rules import Act, Reason, Refusal, Refused, Role
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.record.facts import MeetingFacts
from prioritisation.record.gathering import facts_of
from prioritisation.sentences.dossiers import dossier_name
from prioritisation.sentences.meeting import refusal_sentence
from prioritisation.settings import current_case, threshold_numbers
from prioritisation.wording import t
from prioritisation.wording.catalogue import question_of
from prioritisation.wording.nouns import speaking_of


def facts_alone(
    case: Case,
    scenario: Scenario,
    day: dt.date,
    settings: Mapping[str, tuple[float, ...]],
    role: Role = Role.OBSERVER,
    dossier: DossierVersion | None = None,
) -> MeetingFacts:
    """The facts of a scenario that somebody chose, as on the page *Classer*.

    Parameters
    ----------
    settings
        Thresholds of the words: name of the setting -> its numbers.
    role
        Of who chose: without any link, one reads what is published and chooses for oneself.
    dossier
        The version of a dossier that the case is, which is named; None for that of the folder.
    """
    title = t("trial of one person, without a meeting")
    if dossier:
        title = f"{title} · {dossier_name(case.title, dossier.seq)}"
    with speaking_of(case.option):
        question = question_of(case)
    return MeetingFacts(
        case.keeping(tuple(scenario.points)),
        scenario,
        title,
        question,
        day,
        settings,
        chosen_by=role,
        opinions=True,
        dossier=dossier,
    )


@dataclass(frozen=True, slots=True, eq=False)
class DocumentSubject:
    """What documents are about.

    Attributes
    ----------
    key
        Changes when the documents may. A meeting's begins with its kind and its code.
    facts
        What they are made from; raises what ``check`` raises.
    check
        Raises Refused, UnderWay or MayBeUnderWay while no document may be had.
    keeps
        To be called once a queue was asked for a document: it keeps none of a meeting, or of a
        dossier, that is no more.
    """

    key: tuple[Hashable, ...]
    facts: Callable[[], MeetingFacts]
    check: Callable[[], None]
    keeps: Callable[[DocumentQueue], None] = lambda _: None


def meeting_subject(room: Room, code: str, secret: str) -> DocumentSubject:
    """A meeting, for the holder of a secret; raises UnknownMeeting."""
    stage = room.stage(code, fresh=True)

    def check() -> None:
        refusal = room.ask(code, room.role(code, secret), Act.EXPORT)
        if refusal:
            raise Refused(refusal)

    key = (MEETING_SUBJECT, code, stage.created_at, stage.version)
    return DocumentSubject(
        key,
        lambda: facts_of(room.rationale(code, secret), threshold_numbers()),
        check,
        lambda _: room.keeps(code),
    )


def scenario_subject(
    rooms: Callable[[], Room],
    case: Case,
    scenario: Scenario,
    cookies: Mapping[str, str],
    today: dt.date,
    dossier: DossierVersion | None = None,
) -> DocumentSubject:
    """A scenario of the case, for a visitor with these cookies.

    Parameters
    ----------
    rooms
        Gives the room; it may raise as the store does, or hang.
    dossier
        The version of a dossier that the case is; None for that of the folder. Whoever asks has
        opened it (``case_of_address``), and is asked for the same link again.
    """
    key = dossier.key if dossier else ""

    def check() -> None:
        if key:
            _opened(rooms, key, cookies)
        view = sight(rooms, case.id, cookies, dossier=key)
        if view is Sight.VOTE:
            raise UnderWay
        if view is Sight.UNKNOWN:
            raise MayBeUnderWay

    def facts() -> MeetingFacts:
        # Asked again: a vote may have begun since the page was drawn.
        check()
        return facts_alone(case, scenario, today, threshold_numbers(), dossier=dossier)

    def keeps(queue: DocumentQueue) -> None:
        if key:
            shelf_of(rooms()).keeps(key, queue.forget_dossier)

    whose = (DOSSIER_SUBJECT, key, dossier) if dossier else ("scenario",)
    about = (*whose, case, tuple(to_address(case, scenario).items()), today)
    return DocumentSubject(about, facts, check, keeps)


def case_of_address(
    rooms: Callable[[], Room], query: Mapping[str, str], cookies: Mapping[str, str]
) -> tuple[Case, DossierVersion | None]:
    """The case of an address: that of the dossier, and version, it names, else of the folder.

    Raises
    ------
    DossierRefused, UnknownDossier
        For a dossier of which these cookies have no link.
    NoSuchVersion
        For a version that it does not have.
    """
    if DOSSIER_KEY not in query:
        return current_case(), None
    key = cleaned_code(query[DOSSIER_KEY])
    opened = _opened(rooms, key, cookies)
    if VERSION_KEY in query:
        secret, seq = cookies.get(DOSSIER_COOKIE + key, ""), version_number(query[VERSION_KEY])
        was = shelf_of(rooms()).open_version(key, secret, seq)
        return was.case, was.version
    return opened.case, DossierVersion(opened.key, opened.seq, opened.sha256)


def _opened(rooms: Callable[[], Room], key: str, cookies: Mapping[str, str]) -> OpenDossier:
    opened = shelf_of(rooms()).open(key, cookies.get(DOSSIER_COOKIE + key, ""))
    if not opened.may(Deed.EXPORT):
        raise DossierRefused(DossierReason.ROLE)
    return opened


def scenario_of(case: Case, query: Sequence[tuple[str, str]]) -> Scenario:
    """The scenario of an address: nothing is replaced in it, nothing is guessed.

    Raises
    ------
    BadAddress
        With every problem.
    """
    times = Counter(key for key, _ in query)
    twice = [key[:LONGEST_QUOTED] for key, n in times.items() if n > 1]
    repeated = [Problem("repeated", "address", None, key, {"found": key}) for key in twice]
    request = from_address(case, dict(query))
    meeting = [Problem("meeting_named", "address", None, k) for k in (MEETING_KEY,) if k in times]
    problems = (*repeated, *meeting, *request.problems)
    if not problems and not any(request.scenario.points.values()):
        problems = (Problem("zero_weights", "address"),)
    if problems:
        raise BadAddress(problems)
    return request.scenario


def why_refused(refusal: Refusal) -> str:
    """Why somebody may not have documents now."""
    if refusal.reason is Reason.ROLE:
        return t(
            "Documents are for the facilitator and the recorder of the meeting: open it by "
            "your personal link first."
        )
    return refusal_sentence(refusal)
