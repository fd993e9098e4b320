"""A proposal is answered or withdrawn: done once, or told what stood in the way."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from prioritisation.cases.changes import UnitChange
from prioritisation.cases.errors import DossierConflict, NoSuchProposal
from prioritisation.meeting.store import StoredProposal
from prioritisation.sentences.dossier_changes import proposal_answer
from prioritisation.ui.dossiers.place import Holder, keep_done
from prioritisation.ui.shared.drafts import typed_text
from prioritisation.ui.visit.trying import EXPECTED, why_not
from prioritisation.wording import t

_REFUSALS = "proposal_refusals"
"""Session key: number of a proposal -> why what was asked of it was not done, said once."""

_ANSWERS = "proposal_answers"
"""Session key: key of a dossier and number of a proposal that this session answered or withdrew
-> the version that came of it, if any."""


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
        at, word = self.holder, typed_text(self.field)

        def work() -> int:
            seq = at.shelf.accept(at.key, at.secret, self.number, word, instead)
            at.wrote(seq)
            return seq

        self._do(
            work,
            lambda seq: t("The proposal is accepted: it is version {n} of the case.", n=seq or 0),
        )

    def refuse(self) -> None:
        """Leave the case as it is, with a word."""
        at, word = self.holder, typed_text(self.field)
        self._do(
            lambda: at.shelf.refuse(at.key, at.secret, self.number, word),
            lambda _: t("The proposal is refused, and your word is written beside it."),
        )

    def withdraw(self) -> None:
        """Take it back."""
        at = self.holder
        self._do(
            lambda: at.shelf.withdraw(at.key, at.secret, self.number),
            lambda _: t("Your proposal is withdrawn."),
        )

    def _do(self, work: Callable[[], int | None], done: Callable[[int | None], str]) -> None:
        own: dict[tuple[str, int], int | None] = st.session_state.setdefault(_ANSWERS, {})
        about = self.holder.key, self.number
        try:
            # In the same breath: a run that a second press overtakes stops at the next sentence.
            own[about] = work()
            keep_done(done(own[about]))
        except DossierConflict:
            self._tell(
                t(
                    "The case has changed meanwhile: nothing was written. What "
                    "stands now is shown beside what is proposed."
                )
            )
        except NoSuchProposal:
            if about in own:
                # Pressed twice: the first press has done it, and says so.
                keep_done(done(own[about]))
                return
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
