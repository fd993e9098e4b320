"""The case: everything a group brings, checked, with its scores under each reading."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from criteria.evidence import (
    ActionSheet,
    CensusNote,
    CensusSection,
    Claim,
    Evidence,
    KnownUnknown,
    MethodStep,
    OfficialRow,
    Source,
    Target,
)
from criteria.model import DEFAULT_OPTION, READING_JOINT, Criterion, Lever, PerformanceTable, Sense
from criteria.readings import Reading, ReadingQuestion, combination_of
from criteria.scales import WordScale


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A checked case; made by ``criteria.load.load_case`` only.

    Attributes
    ----------
    questions
        How to count: each is answered alike for all levers.
    axes
        Id -> label of what action sheets serve without being a candidate.
    tables
        Combination of readings -> performance table, the default one first.
    claims
        Statements that can be held against the scores.
    census
        What was collected besides the action sheets.
    method
        Steps of the group's method of work; empty when the case tells none.
    timezone
        That of its territory, where its meetings take place: days and hours are told in it.
    option
        What is compared, by its noun: a lever, a site, a project…
    choice
        What the group has to choose, as a question; empty where nobody typed one.
    whole
        Criteria of the case that this one keeps some of; empty when it keeps them all.
    """

    id: str
    title: str
    group: str
    updated: dt.date
    questions: tuple[ReadingQuestion, ...]
    axes: Mapping[str, str]
    levers: tuple[Lever, ...]
    criteria: tuple[Criterion, ...]
    tables: Mapping[str, PerformanceTable]
    evidence: tuple[Evidence, ...]
    sheets: tuple[ActionSheet, ...]
    official_rows: tuple[OfficialRow, ...]
    sources: Mapping[str, Source]
    unknowns: tuple[KnownUnknown, ...]
    claims: tuple[Claim, ...] = ()
    census: tuple[CensusNote, ...] = ()
    method: tuple[MethodStep, ...] = ()
    timezone: str = "Europe/Paris"
    whole: tuple[Criterion, ...] = ()
    option: str = DEFAULT_OPTION
    choice: str = ""

    @property
    def default_combination(self) -> str:
        """The default reading of each question: what people see first."""
        return combination_of(q.readings[0].id for q in self.questions)

    @property
    def readings(self) -> dict[str, Reading]:
        """Every reading of every question, by id."""
        return {r.id: r for q in self.questions for r in q.readings}

    def question_on(self, criterion: str) -> ReadingQuestion | None:
        """The question of reading that a criterion's scores depend on, if any."""
        return next((q for q in self.questions if criterion in q.criteria), None)

    @property
    def live_questions(self) -> tuple[ReadingQuestion, ...]:
        """The questions with several readings that a criterion kept here depends on."""
        ids = {c.id for c in self.criteria}
        return tuple(q for q in self.questions if len(q.readings) > 1 and ids & {*q.criteria})

    def reread(self, combination: str, *readings: str) -> str:
        """The combination with these readings in the place of the others of their questions.

        Raises
        ------
        KeyError
            For a reading that the case does not have, and for two of one question.
        """
        chosen = {q.id: q.answer(combination).id for q in self.questions}
        wanted = {}
        for reading in readings:
            question = next(
                (q for q in self.questions if reading in {r.id for r in q.readings}), None
            )
            if question is None or question.id in wanted:
                raise KeyError(reading)
            wanted[question.id] = reading
        return combination_of({**chosen, **wanted}.values())

    def criterion(self, criterion: str) -> Criterion:
        """The criterion of that id; raises KeyError for none of the case."""
        return {c.id: c for c in self.criteria}[criterion]

    def keeping(self, criteria: tuple[str, ...]) -> "Case":
        """The case with some of its criteria only; itself when they are all kept."""
        return self if criteria == tuple(c.id for c in self.criteria) else _kept(self, criteria)

    def in_order(self, criterion: str, order: tuple[str, ...]) -> "Case":
        """The case whose words of a criterion run in this order, and are open no more."""
        return _in_order(self, criterion, order)

    def in_plain_words(self, senses: Mapping[str, Sense]) -> "Case":
        """The case whose criteria, and ways of counting, are called as a room calls them.

        Nothing else of it changes, and it is the same object each time.

        Parameters
        ----------
        senses
            Criterion id -> which way it counts, where it is not the way of the data.
        """
        return _plain(self, tuple(sorted(senses.items())))

    @property
    def places(self) -> tuple[int, ...]:
        """Where each criterion stands in the whole case, whichever are kept: its colour."""
        whole = [c.id for c in self.whole or self.criteria]
        return tuple(whole.index(c.id) for c in self.criteria)

    @property
    def set_aside(self) -> tuple[tuple[str, str], ...]:
        """Criteria of the whole case that are not counted here: their label, and why.

        Why is what the case says of one that it does not count itself; empty of any other.
        """
        ids = {c.id for c in self.criteria}
        left = [c for c in self.whole if c.id not in ids]
        return tuple((c.label, "" if c.active else c.caveat) for c in left)

    def lever(self, lever: str) -> Lever:
        """The lever of that id; raises KeyError for none of the case."""
        return {v.id: v for v in self.levers}[lever]

    def caveats(self, combination: str) -> tuple[tuple[Criterion, Source], ...]:
        """Each criterion whose scores rest on a source with a caveat, and that source."""
        pairs: dict[tuple[str, str], tuple[Criterion, Source]] = {}
        for score in self.tables[combination].scores.values():
            source = self.sources.get(score.source)
            if source and source.caveat:
                pairs[score.criterion, source.id] = (self.criterion(score.criterion), source)
        return tuple(pairs.values())

    def evidence_on(self, lever: str, criterion: str, combination: str) -> tuple[Evidence, ...]:
        """What was said of a lever on a criterion, under one of these readings or under all."""
        readings = {"", *combination.split(READING_JOINT)}
        return tuple(
            e
            for e in self.evidence
            if e.target is Target.CELL
            and (e.lever, e.criterion) == (lever, criterion)
            and e.reading in readings
        )

    def evidence_for(self, target: Target, ident: str = "") -> tuple[Evidence, ...]:
        """What was said of the one-or-two question, of the case, of a whole lever or criterion.

        Parameters
        ----------
        ident
            Id of the lever or of the criterion; empty for the two other targets.
        """
        about = "criterion" if target is Target.CRITERION else "lever"
        return tuple(e for e in self.evidence if e.target is target and getattr(e, about) == ident)

    def collected(self, section: CensusSection) -> tuple[CensusNote, ...]:
        """The notes of one section of the census."""
        return tuple(note for note in self.census if note.section is section)


