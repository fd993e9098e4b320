"""The scenarios compared: in the session, and in the address, so that a reload loses nothing.

The address lists them, ``scenario=KEY,~TEXT``: the key of one that is kept, the text of another.
"""

from dataclasses import replace

import streamlit as st

from prioritisation.analysis.address import SCENARIOS_KEY
from prioritisation.analysis.whatif import (
    MOST_FORKS,
    Fork,
    InvalidFork,
    WrittenFork,
    data_mark,
    forked,
    from_text,
    packed,
    to_text,
    unpacked_fork_text,
)
from prioritisation.meeting.room import current_room
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.store import StoreError, UnknownScenario
from prioritisation.ui.scenarios.drafts import Bench, ForkDraft
from prioritisation.ui.scenarios.ground import (
    BaseCase,
    failure_reasons,
    misfits,
    strange,
)
from prioritisation.ui.scenarios.naming import (
    free_name,
    is_true_name,
    renamed_sentence,
    truly_named,
)
from prioritisation.ui.shared import state
from prioritisation.wording import t

_BENCH = "lab_bench"
_UNKEPT = "~"
LONGEST_SCENARIOS_ADDRESS = 8_000


def session_bench(ground: BaseCase) -> Bench:
    """The scenarios of this session, when they are those of the address; else the address's.

    One kept in a meeting is read again: a round may have opened since. On another case, they are
    computed again; those that do not fit it are named.
    """
    address_text = state.view(SCENARIOS_KEY)
    bench = st.session_state.get(_BENCH)
    if isinstance(bench, Bench) and _agrees(bench, address_text, ground):
        if bench.unread and _read_later(ground, bench):
            write_scenarios_address(ground, bench)
        return bench
    moved = isinstance(bench, Bench) and bench.code != ground.code
    st.session_state[_BENCH] = opened = _opened(ground, address_text, moved=moved)
    return opened


def _agrees(bench: Bench, text: str, ground: BaseCase) -> bool:
    same = (bench.text, bench.code) == (text, ground.code)
    if not same or (not text and bench.start != ground.start):
        return False
    removed = [bench.removed[1]] if bench.removed else []
    return not any(_is_closed(draft, ground) for draft in (*bench.drafts, *removed))


def _is_closed(draft: ForkDraft, ground: BaseCase) -> bool:
    """Whether a scenario may not be shown any more."""
    if not draft.link or not ground.may_show(draft.fork):
        return not ground.may_show(draft.fork)
    try:
        return current_room().closed_scenario(draft.link) is not None
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
        faults.append(t("{n} variants at most: the others are left out.", n=MOST_FORKS))
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
        left = t(
            "A variant of the address was kept in a meeting: it comes back after the results."
        )
        return [left, *failure_reasons(error)]
    except InvalidFork as error:
        why = " ".join(misfits(error.problems))
        return [t("A variant of the address is left out. {why}", why=why)]
    if not ground.may_show(written.fork):
        bench.unread = (*bench.unread, item)
        return [
            t(
                "A variant of the address is of a vote: it is shown in its meeting, with its "
                "results."
            )
        ]
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
    fork = written_fork.fork.fitted(ground.case).legible
    names = [draft.fork.name for draft in bench.drafts]
    if not fork.name:
        fork = fork.named(free_name(names))
    name, fork = fork.name, truly_named(ground, fork, names)
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
    draft = bench.add(fork, key, ground.levers)
    return _said_of(ground, written_fork, name, draft.fork.name)


def _said_of(ground: BaseCase, written_fork: WrittenFork, name: str, now: str) -> list[str]:
    """What is to be said of a variant that was added: its name is another, and its scores are."""
    sentences = []
    if now != name and not is_true_name(ground, written_fork.fork.named(name)):
        sentences.append(renamed_sentence(name, now))
    if written_fork.data and written_fork.data != data_mark(ground.case, written_fork.fork):
        rescored = t(
            "The scores of the case are no longer those on which « {name} » was made: it is "
            "computed again with the present ones.",
            name=now,
        )
        sentences.append(rescored)
    return sentences


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
    # Moved weights are no longer those of the group, nor equal: the name went on saying so.
    fork = truly_named(ground, fork, [draft.fork.name for draft in bench.drafts])
    try:
        forked(ground.case, fork)
    except InvalidFork as error:
        if strange(error.problems):
            bench.refusal = (place, misfits(error.problems))
            return False
    bench.edited.history.become(fork)
    write_scenarios_address(ground, bench)
    return True
