"""A newer file over a dossier: what it would change, score by score; written as one change."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.case import Case
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.rights import Deed
from prioritisation.cases.units import SCORE, CaseUnits, unit_parts
from prioritisation.cases.writing import DossierEdit
from prioritisation.drawing.markup import plain_list, tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.imports.making.over import (
    FileComparison,
    OverChoices,
    StrangeName,
    case_with_change,
    change_of_each,
    comparison,
    import_reason,
    imported_change,
)
from prioritisation.sentences.editing import change_of_score
from prioritisation.sentences.import_refusals import (
    comparison_summary,
    file_proposed,
    untouched_sentences,
)
from prioritisation.settings import current_day
from prioritisation.ui.dossiers.file_door import (
    draw_sources,
    draw_what_is_left,
    import_head,
    show_file,
    what_is_left,
)
from prioritisation.ui.dossiers.file_ground import (
    CRITERIA_STEP,
    MOST_ANSWERED,
    SUMMARY_STEP,
    FileBench,
    draw_steps,
    many_to_mend,
    step_goer,
)
from prioritisation.ui.dossiers.making import say_beside
from prioritisation.ui.dossiers.place import PROPOSALS, Holder, go_to_dossier, go_to_file
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.page import answer_block, draw_html
from prioritisation.ui.visit.visit import is_pressed, is_written, notice_block, said_next
from prioritisation.wording import t, tn

_NEW, _FORGET = "new", "forget"


def draw_file_over(holder: Holder) -> None:
    """The screens of a file that is newer than a dossier, for who may correct or propose."""
    if not holder.dossier.may(Deed.PROPOSE):
        st.html(notice_block(t("With this link, this case is read and not corrected.")))
        return
    show_file(lambda bench: _over_screen(holder, bench), over=True)


def _over_screen(holder: Holder, bench: FileBench) -> None:
    case = holder.dossier.case
    units = holder.shelf.state(*holder.door)
    writes = holder.dossier.may(Deed.WRITE)
    choices = _choices(bench, writes=writes)
    compared = comparison(case, units, bench.reading, matches=choices.matches)
    with st.container(key="answer"):
        loud = t("{sentence}.", sentence=capital(comparison_summary(compared)))
        rest = t("Nothing is changed yet: one change in the history, taken back by one press.")
        if not writes:
            rest = t(
                "Nothing is changed by you: each score becomes a proposal, which whoever leads "
                "the case accepts or refuses."
            )
        st.html(answer_block(t("What would this file change?"), loud, rest))
    draw_steps(bench, SUMMARY_STEP)
    with st.container(key="file_summary"):
        with st.container(key="file_kept"):
            _draw_strangers(bench, case, compared, writes=writes)
            _draw_forgotten(bench, case, units, compared)
            draw_html(plain_list(untouched_sentences(case, compared)))
            place = st.container()
        with st.container(key="file_sources"):
            slots = draw_sources(bench) | {"": st.container()}
            _draw_writing(holder, bench, units, slots, place)


def _choices(bench: FileBench, *, writes: bool) -> OverChoices:
    """What was chosen of what only one side has, as it is kept beside the file.

    Parameters
    ----------
    writes
        Whether levers may be added: they are not proposed.
    """
    matched = {
        n.removeprefix("match "): v for n, v in bench.received.head.items() if "match " in n
    }
    return OverChoices(
        matches={name: one for name, one in matched.items() if one and one != _NEW},
        new_levers=frozenset(name for name, one in matched.items() if writes and one == _NEW),
        forget=frozenset(filter(None, bench.head(_FORGET).split("\n"))),
    )


def _draw_strangers(
    bench: FileBench, case: Case, compared: FileComparison, *, writes: bool
) -> None:
    """Names that only the file has: the same as another one, new, or left out."""
    labels = {v.id: v.label for v in case.levers} | {c.id: c.label for c in case.criteria}
    strangers: Iterable[tuple[StrangeName, bool]] = [
        *((one, True) for one in compared.new_levers),
        *((one, False) for one in compared.new_criteria),
    ]
    is_asked = False
    for k, (one, is_lever) in enumerate(strangers):
        if k == MOST_ANSWERED:
            st.html(tag("p", text(many_to_mend()), "note"))
            break
        options = (
            {one.near: t("the same as « {name} »", name=labels[one.near])} if one.near else {}
        )
        options |= {_NEW: t("a new lever")} if is_lever and writes else {}
        if not options:
            st.html(tag("p", text(_left_out(one, is_lever=is_lever)), "note"))
            continue
        widgets.pills(
            literal(t("« {name} » is not in the case: it is", name=one.name)),
            list(options),
            **bench.head_keywords(f"match {one.name}"),
            format_func=lambda choice, options=options: literal(options[choice]),
        )
        is_asked = True
    if is_asked:
        st.html(tag("p", text(t("What is not answered is left out.")), "note"))


def _left_out(one: StrangeName, *, is_lever: bool) -> str:
    if is_lever:
        return t("« {name} » is no lever of this case: it is left out.", name=one.name)
    return t("« {name} » is no criterion of this case: it is left out.", name=one.name)


def _draw_forgotten(
    bench: FileBench, case: Case, units: CaseUnits, compared: FileComparison
) -> None:
    """Scores that the case knows and the file does not: they stay, unless one says otherwise."""
    if not compared.forgotten:
        return
    names = (
        t(
            "{lever}: {criterion}",
            lever=case.lever(one.lever).label,
            criterion=case.criterion(one.criterion).label,
        )
        for one in compared.forgotten
        if one.unit in units
    )
    st.html(tag("h2", text(t("The file does not know what the case knows"))) + plain_list(names))
    every = "\n".join(one.unit for one in compared.forgotten)
    ways = {"": t("leave them as they are"), every: t("they become unknown")}
    widgets.segmented_control(
        t("These scores"),
        list(ways),
        **bench.head_keywords(_FORGET),
        required=True,
        label_visibility="collapsed",
        format_func=ways.__getitem__,
    )


def _draw_writing(
    holder: Holder,
    bench: FileBench,
    units: CaseUnits,
    slots: Mapping[str, DeltaGenerator],
    place: DeltaGenerator,
) -> None:
    """What each score becomes, in its place, and the button that writes all of them."""
    if not bench.is_clear:
        left = ", ".join(what_is_left(bench.reading))
        draw_what_is_left(bench, t("Before anything is written: {what}.", what=left))
        return
    case, head = holder.dossier.case, import_head(bench)
    writes = holder.dossier.may(Deed.WRITE)
    back = step_goer(bench, CRITERIA_STEP)
    try:
        choices = _choices(bench, writes=writes)
        change = imported_change(case, units, bench.reading, head, choices, current_day(case))
    except InvalidRequest as error:
        say_beside(error.problems, slots)
        with slots[""]:
            words = t("Mend your file, then drop it again.")
            st.html(tag("p", text(words), "note"))
            with st.container(key="file_acts", horizontal=True, gap="small"):
                label, another = t("Another file"), lambda: go_to_file("")
                st.button(label, key="file_other", type="primary", on_click=another)
                st.button(t("Back"), key="file_back", on_click=back)
        return
    scores = {unit: pair for unit, pair in change.items() if unit_parts(unit)[0] == SCORE}
    # As it would be: levers that come have their names.
    after = case_with_change(units, change)
    with place:
        lines = (change_of_score(after, unit, *pair, whole=True) for unit, pair in scores.items())
        draw_html(tag("h2", text(t("What becomes of each score"))) + plain_list(lines))
    n = len(scores)
    label = tn("Write {n} score", "Write {n} scores", n)
    label = label if writes else tn("Propose {n} score", "Propose {n} scores", n)
    with st.container(key="file_acts", horizontal=True, gap="small"):
        # Over what is seen: somebody may write these scores meanwhile.
        about = [(unit, before) for unit, (before, _) in scores.items()]
        looks: dict[str, Any] = {"type": "primary", "disabled": not change}
        sent = is_pressed(label, "file_write", about, **looks)
        st.button(t("Back"), key="file_back", on_click=back)
    if sent:
        hand_over = _write if writes else _propose
        hand_over(holder, bench, change, import_reason(head), slots)


def _write(
    holder: Holder,
    bench: FileBench,
    change: UnitChange,
    reason: str,
    slots: Mapping[str, DeltaGenerator],
) -> None:
    def work() -> None:
        edit = DossierEdit(change, holder.dossier.seq, "import", reason)
        holder.wrote(holder.shelf.write(*holder.door, edit))

    if is_written(work, slots, t("The file is written: « What was changed » takes it back.")):
        bench.forget()
        go_to_dossier(holder.key)
        st.rerun()


def _propose(
    holder: Holder,
    bench: FileBench,
    change: UnitChange,
    reason: str,
    slots: Mapping[str, DeltaGenerator],
) -> None:
    """One proposal for each score; what finds no room is said, and the file stays for it."""
    parts, base, said = change_of_each(change), holder.dossier.seq, said_next()
    edits = [DossierEdit(one, base, "import", reason) for one in parts]

    def work() -> None:
        new = holder.shelf.propose_each(*holder.door, edits)
        said[:] = [file_proposed(new, len(parts))]
        if new == len(parts):
            bench.forget()

    if is_written(work, slots):
        go_to_dossier(holder.key, PROPOSALS)
        st.rerun()
