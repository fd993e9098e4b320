"""What was of a dossier: any version of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from criteria.case import Case
from criteria.load import case_from_files
from prioritisation.cases.changes import (
    Clash,
    UnitChange,
    clashes,
    difference,
    inverse,
    needed,
    replayed,
    stated_since,
)
from prioritisation.cases.completing import given_since, without_strays
from prioritisation.cases.folder import files_of
from prioritisation.cases.reading import (
    LONGEST_WHY,
    DossierConflict,
    DossierMoved,
    NoSuchProposal,
    NoSuchVersion,
    NothingToUndo,
    TooManyProposals,
    checked_words,
)
from prioritisation.cases.rights import Deed, DossierReason, DossierRefused
from prioritisation.cases.units import DAY, CaseUnits
from prioritisation.cases.writing import DossierEdit, DossierWriting, Draft
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.meeting.store import (
    NewProposal,
    StoredDossier,
    StoredDossierLink,
    StoredProposal,
)


class DossierUndoing(DossierWriting):
    """What is taken back of what was written."""

    def undo(self, key: str, secret: str, seq: int, reason: str) -> int:
        """Undo a change by its inverse, which is a change too.

        Raises
        ------
        DossierConflict
            When one of its units has been written since.
        NothingToUndo
            For the change that made the dossier, one that is not there, or is undone already.
        """
        reason = checked_words("reason", reason, LONGEST_WHY, needed=True)
        done = self.store.dossiers.change_of(key, seq) if seq > 1 else {}
        back = inverse({unit: pair for unit, pair in done.items() if unit != DAY})

        def draft(stored: StoredDossier, state: CaseUnits) -> Draft:
            if clashing := (*clashes(state, back), *given_since(state, back)):
                raise DossierConflict(clashing)
            units = needed(state, without_strays(state, back))
            if not units:
                raise NothingToUndo(str(seq))
            if again := self._stated_since(key, seq) & units.keys():
                # Somebody said the same again since: that is not the change that is undone.
                raise DossierConflict([Clash(u, *back[u], state.get(u)) for u in sorted(again)])
            return Draft(units, "undo", reason, stored.seq, seq)

        return self._written(key, secret, Deed.UNDO, draft)

    def restore(self, key: str, secret: str, seq: int, base: int, reason: str) -> int:
        """Write again all that an earlier version said.

        Raises
        ------
        DossierMoved
            When the last version is not ``base`` any more.
        NothingToUndo
            When there is no such version.
        """
        reason = checked_words("reason", reason, LONGEST_WHY, needed=True)

        def draft(stored: StoredDossier, state: CaseUnits) -> Draft:
            if stored.seq != base:
                raise DossierMoved(stored.seq)
            if not 1 <= seq <= stored.seq:
                raise NothingToUndo(str(seq))
            wanted = replayed(self.store.dossiers.changes(key, until=seq).values())
            back = {u: pair for u, pair in difference(state, wanted).items() if u != DAY}
            return Draft(back, "restore", reason, base)

        return self._written(key, secret, Deed.RESTORE, draft)

    def _stated_since(self, key: str, seq: int) -> set[str]:
        """The units that were written after a change, and not undone."""
        dossiers = self.store.dossiers
        undoings = {one.seq: one.undoes for one in dossiers.entries(key) if one.undoes}
        return stated_since(dossiers.changes(key), undoings, seq)


MOST_WAITING = 30
"""Proposals of one link, or of one meeting, that wait for an answer."""


class ProposalAnswer(StrEnum):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class DossierProposals(DossierUndoing):
    """What is proposed, and what becomes of it."""

    def propose(self, key: str, secret: str, edit: DossierEdit) -> int:
        """Propose a change, with its reason; the number of the proposal.

        What waits already in the same words is not proposed again: a button was pressed twice.

        Raises
        ------
        InvalidCase
            With every problem of the case that it would make of the one that is there.
        InvalidDossierField
            For a reason that is missing, or cannot be.
        TooManyProposals
            When as many of this link wait already.
        """
        return self._proposed(key, secret, [edit])[0][0]

    def propose_each(self, key: str, secret: str, edits: Sequence[DossierEdit]) -> int:
        """Propose changes one by one, as many as may wait; how many wait now that did not.

        What waits already in the same words is not proposed again.

        Raises
        ------
        InvalidCase
            With every problem of the case that one of them would make; nothing is proposed then.
        InvalidDossierField
            For a reason that is missing, or cannot be.
        TooManyProposals
            When as many of this link wait already.
        """
        return self._proposed(key, secret, edits)[1]

    def _proposed(
        self, key: str, secret: str, edits: Sequence[DossierEdit]
    ) -> tuple[list[int], int]:
        """Numbers of the proposals that say this, as many as may wait; and how many are new."""
        link = self._demand(key, secret, Deed.PROPOSE)
        _, state = self.store.dossiers.with_units(key)
        words = (checked_words("reason", e.reason, LONGEST_WHY, needed=True) for e in edits)
        edits = [replace(e, reason=reason) for e, reason in zip(edits, words, strict=True)]
        for edit in edits:
            if not clashes(state, edit.change) and (units := needed(state, edit.change)):
                self._entry(Draft(units, edit.kind, edit.reason, edit.base), state, link)
        numbers: list[int] = []
        new = 0
        with self.store.dossiers.change(key) as change:
            self._demand(key, secret, Deed.PROPOSE)
            own = [p for p in self._waiting(key) if _is_of(p, link)]
            for one in edits:
                said = [p.id for p in own if (p.changes, p.reason) == (one.change, one.reason)]
                if not said and not new:
                    _check_room(own)
                if not said and len(own) + new < MOST_WAITING:
                    head = (one.change, one.base, one.kind, link.role, one.reason)
                    said = [change.add_proposal(NewProposal(*head))]
                    new += 1
                numbers += said[:1]
        return numbers, new

    def proposals(self, key: str, secret: str) -> tuple[StoredProposal, ...]:
        """All proposals, for whoever corrects the dossier; those of the link, for others."""
        link = self._demand(key, secret, Deed.PROPOSE)
        every = self.store.dossiers.proposals(key)
        if self._may_write(key, secret):
            return every
        return tuple(p for p in every if _is_of(p, link))

    def accepted(self, key: str, secret: str) -> dict[int, StoredProposal]:
        """Number of each change that was proposed first -> the proposal, for its history."""
        self._demand(key, secret, Deed.SEE_HISTORY)
        return {p.seq: p for p in self.store.dossiers.proposals(key) if p.seq is not None}

    def late(self, proposal: StoredProposal, units: CaseUnits) -> bool:
        """Whether what it would change has been written since: « arrivée trop tard »."""
        return bool(clashes(units, proposal.changes))

    def accept(
        self, key: str, secret: str, number: int, word: str = "", instead: UnitChange | None = None
    ) -> int:
        """Write what was proposed, or something else instead; the number of the last version.

        Raises
        ------
        NoSuchProposal
            When it has its answer already.
        DossierConflict
            When what it would change has been written since.
        InvalidCase
            With every problem of the case that it would make.
        InvalidDossierField
            For a word that cannot be.
        """
        proposal = self._one(key, secret, number, Deed.WRITE)
        change = proposal.changes if instead is None else instead
        word = checked_words("word", word, LONGEST_WHY, needed=False)

        def draft(_stored: StoredDossier, state: CaseUnits) -> Draft:
            if clashing := clashes(state, change):
                raise DossierConflict(clashing)
            units = needed(state, change)
            answered = _answered(proposal, ProposalAnswer.ACCEPTED, word)
            return Draft(units, proposal.kind, proposal.reason, proposal.base, None, answered)

        return self._written(key, secret, Deed.WRITE, draft)

    def refuse(self, key: str, secret: str, number: int, word: str) -> None:
        """Leave the dossier as it is, and say why."""
        word = checked_words("word", word, LONGEST_WHY, needed=True)
        proposal = self._one(key, secret, number, Deed.WRITE)
        self._closed(key, secret, Deed.WRITE, _answered(proposal, ProposalAnswer.REFUSED, word))

    def withdraw(self, key: str, secret: str, number: int) -> None:
        """Take back a proposal of the same link."""
        link = self._demand(key, secret, Deed.PROPOSE)
        proposal = self._one(key, secret, number, Deed.PROPOSE)
        if not _is_of(proposal, link):
            raise DossierRefused(DossierReason.ROLE)
        self._closed(key, secret, Deed.PROPOSE, _answered(proposal, ProposalAnswer.WITHDRAWN, ""))

    def _closed(self, key: str, secret: str, deed: Deed, answered: StoredProposal) -> None:
        """A proposal has its answer, and the dossier stays as it is."""
        self._written(
            key, secret, deed, lambda stored, _: Draft({}, "", "", stored.seq, None, answered)
        )

    def _may_write(self, key: str, secret: str) -> bool:
        try:
            self._demand(key, secret, Deed.WRITE)
        except DossierRefused:
            return False
        return True

    def _waiting(self, key: str) -> tuple[StoredProposal, ...]:
        return tuple(p for p in self.store.dossiers.proposals(key) if p.answer is None)

    def _one(self, key: str, secret: str, number: int, deed: Deed) -> StoredProposal:
        """A proposal that waits; raises NoSuchProposal when there is none of that number."""
        self._demand(key, secret, deed)
        one = next((p for p in self._waiting(key) if p.id == number), None)
        if one is None:
            raise NoSuchProposal(str(number))
        return one


def _is_of(proposal: StoredProposal, link: StoredDossierLink) -> bool:
    """Whether a proposal was made by a link."""
    return proposal.role == link.role


def _check_room(waiting: Iterable[StoredProposal]) -> None:
    if len(tuple(waiting)) >= MOST_WAITING:
        raise TooManyProposals(MOST_WAITING)


def _answered(proposal: StoredProposal, answer: str, word: str) -> StoredProposal:
    """A proposal with its answer; who gave it, and when, is written with it."""
    names = StoredProposal.__dataclass_fields__
    values = {name: getattr(proposal, name) for name in names}
    return StoredProposal(**{**values, "answer": answer, "word": word})


@dataclass(frozen=True, slots=True)
class OpenVersion:
    """A version of a dossier, for whoever holds a link of it: it is read, and not changed.

    Attributes
    ----------
    version
        Which one.
    at
        When it was made; ISO, UTC.
    last
        Number of the last version.
    archived
        Whether the dossier is put away.
    """

    case: Case
    version: DossierVersion
    at: str
    last: int
    archived: bool


_MOST_FIGURES = 9


def version_number(words: str) -> int:
    """The number of a version as an address has it; 0, which no version has, for anything else."""
    number = words.isascii() and words.isdecimal() and len(words) <= _MOST_FIGURES
    return int(words) if number else 0


class DossierVersions(DossierProposals):
    """What is read of what was."""

    def open_version(self, key: str, secret: str, seq: int) -> OpenVersion:
        """A version as it was.

        Raises
        ------
        NoSuchVersion
            When there is no such version.
        """
        self._demand(key, secret, Deed.SEE_HISTORY)
        stored = self.store.dossiers.dossier(key)
        made = [one for one in self.store.dossiers.entries(key) if one.seq == seq]
        if not made:
            raise NoSuchVersion(str(seq))
        (entry,) = made
        case = self._cases.get(
            (key, entry.sha256), lambda: case_from_files(files_of(self.state(key, secret, seq)))
        )
        archived = stored.archived_at is not None
        version = DossierVersion(key, seq, entry.sha256)
        return OpenVersion(case, version, entry.at, stored.seq, archived)
