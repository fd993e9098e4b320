"""Who already does what: action sheets and notes of the census, of all levers or of one."""

from collections.abc import Sequence

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from criteria.evidence import ActionSheet, CensusNote, CensusSection
from prioritisation.analysis.address import LEVER_KEY
from prioritisation.drawing.markup import details, items, scrollable, table, tag, text
from prioritisation.sentences.ranking import counting_text
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import capital, literal, source_link
from prioritisation.ui.shared.folds import answered_fold
from prioritisation.wording import listed, t, tn

_BULLET = "•"


def _labels(case: Case) -> dict[str, str]:
    """Id -> label of what sheets may serve: the levers, then the axes."""
    return {**{lever.id: lever.label for lever in case.levers}, **case.axes}


def census_problems(case: Case) -> tuple[Problem, ...]:
    """What is wrong with the lever that the address asks for."""
    wanted = state.view(LEVER_KEY)
    if not wanted or wanted in _labels(case):
        return ()
    values = {"found": wanted[:80], "allowed": ", ".join(_labels(case))}
    return (Problem("setting_malformed", "address", None, LEVER_KEY, values),)


def draw_census(case: Case, combination: str) -> None:
    """The fold of all that members do already, its levers to choose from; nothing without any.

    Parameters
    ----------
    combination
        The readings in force: which links between sheets and levers count.
    """
    if not case.sheets and not case.census:
        return
    labels = _labels(case)
    wanted = state.view(LEVER_KEY)
    lever = wanted if wanted in labels else ""
    count = tn("{n} action sheet.", "{n} action sheets.", len(case.sheets))
    with answered_fold(t("Who already does what?"), count if case.sheets else "", "census"):
        widgets.pills(
            t("Lever"),
            labels,
            name="census_lever",
            value=lever or None,
            write=lambda picked: state.show(case, LEVER_KEY, picked or ""),
            format_func=lambda one: literal(labels[one]),
        )
        st.html(_sheets(case, combination, lever) + _notes(case, lever))


def acting(case: Case, lever: str) -> str:
    """Who acts for a lever already, behind one line; nothing when nobody is known to."""
    sheets = [sheet for sheet in case.sheets if lever in sheet.levers]
    if not sheets:
        return ""
    sure = sum(_first_for_sure(sheet, lever) for sheet in sheets)
    line = tn("{n} action sheet", "{n} action sheets", len(sheets))
    if sure < len(sheets):
        line = tn("{sheets}, {n} sure", "{sheets}, {n} sure", sure, sheets=line)
    ranked = sorted(sheets, key=lambda sheet: not _first_for_sure(sheet, lever))
    return details(text(line), items((_named(sheet, lever) for sheet in ranked), "evidence"), "ev")


def _first_for_sure(sheet: ActionSheet, lever: str) -> bool:
    return sheet.primary == lever and sheet.sure


def _named(sheet: ActionSheet, lever: str) -> str:
    doubt = t("lever not sure") if sheet.primary == lever else t("this lever comes second")
    facts = [sheet.contributor, *([] if _first_for_sure(sheet, lever) else [doubt])]
    return tag("strong", text(sheet.title)) + tag("span", text(" · ".join(facts)), "st")


def _sheets(case: Case, combination: str, lever: str) -> str:
    """The action sheets, with the levers that each serves and how surely."""
    sheets = [sheet for sheet in case.sheets if lever in ("", *sheet.levers)]
    if not sheets:
        return tag("p", text(t("No action sheet names it.")), "note") if case.sheets else ""
    head = [t("Sheet"), t("Carried by"), t("Lever (our reading)"), t("Category"), t("Confidence")]
    rows = [
        [
            tag("strong", text(s.title)) + tag("span", text(s.id), "st"),
            text(s.contributor),
            _served(case, s),
            text(listed([c for c in (s.category, s.secondary_category) if c]) or t("none")),
            text(s.confidence or t("not said")),
        ]
        for s in sheets
    ]
    counting = [q for q in case.questions if q.readings[0].links]
    note = " ".join(counting_text(q, combination) for q in counting) or t(
        "A count goes from the sheets whose first lever is sure to all those that name the lever."
    )
    title = tn("The action sheet", "The {n} action sheets", len(rows))
    written = table([text(h) for h in head], rows, "", "twin left")
    return tag("p", text(note), "note") + scrollable(written, title)


def _served(case: Case, sheet: ActionSheet) -> str:
    none = t("none first") if len(sheet.levers) > 1 else t("no lever")
    labels = _labels(case) | {"": none}
    first, *others = (labels[lever] for lever in sheet.levers)
    also = tag("span", text(t("also: {levers}", levers=", ".join(others))), "st") if others else ""
    notes = [n for n in (sheet.reason, sheet.category_reason, sheet.note) if n]
    reason = details(text(t("why")), items(text(n) for n in notes), "ev") if notes else ""
    return text(first) + also + reason


def _notes(case: Case, lever: str) -> str:
    """What else was collected, section by section; of one lever, what is about it."""
    titles = {
        CensusSection.ACTIONS: capital(CensusSection.ACTIONS.value),
        CensusSection.FIELDS: t("Fields covered"),
        CensusSection.CONTRIBUTORS: t("Contributors"),
        CensusSection.AXES: t("Main lines of action"),
        CensusSection.CATEGORIES: t("Categories"),
        CensusSection.AUDIENCES: t("Audiences"),
        CensusSection.BUDGETS: t("Budgets"),
        CensusSection.LOST_IMAGES: t("Images that could not be read"),
    }
    blocks = []
    for section, title in titles.items():
        notes = [n for n in case.collected(section) if not lever or n.lever == lever]
        if notes:
            line = text(t("{label} ({n})", label=title, n=len(notes)))
            written = (_note(case, n, with_lever=not lever) for n in notes)
            blocks.append(details(line, items(written, "evidence"), "fold"))
    return "".join(blocks) + (_sources(case) if blocks else "")


def _note(case: Case, note: CensusNote, *, with_lever: bool) -> str:
    """A note: the source's words first, ours then; of which lever, where it stands, how sure."""
    # The words of the source may begin with the code already.
    quote = note.quote if note.quote.startswith(note.code) else f"{note.code} {note.quote}"
    about = _labels(case).get(note.lever, "") if with_lever else ""
    led = t("led by {lead}", lead=note.lead) if note.lead else ""
    sure = t("confidence: {word}", word=note.confidence) if note.confidence else ""
    facts = " · ".join(f for f in (about, note.standing, led, note.place, sure) if f)
    parts = (
        tag("strong", text(quote.strip())) if note.quote else "",
        _detail(note.detail),
        text(note.statement),
        *(tag("span", text(line), "st") for line in (facts, note.note) if line),
    )
    return " ".join(part for part in parts if part)


def _detail(words: str) -> str:
    """What is printed with a note; a list when the source prints one."""
    lines = [line.strip() for line in words.split(_BULLET) if line.strip()]
    if len(lines) > 1:
        return items(map(text, lines), "bullets")
    return tag("span", text(words)) if words else ""


def _sources(case: Case) -> str:
    """The documents that the notes come from, once."""
    sources: Sequence[str] = list(dict.fromkeys(n.source for n in case.census))
    named = (
        source_link(s) if s.url else text(s.title) for s in map(case.sources.get, sources) if s
    )
    return tag("p", text(t("Source:")) + " " + ", ".join(named), "note")
