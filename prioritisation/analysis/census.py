"""The census of action sheets: which serve which lever, in which category, and how surely.

Levers and categories of the sheets are inferred: every count goes from the sheets that surely
belong there to all those that possibly do, as the score that counts them does
(``criteria.scoring.score_counted``).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import Enum, auto
from functools import lru_cache
from typing import get_args

from criteria.case import Case
from criteria.cells import Confidence
from criteria.errors import Problem
from criteria.evidence import HIGH_CONFIDENCE, ActionSheet, CensusSection
from criteria.model import Criterion, Score
from criteria.readings import LinkRule, Reading
from criteria.scales import WordScale

KEYS = {
    "lever": "levier",
    "category": "categorie",
    "contributor": "contributeur",
    "confidence": "confiance",
}
"""Field of a ``Filter`` -> its key in an address."""
_SHOWN = 80

_Sheets = tuple[ActionSheet, ...]


class Doubt(Enum):
    """Why a sheet only possibly belongs where it is counted."""

    SECONDARY = auto()
    LEVER = auto()
    CATEGORY = auto()


@dataclass(frozen=True, slots=True)
class Count:
    """The sheets behind a figure, in the order of the file.

    Attributes
    ----------
    sure, possible
        Those that surely belong there, and those that only possibly do: none is in both.
    """

    sure: _Sheets
    possible: _Sheets

    @property
    def low(self) -> int:
        """How many at least."""
        return len(self.sure)

    @property
    def high(self) -> int:
        """How many at most."""
        return len(self.sure) + len(self.possible)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which sheets are shown; an empty field keeps them all.

    Attributes
    ----------
    lever
        Id of a lever or of an axis that the sheet names, first or not.
    category
        Its main category.
    contributor
        Its lead.
    confidence
        How sure its levers are.
    """

    lever: str = ""
    category: str = ""
    contributor: str = ""
    confidence: str = ""

    @property
    def is_set(self) -> bool:
        """Whether something is left out."""
        return self != Filter()

    def keeps(self, sheet: ActionSheet) -> bool:
        """Whether a sheet is shown."""
        return (
            (not self.lever or self.lever in sheet.levers)
            and self.category in ("", sheet.category)
            and self.contributor in ("", sheet.contributor_lead)
            and self.confidence in ("", sheet.confidence)
        )


def levers_and_axes(case: Case) -> dict[str, str]:
    """Id -> label of what sheets may serve: the levers, then the axes."""
    return {**{lever.id: lever.label for lever in case.levers}, **case.axes}


def categories(case: Case) -> tuple[str, ...]:
    """The categories of the sheets and of the census, in their own order.

    Sheets without one are under the empty category, last.
    """
    named = [note.code for note in case.collected(CensusSection.CATEGORIES) if note.code]
    filed = {sheet.category for sheet in case.sheets}
    codes = sorted({*named, *filed, *(s.secondary_category for s in case.sheets)} - {""})
    return (*codes, "") if "" in filed else tuple(codes)


def served_count(sheets: Iterable[ActionSheet], lever: str) -> Count:
    """The sheets that serve a lever or an axis: surely when it comes first, with confidence."""
    return _count((s for s in sheets if lever in s.levers), lever)


def scored_count(case: Case, lever: str, combination: str) -> Count:
    """The sheets that a score counts for a lever, with the links that a combination takes.

    Without a question on links, all those that name it: its score is then an interval.
    """
    rule = link_rule(case, combination)
    return served_count((s for s in case.sheets if rule is None or rule.counts(s, lever)), lever)


def link_rule(case: Case, combination: str) -> LinkRule | None:
    """Which links between sheets and levers a score counts; None without a question on them."""
    criterion = counting_criterion(case)
    question = case.question_on(criterion.id) if criterion else None
    return question.answer(combination).links if question else None


def filed_count(sheets: Iterable[ActionSheet], category: str) -> Count:
    """The sheets whose main category it is: surely when the confidence is high."""
    return _count((s for s in sheets if s.category == category), category=category)


def served_and_filed(sheets: Iterable[ActionSheet], lever: str, category: str) -> Count:
    """The sheets of a lever in a category: surely when both are sure.

    A sheet has one main category: the largest counts of a lever sum to that of ``served``.
    """
    both = (s for s in sheets if lever in s.levers and s.category == category)
    return _count(both, lever, category)


def second(sheets: Iterable[ActionSheet], category: str) -> _Sheets:
    """The sheets that are in a category too, after their main one."""
    return tuple(s for s in sheets if category and s.secondary_category == category)


def doubts(sheet: ActionSheet, lever: str = "", category: str = "") -> tuple[Doubt, ...]:
    """Why a sheet is not surely of a lever, of a category (each when given); none when it is."""
    reasons = []
    if lever and sheet.primary != lever:
        reasons.append(Doubt.SECONDARY)
    elif lever and sheet.confidence != HIGH_CONFIDENCE:
        reasons.append(Doubt.LEVER)
    if category and sheet.category_confidence != HIGH_CONFIDENCE:
        reasons.append(Doubt.CATEGORY)
    return tuple(reasons)


