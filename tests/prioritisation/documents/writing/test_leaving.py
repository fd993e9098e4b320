"""Every file that leaves says what it is worth, its day and the fingerprint of its record."""

import copy
import csv
import datetime as dt
import io
import json
import random
import re
import zipfile
from dataclasses import fields, is_dataclass
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from criteria.load import case_from_files
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cases.region import region_files, territories
from prioritisation.cli.main import main
from prioritisation.documents.kinds import Document
from prioritisation.documents.making import document_file
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.stamp import name_ending
from prioritisation.meeting.rules import Role
from prioritisation.record.making import hash_of, record_of
from prioritisation.record.model import InvalidRecord, as_tree, record_from, text_of
from prioritisation.record.opening import opened_case
from prioritisation.record.replaying import replay
from tests.each import each
from tests.prioritisation.documents.writing.made import hostile
from tests.prioritisation.documents.writing.office import text as pages
from tests.prioritisation.documents.writing.recorded import SAMPLES, note
from tests.thresholds import MeetingFacts

WORTH = {
    "clear": (lambda: note("clear"), "proposition"),
    "undecidable": (lambda: note("undecidable"), "projet"),
    "few": (lambda: note("few"), "répétition"),
    "alone": (lambda: note("alone"), "projet d’une seule personne"),
}
"""What a record is worth, in the words of people."""

MONTHS = {2: "février", 12: "décembre"}


def words_in(name, content):
    """The text of a file, as whoever opens it may read it."""
    match name.rsplit(".", 1)[1]:
        case "pdf":
            return "\n".join(pages(content))
        case "png":
            return " ".join(Image.open(io.BytesIO(content)).text.values())
        case "docx" | "pptx" | "xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                parts = [
                    packed.read(one).decode() for one in packed.namelist() if one[-3:] == "xml"
                ]
            return unescape(" ".join(re.sub("<[^>]+>", " ", part) for part in parts))
        case _:
            return unescape(content.decode())


def said(made, texts):
    """What is not in the texts of a file of a note: its worth, its day, its fingerprint."""
    day = made.heading.day
    ways = (f"{day.day} {MONTHS[day.month]} {day.year}", day.isoformat(), f"{day:%d/%m/%Y}")
    dates = [*ways, f"1er {MONTHS[day.month]} {day.year}"] if day.day == 1 else ways
    return [
        *([] if made.heading.status in texts.lower().replace("\u00a0", " ") else ["worth"]),
        *([] if any(date in texts for date in dates) else ["day"]),
        *([] if made.sha256[:16] in texts else ["fingerprint"]),
    ]


@each("name", WORTH)
def test_each_file_of_each_kind_says_the_three(name, office):  # noqa: ARG001 (it reads PDF)
    made, worth = WORTH[name][0](), WORTH[name][1]
    assert made.heading.status == worth
    silent = {}
    for document in Document:
        if document is Document.JSON:
            continue
        if document is Document.PNG and made.picture is None:
            continue
        path, content = document_file(made, document)
        assert name_ending(made) in path
        if lacking := said(made, words_in(path, content)):
            silent[path] = lacking
    assert silent == {}


@each("name", WORTH)
def test_the_record_says_the_three_in_its_own_words(name):
    made = WORTH[name][0]()
    path, content = document_file(made, Document.JSON)
    assert name_ending(made) in path
    text = content.decode()
    assert f'"sha256": "{made.sha256}"' in text
    assert f'"date": "{made.heading.day.isoformat()}"' in text
    state = "decision" if WORTH[name][1] == "proposition" else "project"
    assert f'"state": "{state}"' in text
    assert ('"rehearsal": true' in text) == (WORTH[name][1] == "répétition")
    assert ('"kind": "scenario"' in text) == (name == "alone")


def test_each_line_of_the_ranking_says_so_and_nothing_in_it_is_a_formula():
    for made in (note("clear"), hostile(), note("few")):
        _, content = document_file(made, Document.CSV)
        assert content.startswith(b"\xef\xbb\xbf")
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        header, *rows = csv.reader(text, delimiter=";")
        assert header[:3] == ["Levier (identifiant)", "Levier", "Meilleur rang"]
        assert header[-4:] == [
            "état",
            "date du fichier de preuve",
            "numéro de contrôle (SHA-256)",
            "mise en garde",
        ]
        day = f"{made.heading.day:%d/%m/%Y}"
        assert {tuple(row[-4:-1]) for row in rows} == {(made.heading.status, day, made.sha256)}
        assert {len(row) for row in rows} == {len(header)}
        points = [float(row[4].replace(",", ".")) for row in rows if row[0]]
        assert points == pytest.approx([100 * row.low for row in made.board.rows])
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


# Minutes of any territory: made, found again, and without a word of another group.

