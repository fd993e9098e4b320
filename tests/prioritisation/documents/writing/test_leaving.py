"""Every file that leaves says what it is worth, its day and the fingerprint of its record."""

import csv
import io
import re
import zipfile
from html import unescape

import pytest
from PIL import Image

from prioritisation.documents.kinds import Document
from prioritisation.documents.making import document_file
from prioritisation.documents.pictures import theme
from prioritisation.documents.writing.stamp import name_ending, stamp_text
from prioritisation.documents.writing.stamped import stamped_png, stamped_specification
from tests.each import each
from tests.prioritisation.documents.writing.made import hostile
from tests.prioritisation.documents.writing.office import text as pages
from tests.prioritisation.documents.writing.recorded import note

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


@each("name", ["clear", "contested", "undecidable"])
def test_a_picture_says_below_what_the_note_says_below_it(name):
    """Weights and unknown scores that were drawn at random, and the seed, in what is drawn."""
    made = note(name)
    picture = made.picture
    drawn = theme.svg(stamped_specification(made, picture))
    assert stamp_text(made) in drawn.replace("&#160;", "\u00a0")
    pieces = re.findall(r"<(?:text|tspan)\b[^>]*>([^<]+)<", drawn)
    assert picture.caption in " ".join(map(unescape, pieces))
    image = Image.open(io.BytesIO(stamped_png(made, picture)))
    assert image.text["Description"].startswith(picture.caption)
    bare = float(re.search(r'width="([\d.]+)"', theme.svg(picture.specification))[1])
    width = float(re.search(r'width="([\d.]+)"', drawn)[1])
    assert width <= bare + 1, "its foot is no wider than it"
