"""What is proposed for a dossier: accepted or refused by who corrects it, else one's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from prioritisation.analysis.address import EDITING
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.errors import DossierConflict, NoSuchProposal
from prioritisation.cases.rights import Deed
from prioritisation.cases.units import SCORE, unit_parts
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.store import StoredProposal
from prioritisation.sentences.dossier_changes import (
    changed_lines,
    proposal_answer,
    proposals_headline,
    proposer_name,
)
from prioritisation.ui.dossiers.place import Holder, go_to_dossier, keep_done
from prioritisation.ui.editing.note_form import effect_title, proposed_effect
from prioritisation.ui.shared.changed import changes_html
from prioritisation.ui.shared.drafts import drafts, text_line, typed_text
from prioritisation.ui.shared.folds import answered_fold, draw_on_demand
from prioritisation.ui.shared.page import headline_block
from prioritisation.ui.visit.visit import EXPECTED, attempt, notice_block, why_not
from prioritisation.wording import t, tn
from prioritisation.wording.moments import moment_text

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


@dataclass(frozen=True, slots=True)
class _Inbox:
    """What the visitor sees of the proposals, and the dossier as it is now."""

    holder: Holder
    every: tuple[StoredProposal, ...]
    units: dict[str, str]

    @property
    def answers(self) -> bool:
        """Whether the visitor answers them."""
        return self.holder.dossier.may(Deed.WRITE)

    @property
    def waiting(self) -> tuple[StoredProposal, ...]:
        return tuple(p for p in self.every if p.answer is None)

    def late(self, proposal: StoredProposal) -> bool:
        return self.holder.shelf.late(proposal, self.units)


def draw_proposals_page(holder: Holder) -> None:
    """Those that wait, then those that have their answer."""
    inbox = attempt(lambda: _read(holder))
    if inbox is None:
        return
    waiting = inbox.waiting
    late = sum(map(inbox.late, waiting))
    with st.container(key="answer"):
        words = proposals_headline(len(waiting), late, answers=inbox.answers)
        st.html(headline_block(words))
    with drafts(f"proposals_{holder.key}"), st.container(key="case_changes"):
        refusals = {p.id: pop_refusal(p.id) for p in waiting}
        if gone := pop_refusals():
            st.html(notice_block(*gone))
        for proposal in waiting:
            _waiting(inbox, proposal, refusals[proposal.id])
    _answered(inbox, [p for p in reversed(inbox.every) if p.answer is not None])


def _read(holder: Holder) -> _Inbox:
    shelf, door = holder.shelf, (holder.key, holder.secret)
    return _Inbox(holder, shelf.proposals(*door), shelf.state(*door))


def _waiting(inbox: _Inbox, proposal: StoredProposal, refusal: Sequence[str]) -> None:
    """What would change, whose it is and why; what may be done with it."""
    with st.container(key=f"change_{proposal.id}", gap="small"):
        st.html(_change_html(inbox, proposal) + _whose(inbox, proposal))
        if inbox.late(proposal):
            st.html(_too_late(inbox, proposal))
        doing = Answering(inbox.holder, proposal.id)
        if inbox.answers:
            _draw_effect(inbox, proposal)
            _answer_form(inbox, proposal, doing, refusal)
        else:
            _say_refused(refusal)
            st.button(t("Withdraw"), key=f"withdraw_{proposal.id}", on_click=doing.withdraw)


def _draw_effect(inbox: _Inbox, proposal: StoredProposal) -> None:
    """What accepting it would change, computed for whoever opens it."""
    case, change = inbox.holder.dossier.case.in_plain_words({}), _over(inbox, proposal)
    draw_on_demand(
        effect_title(),
        "",
        f"effect_{proposal.id}",
        lambda: proposed_effect(case, inbox.holder.key, inbox.units, change),
    )


def _change_html(inbox: _Inbox, proposal: StoredProposal) -> str:
    """What it would change; the reason of a score is that of its proposal, written below."""
    case = inbox.holder.dossier.case
    lines = changed_lines(case, proposal.changes, why=proposal.reason)
    return changes_html(lines, proposed=True)


def _whose(inbox: _Inbox, proposal: StoredProposal) -> str:
    """Why, by whom, when."""
    who = proposer_name(proposal.role, proposal.meeting)
    when = moment_text(proposal.at, inbox.holder.dossier.case.timezone)
    why = tag("p", text(t("« {reason} »", reason=proposal.reason))) if proposal.reason else ""
    return why + tag("p", tag("bdi", text(who)) + text(f" · {when}"), "thin")


def _over(inbox: _Inbox, proposal: StoredProposal) -> UnitChange:
    """What is proposed, over what stands there now; what it only read stays as it is."""
    return {
        unit: (inbox.units.get(unit), after)
        for unit, (before, after) in proposal.changes.items()
        if before != after
    }


def _too_late(inbox: _Inbox, proposal: StoredProposal) -> str:
    """It started from something else than what stands there now: both are shown."""
    words = t("It came too late: what it is about was changed since.")
    since = {
        u: (before, inbox.units.get(u))
        for u, (before, _) in proposal.changes.items()
        if inbox.units.get(u) != before
    }
    title = tag("p", tag("b", text(words)), "warn") + tag("p", text(t("Changed since:")), "thin")
    return title + changes_html(changed_lines(inbox.holder.dossier.case, since))


def _say_refused(refusal: Sequence[str]) -> None:
    if refusal:
        st.html(notice_block(*refusal))


def _answer_form(
    inbox: _Inbox, proposal: StoredProposal, doing: Answering, refusal: Sequence[str]
) -> None:
    late = inbox.late(proposal)
    # Enter would press the first button: a proposal is accepted by its button only.
    with st.form(f"answer_{proposal.id}", border=False, enter_to_submit=False):
        text_line(t("A word for whoever proposed it (needed to refuse)"), doing.field)
        _say_refused(refusal)
        with st.container(key=f"answer_acts_{proposal.id}", horizontal=True, gap="small"):
            label = t("Write it all the same") if late else t("Accept")
            # Over what is read here: what is written later still is not written over unseen.
            over = (_over(inbox, proposal),) if late else ()
            st.form_submit_button(
                label, key=f"accept_{proposal.id}", on_click=doing.accept, args=over
            )
            st.form_submit_button(t("Refuse"), key=f"refuse_{proposal.id}", on_click=doing.refuse)
    if cell := _cell(proposal):
        st.button(
            t("Correct it otherwise, then refuse with a word"),
            type="tertiary",
            key=f"otherwise_{proposal.id}",
            on_click=go_to_dossier,
            args=(inbox.holder.key, EDITING, cell),
        )


def _cell(proposal: StoredProposal) -> str:
    """The cell of the table that it is about; empty when it is about something else."""
    scores = [unit_parts(u) for u in proposal.changes if unit_parts(u)[0] == SCORE]
    return f"{scores[0][1]}.{scores[0][2]}" if len(scores) == 1 else ""


def _answered(inbox: _Inbox, done: list[StoredProposal]) -> None:
    """Those that have their answer, the last first, behind a fold."""
    if not done:
        return
    n = tn("{n} proposal", "{n} proposals", len(done))
    timezone = inbox.holder.dossier.case.timezone
    with answered_fold(t("Which have their answer?"), n, "answered_proposals"):
        for proposal in done:
            answer = tag("p", tag("b", text(proposal_answer(proposal, timezone))))
            word = proposal.word or ""
            why = tag("p", text(t("Answer: « {word} »", word=word))) if word else ""
            body = _change_html(inbox, proposal) + _whose(inbox, proposal) + answer + why
            st.html(tag("div", body, "onechange"))
