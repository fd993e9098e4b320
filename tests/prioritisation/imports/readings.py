"""Readings of files as they may be: three sites by hand, and random ones."""

from dataclasses import replace

from hypothesis import strategies as st

from prioritisation.imports.grids import FileKind
from prioritisation.imports.making.case import ImportHead
from prioritisation.imports.model import (
    FileQuestion,
    FileReading,
    ReadCriterion,
    ReadLever,
    ReadScore,
)

HEAD = ImportHead(
    "Choix du site",
    "Commune de Sources",
    "Où installer la maison des projets ?",
    "site",
    source="Services techniques, comparatif de mars",
    date="2026-03-12",
    caution="estimations non contractuelles",
    confidence="moyenne",
    file="comparatif-sites.xlsx",
)

COST = ReadCriterion("Coût", "Notes!B1", "k€", low=980.0, high=1400.5, direction="min")
ACCESS = ReadCriterion("Accès", "Notes!C1", "minutes", low=4.0, high=26.0)
CONSENT = ReadCriterion("Accord", "Notes!D1", words=("défavorable", "partagé", "favorable"))

SCORES = (
    ReadScore("Ancienne gare", "Coût", "Notes!B2", 1250.0, status="avis", found="1 250"),
    ReadScore("Ancienne gare", "Accès", "Notes!C2", 4.0, 12.0, "avis", found="4 à 12"),
    ReadScore(
        "Ancienne gare", "Accord", "Notes!D2", status="avis", word="favorable", found="favorable"
    ),
    ReadScore("Halle", "Coût", "Notes!B3", found="n.c."),
    ReadScore("Halle", "Accès", "Notes!C3", 26.0, status="avis", found="26"),
    ReadScore(
        "Halle", "Accord", "Notes!D3", status="avis", word="défavorable", found="Défavorable"
    ),
    ReadScore("Friche", "Coût", "Notes!B4", 1400.5, status="avis", found="1400,5"),
    ReadScore("Friche", "Accès", "Notes!C4"),
    ReadScore("Friche", "Accord", "Notes!D4", found="?"),
)

SITES = FileReading(
    FileKind.XLSX,
    None,
    (
        ReadLever("Ancienne gare", "Notes!A2"),
        ReadLever("Halle", "Notes!A3"),
        ReadLever("Friche", "Notes!A4"),
    ),
    (COST, ACCESS, CONSENT),
    SCORES,
    questions=(
        FileQuestion("direction", "Accès", ("Notes!C1",), ("min", "max")),
        FileQuestion("ends", "Coût", ("Notes!B1",), ("500", "1500")),
        FileQuestion("ends", "Accès", ("Notes!C1",), ("0", "30")),
        FileQuestion("order", "Accord", ("Notes!D1",), CONSENT.words),
    ),
)


def with_score(reading, lever, criterion, **values):
    """The same, one of its scores being another."""
    scores = tuple(
        replace(one, **values) if (one.lever, one.criterion) == (lever, criterion) else one
        for one in reading.scores
    )
    return replace(reading, scores=scores)


PLAIN_NAMES = st.text("abcdeéàœ ’-", min_size=3, max_size=12).filter(lambda text: text.strip())
ANY_NAMES = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u3164\uffa0"),
    min_size=1,
    max_size=60,
)
NAMES = (PLAIN_NAMES | PLAIN_NAMES | ANY_NAMES).map(lambda text: " ".join(text.split()))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-20, 2000).map(float)
CELLS = st.text(max_size=90)


@st.composite
def readings(draw):
    """A reading of which nothing is wrong and nothing pending, whatever its names and numbers."""
    levers = draw(st.lists(NAMES, min_size=1, max_size=5, unique_by=str.casefold))
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique_by=str.casefold))
    criteria, scores = [], []
    for j, name in enumerate(names):
        few = st.lists(PLAIN_NAMES.map(str.strip), min_size=1, max_size=8, unique_by=str.casefold)
        words = tuple(draw(st.just([]) | few))
        column = [
            draw(_score(lever, name, f"{'BCDE'[j]}{k + 2}", words))
            for k, lever in enumerate(levers)
        ]
        scores += column
        criteria.append(draw(_criterion(name, f"{'BCDE'[j]}1", words, column)))
    heads = tuple(ReadLever(lever, f"A{k + 2}") for k, lever in enumerate(levers))
    return FileReading(FileKind.TEXT, None, heads, tuple(criteria), tuple(scores))


@st.composite
def _score(draw, lever, criterion, cell, words):
    found, source = draw(CELLS), draw(st.just("") | NAMES)
    score = ReadScore(lever, criterion, cell, found=found)
    kind = draw(st.sampled_from(["known", "between", "between", "unknown"]))
    if kind == "unknown":
        return score
    score = replace(score, status="avis", source=source)
    if words:
        return replace(score, word=draw(st.sampled_from(words)))
    low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
    return replace(score, value=low, high=high if kind == "between" else None)


@st.composite
def _criterion(draw, name, cell, words, column):
    amounts = [a for score in column for a in (score.value, score.high) if a is not None]
    low, high = (min(amounts), max(amounts)) if amounts else (None, None)
    around = (low - 5, high + 5) if amounts else (0.0, 10.0)
    ends = draw(st.sampled_from([None, None, None, around, around, (2.0, 2.0)]))
    direction = draw(st.sampled_from(["", "min", "max", "open"]))
    unit = draw(st.sampled_from(["", "k€", "%", "minutes"]))
    if words:
        return ReadCriterion(name, cell, words=words, ordered=draw(st.booleans()))
    return ReadCriterion(name, cell, unit, (), False, low, high, direction, ends)
