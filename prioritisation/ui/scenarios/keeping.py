"""Keeping the scenarios, their link, and those kept in a meeting."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from prioritisation.analysis.address import SCENARIOS_KEY
from prioritisation.analysis.comparison import suggested_changes
from prioritisation.analysis.whatif import Fork
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import current_room
from prioritisation.meeting.room.identity import LINK
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.store import StoredScenario, StoreError
from prioritisation.sentences.columns import change_label
from prioritisation.sentences.forks import is_same_fork
from prioritisation.ui.scenarios.bench import add_written, current, write_scenarios_address
from prioritisation.ui.scenarios.drafts import Bench
from prioritisation.ui.scenarios.ground import FAILURES, BaseCase, failure_reasons
from prioritisation.ui.shared.beginning import begun, shown_dossier
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.pages import SCENARIOS
from prioritisation.ui.visit import visit
from prioritisation.ui.visit.parts import draw_shared_link
from prioritisation.ui.visit.trying import notice_block
from prioritisation.wording import t, tn
from prioritisation.wording.moments import local_moment

_KEEP = "keep"


def draw_scenario_keeping(ground: BaseCase, bench: Bench) -> None:
    """The thin bar under the answer: keeping the trials, and adding others."""
    with st.container(key="lab_bar", horizontal=True, vertical_alignment="center", gap="medium"):
        if standing := _standing(ground, bench):
            st.html(tag("p", text(standing), "note"), width="content")
        # A name of its own is something to keep too.
        if is_tried(ground, bench) or bench.edited.fork.name != ground.start.name:
            st.button(
                t("Keep these variants"),
                key="lab_keep",
                on_click=_keep,
                args=(ground,),
                disabled=bool(bench.links),
            )
        _more(ground, bench)
    with st.container(key="lab_kept", gap="small"):
        _draw_outcome(bench)


def _draw_outcome(bench: Bench) -> None:
    """What came of keeping: why not, or the link."""
    where, sentences = bench.refusal
    if where == _KEEP:
        st.html(notice_block(*sentences))
    if bench.too_long:
        words = t(
            "There are too many changes for the address: keep these variants, or the last ones "
            "would be lost if the page were reloaded."
        )
        st.html(notice_block(words))
    if bench.links:
        _link(bench)


def is_tried(ground: BaseCase, bench: Bench) -> bool:
    """Whether there is more to see than where variants begin."""
    return len(bench.drafts) > 1 or not _is_start(ground, bench.edited.fork)


def _standing(ground: BaseCase, bench: Bench) -> str:
    """How many variants are lost with the page; nothing of where they begin: nobody made that."""
    made = [draft for draft in bench.drafts if draft.key or not _is_start(ground, draft.fork)]
    left = sum(not draft.link for draft in made)
    if not made:
        return ""
    if left:
        return tn("{n} variant not kept yet", "{n} variants not kept yet", left)
    return t("All is kept")


def _more(ground: BaseCase, bench: Bench) -> None:
    """What else can be set beside."""
    if not _has(bench, ground.start) and not bench.full:
        name = literal(ground.start.name)
        st.button(
            t("Add « {name} »", name=name),
            type="tertiary",
            key="lab_add_start",
            on_click=_add_fork,
            args=(ground, ground.start),
        )
    _ready_made(ground, bench)
    if ground.code:
        _kept_there(ground, bench)


def _ready_made(ground: BaseCase, bench: Bench) -> None:
    """The variants of *Autres calculs*, each one click away."""
    with st.popover(t("Ready-made variants"), type="tertiary", disabled=bench.full):
        for fork in ready_made(ground):
            st.button(
                literal(fork.name),
                key=f"lab_ready_{fork.name}",
                on_click=_add_fork,
                args=(ground, fork),
                disabled=bench.full or _has(bench, fork),
            )


def ready_made(ground: BaseCase) -> list[Fork]:
    """Where the visitor stands with one thing changed: a reading, a direction, the calculation."""
    scenario = ground.start.scenario
    named = ground.case.in_plain_words(scenario.senses)
    return [
        replace(
            ground.start, scenario=change.applied(ground.case, scenario), method=change.method
        ).named(change_label(named, scenario, change))
        for change in suggested_changes(ground.case, scenario)
    ]


def _has(bench: Bench, start: Fork) -> bool:
    return any(is_same_fork(draft.fork, start) for draft in bench.drafts)


def _is_start(ground: BaseCase, fork: Fork) -> bool:
    return is_same_fork(fork, ground.start)


def _add_fork(ground: BaseCase, fork: Fork) -> None:
    bench = current()
    bench.add(fork, lever_ids=ground.levers)
    bench.selected = len(bench.drafts) - 1
    write_scenarios_address(ground, bench)


def _secret(code: str) -> str:
    """What the visitor holds of a meeting."""
    return visit.cookies().get(LINK + code, "")


def _keep(ground: BaseCase) -> None:
    """Keep all that is not kept; what went wrong is said, and the rest stays in the address."""
    bench = current()
    bench.refusal, bench.faults = ("", ()), ()
    for draft in bench.drafts:
        if draft.link:
            continue
        try:
            draft.key = current_room().keep_scenario(
                ground.case,
                draft.fork,
                code=ground.code,
                secret=_secret(ground.code),
                parent=draft.key or None,
                dossier=shown_dossier(),
            )
        except FAILURES as error:
            sentence = t("« {name} » is not kept; it stays in the address.", name=draft.fork.name)
            bench.refusal = (_KEEP, (sentence, *failure_reasons(error)))
            break
        # One after the other: what was kept before a failure stays so.
        draft.kept_fork = draft.fork
    write_scenarios_address(ground, bench)


def _link(bench: Bench) -> None:
    """The address that shows this comparison to anyone, on any machine."""
    given = {SCENARIOS_KEY: ",".join(bench.links)} | begun().place
    words = t("This link shows the same comparison, here or on another machine:")
    draw_shared_link(words, f"{SCENARIOS}?{urlencode(given, safe=',')}")


def _kept_there(ground: BaseCase, bench: Bench) -> None:
    """The scenarios kept in the meeting, for those who may list them now."""
    try:
        scenarios = current_room().scenarios(ground.code, _secret(ground.code))
    except (Refused, StoreError):
        return
    on_bench = {draft.link for draft in bench.drafts}
    with st.popover(t("Kept in the meeting ({n})", n=len(scenarios)), type="tertiary"):
        if not scenarios:
            st.html(tag("p", text(t("No variant is kept in this meeting yet.")), "note"))
        # The last kept first.
        for stored in reversed(scenarios):
            st.button(
                literal(_named(stored, ground.case.timezone)),
                key=f"lab_there_{stored.key}",
                on_click=_add_kept,
                args=(ground, stored.key),
                disabled=bench.full or stored.key in on_bench,
            )


def _named(stored: StoredScenario, timezone: str) -> str:
    day = local_moment(stored.created_at, timezone)
    return t("{name}, {date}", name=stored.name, date=f"{day:%d/%m/%Y}")


def _add_kept(ground: BaseCase, key: str) -> None:
    bench = current()
    try:
        made = current_room().scenario(key)
    except FAILURES as error:
        bench.refusal = (_KEEP, failure_reasons(error))
        return
    bench.faults = tuple(add_written(ground, bench, made, key))
    bench.selected = len(bench.drafts) - 1
    write_scenarios_address(ground, bench)
