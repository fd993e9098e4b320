"""What the page *Recenser* says of the sheets, in sentences."""

from collections import Counter
from collections.abc import Iterable

from criteria.case import Case
from criteria.evidence import ActionSheet, CensusSection
from criteria.model import Criterion
from criteria.readings import LinkRule, Reading
from prioritisation.analysis.census import (
    Count,
    Doubt,
    categories,
    confidences,
    counting_criterion,
    doubts,
    filed_count,
    levers_and_axes,
    link_rule,
    most_served,
    most_served_by_reading,
    served_count,
)
from prioritisation.analysis.scenario import Scenario
from prioritisation.wording import NBSP, listed, span, t, tn
from prioritisation.wording.numbers import either

_MOST_NAMED = 4
"""Levers or categories named in a sentence; the table has them all."""


def _sheets_text(count: Count) -> str:
    """How many sheets, from the sure ones to all: « 3 à 10 fiches »."""
    return tn("{span} sheet", "{span} sheets", count.high, span=span(count.low, count.high))


def sure_possible_text(count: Count) -> str:
    """How many of a box are sure, how many only possible: « 3 sûres, 7 possibles »."""
    parts = [tn("{n} sure", "{n} sure", count.low)] if count.low else []
    parts += [tn("{n} possible", "{n} possible", len(count.possible))] if count.possible else []
    return ", ".join(parts) or t("no sheet")


def _category_title(case: Case, code: str) -> str:
    """The title of a category: ours when the source's is not its own; empty when there is none."""
    noted = case.collected(CensusSection.CATEGORIES)
    return next((n.statement or n.quote for n in noted if n.code == code and code), "")


def category_label(case: Case, code: str) -> str:
    """The code of a category and its title."""
    return f"{code}{category_rest(case, code)}" if code else t("no category")


def category_rest(case: Case, code: str) -> str:
    """What follows the code of a category: its title, quoted when it has a number of its own."""
    title = _category_title(case, code)
    if title.startswith(code):
        return title.removeprefix(code)
    sentence = t("« {quote} »", quote=title) if title[:1].isdigit() else title
    return f" {sentence}" if sentence else ""


def census_answer(case: Case) -> tuple[str, str, str]:
    """What the sheets do, which levers they serve, and how surely: (loud, rest, then)."""
    if not case.sheets:
        return (
            t("This case has no action sheet:"),
            t("what is below was collected otherwise.") if case.census else t("nothing to count."),
            "",
        )
    after = (_ways_text(case), _unserved(case), _axes(case), _how_sure(case))
    return _main_category(case), _most_served(case), " ".join(part for part in after if part)


def _main_category(case: Case) -> str:
    counts = {c: filed_count(case.sheets, c) for c in categories(case) if c}
    first, n = most_served(counts), len(case.sheets)
    if not first:
        return tn("{n} action sheet.", "{n} action sheets.", n)
    if len(first) == 1:
        return t(
            "Mostly « {category} »: {count} of the {n} action sheets.",
            category=category_label(case, first[0]),
            count=_on_one_line(span(counts[first[0]].low, counts[first[0]].high)),
            n=n,
        )
    named = {category_label(case, c): counts[c] for c in first}
    return t("Which category has most sheets is not known yet: {names}.", names=_named(named))


def _most_served(case: Case) -> str:
    by_reading = most_served_by_reading(case)
    if by_reading:
        return _most_served_by_reading(case, by_reading)
    counts = {lever.id: served_count(case.sheets, lever.id) for lever in case.levers}
    first = most_served(counts)
    if not first:
        return t("None of them serves a lever.")
    labels = {lever: case.lever(lever).short_label for lever in first}
    if len(first) == 1:
        count = _sheets_text(counts[first[0]])
        return t("{lever} is the lever most served: {count}.", lever=labels[first[0]], count=count)
    ordered = sorted(first, key=lambda lever: -counts[lever].high)
    named = _named({labels[lever]: counts[lever] for lever in ordered})
    return t("Which lever they serve most is not known yet: {names}.", names=named)


