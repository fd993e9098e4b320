"""A proposal is answered or withdrawn: done once, or told what stood in the way."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from prioritisation.cases.changes import UnitChange
from prioritisation.cases.errors import DossierConflict, NoSuchProposal
from prioritisation.meeting.store import StoredProposal
from prioritisation.sentences.dossier_proposals import proposal_answer
from prioritisation.ui.dossiers.acting import keep_done
from prioritisation.ui.dossiers.place import Holder
from prioritisation.ui.shared.drafts import typed_text
from prioritisation.ui.visit.trying import EXPECTED, why_not
from prioritisation.wording import t

_REFUSALS = "proposal_refusals"
"""Session key: number of a proposal -> why what was asked of it was not done, said once."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A proposal as it is drawn, with the name of the field of its word.

    Each act runs before the page is drawn again: a press on a proposal that somebody else has
    answered meanwhile is told so, though it is not there any more.
    """

    holder: Holder
    number: int

    @property
    def field(self) -> str:
        """Name of the field where a word is written."""
        return f"proposal_word_{self.holder.key}_{self.number}"

    def accept(self, instead: UnitChange | None = None) -> None:
        """Write what is proposed, or that over what was written since."""
        at = self.holder

        def work() -> str:
            seq = at.shelf.accept(at.key, at.secret, self.number, typed_text(self.field), instead)
            at.wrote(seq)
            return t("The proposal is accepted: it is version {n} of the case.", n=seq)

        self._do(work)

    def refuse(self) -> None:
        """Leave the case as it is, with a word."""
        at = self.holder

        def work() -> str:
            at.shelf.refuse(at.key, at.secret, self.number, typed_text(self.field))
            return t("The proposal is refused, and your word is written beside it.")

        self._do(work)

    def withdraw(self) -> None:
        """Take it back."""
        at = self.holder

        def work() -> str:
            at.shelf.withdraw(at.key, at.secret, self.number)
            return t("Your proposal is withdrawn.")

        self._do(work)

    def _do(self, work: Callable[[], str]) -> None:
        try:
            keep_done(work())
        except DossierConflict:
            self._tell(
                t(
                    "The case has changed meanwhile: nothing was written. What "
                    "stands now is shown beside what is proposed."
                )
            )
        except NoSuchProposal:
            self._tell(*self._answered())
        except EXPECTED as error:
            self._tell(*why_not(error))

    def _tell(self, *words: str) -> None:
        st.session_state.setdefault(_REFUSALS, {})[self.number] = words

    def _answered(self) -> tuple[str, ...]:
        """What became of it meanwhile, and the word that was typed for nothing."""
        at = self.holder
        one = _proposal(at, self.number)
        if one is None:
            return (t("This proposal is not there any more."),)
        answer = proposal_answer(one, at.dossier.case.timezone)
        already = t("This proposal has its answer already: {answer}.", answer=answer)
        word = typed_text(self.field)
        unsent = t("Your word was not written: « {word} »", word=word)
        return (already, unsent) if word and word != one.word else (already,)


def _proposal(holder: Holder, number: int) -> StoredProposal | None:
    try:
        every = holder.shelf.proposals(holder.key, holder.secret)
    except EXPECTED:
        return None
    return next((p for p in every if p.id == number), None)


def pop_refusal(number: int) -> tuple[str, ...]:
    """Why what was asked of a proposal was not done, if it was not."""
    words: tuple[str, ...] = st.session_state.get(_REFUSALS, {}).pop(number, ())
    return words


def pop_refusals() -> tuple[str, ...]:
    """All that was not done, of proposals that wait no more."""
    every = st.session_state.pop(_REFUSALS, {})
    return tuple(line for words in every.values() for line in words)
