"""Papers: what a group writes after its vote, by its facilitator and its recorder.

A paper is JSON text, an object or a list, under one of ``PAPERS``: what is said of sets of
levers, the arguments, the decision. Each write is a new version, kept for good and named in the
log of the meeting. Two people may write the same paper: the second to come has read an older
version, is told so by ``Overtaken`` with the text that is there now, and decides. Nothing is
lost, nothing is merged.
"""

import json
from dataclasses import dataclass

from prioritisation.meeting.room.errors import InvalidFrame
from prioritisation.meeting.room.reading import Reading
from prioritisation.meeting.room.stage import DECISION, meeting_now
from prioritisation.meeting.rules import Act, Refused, Role, refusal
from prioritisation.meeting.rules.decision import Decision, InvalidDecision, from_json
from prioritisation.meeting.store import NewPaper, StoredPaper

PAPERS = ("portfolio", "arguments", DECISION)
LONGEST_PAPER = 200_000


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision as it is kept.

    Attributes
    ----------
    version
        Of the paper; 0 as long as nobody has written it.
    faults
        Fields for which the paper cannot be read; the decision is empty then.
    """

    decision: Decision
    version: int
    faults: tuple[str, ...] = ()


def decision_of(content: str) -> Decision:
    """The decision of a paper; raises InvalidDecision."""
    return from_json(content) if content else Decision()


class Papers(Reading):
    """The texts of a meeting."""

    def paper(self, code: str, name: str) -> StoredPaper:
        """The last version of a paper, for whoever may see the results of the meeting.

        Parameters
        ----------
        name
            One of ``PAPERS``.

        Returns
        -------
        StoredPaper
            With ``version`` and ``content`` (JSON text); version 0 and an empty content as long
            as nobody has written it. ``version`` is what ``write_paper`` is to be given.

        Raises
        ------
        Refused
            While a round is open, and before the first reveal: a paper speaks of results.
        InvalidFrame
            For another name.
        """
        read = self.store.paper(code, _known(name))
        # Asked once it is read: a round may have opened meanwhile.
        if found := self.ask(code, Role.OBSERVER, Act.SEE_RESULTS):
            raise Refused(found)
        return read

    def decision(self, code: str) -> Decided:
        """What the group decides, as far as it is written; raises what ``paper`` raises."""
        paper = self.paper(code, DECISION)
        try:
            return Decided(decision_of(paper.content), paper.version)
        except InvalidDecision as error:
            return Decided(Decision(), paper.version, tuple(error.fields))

    def write_paper(
        self, code: str, secret: str, name: str, text: str, expected: int
    ) -> StoredPaper:
        """Write a version of a paper, and a line of the log; return it as it is kept.

        Parameters
        ----------
        name
            One of ``PAPERS``.
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
        with self.store.change(code) as change:
            meeting = meeting_now(change.meeting.state)
            found = refusal(meeting, role, Act.EDIT_PAPER)
            if found:
                raise Refused(found)
            new = NewPaper(_known(name), _document(text), role, expected)
            written = change.write_paper(new)
            change.audit(role, Act.EDIT_PAPER, f"{name}, {written.version}")
        self._stages.forget(code)
        return written


def _known(name: str) -> str:
    if name not in PAPERS:
        raise InvalidFrame("paper", name[:80])
    return name


def _document(text: str) -> str:
    """The text, once it is sure that it can be read back."""
    if len(text) > LONGEST_PAPER:
        raise InvalidFrame("paper", text[:80])
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:  # half a character, or no number, included
        raise InvalidFrame("paper", text[:80]) from error
    if not isinstance(found, dict | list):
        raise InvalidFrame("paper", text[:80])
    return text
