"""What was collected besides the sheets: contributors, axes, audiences, budgets, lost images."""

from collections.abc import Sequence

from criteria.case import Case
from criteria.evidence import CensusNote, Section
from prioritisation.analysis.census import contributors
from prioritisation.drawing.markup import details, items, tag, text
from prioritisation.ui.census.sheets import named
from prioritisation.ui.census.words import category_label
from prioritisation.ui.shared.scores import link
from prioritisation.wording import t, tn

BULLET = "•"


def gathered(case: Case) -> str:
    """One block per section of the census that has something."""
    blocks = (
        _block(case, t("Contributors"), Section.CONTRIBUTORS, _leads(case)),
        _block(case, t("Budgets"), Section.BUDGETS, _no_mean()),
        _block(case, t("Main lines of action"), Section.AXES),
        _block(case, t("Audiences"), Section.AUDIENCES),
    )
    found = "".join(block for block in blocks if block)
    title = tag("h2", text(t("Who, for whom, with what")))
    return title + _sources(case) + tag("div", found, "criteria gathered") if found else ""


def _sources(case: Case) -> str:
    """The documents that all these notes come from, once."""
    found = [case.sources[source] for source in dict.fromkeys(n.source for n in case.census)]
    named = ", ".join(link(s) if s.url else text(s.title) for s in found)
    return tag("p", text(t("Source:")) + " " + named, "note") if found else ""


def what_categories_hold(case: Case) -> str:
    """What the source says of each category, on demand."""
    notes = case.collected(Section.CATEGORIES)
    if not notes:
        return ""
    told = "".join(tag("section", _category(case, n), "criterion") for n in notes)
    said = tag("div", told, "criteria")
    return details(text(t("What each category holds")), said, "fold gathered")


def _category(case: Case, note: CensusNote) -> str:
    """A category under its label; the source's own title when the label is ours."""
    printed = t("Printed: « {quote} »", quote=note.quote) if note.statement else ""
    parts = [
        tag("strong", text(category_label(case, note.code))),
        tag("span", text(printed), "st") if printed and note.quote else "",
        detailed(note.detail),
    ]
    return " ".join(part for part in parts if part) + standing(note)


def _block(case: Case, title: str, section: Section, more: str = "") -> str:
    """A section of the census; empty when the case has nothing of it, nor anything more."""
    notes = case.collected(section)
    own = more if notes or section is Section.CONTRIBUTORS else ""
    if not notes and not own:
        return ""
    written = items((noted(note) for note in notes), "evidence") if notes else ""
    return tag("section", tag("h3", text(title)) + written + own, "criterion")


def _no_mean() -> str:
    words = t("No mean is computed, nor any sum per lever: too little is known.")
    return tag("p", text(words), "st")


def _leads(case: Case) -> str:
    """Who carries the sheets, as we count them; each opens its sheets."""
    found = contributors(case)
    if not found:
        return ""
    spelt = len({sheet.contributor for sheet in case.sheets})
    title = t(
        "{leads}, {spellings}, as we count them",
        leads=tn("{n} contributor", "{n} contributors", len(found)),
        spellings=tn("{n} spelling", "{n} spellings", spelt),
    )
    rows = (
        details(
            text(
                t("{name}: {label}", name=lead, label=tn("{n} sheet", "{n} sheets", len(sheets)))
            ),
            named(case, sheets),
            "ev",
        )
        for lead, sheets in found.items()
    )
    return details(text(title), "".join(rows), "fold")


def noted(note: CensusNote) -> str:
    """A note: the source's words first, ours then, where they stand and how sure."""
    told = note.quote if note.quote.startswith(note.code) else f"{note.code} {note.quote}"
    said = tag("strong", text(told.strip())) if note.quote else ""
    parts = [said, detailed(note.detail), text(note.statement)]
    return " ".join(part for part in parts if part) + standing(note)


def detailed(words: str) -> str:
    """What is printed with a note; a list when the source prints one."""
    lines = [line.strip() for line in words.split(BULLET) if line.strip()]
    if len(lines) > 1:
        return items((text(line) for line in lines), "bullets")
    return tag("span", text(words)) if words else ""


def standing(note: CensusNote) -> str:
    """Where a note stands, how sure it is, and what must be known of it."""
    sure = t("confidence: {word}", word=note.confidence) if note.confidence else ""
    lines = [" · ".join(fact for fact in (note.place, sure) if fact), note.note]
    return "".join(tag("span", text(line), "st") for line in lines if line)


def lost_images(case: Case) -> str:
    """What pictures of the source held and its text does not."""
    notes = case.collected(Section.LOST_IMAGES)
    if not notes:
        return ""
    title = tn("{n} lost image", "{n} lost images", len(notes))
    lead = t("What they held is not in the text that was read; nothing was rebuilt.")
    return (
        tag("h2", text(title))
        + tag("p", text(lead), "note")
        + items((_lost(note) for note in notes), "plainlist")
    )


def _lost(note: CensusNote) -> str:
    return (
        tag("strong", text(note.quote))
        + " "
        + text(note.statement)
        + tag("span", text(note.place), "st")
    )


def shared(words: Sequence[str]) -> str:
    """What all of several texts say: the shortest of them, when the others hold it whole."""
    shortest = min(words, key=len, default="")
    return shortest if all(shortest in other for other in words) else ""
