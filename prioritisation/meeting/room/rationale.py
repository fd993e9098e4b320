"""What the documents of a meeting rest on: read for whoever may export it, and for nobody else."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prioritisation.analysis.warnings import WarningNote
from prioritisation.meeting.room.errors import InvalidFrame, check_turned
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.room.results import RoundResults, ballots_by_college
from prioritisation.meeting.room.stage import DECISION_TEXT, Stage, meeting_at
from prioritisation.meeting.room.warnings import MeetingWarnings
from prioritisation.meeting.rules import Act, Refused, Role, RoundStatus, refusal
from prioritisation.meeting.rules.decision import Decision, InvalidDecision, from_json, to_json
from prioritisation.meeting.rules.state import DossierVersion, RoundFacts, Shown, drawn_identifiers
from prioritisation.meeting.store import Entry, NewText, Overtaken, StoredText
from prioritisation.wording.moments import local_moment

RETIRED, RESTORED = "former_consent", "restored_consent"
"""Parts: an answer of the group that is no more in force, or is again, as the proposal changed."""

_LEVERS, _WRITTEN_FOR = "proposed", ("motives_for", "minority_for")

_Levers = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperChange:
    """A version of the decision.

    Attributes
    ----------
    parts
        Names of what differs from the version before.
    before, after
        Ids of the levers proposed before and since; None where they did not change.
    """

    version: int
    parts: tuple[str, ...] = ()
    before: _Levers | None = None
    after: _Levers | None = None


def paper_change(version: int, before: str, after: str) -> PaperChange:
    """What a version of the decision, as JSON, changed in the one before; empty text for none.

    Examples
    --------
    >>> paper_change(1, "", '{"proposed": ["a"], "motives": "", "vote": null}')
    PaperChange(version=1, parts=('proposed',), before=(), after=('a',))
    """
    old, new = json.loads(before or "{}"), json.loads(after)
    parts = tuple(name for name in (new | old) if _differs(name, old, new))
    if _LEVERS not in parts:
        return PaperChange(version, parts)
    # That an answer given for these levers comes back has no field of its own.
    parts = (*parts, *([RESTORED] if old.get(RETIRED) and not new.get(RETIRED) else ()))
    levers = tuple(old.get(_LEVERS) or ()), tuple(new.get(_LEVERS) or ())
    return PaperChange(version, parts, *levers)


def _differs(name: str, old: Mapping[str, object], new: Mapping[str, object]) -> bool:
    """Whether a part was written: a field that is empty is one that is not there."""
    was, now = old.get(name) or None, new.get(name) or None
    if name == RETIRED:
        return now is not None and now != was
    # What it was written for comes with a text; alone, it says that the text holds for others.
    return now != was and not (name in _WRITTEN_FOR and was is None)


def paper_change_json(change: PaperChange) -> str:
    """A change as the log keeps it."""
    tree = {"version": change.version, "parts": change.parts}
    levers = {} if change.before is None else {"levers": [change.before, change.after]}
    return json.dumps({**tree, **levers}, ensure_ascii=False)


def paper_change_from(detail: str) -> PaperChange:
    """A change from a line of the log."""
    tree = json.loads(detail)
    return PaperChange(tree["version"], tuple(tree["parts"]), *map(tuple, tree.get("levers", ())))


MEETING_TEXTS = (DECISION_TEXT,)
LONGEST_MEETING_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """The decision as it is kept.

    Attributes
    ----------
    version
        Of its text; 0 as long as nobody has written it.
    """

    decision: Decision
    version: int


def decision_of(content: str) -> Decision:
    """The decision of a text; raises InvalidDecision."""
    return from_json(content) if content else Decision()


class MeetingTexts(MeetingReading):
    """The texts of a meeting."""

    def text(self, code: str, name: str) -> StoredText:
        """The last version of a text, for whoever may see the results of the meeting.

        Parameters
        ----------
        name
            One of ``MEETING_TEXTS``.

        Returns
        -------
        StoredText
            With ``version`` and ``content`` (JSON text); version 0 and an empty content as long
            as nobody has written it. ``version`` is what ``write_text`` is to be given.

        Raises
        ------
        Refused
            While a round is open, and before the first reveal: a text speaks of results.
        InvalidFrame
            For another name.
        """
        read = self.store.text(code, _known(name))
        # Asked once it is read: a round may have opened meanwhile.
        if refusal := self.ask(code, Role.OBSERVER, Act.SEE_RESULTS):
            raise Refused(refusal)
        return read

    def decision(self, code: str) -> StoredDecision:
        """What the group decides, as far as it is written; raises what ``text`` raises."""
        text = self.text(code, DECISION_TEXT)
        return StoredDecision(decision_of(text.content), text.version)

    def write_text(
        self, code: str, secret: str, name: str, text: str, expected: int
    ) -> StoredText:
        """Write a version of a text, and a line of the log; return it as it is kept.

        Parameters
        ----------
        name
            One of ``MEETING_TEXTS``.
        text
            A decision as JSON, whole: what it does not say is gone from the next version.
        expected
            The version that the writer had read.

        Raises
        ------
        Refused
            For others than the facilitator and the recorder; before the first reveal, while a
            round is open, and once the meeting is closed, until its decision is reopened.
        Overtaken
            When another version was written meanwhile; it is in the error, nothing was written.
        InvalidFrame
            For another name, or a text that is no decision, or is too long.
        """
        role = self.role(code, secret)
        before = self.store.text(code, _known(name))
        with self.store.change(code) as change:
            meeting = meeting_at(change.meeting.state, self.store.clock())
            denial = refusal(meeting, role, Act.EDIT_PAPER)
            if denial:
                raise Refused(denial)
            new = NewText(_known(name), _document(text), role, expected)
            written = change.write_text(new)
            changed = paper_change(written.version, before.content, text)
            change.audit(role, Act.EDIT_PAPER, paper_change_json(changed))
        self._stages.forget(code)
        return written


def _known(name: str) -> str:
    if name not in MEETING_TEXTS:
        raise InvalidFrame("paper", name[:80])
    return name


def _document(text: str) -> str:
    """The text, once it is sure that it can be read back."""
    try:
        decision = from_json(text[: LONGEST_MEETING_TEXT + 1])
    except InvalidDecision as error:
        raise InvalidFrame("paper", text[:80]) from error
    # Read first: JSON may write the sign by its number.
    check_turned("paper", to_json(decision))
    return text


_ENDS = (Act.REVEAL, Act.VOID_ROUND)


@dataclass(frozen=True, slots=True, eq=False)
class RecordGathering:
    """What the documents of a meeting rest on, as far as it went.

    Attributes
    ----------
    title, created_at
        Of the meeting.
    stage
        With the case and the choices of the last revealed round.
    present
        How many people had joined.
    files
        Name -> text of the files of the case as kept with the meeting.
    matrix_content
        The text that was frozen for the last revealed round.
    log
        Everything that was done.
    rounds
        In order of number, those that may be told of.
    texts
        Name -> the last version of a text of the group; empty where there is none.
    dossier
        The version of a dossier that its case was taken from; None for that of a folder.
    """

    title: str
    created_at: str
    stage: Stage
    present: int
    files: Mapping[str, str]
    matrix_content: str
    log: tuple[Entry, ...]
    rounds: tuple[RoundFacts, ...]
    results: RoundResults
    warnings: tuple[WarningNote, ...]
    texts: Mapping[str, str]
    dossier: DossierVersion | None = None


class Rationales(MeetingWarnings):
    """What may be written of meetings, for whoever may export it."""

    def rationale(self, code: str, secret: str) -> RecordGathering:
        """The same as long as nobody writes.

        Raises
        ------
        Refused
            For others than the facilitator and the recorder; while a round is open, and as long
            as none has been revealed.
        """
        return self._rationale(code, self.role(code, secret))

    def own_rationale(self, code: str) -> RecordGathering:
        """The same for the command line, whose user holds the database; asked as a recorder."""
        return self._rationale(code, Role.RECORDER)

    def _rationale(self, code: str, role: Role) -> RecordGathering:
        stored = self.store.meeting(code)
        meeting = meeting_at(stored.state, self.store.clock())
        denial = refusal(meeting, role, Act.EXPORT)
        if denial:
            raise Refused(denial)
        last, stage = meeting.revealed_rounds[-1], self.stage(code)
        (case, setup), log = self._frozen(code, last.matrix), self.store.audit(code)
        results = self.results(code, role)
        stage = replace(stage, meeting=meeting, case=case, setup=setup)
        rounds = self._rounds(stage, _held(log, case.timezone))
        return RecordGathering(
            stored.title,
            stored.created_at,
            stage,
            stage.present,
            files=self.store.files(code),
            matrix_content=self._content(code, last.matrix),
            log=log,
            rounds=tuple(
                self._deciding(code, r, results) if r.number == results.number else r
                for r in rounds
            ),
            results=results,
            # Of what was decided on: the case may have been edited since.
            warnings=self.warnings_at(stage, role),
            texts={name: self.store.text(code, name).content for name in MEETING_TEXTS},
            dossier=self.store.dossiers.taken_by(code),
        )

    def _content(self, code: str, digest: str) -> str:
        return next(m.content for m in self.store.matrices(code) if m.sha256 == digest)

    def _rounds(self, stage: Stage, held: Iterator["_Held"]) -> Iterator[RoundFacts]:
        """Each round as it was: by the criteria that its ballots weigh, whatever came since."""
        code, zone, every = stage.code, stage.case.timezone, self._shown(stage.code)
        for round_ in stage.meeting.rounds:
            when = next(held, _Held())
            closed = when.closed
            # A round that closed by its time ended then, and not when it was revealed; one that
            # was declared void before its time ended at once.
            if round_.closes:
                ends = local_moment(round_.closes, zone).date()
                closed = min(ends, closed or ends)
            shown = every.get(round_.number, Shown.COUNT)
            cast = self.store.ballots(code, round_.number) if shown is not Shown.COUNT else ()
            then = self._as_asked(stage, round_.number)
            told = cast if round_.status is RoundStatus.REVEALED else ()
            yield RoundFacts(
                round_.number,
                round_.matrix,
                when.opened,
                closed,
                round_.reason,
                self.store.ballot_count(code, round_.number),
                ballots_by_college(told),
                reasons=tuple(c.reason for c in told if c.reason and shown is Shown.ALL),
                typed=sum(c.typed for c in cast),
                criteria={c.id: c.label for c in then.criteria},
                shown=shown,
                back=when.back,
            )

    def _deciding(self, code: str, last_round: RoundFacts, results: RoundResults) -> RoundFacts:
        """The round whose ballots are told: under identifiers, and cut as its results are."""
        if last_round.shown is not Shown.ALL:
            return last_round
        return replace(
            last_round,
            identifiers=self._identifiers(code, last_round.number, len(last_round.ballots)),
            groups=tuple(results.colleges.groups) if results.colleges else (),
        )

    def _identifiers(self, code: str, number: int, n: int) -> tuple[str, ...]:
        """The identifiers of a round's ballots: drawn at the first call, then kept."""
        name = f"identifiers.{number}"
        kept = self.store.text(code, name)
        identifiers = tuple(json.loads(kept.content)) if kept.content else ()
        if len(identifiers) == n:
            return identifiers
        new = drawn_identifiers(n)
        try:
            with self.store.change(code) as change:
                text = NewText(name, json.dumps(new), Role.RECORDER, kept.version)
                change.write_text(text)
        except Overtaken as error:  # another was quicker
            return tuple(json.loads(error.content))
        return new


@dataclass(frozen=True, slots=True)
class _Held:
    """What the log says of a round: when it opened and ended, what was typed to go back to it."""

    opened: dt.date | None = None
    closed: dt.date | None = None
    back: tuple[str, ...] = ()


def _held(log: Sequence[Entry], timezone: str) -> Iterator[_Held]:
    """Each round of a log, in order; those of an erased rehearsal are not told."""
    erased = max((i for i, e in enumerate(log) if e.act == Act.END_REHEARSAL), default=-1)
    opened: dt.date | None = None
    back: list[str] = []
    typed: tuple[str, ...] = ()
    held = False
    for entry in log[erased + 1 :]:
        day = local_moment(entry.at, timezone).date()
        if entry.act == Act.REOPEN and held:
            back.append(entry.detail)
        elif entry.act == Act.OPEN_ROUND:
            opened, typed, back = day, tuple(back), []
        elif entry.act in _ENDS and opened:
            yield _Held(opened, day, typed)
            opened, held = None, True
