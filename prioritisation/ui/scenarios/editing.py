"""The scenario being changed: which one, its name, its weights, its assumptions."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from criteria.model import Criterion, Sense, Standing
from criteria.readings import ReadingQuestion
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.whatif import LONGEST_NAME, Fork, Trial
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.forks import local_method_text
from prioritisation.sentences.methods import method_name, method_note
from prioritisation.sentences.phrases import direction_label
from prioritisation.ui.scenarios.bench import (
    become,
    current,
    write_scenarios_address,
)
from prioritisation.ui.scenarios.drafts import Bench, ForkDraft
from prioritisation.ui.scenarios.ground import BaseCase, draw_notice
from prioritisation.ui.scenarios.naming import (
    free_name,
    is_numbered,
    is_true_name,
    says_weights,
)
from prioritisation.ui.scenarios.weighting import draw_weights
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import (
    capital,
    literal,
    pill_label,
    reason_text,
)
from prioritisation.wording import t

_NAMED, _FRAME = "name", "frame"


def draw_editing(ground: BaseCase, bench: Bench) -> None:
    """Everything of one scenario but its scores and its levers."""
    _which(bench)
    _name(ground, bench.edited)
    _acts(ground, bench)
    draw_notice(bench.refusal, _NAMED)
    # Above the weights: a panel opened at the bottom of the screen would show one line of itself.
    _frame(ground, bench.edited)
    draw_notice(bench.refusal, _FRAME)
    draw_weights(ground, bench.edited)


def _which(bench: Bench) -> None:
    st.html(tag("h2", text(t("Variant to change"))))
    names = [draft.fork.name for draft in bench.drafts]
    widgets.pills(
        t("Variant to change"),
        range(len(names)),
        name="lab_chosen",
        value=bench.drafts.index(bench.edited),
        write=_choose,
        format_func=lambda k: literal(names[k]),
        required=True,
        label_visibility="collapsed",
    )


def _choose(picked: int | None) -> None:
    bench = current()
    bench.selected = bench.selected if picked is None else picked
    bench.refusal = ("", ())


def _name(ground: BaseCase, draft: ForkDraft) -> None:
    widgets.text_input(
        t("Name of the variant"),
        name=f"lab_name_{draft.number}",
        value=draft.fork.name,
        write=partial(_rename, ground),
        max_chars=LONGEST_NAME,
    )


def _rename(ground: BaseCase, typed: str) -> None:
    bench = current()
    fork = bench.edited.fork.named(typed)
    if not fork.name:
        bench.refusal = (_NAMED, (t("Give the variant a name first."),))
        return
    if not is_true_name(ground, fork):
        bench.refusal = (
            _NAMED,
            (t("This name says other weights than those of this variant: give it another one."),),
        )
        return
    become(ground, fork, _NAMED)


def _acts(ground: BaseCase, bench: Bench) -> None:
    with st.container(key="lab_acts", horizontal=True, gap="small"):
        for label, key, act, off in (
            (t("Copy"), "lab_fork", _fork, bench.full),
            (t("Undo"), "lab_undo", _undo, not bench.edited.history.past),
            (t("Take away"), "lab_remove", _remove, len(bench.drafts) == 1),
        ):
            st.button(label, key=key, on_click=act, args=(ground,), disabled=off)
        if bench.removed and not bench.full:
            st.button(
                t("Put « {name} » back", name=literal(bench.removed[1].fork.name)),
                key="lab_back",
                type="tertiary",
                on_click=_back,
                args=(ground,),
            )


def _fork(ground: BaseCase) -> None:
    """A copy of the scenario beside it, to be changed; it remembers what it comes from."""
    bench = current()
    source, names = bench.edited, {draft.fork.name for draft in bench.drafts}
    named = source.fork.named(_name_of_copy(source.fork.name, names))
    draft = bench.add(named, lever_ids=ground.levers)
    # Kept in its turn, it says under which key stands what it comes from.
    draft.key, draft.kept_fork = source.key, source.kept_fork
    bench.selected = len(bench.drafts) - 1
    bench.refusal, bench.faults = ("", ()), ()
    write_scenarios_address(ground, bench)


def _name_of_copy(name: str, names: set[str]) -> str:
    """What a copy is called: after its source, unless that says whose weights it has."""
    if says_weights(name) or is_numbered(name):
        return free_name(names)
    wanted = (t("{name}, variant {n}", name=_stem(name), n=n) for n in range(1, len(names) + 2))
    return next(one for one in wanted if one not in names)


def _stem(name: str) -> str:
    """A name short enough for what is said of its variant, without that of an earlier one."""
    mark = t("{name}, variant {n}", name="", n="").rstrip()
    # Twenty signs are left for what is added.
    return name.rpartition(mark)[0][: LONGEST_NAME - 20] or name[: LONGEST_NAME - 20]


def _undo(ground: BaseCase) -> None:
    bench = current()
    bench.edited.history.undo()
    bench.refusal = ("", ())
    write_scenarios_address(ground, bench)


def _remove(ground: BaseCase) -> None:
    bench = current()
    draft = bench.edited
    if draft not in bench.drafts:  # taken away already
        return
    place = bench.drafts.index(draft)
    bench.drafts.remove(draft)
    bench.removed, bench.selected = (place, draft), max(0, place - 1)
    write_scenarios_address(ground, bench)


def _back(ground: BaseCase) -> None:
    bench = current()
    if bench.removed:
        place, draft = bench.removed
        bench.drafts.insert(place, draft)
        bench.removed, bench.selected = None, place
        write_scenarios_address(ground, bench)


def _frame(ground: BaseCase, draft: ForkDraft) -> None:
    """Readings, directions, method: each a button that says what it is."""
    case, fork = ground.case, draft.fork
    with st.container(key="lab_frame", gap=None):
        kept = case.keeping(tuple(fork.scenario.points))
        for question in kept.in_plain_words(fork.scenario.senses).live_questions:
            _reading(ground, question, fork)
        for criterion in ground.criteria(fork):
            if criterion.id in fork.scenario.points and len(criterion.direction.labels) > 1:
                _direction(ground, criterion, fork)
        _choice(
            literal(t("Method: {method}", method=method_name(fork.method))),
            t("Method"),
            {m.value: (capital(method_name(m)), "") for m in Method},
            ("lab_method", fork.method.value),
            lambda m: become(ground, current().edited.fork.by(Method(m)), _FRAME),
            f"{method_note(fork.method)} {local_method_text(fork.method)}".strip(),
        )


def _reading(ground: BaseCase, question: ReadingQuestion, fork: Fork) -> None:
    case, answer = ground.case, question.answer(fork.scenario.combination)
    label = t("{name}: {label}", name=question.name, label=answer.label)
    open_still = question.open or answer.status is Standing.TO_CONFIRM
    _choice(
        pill_label(label, to_confirm=open_still),
        question.question,
        {r.id: (capital(r.label), r.description) for r in question.readings},
        (f"lab_reading_{question.id}", answer.id),
        lambda r: become(ground, current().edited.fork.reread(case, r), _FRAME),
        reason_text(answer),
    )


def _direction(ground: BaseCase, criterion: Criterion, fork: Fork) -> None:
    default = criterion.direction.default
    sense = fork.scenario.senses.get(criterion.id, default)

    def turn(sense: str) -> object:
        senses = {**current().edited.fork.scenario.senses, criterion.id: Sense(sense)}
        kept = {c: s for c, s in senses.items() if c != criterion.id or s is not default}
        return become(ground, current().edited.fork.turned(kept), _FRAME)

    label = capital(direction_label(criterion, sense))
    _choice(
        pill_label(label, to_confirm=criterion.direction.contested),
        criterion.direction.question or criterion.question,
        {
            s.value: (capital(direction_label(criterion, s)), "")
            for s in (default, default.opposite)
        },
        (f"lab_sense_{criterion.id}", sense.value),
        turn,
    )


def _choice(
    label: str,
    question: str,
    options: Mapping[str, tuple[str, str]],
    bounds: tuple[str, str],
    act: Callable[[str], object],
    note: str = "",
) -> None:
    """A button that says the choice and opens it.

    Parameters
    ----------
    label
        In Markdown.
    options
        What is written, to its label and what is said below it.
    bounds
        The name of the control, and its value.
    """
    name, value = bounds
    captions = [literal(below) for _, below in options.values()]
    with st.popover(label, type="tertiary", wrap=True):
        widgets.radio(
            literal(question),
            options,
            name=name,
            value=value,
            write=act,
            format_func=lambda o: literal(options[o][0]),
            captions=captions if any(captions) else None,
        )
        if note:
            st.html(tag("p", text(note), "note"))


def reason(bench: Bench, ranked: list[Trial | str]) -> list[str]:
    """The scenarios that cannot be ranked, each with why."""
    return [
        t("« {name} » is not ranked: {why}", name=draft.fork.name, why=outcome)
        for draft, outcome in zip(bench.drafts, ranked, strict=True)
        if isinstance(outcome, str)
    ]