# Kept: a case is compared by identity, and what is computed from one is found again with it.
@lru_cache(maxsize=64)
def _kept(case: Case, ids: tuple[str, ...]) -> Case:
    """The case with these criteria, in its own order."""
    criteria = tuple(c for c in case.criteria if c.id in ids)
    tables = {
        combination: replace(
            table,
            criteria=criteria,
            scores={cell: score for cell, score in table.scores.items() if cell[1] in ids},
        )
        for combination, table in case.tables.items()
    }
    claims = tuple(claim for claim in case.claims if claim.criterion in ids)
    whole = case.whole or case.criteria
    return replace(case, criteria=criteria, tables=tables, claims=claims, whole=whole)


@lru_cache(maxsize=64)
def _in_order(case: Case, criterion: str, order: tuple[str, ...]) -> Case:
    criteria = tuple(
        replace(c, scale=c.scale.in_order(order))
        if c.id == criterion and isinstance(c.scale, WordScale)
        else c
        for c in case.criteria
    )
    tables = {p: replace(table, criteria=criteria) for p, table in case.tables.items()}
    return replace(case, criteria=criteria, tables=tables)


@lru_cache(maxsize=64)
def _plain(case: Case, senses: tuple[tuple[str, Sense], ...]) -> Case:
    """The case with its criteria and its questions of reading in plain words."""
    counted = dict(senses)
    criteria = tuple(c.in_plain_words(counted.get(c.id)) for c in case.criteria)
    questions = tuple(q.in_plain_words() for q in case.questions)
    same = (criteria, questions) == (case.criteria, case.questions)
    return case if same else replace(case, criteria=criteria, questions=questions)
