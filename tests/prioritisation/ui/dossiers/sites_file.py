"""A table of five sites as a reader of files understands it, made by hand: some answers count."""

from prioritisation.imports.grids import FileKind
from prioritisation.imports.model import (
    CellProblem,
    FileQuestion,
    FileReading,
    Layout,
    ReadCriterion,
    ReadLever,
    ReadScore,
    SetAside,
)

SITES = ("Ancienne gare", "Halle Saint-Martin", "Friche des Tanneurs")
EXCERPT = (
    ("Choix du site", "", "", "", "", ""),
    ("N°", "Site", "Coût (k€)", "Travaux (mois)", "Accord", "Total"),
    (1.0, SITES[0], 1250.0, "8 à 12", "favorable", 14.0),
    (2.0, SITES[1], "n.c.", "2026-08-03", "partagé", 11.0),
    (3.0, SITES[2], 980.5, "environ 9", "?", 9.0),
    ("", "Moyenne", 1115.25, 9.0, "", 11.3),
)
DATE, ABOUT = "Notes!D4", "Notes!D5"


def sites_layout(answers):
    total = answers.choice("role", "F") or "total"
    return Layout(
        sheet=answers.choice("sheet") or "Notes",
        sheets=("Notes", "Lisez-moi"),
        lying=answers.choice("orientation") or "rows",
        header=(int(answers.choice("header") or 2) - 1,),
        names=1,
        rows=("title", "header", "lever", "lever", "lever", "mean"),
        columns=("number", "names", "criterion", "criterion", "criterion", total),
        excerpt=EXCERPT,
    )


def sites_reading(_name, _content, answers):
    """What is read of it, with these answers."""
    scores = [
        _score("Coût", 0, "C", value=1250.0, status="avis", found="1250"),
        _score("Coût", 1, "C", found="n.c."),
        _score("Coût", 2, "C", value=980.5, status="avis", found="980.5"),
        _score("Travaux", 0, "D", value=8.0, high=12.0, status="avis", found="8 à 12"),
        _score("Accord", 0, "E", word="favorable", status="avis", found="favorable"),
        _score("Accord", 1, "E", word="partagé", status="avis", found="partagé"),
        _score("Accord", 2, "E", found="?"),
    ]
    questions, problems = [*_later(answers)], []
    if (typed := answers.choice("cell", DATE)) == "3 à 8":
        scores.append(_score("Travaux", 1, "D", value=3.0, high=8.0, status="avis", found=typed))
    elif typed == "?":
        scores.append(_score("Travaux", 1, "D", found="?"))
    else:
        problems = [CellProblem("date", DATE, typed or "03/08/2026", {"name": "Travaux"})]
    numbers = {"9": (9.0, None), "8 à 10": (8.0, 10.0)}
    if (about := answers.choice("cell", ABOUT)) in numbers:
        low, high = numbers[about]
        known = {"value": low, "high": high, "status": "avis", "found": "environ 9"}
        scores.append(_score("Travaux", 2, "D", **known))
    else:
        scores.append(_score("Travaux", 2, "D", found="environ 9"))
        questions.append(FileQuestion("cell", ABOUT, (ABOUT,), ("9", "?"), "environ 9"))
    return FileReading(
        FileKind.XLSX,
        sites_layout(answers),
        tuple(ReadLever(name, f"Notes!B{row}") for row, name in enumerate(SITES, 3)),
        tuple(_criteria(answers)),
        tuple(scores),
        tuple(questions),
        (
            SetAside("Notes!A2:A5", "number", "N°"),
            SetAside("Notes!F2:F5", "total", "Total"),
            SetAside("Lisez-moi", "other_sheet"),
        ),
        tuple(problems),
        ("macros",),
        title="Choix du site",
    )


def _score(criterion, row, column, **said):
    return ReadScore(SITES[row], criterion, f"Notes!{column}{row + 3}", **said)


def _criteria(answers):
    ends = answers.choices("ends", "Coût")
    yield ReadCriterion(
        "Coût",
        "Notes!C2",
        "k€",
        low=980.5,
        high=1250.0,
        direction=answers.choice("direction", "Coût"),
        ends=(float(ends[0]), float(ends[1])) if ends else None,
    )
    way = answers.choice("direction", "Travaux")
    yield ReadCriterion("Travaux", "Notes!D2", "mois", low=3.0, high=12.0, direction=way)
    order = answers.choices("order", "Accord")
    yield ReadCriterion(
        "Accord",
        "Notes!E2",
        words=order or ("partagé", "favorable"),
        ordered=bool(order),
        direction="max" if order else "",
    )


def _later(answers):
    for name, column in (("Coût", "C"), ("Travaux", "D")):
        if not answers.choice("direction", name):
            yield FileQuestion("direction", name, (f"Notes!{column}2",), ("min", "max"))
    if not answers.choices("order", "Accord"):
        yield FileQuestion("order", "Accord", ("Notes!E2",), ("partagé", "favorable"))
