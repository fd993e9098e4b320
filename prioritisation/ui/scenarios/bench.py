"""The scenarios compared: in the session, and in the address, so that a reload loses nothing.

The address lists them, ``scenario=KEY,~TEXT``: the key of one that is kept, the text of another.
"""

from dataclasses import dataclass, field, replace

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import SCENARIOS_KEY
from prioritisation.analysis.whatif import (
    LONGEST_NAME,
    MOST_FORKS,
    Fork,
    InvalidFork,
    Trial,
    WrittenFork,
    data_mark,
    forked,
    from_text,
    packed,
    to_text,
    unpacked_fork_text,
)
from prioritisation.analysis.whatif.fork import History, with_shared_ids
from prioritisation.meeting.room import current_room
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.store import StoreError, UnknownScenario
from prioritisation.ui.scenarios.ground import (
    BaseCase,
    failure_reasons,
    misfits,
    strange,
    trial_or_reason,
)
from prioritisation.ui.shared import state
from prioritisation.wording import t

_BENCH = "lab_bench"
_UNKEPT = "~"
LONGEST_SCENARIOS_ADDRESS = 8_000


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
        Keys of the address that could not be read yet, because the store does not answer or a
        round is open; kept in the address.
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


def session_bench(ground: BaseCase) -> Bench:
    """The scenarios of this session, when they are those of the address; else the address's.

    One kept in a meeting is read again: a round may have opened since. On another case, they are
    computed again; those that do not fit it are named.
    """
    address_text = state.view(SCENARIOS_KEY)
    bench = st.session_state.get(_BENCH)
    if isinstance(bench, Bench) and _agrees(bench, address_text, ground) and not _closed(bench):
        if bench.unread and _read_later(ground, bench):
            write_scenarios_address(ground, bench)
        return bench
    moved = isinstance(bench, Bench) and bench.code != ground.code
    st.session_state[_BENCH] = opened = _opened(ground, address_text, moved=moved)
    return opened


def _agrees(bench: Bench, text: str, ground: BaseCase) -> bool:
    same = (bench.text, bench.code) == (text, ground.code)
    return same and (bool(text) or bench.start == ground.start)


def _closed(bench: Bench) -> bool:
    """Whether one of the scenarios shown may not be read any more."""
    return any(_closed_one(draft.link) for draft in bench.drafts if draft.link)


def _closed_one(key: str) -> bool:
    try:
        return current_room().closed_scenario(key) is not None
    except StoreError:  # erased, or not to be asked: what was read is shown
        return False


def _opened(ground: BaseCase, text: str, *, moved: bool) -> Bench:
    """What an address says; what it says wrongly is named, and left out."""
    bench = Bench(text, ground.code, ground.start)
    items = text.split(",") if text else []
    faults: list[str] = []
    for item in items[:MOST_FORKS]:
        faults += _read(ground, bench, item, moved=moved)
    if len(items) > MOST_FORKS:
        faults.append(t("{n} trials at most: the first ones are shown.", n=MOST_FORKS))
    if not bench.drafts:
        bench.add(ground.start)
    bench.selected = len(bench.drafts) - 1
    bench.faults = tuple(dict.fromkeys(faults))
    return bench


def _read_later(ground: BaseCase, bench: Bench) -> bool:
    """Try again to read what the store could not give; whether something came."""
    waiting, bench.unread = bench.unread, ()
    faults = (fault for item in waiting for fault in _read(ground, bench, item))
    bench.faults = tuple(dict.fromkeys(faults))
    return bench.unread != waiting


def _read(ground: BaseCase, bench: Bench, item: str, *, moved: bool = False) -> list[str]:
    """Add one scenario of the address; what is to be said of it."""
    key = "" if item.startswith(_UNKEPT) else item
    try:
        written = _written_fork(item)
    except StoreError as error:
        if not isinstance(error, UnknownScenario):
            bench.unread = (*bench.unread, item)
        return list(failure_reasons(error))
    except Refused as error:
        bench.unread = (*bench.unread, item)
        left = t("A trial of the address was kept in a meeting: it comes back after the results.")
        return [left, *failure_reasons(error)]
    except InvalidFork as error:
        why = " ".join(misfits(error.problems))
        return [t("A trial of the address is left out. {why}", why=why)]
    # That scores are others is no news to whoever went to another case.
    return add_written(ground, bench, replace(written, data="") if moved else written, key)


def _written_fork(item: str) -> WrittenFork:
    if item.startswith(_UNKEPT):
        return from_text(unpacked_fork_text(item.removeprefix(_UNKEPT)))
    if not state.KEPT_KEY.fullmatch(item):
        raise UnknownScenario(item)
    return current_room().scenario(item)


def add_written(ground: BaseCase, bench: Bench, written_fork: WrittenFork, key: str) -> list[str]:
    """Add a scenario that was written down, unless it is of other data; what is to be said."""
    fork = written_fork.fork.fitted(ground.case)
    if not fork.name.strip():
        fork = fork.named(t("Trial {n}", n=len(bench.drafts) + 1))
    name = fork.name[:LONGEST_NAME]
    if written_fork.case_id and written_fork.case_id != ground.case.id:
        sentence = t(
            "« {name} » was made on another case (« {case} »): it is not applied here.",
            name=name,
            case=written_fork.case_id,
        )
        return [sentence]
    try:
        forked(ground.case, fork)
    except InvalidFork as error:
        if strange(error.problems):
            sentence = t("« {name} » does not fit this case: it is left out.", name=name)
            return [" ".join((sentence, *misfits(error.problems)))]
    bench.add(fork, key, ground.levers)
    if written_fork.data and written_fork.data != data_mark(ground.case):
        return [
            t(
                "The scores of the case are no longer those on which « {name} » was made: it is "
                "computed again with the present ones.",
                name=name,
            )
        ]
    return []


def current() -> Bench:
    """The scenarios of this session, in a callback."""
    bench = st.session_state[_BENCH]
    assert isinstance(bench, Bench)  # noqa: S101 (the page put it there)
    return bench


def write_scenarios_address(ground: BaseCase, bench: Bench) -> None:
    """Write the scenarios in the address; said when they are too many for it."""
    items = [s.link or _UNKEPT + packed(to_text(ground.case, s.fork)) for s in bench.drafts]
    text = ",".join([*items, *bench.unread])
    bench.too_long = len(text) > LONGEST_SCENARIOS_ADDRESS
    if not bench.too_long:
        state.show(ground.case, SCENARIOS_KEY, text)
    bench.text = state.view(SCENARIOS_KEY)


def become(ground: BaseCase, fork: Fork, place: str) -> bool:
    """Change the scenario being edited, unless it would no longer fit the case."""
    bench = current()
    bench.refusal, bench.faults = ("", ()), ()
    try:
        forked(ground.case, fork)
    except InvalidFork as error:
        if strange(error.problems):
            bench.refusal = (place, misfits(error.problems))
            return False
    bench.edited.history.become(fork)
    write_scenarios_address(ground, bench)
    return True
