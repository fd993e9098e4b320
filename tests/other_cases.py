"""Cases that are nothing like Normandie, meetings on them, and what no text of theirs may say."""

import re
from pathlib import Path

from criteria.load import case_from_files
from criteria.model import Sense
from prioritisation.meeting.rules import Act, Form
from tests.sitting import Sitting
from tests.synthetic import mixed, write_case

SITES = Path(__file__).parent / "cases" / "sites"
"""Five sites on four criteria: no climate, source, sheet or evidence, and some scores missing."""

_CASE = """id = "essai"
title = "Essai"
group = "Groupe d’essai"
updated = 2026-11-25
"""


def _made(folder, levers, criteria, option, in_words):
    """A case without any question of reading, that compares things of another noun."""
    write_case(folder, levers, criteria, mixed(), lambda k: f"Option {k}", in_words)
    (folder / "case.toml").write_text(f'{_CASE}[words]\noption = "{option}"\n', "utf-8")
    return folder


OTHERS = {
    "sites": lambda _folder: SITES,
    "three": lambda folder: _made(folder, 3, 2, "chantier", (1,)),
    "thirty": lambda folder: _made(folder, 30, 12, "scénario", (2, 7)),
}
"""Name -> what gives its folder, written in another where it is made."""

FOREIGN = {
    "of another case": (
        r"\bGES\b|CO₂|[ée]missions?\b|[Pp]érimètre|\bCOP\b|[Nn]orman|CREFOP|diapos?\b"
    ),
    "the noun of another case": r"(?<![\w-])[Ll]eviers?\b",
    "of sheets that are not there": r"fiches? action|\bfiches?\b",
    "an amount without sense": r"(?<![\d.,])0\s(?:minutes|fiches|sources|arguments)\b",
}
"""What would be of another case, or of none -> how it is known."""


HOLES = {"a hole": r"\{\w*\}|\bNone\b|«\s*»|\(\s*\)|: *[.;]|\bnan\b"}
"""What was to be filled, where people read."""


def foreign_words(words, *, read=True):
    """What no text on such a case says, each with what is around it.

    ``read`` is for people; programs read marks of their own, formulas and empty values.
    """
    words = re.sub(r"\s+", " ", words.replace("\u00a0", " "))
    return [
        (why, words[max(0, m.start() - 60) : m.end() + 60])
        for why, pattern in (FOREIGN | (HOLES if read else {})).items()
        for m in re.finditer(pattern, words)
    ]


def bent_sites():
    """The sites, on a surface whose points do not follow a straight line."""
    files = {path.name: path.read_text("utf-8") for path in SITES.iterdir()}
    points = ((0, 0), (300, 0.25), (500, 0.5), (900, 0.75), (1500, 1))
    bent = ", ".join(f"{{ at = {at}, value = {value} }}" for at, value in points)
    surface = """kind = "linear"
status = "confirmé"
unit = "m²"
units = "m²"
anchors = { worst = 0, best = 1500 }"""
    assert surface in files["criteria.toml"]
    scale = surface.replace("linear", "piecewise").replace("confirmé", "à confirmer")
    scale = scale.replace("anchors = { worst = 0, best = 1500 }", f"points = [{bent}]")
    files["criteria.toml"] = files["criteria.toml"].replace(surface, scale)
    return case_from_files(files)


def other_sitting(room, folder, form=Form.SHORT):
    """A meeting on the case of a folder."""
    return Sitting(room, form, title="Par où commencer", folder=folder)


def voted_sitting(room, folder, n=6, edits=()):
    """A meeting of the full form that confirmed its directions, voted, and has its results.

    ``edits`` are scores written in the room before they were frozen.
    """
    made = other_sitting(room, folder, Form.FULL).lobby().act(Act.START_REVIEW)
    for edit in edits:
        room.edit_score(made.code, made.secret, edit)
    for criterion in made.stage().meeting.unconfirmed:
        room.confirm_direction(made.code, made.secret, criterion, Sense.MIN)
    room.freeze(made.code, made.secret)
    made.act(Act.START_CHECKS).open()
    for k in range(n):
        made.cast(made.voter(), points_of(made, k), "la raison", f"n{k}")
    return made.reveal()


def points_of(sitting, k):
    """The points of a made-up vote: each voter finds another criterion to count most."""
    n = len(sitting.ids)
    return [100 if j == k % n else (17 * (j + k)) % 90 for j in range(n)]