DAY = dt.date(2026, 11, 28)
NORMAN = re.compile(r"normand|diapo|crefop|3nc|\becte\b|préfecture", re.IGNORECASE)


def words(part):
    """Every text of a note."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for one in part:
            yield from words(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from words(getattr(part, field.name))


@each("territory", territories(), ids=lambda t: t.id)
def test_a_territory_is_ranked_written_and_opened_again(territory):
    files = region_files(territory, territory.group, DAY)
    case = case_from_files(files)
    facts = MeetingFacts(
        case, starting_scenario(case), "Essai", "Sur quoi ?", DAY, chosen_by=Role.LEAD, files=files
    )
    record = record_of(facts)
    assert replay(record).identical
    text = "\n".join(words(note_of(record)))
    assert "n’engagent en rien l’État" in text
    assert ("pas ouvert dans le simulateur" in text) is (not territory.is_open)
    if territory.name != "Normandie":
        assert NORMAN.findall(text) == []
    again = opened_case(text_of(record).encode()).files
    assert {name for name in files if again[name] != files[name]} == {"case.toml"}


# Records that somebody has changed, and sealed again: documents, or a sentence naming a field.

TREES = [json.loads(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.json"))]
SEALS = {"sha256", "schema", "version"}
ODD = [
    *(
        None, "", 0, -1, 1, 1e308, -1e308, 1e-320, 0.5, True, [], {}, [[]], ["a", "a"], 10**18,
        -0.0,
    ),
    *("x" * 501, "\0", "\u202e", "a\nb", "9999-12-31", "0001-01-01", "ghg_impact", "1" * 400),
]  # fmt: skip


def resealed(tree):
    """A tree as a file that nothing betrays; as it is when it is no record at all."""
    try:
        kept = as_tree(record_from(json.dumps(tree).encode()))
    except InvalidRecord:
        return tree
    kept["sha256"] = hash_of(kept)
    return kept


def places(tree, path=()):
    children = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in children:
        if path or key not in SEALS:
            yield (*path, key)
            if isinstance(value, dict | list):
                yield from places(value, (*path, key))


def changed(tree, draw):
    """One thing changed, in a part drawn first: the files of the case would hide all others."""
    every = list(places(tree))
    top = draw.choice(sorted({path[0] for path in every}))
    *way, key = draw.choice([path for path in every if path[0] == top])
    parent = tree
    for step in way:
        parent = parent[step]
    value, kind = parent[key], draw.random()
    if kind < 0.4:
        parent[key] = draw.choice(ODD)
    elif kind < 0.55:
        del parent[key]
    elif isinstance(value, list) and value:
        parent[key] = draw.choice([value[::-1], [*value, value[0]], value[1:], []])
    elif isinstance(value, str):
        parent[key] = draw.choice([value + "x", value[:-1], value.upper(), ""])
    elif isinstance(value, int | float):
        parent[key] = value * draw.choice([-1, 2, 0, 1e6])
    return tree


@pytest.fixture
def exported(tmp_path, capsys):
    def ran(tree):
        path = tmp_path / "changed.json"
        path.write_text(json.dumps(tree), "utf-8")
        words = ["export", path, "--format", "csv", "--output", tmp_path / "out", "--force"]
        code = main([str(word) for word in words])
        return code, capsys.readouterr().err.replace("\u00a0", " ")

    return ran


def broken(path, value):
    tree = copy.deepcopy(TREES[0])
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = value
    return resealed(tree)


@each(
    ("path", "value", "names"),
    [
        (("settings", "PRIORITISATION_CAMPS"), [1e18, 20], "settings"),
        (("settings", "PRIORITISATION_SOLIDITY"), [-90, 70, 50], "settings"),
        (("warnings", 0, "kind"), "correlatedx", "warnings[0]"),
        (("warnings", 0, "what"), ["nulle_part"], "warnings[0]"),
        (("case", "scores"), [], "case"),
    ],
)
def test_what_was_an_unexpected_failure_names_the_field(exported, path, value, names):
    code, complaint = exported(broken(path, value))
    assert code == 2
    assert complaint.replace("\u00a0", " ").startswith(names)


@given(seed=st.integers(0, 10**9))
def test_a_changed_record_is_never_an_unexpected_failure(seed, tmp_path_factory):
    draw = random.Random(seed)  # noqa: S311 (test data)
    tree = resealed(changed(copy.deepcopy(draw.choice(TREES)), draw))
    folder = tmp_path_factory.mktemp("changed")
    path = folder / "changed.json"
    path.write_text(json.dumps(tree), "utf-8")
    words = ["export", path, "--format", "csv", "--output", folder / "out"]
    assert main([str(word) for word in words]) in (0, 2)