def _most_served_by_reading(case: Case, by_reading: dict[Reading, tuple[str, ...]]) -> str:
    """Who is served most, or who may be."""
    levers = list(dict.fromkeys(by_reading.values()))
    names = [_names_of(case, one) for one in levers]
    if len(names) == 1:
        return t("{lever} is served most, whichever links count.", lever=names[0])
    if len(names) > _MOST_NAMED:
        return t("Who is served most depends on which links count.")
    return t("Who is served most depends on which links count: {levers}.", levers=either(names))


def _names_of(case: Case, levers: Iterable[str]) -> str:
    return listed([case.lever(v).short_label for v in levers]) or t("no lever")


def _ways_text(case: Case) -> str:
    """Who is served most with which ways of counting the links, where they differ."""
    ways: dict[tuple[str, ...], list[str]] = {}
    for reading, levers in (most_served_by_reading(case) or {}).items():
        ways.setdefault(levers, []).append(t("« {what} »", what=reading.label))
    if len(ways) < 2:  # noqa: PLR2004 (all the same)
        return ""
    parts = [
        t("{lever} with {ways}", lever=_names_of(case, levers), ways=listed(counted))
        for levers, counted in ways.items()
    ]
    return t("Served most: {parts}.", parts=f"{NBSP}; ".join(parts))


def _named(counts: dict[str, Count]) -> str:
    """Names with their counts, the first ones only: « a (3 à 10 fiches), b (4 à 5) ou c (2) »."""
    words = [
        t(
            "{name} ({span})",
            name=name,
            span=_on_one_line(_sheets_text(c) if not k else span(c.low, c.high)),
        )
        for k, (name, c) in enumerate(counts.items())
    ]
    left = len(words) - _MOST_NAMED
    if left > 0:
        words = [*words[:_MOST_NAMED], tn("{n} other", "{n} others", left)]
    return either(words)


def _on_one_line(words: str) -> str:
    """Words that stay on one line."""
    return words.replace(" ", NBSP)


def _unserved(case: Case) -> str:
    """The levers that no sheet serves for sure."""
    unserved = [v.short_label for v in case.levers if not served_count(case.sheets, v.id).low]
    if not unserved:
        return ""
    if len(unserved) > _MOST_NAMED:
        return tn(
            "{n} lever is first on no sheet with high confidence.",
            "{n} levers are first on no sheet with high confidence.",
            len(unserved),
        )
    return t("No sheet has {levers} first with high confidence.", levers=either(unserved))


def _axes(case: Case) -> str:
    """How many serve first what is no candidate, or nothing that somebody has said."""
    first = Counter(sheet.primary for sheet in case.sheets)
    parts = [
        tn(
            "{n} sheet serves « {axis} » first.",
            "{n} sheets serve « {axis} » first.",
            first[axis],
            axis=label,
        )
        for axis, label in case.axes.items()
        if first[axis]
    ]
    if none := first[""]:
        parts.append(tn("{n} sheet serves none first.", "{n} sheets serve none first.", none))
    return " ".join(parts)


def _how_sure(case: Case) -> str:
    """How many levers and categories of sheets are sure."""
    return t(
        "Levers and categories are deduced, to check. Lever: {levers}. Category: {categories}.",
        levers=_confidence(sheet.confidence for sheet in case.sheets),
        categories=_confidence(sheet.category_confidence for sheet in case.sheets),
    )


def _confidence(words: Iterable[str]) -> str:
    counted = confidences(words)
    return listed(
        [
            tn(
                "confidence {word} for {n} sheet",
                "confidence {word} for {n} sheets",
                n,
                word=word or t("not said"),
            )
            if not k
            else t("{word} for {n}", word=word or t("not said"), n=n)
            for k, (word, n) in enumerate(counted.items())
        ]
    )


def served_text(count: Count) -> str:
    """How many sheets name a lever, and of how many it is not surely the first one."""
    return _with_doubts(count, t("{n} by a second or unsure lever", n=len(count.possible)))


