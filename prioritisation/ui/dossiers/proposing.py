"""What is proposed for a dossier: accepted or refused by who corrects it, else one's own."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from prioritisation.analysis.address import EDITING
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.rights import Deed
from prioritisation.cases.units import SCORE, unit_parts
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import StoredProposal
from prioritisation.sentences.dossier_changes import (
    changed_lines,
    proposal_answer,
    proposals_headline,
)
from prioritisation.sentences.dossiers import author_name
from prioritisation.ui.dossiers.place import Holder, go_to_dossier
from prioritisation.ui.editing.note_form import effect_title, proposed_effect
from prioritisation.ui.shared.controls import answered_fold, draw_on_demand
from prioritisation.ui.shared.drafts import changes_html, drafts, text_line, typed_text
from prioritisation.ui.shared.page import headline_block
from prioritisation.ui.visit.visit import attempt, is_pressed, is_written, said_next
from prioritisation.wording import t, tn
from prioritisation.wording.moments import moment_text


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
    shelf, door = holder.shelf, holder.door
    inbox = attempt(lambda: _Inbox(holder, shelf.proposals(*door), shelf.state(*door)))
    if inbox is None:
        return
    waiting = inbox.waiting
    late = sum(map(inbox.late, waiting))
    with st.container(key="answer"):
        words = proposals_headline(len(waiting), late, answers=inbox.answers)
        st.html(headline_block(words))
    with drafts(f"proposals_{holder.key}"), st.container(key="case_changes"):
        for proposal in waiting:
            with st.container(key=f"change_{proposal.id}", gap="small"):
                _waiting(inbox, proposal)
    _answered(inbox, [p for p in reversed(inbox.every) if p.answer is not None])


def _waiting(inbox: _Inbox, proposal: StoredProposal) -> None:
    """What would change, whose it is and why; what may be done with it."""
    holder = inbox.holder
    st.html(_change_html(inbox, proposal) + _whose(inbox, proposal))
    if inbox.late(proposal):
        st.html(_too_late(inbox, proposal))
    if inbox.answers:
        case, change = holder.dossier.case.in_plain_words({}), _over(inbox, proposal)
        # Computed for whoever opens it.
        effect = partial(proposed_effect, case, holder.key, inbox.units, change)
        draw_on_demand(effect_title(), "", f"effect_{proposal.id}", effect)
        _answer_form(inbox, proposal)
        return
    withdraw = partial(holder.shelf.withdraw, *holder.door, proposal.id)
    slot = {"": st.container()}
    pressed = is_pressed(t("Withdraw"), f"withdraw_{proposal.id}", proposal.changes)
    if pressed and is_written(withdraw, slot, t("Your proposal is withdrawn.")):
        st.rerun()


def _change_html(inbox: _Inbox, proposal: StoredProposal) -> str:
    """What it would change; the reason of a score is that of its proposal, written below."""
    case = inbox.holder.dossier.case
    lines = changed_lines(case, proposal.changes, why=proposal.reason)
    return changes_html(lines, proposed=True)


def _whose(inbox: _Inbox, proposal: StoredProposal) -> str:
    """Why, by whom, when."""
    who = author_name(Role(proposal.role))
    when = moment_text(proposal.at, inbox.holder.dossier.case.timezone)
    why = tag("p", text(t("« {reason} »", reason=proposal.reason)))
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


def _answer_form(inbox: _Inbox, proposal: StoredProposal) -> None:
    """A word, and what is done with it: accept, over what is read here, or refuse."""
    holder, late = inbox.holder, inbox.late(proposal)
    name, field = f"answer_{proposal.id}", f"proposal_word_{holder.key}_{proposal.id}"
    over = _over(inbox, proposal)
    # Enter would press the first button: a proposal is accepted by its button only.
    with st.form(name, border=False, enter_to_submit=False):
        text_line(t("A word for whoever proposed it (needed to refuse)"), field)
        slots = {"": st.container()}
        with st.container(key=f"answer_acts_{proposal.id}", horizontal=True, gap="small"):
            label = t("Write it all the same") if late else t("Accept")
            # What is written later still is not written over unseen.
            about = sorted(over.items())
            accepted = is_pressed(label, f"accept_{proposal.id}", about, st.form_submit_button)
            refuse_name = f"refuse_{proposal.id}"
            refused = is_pressed(t("Refuse"), refuse_name, "", st.form_submit_button)
    word = typed_text(field)

    said = said_next()

    def accept() -> None:
        seq = holder.shelf.accept(*holder.door, proposal.id, word, over if late else None)
        holder.wrote(seq)
        said[:] = [t("The proposal is accepted: it is version {n} of the case.", n=seq)]

    refuse = partial(holder.shelf.refuse, *holder.door, proposal.id, word)
    if accepted and is_written(accept, slots):
        st.rerun()
    done = t("The proposal is refused, and your word is written beside it.")
    if refused and is_written(refuse, slots, done):
        st.rerun()
    scores = [unit_parts(unit) for unit in proposal.changes if unit_parts(unit)[0] == SCORE]
    if len(scores) == 1:
        cell = f"{scores[0][1]}.{scores[0][2]}"
        st.button(
            t("Correct it otherwise, then refuse with a word"),
            type="tertiary",
            key=f"otherwise_{proposal.id}",
            on_click=go_to_dossier,
            args=(holder.key, EDITING, cell),
        )


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
