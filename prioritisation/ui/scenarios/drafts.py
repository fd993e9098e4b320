"""The scenarios of a session while they are changed, side by side."""

from dataclasses import dataclass, field

from criteria.case import Case
from prioritisation.analysis.whatif import MOST_FORKS, Fork, Trial
from prioritisation.analysis.whatif.fork import History, with_shared_ids
from prioritisation.ui.scenarios.ground import trial_or_reason


@dataclass(slots=True)
class ForkDraft:
    """A scenario being changed.

    Attributes
    ----------
    number
        Its own in the session.
    kept_fork, key
        The last version that is kept, and its key; None and empty when none is.
    """

    number: int
    history: History
    key: str = ""
    kept_fork: Fork | None = None
    _ranked: tuple[Case, Fork, Trial] | None = None

    @property
    def fork(self) -> Fork:
        """As it is now."""
        return self.history.present

    @property
    def link(self) -> str:
        """The key that reproduces it as it is now; empty when it is not kept so."""
        return self.key if self.fork == self.kept_fork else ""

    def ranked(self, case: Case) -> Trial | str:
        """Its ranking, or why there is none; kept until it changes."""
        known = self._ranked
        # By identity: each change makes a new fork, and a case is large to compare.
        if known and known[0] is case and known[1] is self.fork:
            return known[2]
        trial = trial_or_reason(case, self.fork)
        if isinstance(trial, Trial):
            self._ranked = (case, self.fork, trial)
        return trial


@dataclass(slots=True)
class Bench:
    """All the scenarios of a session.

    Attributes
    ----------
    text, code, start
        The address it agrees with, the meeting, and where its forks began.
    unread
        What of the address may not be read yet, because the store does not answer, a round is
        open, or it is of another meeting's vote; kept in the address.
    faults
        What was wrong in the address.
    refusal
        Where something was refused, and why.
    removed
        The last one taken away, and where it stood.
    too_long
        Whether the address no longer holds everything.
    on_screen
        The one being changed, as it was drawn: several changes may be heard together, in any
        order, and one of them may be that another was chosen.
    """

    text: str
    code: str
    start: Fork
    drafts: list[ForkDraft] = field(default_factory=list)
    selected: int = 0
    unread: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    refusal: tuple[str, tuple[str, ...]] = ("", ())
    removed: tuple[int, ForkDraft] | None = None
    too_long: bool = False
    on_screen: ForkDraft | None = None

    @property
    def edited(self) -> ForkDraft:
        """The one being changed."""
        return self.on_screen or self.drafts[min(self.selected, len(self.drafts) - 1)]

    def look(self) -> None:
        """Show the one that was chosen last."""
        self.on_screen = None
        self.on_screen = self.edited

    @property
    def full(self) -> bool:
        """Whether no other fits beside these."""
        return len(self.drafts) + len(self.unread) >= MOST_FORKS

    @property
    def links(self) -> tuple[str, ...]:
        """Keys of all, when all are kept as they are; none otherwise."""
        links = tuple(draft.link for draft in self.drafts)
        return links if all(links) and not self.unread else ()

    def add(self, fork: Fork, key: str = "", lever_ids: tuple[str, ...] = ()) -> ForkDraft:
        """Set a scenario beside the others; ``key`` when it is kept."""
        aligned = with_shared_ids(fork, [s.fork for s in self.drafts], lever_ids)
        number = 1 + max((s.number for s in self.drafts), default=0)
        if self.removed:
            # It may be put back: its number is in the keys of its controls.
            number = max(number, self.removed[1].number + 1)
        draft = ForkDraft(number, History(aligned), key, aligned if key else None)
        self.drafts.append(draft)
        return draft
