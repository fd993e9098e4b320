"""What is written and kept: texts of a meeting.

A text is JSON, an object or a list, under one of ``MEETING_TEXTS``. Each write is a new version,
kept for good and named in the log of the meeting. Two people may write the same text: the second
to come has read an older version, is told so by ``Overtaken`` with the text that is there now,
and decides. Nothing is lost, nothing is merged.

Those of a meeting may hold the weights of its group: they are closed while one of its rounds is
open.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from prioritisation.meeting.room.errors import InvalidFrame, check_turned
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.room.stage import DECISION_TEXT, meeting_at
from prioritisation.meeting.rules import Act, Refused, Role, refusal
from prioritisation.meeting.rules.decision import Decision, InvalidDecision, from_json
from prioritisation.meeting.store import NewText, StoredText

RETIRED, RESTORED = "former_consent", "restored_consent"
"""Parts: an answer of the group that is no more in force, or is again, as the proposal changed."""

_LEVERS, _WRITTEN_FOR = "proposed", ("motives_for", "minority_for")

_Levers = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperChange:
    """Versions of a text that follow each other.

    Attributes
    ----------
    paper
        Name of the text.
    first, last
        Numbers of the versions.
    parts
        Names of what differs from the version before the first, in any of them.
    before, after
        Ids of the levers proposed before the first and in the last; None where they did not
        change.
    """

    paper: str
    first: int
    last: int
    parts: tuple[str, ...] = ()
    before: _Levers | None = None
    after: _Levers | None = None

    def followed_by(self, later: "PaperChange") -> "PaperChange":
        """Both as one: what was written from the first to the last."""
        return replace(
            self,
            last=later.last,
            parts=tuple(dict.fromkeys((*self.parts, *later.parts))),
            before=later.before if self.before is None else self.before,
            after=self.after if later.after is None else later.after,
        )


def paper_change(paper: str, version: int, before: str, after: str) -> PaperChange:
    """What a version of a text, as JSON, changed in the one before; empty text for none.

    Examples
    --------
    >>> paper_change("decision", 1, "", '{"proposed": ["a"], "motives": "", "vote": null}')
    PaperChange(paper='decision', first=1, last=1, parts=('proposed',), before=(), after=('a',))
    """
    old, new = json.loads(before or "{}"), json.loads(after)
    change = PaperChange(paper, version, version)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return change
    parts = tuple(name for name in (new | old) if _differs(name, old, new))
    was, now = old.get(_LEVERS), new.get(_LEVERS)
    if _LEVERS not in parts or not isinstance(was, list | None) or not isinstance(now, list):
        return replace(change, parts=parts)
    # That an answer given for these levers comes back has no field of its own.
    parts = (*parts, *([RESTORED] if old.get(RETIRED) and not new.get(RETIRED) else ()))
    levers = tuple(map(str, was or ())), tuple(map(str, now))
    return replace(change, parts=parts, before=levers[0], after=levers[1])


def _differs(name: str, old: Mapping[str, object], new: Mapping[str, object]) -> bool:
    """Whether a part was written: a field that is empty is one that is not there."""
    was, now = old.get(name) or None, new.get(name) or None
    if name == RETIRED:
        return now is not None and now != was
    # What it was written for comes with a text; alone, it says that the text holds for others.
    return now != was and not (name in _WRITTEN_FOR and was is None)


def paper_change_json(change: PaperChange) -> str:
    """A change as the log keeps it."""
    tree = {"paper": change.paper, "versions": [change.first, change.last], "parts": change.parts}
    levers = {} if change.before is None else {"levers": [change.before, change.after]}
    return json.dumps({**tree, **levers}, ensure_ascii=False)


def paper_change_from(detail: str) -> PaperChange:
    """A change from a line of the log."""
    tree = json.loads(detail)
    (first, last), parts = tree["versions"], tuple(tree["parts"])
    before, after = map(tuple, tree["levers"]) if "levers" in tree else (None, None)
    return PaperChange(tree["paper"], first, last, parts, before, after)


MEETING_TEXTS = (DECISION_TEXT,)
LONGEST_MEETING_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """The decision as it is kept.

    Attributes
    ----------
    version
        Of its text; 0 as long as nobody has written it.
    faults
        Fields for which its text cannot be read; the decision is empty then.
    """

    decision: Decision
    version: int
    faults: tuple[str, ...] = ()


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
        try:
            return StoredDecision(decision_of(text.content), text.version)
        except InvalidDecision as error:
            return StoredDecision(Decision(), text.version, tuple(error.fields))

    def write_text(
        self, code: str, secret: str, name: str, text: str, expected: int
    ) -> StoredText:
        """Write a version of a text, and a line of the log; return it as it is kept.

        Parameters
        ----------
        name
            One of ``MEETING_TEXTS``.
        text
            A JSON object or list, whole: what it does not say is gone from the next version.
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
            For another name, or a text that is no such JSON, or is too long.
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
            changed = paper_change(name, written.version, before.content, text)
            change.audit(role, Act.EDIT_PAPER, paper_change_json(changed))
        self._stages.forget(code)
        return written


def _known(name: str) -> str:
    if name not in MEETING_TEXTS:
        raise InvalidFrame("paper", name[:80])
    return name


def _document(text: str) -> str:
    """The text, once it is sure that it can be read back."""
    if len(text) > LONGEST_MEETING_TEXT:
        raise InvalidFrame("paper", text[:80])
    try:
        tree = json.loads(text)
        json.dumps(tree, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:  # half a character, or no number, included
        raise InvalidFrame("paper", text[:80]) from error
    if not isinstance(tree, dict | list):
        raise InvalidFrame("paper", text[:80])
    # Read first: JSON may write the sign by its number.
    check_turned("paper", json.dumps(tree, ensure_ascii=False))
    return text
