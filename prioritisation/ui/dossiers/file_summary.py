"""The last screen of a file: what will be kept, where its scores come from; then a dossier."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.cells import Confidence
from criteria.errors import Problem
from criteria.model import Status
from prioritisation.cases.blank import MOST_CRITERIA, MOST_OPTIONS
from prioritisation.cases.reading import LONGEST_OF, DoorOrigin
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.decided import shortened
from prioritisation.imports.making.case import (
    ImportHead,
    ScaledCriterion,
    import_problems,
    imported_case_files,
    scaled_criteria,
    too_large_for_dossier,
)
from prioritisation.imports.model import FileReading, ReadScore
from prioritisation.sentences.import_refusals import file_size
from prioritisation.sentences.imports import reading_summary, said_beside, scores_unknown
from prioritisation.settings import current_day
from prioritisation.ui.dossiers.doors import titled_form
from prioritisation.ui.dossiers.file_criteria import what_is_left
from prioritisation.ui.dossiers.file_ground import (
    CRITERIA_STEP,
    SUMMARY_STEP,
    Fact,
    FileBench,
    aside_facts,
    draw_steps,
    facts_html,
    step_goer,
)
from prioritisation.ui.dossiers.making import create_dossier, form_number, problem_words
from prioritisation.ui.dossiers.place import FILE_DOOR, place_of
from prioritisation.ui.editing.dates import iso_date
from prioritisation.ui.editing.note_fields import draw_status_choice
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.file_asking import MOST_SAID
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.visit.trying import notice_block
from prioritisation.wording import problem_sentence, t, tn
from prioritisation.wording.numbers import plain

_MOST_NAMED, _MOST_LISTED = 40, 60


def summary_screen(bench: FileBench) -> None:
    """All that the case will hold, and the button that makes it."""
    reading = bench.reading
    with st.container(key="answer"):
        loud = t("{sentence}.", sentence=capital(reading_summary(reading)))
        st.html(answer_block(t("What will be kept?"), loud, _rest(bench)))
    if reading.files:
        _draw_whole_case(bench)
        return
    draw_steps(bench, SUMMARY_STEP)
    slots: dict[str, DeltaGenerator] = {}
    with st.container(key="file_summary"):
        with st.container(key="file_kept"):
            st.html(tag("h2", text(t("The case"))))
            slots |= _draw_head(bench)
            st.html(facts_html(_facts(reading)))
        with st.container(key="file_sources"):
            slots |= draw_sources(bench)
            slots[""] = st.container()
            _draw_creation(bench, slots)


def _rest(bench: FileBench) -> str:
    if bench.reading.files:
        return t("The file is a case of this tool: it comes back as it is.")
    if not bench.is_clear:
        return t("Something is still to be answered before the case can be made.")
    return t("Say once where the scores come from, then create the case.")


def _draw_whole_case(bench: FileBench) -> None:
    reading = bench.reading
    name = f"{bench.form}_case"
    titled_form(name, reading.title, _origin(bench), lambda: reading.files, bench.becoming())


def _origin(bench: FileBench) -> DoorOrigin:
    """What is kept of the file itself: its name, its size and its fingerprint."""
    received = bench.received
    if received.pasted:
        return DoorOrigin("file", "", received.sha256)
    size = f", {file_size(received.size)}"
    return DoorOrigin("file", received.name[: LONGEST_OF - len(size)] + size, received.sha256)


def _draw_head(bench: FileBench) -> dict[str, DeltaGenerator]:
    """What the case is called, by whom, and what it chooses."""
    labels = {
        "title": t("Title of the case"),
        "group": t("Name of the group, as it will be written everywhere"),
        "choice": t("The question that it answers"),
    }
    starts = {"title": bench.reading.title}
    return {
        field: _line(bench, field, label, starts.get(field, "")) for field, label in labels.items()
    }


def _line(
    bench: FileBench, field: str, label: str, start: str = "", hint: str = ""
) -> DeltaGenerator:
    """A field of the case, kept with the file; the place beside it."""
    keywords = bench.head_keywords(field, start)
    widgets.text_input(label, **keywords, placeholder=hint)
    name = str(keywords["name"])
    watch(name, bench.head(field, start), widgets.key_of(name))
    return st.container()


def draw_sources(bench: FileBench) -> dict[str, DeltaGenerator]:
    """What is true of all scores at once: each may say otherwise later.

    Of a newer file those alone are written that differ: they are not counted.
    """
    known = sum(one.status != "inconnu" for one in bench.reading.scores)
    title = tn(
        "Where does this {n} score come from?", "Where do these {n} scores come from?", known
    )
    of_all = t("Where do the scores come from?")
    st.html(tag("h2", text(of_all if bench.over else title)))
    st.html(tag("p", text(_of_all_or_most(bench.reading)), "thin"))
    draw_status_choice(t("They are"), bench.head_keywords("status", Status.OPINION.value))
    label, itself = t("Source: its title, or who said so"), import_head(bench).source_title
    slots = {"source": _line(bench, "source", label, hint=itself)}
    slots["date"] = _line(bench, "date", t("Date (if it is known)"))
    slots["caution"] = _line(bench, "caution", t("To be careful about (optional)"))
    widgets.segmented_control(
        t("Confidence (optional)"),
        [one for one in get_args(Confidence) if one],
        format_func=capital,
        **bench.head_keywords("confidence"),
    )
    return slots


def _of_all_or_most(reading: FileReading) -> str:
    """Which scores what is said here is of: those of which the file says nothing itself."""
    if any(s.source or s.date or s.confidence or s.stated for s in reading.scores):
        return t("For those of which the file says nothing itself; each may say otherwise later.")
    return t("For all of them at once; each may say otherwise later.")


def import_head(bench: FileBench) -> ImportHead:
    """What was typed of the case, as it stands."""
    return ImportHead(
        title=bench.head("title", bench.reading.title),
        group=bench.head("group"),
        choice=bench.head("choice"),
        option=bench.noun,
        status=bench.head("status", Status.OPINION.value),
        source=bench.head("source"),
        date=iso_date(bench.head("date")),
        caution=bench.head("caution"),
        confidence=bench.head("confidence"),
        file=bench.received.name,
    )


def _draw_creation(bench: FileBench, slots: Mapping[str, DeltaGenerator]) -> None:
    if too_large_for_dossier(bench.reading):
        st.html(notice_block(_too_large()))
        return
    if not bench.is_clear:
        left = ", ".join(what_is_left(bench.reading))
        st.html(notice_block(t("Before the case can be made: {what}.", what=left)))
        go = step_goer(bench, CRITERIA_STEP)
        st.button(t("Answer"), key="file_answer", type="primary", on_click=go)
        return
    tried = f"{bench.form}_tried"
    with st.container(key="file_acts", horizontal=True, gap="small"):
        key = f"file_create_{form_number()}"
        sent = st.button(t("Create this case"), type="primary", key=key)
        st.button(t("Back"), key="file_back", on_click=step_goer(bench, CRITERIA_STEP))
    words = t("The file itself is not kept: its name, its size and its control number are.")
    st.html(tag("p", text(words), "thin"))
    if sent:
        widgets.choice_writer(tried)(True)
    if not (sent or widgets.own_choice(tried, start=False)):
        return
    head, today = import_head(bench), current_day(None)
    problems = import_problems(bench.reading, head, today)
    say_import_problems(problems, slots)
    if sent and not problems:
        files = lambda: imported_case_files(bench.reading, head, today)  # noqa: E731 (one line)
        create_dossier(head.title, _origin(bench), files, slots[""], FILE_DOOR, bench.becoming())


def _too_large() -> str:
    return t(
        "A case that is corrected and voted on has at most {levers} levers and {criteria} "
        "criteria: keep those that are compared. A larger table is ranked by the command "
        "« import ».",
        levers=MOST_OPTIONS,
        criteria=MOST_CRITERIA,
    )


def say_import_problems(problems: Sequence[Problem], slots: Mapping[str, DeltaGenerator]) -> None:
    """What is wrong stands beside its field."""
    by_place: dict[str, list[str]] = {}
    for problem in problems:
        place, _ = place_of(problem.column or "", slots)
        words = problem_words(problem) if place else problem_sentence(problem)
        by_place.setdefault(place, []).append(words)
    for place, sentences in by_place.items():
        with slots[place]:
            st.html(notice_block(*dict.fromkeys(sentences)))


def _facts(reading: FileReading) -> Iterator[Fact]:
    """Levers, criteria, what is unknown, between two, left out."""
    yield t("Levers"), _names([one.name for one in reading.levers])
    yield t("Criteria"), [_criterion(one) for one in scaled_criteria(reading)]
    yield t("Unknown"), _listed_scores(scores_unknown(reading))
    yield t("Intervals"), _listed_scores([s for s in reading.scores if s.high is not None])
    yield t("Said beside the scores"), [text(one) for one in said_beside(reading)]
    yield from aside_facts(reading)


def _names(names: Sequence[str]) -> list[str]:
    lines = [text(", ".join(names[:_MOST_NAMED]))] if names else []
    rest = len(names) - _MOST_NAMED
    return lines + ([text(t("… and {n} more.", n=rest))] if rest > 0 else [])


def _criterion(scaled: ScaledCriterion) -> str:
    """A criterion: which way, from what to what, and what of it is still to be confirmed."""
    criterion = scaled.read
    name = tag("b", text(criterion.name))
    if criterion.words:
        words = text(" · " + " < ".join(criterion.words))
        return name + words + ("" if scaled.stated else _confirm(t("order to be confirmed")))
    parts = [criterion.unit] if criterion.unit else []
    ways = {"min": t("less is better"), "max": t("more is better")}
    parts += [ways[criterion.direction]] if criterion.direction in ways else []
    if scaled.ends:
        worst, best = reversed(scaled.ends) if criterion.direction == "min" else scaled.ends
        parts.append(t("from {worst} to {best}", worst=plain(worst), best=plain(best)))
    doubts = [] if scaled.stated else [t("ends to be confirmed")]
    doubts += [] if criterion.direction in ways else [t("direction to be confirmed")]
    return name + text(f" · {', '.join(parts)}") + "".join(map(_confirm, doubts))


def _confirm(words: str) -> str:
    return " " + tag("span", text(words), "wrongcell")


def _listed_scores(scores: Sequence[ReadScore]) -> list[str]:
    lines = [_score(one) for one in scores[:_MOST_LISTED]]
    rest = len(scores) - len(lines)
    return lines + ([text(t("… and {n} more.", n=rest))] if rest else [])


def _score(score: ReadScore) -> str:
    about = text(t("{lever}: {criterion}", lever=score.lever, criterion=score.criterion))
    if score.high is not None and score.value is not None:
        ends = t("{low} to {high}", low=plain(score.value), high=plain(score.high))
        return about + text(f", {ends}")
    what = (
        t("« {found} » in the file", found=shortened(score.found, MOST_SAID))
        if score.found
        else t("empty cell")
    )
    return about + " " + tag("span", text(what), "thin")