def filed_text(count: Count) -> str:
    """How many sheets are in a category, and of how many that is not sure."""
    return _with_doubts(count, t("{n} of unsure category", n=len(count.possible)))


def _with_doubts(count: Count, doubtful: str) -> str:
    every = tn("{n} sheet", "{n} sheets", count.high)
    return f"{every}, {doubtful}" if count.possible else every


def counted_or_not_text(count: Count) -> str:
    """How many sheets a score counts, and how many it may count; empty without doubt."""
    parts = [tn("{n} counted", "{n} counted", count.low)] if count.low else []
    parts += [tn("{n} perhaps", "{n} perhaps", len(count.possible))]
    return ", ".join(parts) if count.possible else ""


def interval_text(count: Count, lever: str) -> str:
    """Why a score that counts sheets is an interval."""
    why = Counter(doubt for sheet in count.possible for doubt in doubts(sheet, lever))
    parts = [t("{n} of which it is surely the first lever", n=count.low)]
    if why[Doubt.LEVER]:
        n = why[Doubt.LEVER]
        parts.append(
            tn("{n} whose first lever is not sure", "{n} whose first lever is not sure", n)
        )
    if why[Doubt.SECONDARY]:
        n = why[Doubt.SECONDARY]
        parts.append(tn("{n} that names it second", "{n} that name it second", n))
    return listed(parts)


def coverage_text(case: Case, scenario: Scenario) -> list[str]:
    """What the criterion that counts the sheets counts; empty when there is none."""
    criterion = counting_criterion(case)
    if criterion is None:
        return []
    sentences = [_counted_text(case, criterion, scenario), _once_text(case, scenario)]
    if case.axes:
        axes = either([t("« {word} »", word=label) for label in case.axes.values()])
        sentences.append(t("What serves {axes} alone counts for no lever.", axes=axes))
    if criterion.id not in scenario.points:
        sentences.append(t("This criterion is left out of the present ranking."))
    return sentences


def _counted_text(case: Case, criterion: Criterion, scenario: Scenario) -> str:
    """Which sheets a score counts, with the links that this ranking takes."""
    question = case.question_on(criterion.id)
    if question is None:
        return t(
            "« {criterion} » counts, for each lever, from the sheets that serve it first with "
            "high confidence to all those that name it.",
            criterion=criterion.label,
        )
    reading = question.answer(scenario.combination)
    return t(
        "« {criterion} » counts by « {label} ». {description}",
        criterion=criterion.label,
        label=reading.label,
        description=reading.description,
    )


def _once_text(case: Case, scenario: Scenario) -> str:
    """For how many levers one sheet may count."""
    if link_rule(case, scenario.combination) in (LinkRule.PRIMARY, LinkRule.SURE_PRIMARY):
        return t("The category does not matter there, and a sheet counts for one lever at most.")
    return t("The category does not matter there, and a sheet may count for several levers.")


def served_names(case: Case, sheet: ActionSheet) -> tuple[str, ...]:
    """The levers and axes that a sheet serves, by name, the first one first: there may be none."""
    none = t("none first") if len(sheet.levers) > 1 else t("no lever")
    labels = levers_and_axes(case) | {"": none}
    return tuple(labels[lever] for lever in sheet.levers)


def doubt_text(doubts: tuple[Doubt, ...], lever: str = "", category: str = "") -> str:
    """Whether a sheet is sure under a lever, a category; « sure » alone is of both at once."""
    words = {
        Doubt.SECONDARY: t("this lever comes second"),
        Doubt.LEVER: t("lever not sure"),
        Doubt.CATEGORY: t("category not sure"),
    }
    reasons = listed([words[doubt] for doubt in doubts])
    if lever and category:
        return t("Possible: {reasons}.", reasons=reasons) if doubts else t("Sure.")
    if doubts:
        return t("{sentence}.", sentence=reasons[:1].upper() + reasons[1:])
    return t("First lever, with high confidence.") if lever else t("Category of high confidence.")
