"""Cases made for the tests, as files: any number of levers and criteria, whatever their scores."""

import random
from pathlib import Path

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
CASE = """id = "essai"
title = "Essai"
group = "groupe d’essai"
updated = 2026-11-25
"""
CRITERION = """
[c{j}]
label = "{label}"
in_sentence = "le critère {j}"
of_sentence = "du critère {j}"
question = "Combien ?"
short_source = "source"
[c{j}.direction]
max = "plus = mieux"
status = "confirmé"
reason = "pour l’essai"
{scale}
[c{j}.scoring]
kind = "scores"
file = "scores.csv"
"""
NUMBERS = """[c{j}.scale]
kind = "linear"
status = "confirmé"
unit = "u"
anchors = {{ worst = 0, best = 10 }}
"""
LEVELS = "aucun", "faible", "moyen", "fort"
WORDS = """[c{j}.scale]
kind = "words"
status = "confirmé"
""" + "".join(
    f"""[[c{{j}}.scale.levels]]
id = "{level}"
label = "{level}"
value = {k / 3}
sentence = "Niveau {level}."
"""
    for k, level in enumerate(LEVELS)
)
HEADS = {
    "levers.csv": "lever_id,label,short_label,colour,scope,scope_source_id",
    "scores.csv": ("lever_id,criterion_id,score,high,status,source_id,date,confidence,reason"),
    "sources.csv": "source_id,kind,title,publisher,short_name,date,url,licence,caveat",
    "evidence.csv": (
        "evidence_id,target,lever_id,criterion_id,perimeter,topic,stance,summary,quote,statement,"
        "place,source_id,confidence,note"
    ),
    "unknowns.csv": "unknown_id,subject,statement",
}


def long_name(k):
    """A name of sixty characters."""
    return f"Levier {k:02} au nom long, de soixante signes exactement, ou presque"[:60]


def mixed(seed=3):
    """Scores at random, some unknown and some between two bounds; those of a cell stay."""

    def of(lever, criterion):
        rng = random.Random(f"{seed} {lever} {criterion}")  # noqa: S311 (test data)
        kind = rng.random()
        if kind < 0.15:
            return None
        low = rng.randint(0, 10)
        return (low, min(10, low + 3)) if kind < 0.3 else (low, low)

    return of


def unknown(_lever, _criterion):
    """Nothing is known."""


def identical(_lever, criterion):
    """The same scores for every lever."""
    return criterion % 10, criterion % 10


def flat_first(lever, criterion):
    """A first criterion on which all levers are the same."""
    return (5, 5) if criterion == 0 else (lever % 11, lever % 11)


def write_case(folder, levers, criteria, scores, name=lambda k: f"Levier {k}", in_words=()):
    """The folder of a case with that many levers and criteria; ``scores(i, j)`` gives a span.

    Scores are from 0 to 10, whole; those of the criteria in words become one of four words.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.toml").write_text(CASE, "utf-8")
    scales = [(WORDS if j in in_words else NUMBERS).format(j=j) for j in range(criteria)]
    labels = (
        CRITERION.format(j=j, label=f"Critère {j}", scale=scale) for j, scale in enumerate(scales)
    )
    (folder / "criteria.toml").write_text("".join(labels), "utf-8")
    rows = {
        "levers.csv": [
            f'l{i},"{name(i)}","{name(i)}",{PALETTE[i % len(PALETTE)]},,' for i in range(levers)
        ],
        "scores.csv": [
            _score(i, j, scores(i, j), words=j in in_words)
            for i in range(levers)
            for j in range(criteria)
        ],
        "sources.csv": ["s,officiel,Source,Éditeur,Source,2026,,,"],
        "evidence.csv": ["E1,case,,,,sujet,contexte,,dit,,là,s,,"],
        "unknowns.csv": ["U1,Rien,Rien."],
    }
    for file, found in rows.items():
        (folder / file).write_text("\n".join([HEADS[file], *found, ""]), "utf-8")
    return folder


def _score(i, j, span, *, words):
    if span is None:
        return f"l{i},c{j},,,inconnu,,,,on ne sait pas"
    low, high = (LEVELS[score * len(LEVELS) // 11] if words else score for score in span)
    bound = high if high != low else ""
    return f"l{i},c{j},{low},{bound},officiel,s,2026,élevée,"