def _count(sheets: Iterable[ActionSheet], lever: str = "", category: str = "") -> Count:
    counted = tuple(sheets)
    sure = tuple(s for s in counted if not doubts(s, lever, category))
    return Count(sure, tuple(s for s in counted if s not in sure))


def most_served(counts: Mapping[str, Count]) -> tuple[str, ...]:
    """Which may have the most sheets, alone or with others; empty when none has any."""
    floor = max((count.low for count in counts.values()), default=0)
    return tuple(k for k, count in counts.items() if count.high and count.high >= floor)


def most_served_by_reading(case: Case) -> dict[Reading, tuple[str, ...]]:
    """Reading of the links -> the levers that have the most sheets with it; empty without any."""
    criterion = counting_criterion(case)
    question = case.question_on(criterion.id) if criterion else None
    by_reading = {}
    for reading in question.readings if question else ():
        rule = reading.links
        if rule is not None:
            counts = {v.id: sum(rule.counts(s, v.id) for s in case.sheets) for v in case.levers}
            most = max(counts.values())
            by_reading[reading] = tuple(v for v, n in counts.items() if n == most and most)
    return by_reading


def confidences(words: Iterable[str]) -> dict[str, int]:
    """Word of confidence -> how many times, the surest first; absent ones are not there."""
    counted = Counter(words)
    return {word: counted[word] for word in get_args(Confidence) if counted[word]}


@lru_cache(maxsize=8)
def counting_criterion(case: Case) -> Criterion | None:
    """The criterion whose scores count the action sheets; None when there is none.

    It is the one of the question about which links count; without such a question, it is known by
    its scores, which are the counts of ``served`` for every lever.
    """
    if not case.sheets:
        return None
    for criterion in case.criteria:
        question = case.question_on(criterion.id)
        if question and any(reading.links for reading in question.readings):
            return criterion
    table = case.tables[case.default_combination]
    counts = {lever.id: served_count(case.sheets, lever.id) for lever in case.levers}
    for criterion in case.criteria:
        scores = {lever: table.score(lever, criterion.id) for lever in counts}
        if all(_is_count(scores[lever], count) for lever, count in counts.items()) and not all(
            score.unknown for score in scores.values()
        ):
            return criterion
    return None


def _is_count(score: Score, count: Count) -> bool:
    """Whether a score is that count; one that nobody has made yet may be of no sheet."""
    if score.unknown:
        return not count.high
    return (score.low, score.high) == (count.low, count.high)


def companions(case: Case) -> tuple[Criterion, ...]:
    """The criteria whose scores are numbers given by the very sources of the census.

    That which counts the sheets apart: it is told with them.
    """
    sources = {note.source for note in case.census}
    table, criterion = case.tables[case.default_combination], counting_criterion(case)
    return tuple(
        c
        for c in case.criteria
        if c is not criterion
        and not isinstance(c.scale, WordScale)
        and _given_by(sources, [table.score(lever.id, c.id).source for lever in case.levers])
    )


def _given_by(sources: set[str], scored: list[str]) -> bool:
    """Whether scores come from these sources; an unknown score may name none."""
    named = {source for source in scored if source}
    return bool(named) and named <= sources


def contributors(case: Case) -> dict[str, _Sheets]:
    """Lead -> its sheets, the leads with most sheets first, then in the order of the file."""
    leads = Counter(sheet.contributor_lead for sheet in case.sheets)
    return {
        lead: tuple(s for s in case.sheets if s.contributor_lead == lead)
        for lead, _ in leads.most_common()
    }


def choices(case: Case) -> dict[str, tuple[str, ...]]:
    """Field of a ``Filter`` -> the values that keep at least one sheet."""
    named = {lever for sheet in case.sheets for lever in sheet.levers}
    used = {sheet.category for sheet in case.sheets}
    return {
        "lever": tuple(row for row in levers_and_axes(case) if row in named),
        "category": tuple(c for c in categories(case) if c and c in used),
        "contributor": tuple(contributors(case)),
        "confidence": tuple(confidences(sheet.confidence for sheet in case.sheets)),
    }


def filter_of(case: Case, query: Mapping[str, str]) -> tuple[Filter, tuple[Problem, ...]]:
    """The filter of an address; a value that keeps no sheet is ignored, and said."""
    known = choices(case)
    kept: dict[str, str] = {}
    problems: list[Problem] = []
    for field in fields(Filter):
        text = query.get(KEYS[field.name], "")
        if text in known[field.name]:
            kept[field.name] = text
        elif text:
            problems.append(_refused(KEYS[field.name], text, known[field.name]))
    return Filter(**kept), tuple(problems)


def _refused(key: str, text: str, choices: tuple[str, ...]) -> Problem:
    """What is wrong with a filter: not a value of this case, or nothing to filter."""
    if not choices:
        return Problem("unknown_setting", "address", None, key)
    values = {"found": text[:_SHOWN], "allowed": ", ".join(choices)}
    return Problem("setting_malformed", "address", None, key, values)
