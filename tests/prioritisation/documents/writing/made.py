"""Notes made by hand, for the writers: a usual one, a large one, one of hostile texts."""

import datetime as dt
import random
from functools import cache

from prioritisation.documents.pictures.charts import ranking_chart
from prioritisation.documents.pictures.theme import CRITERION_COLOURS, specification_text, themed
from prioritisation.documents.writing.content import (
    Board,
    BoardCell,
    BoardColumn,
    BoardRow,
    Bullets,
    Heading,
    Note,
    Paragraph,
    Picture,
    Section,
    Slide,
    Table,
)
from prioritisation.sentences.phrases import points_text, rank_text
from tests.prioritisation.sentences.made import normandie

HOSTILE = (
    "=cmd|' /C calc'!A0", '#panic("x") *gras* $x$ @ref // fin', "<script>alert(1)</script> & <b>",
    "{{7*7}} {% x %} ${y}", "\u202eà l’envers\u202c \u200fגם\u200f", "😀 👩\u200d🌾", "x" * 10_000,
    "a\x00\x07\x0b\x1fb\ufffe",
)  # fmt: skip
RECORD = '{"titre":"essai"}'


def board_of(analysis, ballots=()):
    """The board of an analysis."""
    ranking, matrix = analysis.ranking, analysis.matrix
    columns = [
        BoardColumn(
            c.id, c.label, float(analysis.scenario.points[c.id]), float(w), c.question, colour
        )
        for c, w, colour in zip(
            analysis.case.criteria, analysis.weights, CRITERION_COLOURS, strict=False
        )
    ]
    rows = []
    for i in ranking.order:
        lever = analysis.case.levers[i]
        cells = tuple(
            BoardCell(
                f"{matrix.low[i, j]:.3f}",
                float(matrix.low[i, j]),
                float(matrix.high[i, j]),
                analysis.score(i, j).status.value,
                analysis.score(i, j).source,
                reason=analysis.score(i, j).reason,
            )
            for j in range(len(columns))
        )
        rows.append(
            BoardRow(
                lever.id,
                lever.label,
                lever.short_label,
                lever.colour,
                cells,
                tuple(ranking.low_contributions[i].tolist()),
                float(ranking.low[i]),
                float(ranking.high[i]),
                int(ranking.best[i]),
                int(ranking.worst[i]),
            )
        )
    return Board(tuple(columns), tuple(rows), tuple(ballots))


def ballots(columns, count=12, seed=7):
    """Ballots that may be shown; one abstains once."""
    draw = random.Random(seed)  # noqa: S311 (test data)
    made = []
    for k in range(count):
        points = [draw.randrange(0, 101, 5) for _ in range(columns)]
        points[draw.randrange(columns)] = 100
        given = tuple(None if (k, j) == (3, columns - 1) else p for j, p in enumerate(points))
        made.append((f"{k:04x}", given))
    return made


def table_of(analysis):
    """The table of the ranking."""
    rows = [
        (rank_text(analysis.ranking, i), lever.label, points_text(analysis.ranking, i))
        for i in analysis.ranking.order
        for lever in [analysis.case.levers[i]]
    ]
    return Table("Classement", ("Rang", "Levier", "Points"), tuple(rows), (0.14, 0.62, 0.24))


def note_of_analysis(analysis, texts=("Premier texte.",), extra=()):
    """A note about an analysis, with these texts wherever people write."""
    ranking = Picture(
        "Points par critère",
        "Barres : voir le tableau.",
        lambda: specification_text(themed(ranking_chart(analysis))),
    )
    actions = Table(
        "",
        ("Action", "Responsable", "Échéance"),
        tuple((text, "Carif-Oref", "juin 2026") for text in texts),
        (0.6, 0.22, 0.18),
    )
    sections = (
        Section(
            "1. Décision",
            (Paragraph("Le groupe propose de retenir « Mieux produire ».", strong=True),),
        ),
        Section("2. Contexte et objet", tuple(Paragraph(text) for text in texts)),
        Section("4. Classement", (table_of(analysis), ranking)),
        Section("6. Points de vigilance", (Bullets(tuple(texts)),)),
        Section("7. Suites à donner", (actions,)),
    )
    board = board_of(analysis, ballots(len(analysis.case.criteria)))
    return Note(
        Heading(
            "Compte rendu de priorisation des leviers",
            "projet",
            (("Instance", "GT ECTE"), ("Date", "1er février 2026"), ("Auteur", texts[0][:80])),
            dt.date(2026, 2, 1),
            "GT ECTE",
            "",
        ),
        ("Quatre notes sont inconnues.", *extra),
        sections,
        (Section("Matrice", (table_of(analysis),)),),
        (("Empreinte SHA-256", "0" * 64), ("Graine", "20260101")),
        slides(analysis, texts, ranking),
        board,
        ranking,
        RECORD,
        "0" * 64,
    )


def slides(analysis, texts, ranking):
    """Three slides."""
    return (
        Slide("« Mieux produire » arrive en tête", (table_of(analysis), ranking), "Notes."),
        Slide("Le résultat tient", (Bullets(tuple(texts)),), "Notes."),
        Slide("Décision et suites à donner", (Bullets(tuple(texts)),), texts[0]),
    )


@cache
def hostile():
    """The same, where people wrote what should never be obeyed."""
    return note_of_analysis(normandie((50, 30, 20)), HOSTILE)
