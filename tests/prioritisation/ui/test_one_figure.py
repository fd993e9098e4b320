"""One quantity has one figure: every surface of a result is read, and compared with the others.

A surface says of a lever the share of the weights for which it is first, and its points; of a
criterion, its weight, and the median and the quartiles of its weights in the ballots. Each is
found in the words of the surface, as somebody would read them.
"""

import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import BytesIO
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import fromstring as xml_of
from zipfile import ZipFile

from pptx import Presentation

from criteria.load import load_case
from prioritisation.analysis.address import POINTS_KEY
from prioritisation.analysis.ballots.group import group_weights
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.analysis.weight_map import weight_map
from prioritisation.cli.report import analysis_text
from prioritisation.documents.writing.method import weights_table
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.result import ranking_table
from prioritisation.documents.writing.slides import pptx
from prioritisation.documents.writing.subject import subject_of
from prioritisation.documents.writing.workbook import xlsx
from prioritisation.drawing.bars import bars, points_table
from prioritisation.drawing.swarm import swarm
from prioritisation.drawing.triangle import weight_map_block
from prioritisation.meeting.room import RoundResults
from prioritisation.meeting.rules.decision import Decision
from prioritisation.record.making import record_of
from prioritisation.sentences.dossiers import score_counts
from prioritisation.sentences.editing import correcting_headline
from prioritisation.ui.experts import first_picture
from prioritisation.ui.shared.controls import bands
from prioritisation.wording import t
from tests.cases.notes.make import text_of
from tests.each import each
from tests.prioritisation.documents.writing.recorded import NAMES, facts, sample
from tests.prioritisation.ui.reading import page, weighing
from tests.synthetic import mixed, write_case
from tests.thresholds import analyse, spreads

DOCUMENTS = {"analyse", "note", "workbook", "slides", "record"}
"""Surfaces that are kept, and say weights exactly."""
NUMBER = r"\d+(?:,\d+)?"
ONE = rf"(?:(?:moins|plus) de )?{NUMBER}"
SHARE = (
    rf"(?:environ )?{ONE}(?:(?: %)?(?: à {ONE})? %"
    rf"|(?: à {ONE})? répartitions?(?: de poids)? sur 100"
    rf"(?: \(jusqu’à {ONE} selon les notes incertaines\))?)"
)
POINTS = rf"{NUMBER}(?: à {NUMBER})?"
WEIGHT = rf"NAME(?: \(nom officiel : [^)]*\))? : ({NUMBER} %)"
FORMATS = {"0": "0", "1": "0", "2": "0.00", "9": "0%", "10": "0.00%"}
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def one_line(text):
    return " ".join(text.replace("\u00a0", " ").split())


def spoken(made):
    """The words of some HTML, with those that are read aloud, a cell apart from the next."""
    aloud = " ; ".join(re.findall(r'aria-label="([^"]*)"', made))
    shown = re.sub(r"</(?:td|th|tr|p|div|li)>", " | ", made)
    return one_line(re.sub("<[^>]+>", " ", shown) + " ; " + aloud)


def span(found):
    """« 37 répartitions de poids sur 100 (98 au plus) » and « 37 à 98 % » are one figure."""
    numbers = re.findall(NUMBER, found.replace(" sur 100", ""))
    words = [w for w in ("environ", "moins de", "plus de") if w in found]
    return " ".join([*words, *dict.fromkeys(numbers)])


class Figures:
    """Quantity -> figure -> the surfaces that tell it so."""

    def __init__(self):
        self.told = defaultdict(lambda: defaultdict(set))
        self.surfaces = set()

    def read(self, surface, kind, pattern, text, names):
        """Read what a pattern finds after, or before, each name."""
        for what, name in names.items():
            for found in re.findall(pattern.replace("NAME", re.escape(one_line(name))), text):
                self.told[kind, what][span(found)].add(surface)
                self.surfaces.add((surface, kind))

    def cell(self, surface, kind, what, text):
        self.told[kind, what][span(one_line(text))].add(surface)
        self.surfaces.add((surface, kind))

    def several(self):
        return {q: dict(of) for q, of in self.told.items() if len(of) > 1 and not wholes(q, of)}


def wholes(quantity, figures):
    """Whether a weight is whole on all screens, and the same more exactly on all documents."""
    finest = [f for f in figures if "," in f]
    whole = [f for f in figures if f.isdigit()]
    if quantity[0] != "weight" or len(figures) != 2 or len(finest) != 1 or len(whole) != 1:
        return False
    screens, documents = figures[whole[0]], figures[finest[0]]
    near = abs(float(finest[0].replace(",", ".")) - int(whole[0])) < 1
    return near and not screens & documents and documents <= DOCUMENTS


def displayed(book):
    """Sheet -> cell -> what is read in it: values under their formats."""
    with ZipFile(BytesIO(book)) as file:
        styles = xml_of(file.read("xl/styles.xml"))  # noqa: S314 (our own file)
        own = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(SPREADSHEET + "numFmt")}
        looks = [
            (own | FORMATS).get(xf.get("numFmtId"), "")
            for xf in styles.find(SPREADSHEET + "cellXfs")
        ]
        strings = [
            "".join(part.text or "" for part in item.iter(SPREADSHEET + "t"))
            for item in xml_of(file.read("xl/sharedStrings.xml"))  # noqa: S314 (our own file)
        ]
        sheets = sorted(n for n in file.namelist() if re.match(r"xl/worksheets/sheet\d", n))
        return [
            _cells(xml_of(file.read(name)), looks, strings)  # noqa: S314 (our own file)
            for name in sheets
        ]


def _cells(sheet, looks, strings):
    cells = {}
    for cell in sheet.iter(SPREADSHEET + "c"):
        value = cell.find(SPREADSHEET + "v")
        if value is None or not value.text:
            continue
        if cell.get("t") == "s":
            cells[cell.get("r")] = strings[int(value.text)]
        elif cell.get("t") == "str":
            cells[cell.get("r")] = value.text
        else:
            cells[cell.get("r")] = _formatted(float(value.text), looks[int(cell.get("s", 0))])
    return cells


def _formatted(value, look):
    """A number as a spreadsheet shows it: half a unit goes up."""
    digits = len(re.search(r"0(?:\.(0*))?", look)[1] or "") if look else 9
    shown = round(100 * value if look.endswith("%") else value, 9)
    unit = Decimal(1).scaleb(-digits)
    text = str(Decimal(str(shown)).quantize(unit, ROUND_HALF_UP)).replace(".", ",")
    return text + (" %" if look.endswith("%") else "")


@cache
def drawn():
    """Shares estimated on draws: seven criteria, some scores unknown."""
    with TemporaryDirectory() as folder:
        case = load_case(write_case(folder, 5, 7, mixed()))
    scenario = starting_scenario(case)
    points = {c: 10.0 + 7 * k for k, c in enumerate(scenario.points)}
    return record_of(facts(case, Scenario(points, scenario.combination), Decision()))


def figures(record):
    """Every figure of a record, on every surface."""
    subject, found = subject_of(record), Figures()
    analysis, robustness = subject.analysis, subject.robustness
    note = note_of(record)
    shown = weight_map(analysis) if len(analysis.case.criteria) == 3 else None
    pages = {
        "Classer": [bars(analysis), points_table(analysis), weight_map_block(analysis, shown)],
        "Robustesse": [first_picture(analysis, robustness), bands(analysis)],
    }
    slides = Presentation(BytesIO(pptx(note)))
    texts = {
        **{page: spoken(" ".join(parts)) for page, parts in pages.items()},
        "note": one_line(text_of(note)),
        "slides": one_line(" | ".join(_slide_texts(slides))),
        "analyse": one_line(analysis_text(analysis, assess_robustness(analysis))),
    }
    _sentences(found, texts, analysis)
    _tables(found, pages, note, subject)
    sheets = displayed(xlsx(note))
    _workbook(found, sheets, analysis)
    if subject.ballots:
        _spreads(found, subject)
    return found


def _sentences(found, texts, analysis):
    levers = [{v.id: v.label for v in analysis.case.levers}]
    levers += [{v.id: v.short_label for v in analysis.case.levers}]
    criteria = {c.id: c.label for c in analysis.case.criteria}
    word = r"(?:[\w ]{5,30} : )?"
    for surface, text in texts.items():
        for names in levers:
            found.read(surface, "share", rf"NAME (?:est )?premier pour ({SHARE})", text, names)
            alone = rf"levier seul est NAME, {word}le meilleur pour ({SHARE})"
            found.read(surface, "share", alone, text, names)
            found.read(surface, "points", rf"NAME, rang [^,;.]*, ({POINTS}) points", text, names)
        found.read(surface, "weight", WEIGHT, text, criteria)
        for leader in analysis.verdict.leaders if len(analysis.verdict.leaders) == 1 else ():
            name = {analysis.case.levers[leader].id: ""}
            found.read(surface, "share", rf"; {word}premier pour ({SHARE})", text, name)
            found.read(surface, "share", rf": il l’est pour ({SHARE})", text, name)
    weights = re.findall(r"Poids : ([^.]*)\.", texts["slides"])[0]
    found.read("slides", "weight", rf"NAME ({NUMBER} %)", weights, criteria)


def _slide_texts(deck):
    for slide in deck.slides:
        yield slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            yield shape.element.xpath(".//p:cNvPr")[0].get("descr") or ""
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (" | ".join(c.text for c in row.cells) for row in shape.table.rows)


def _rows(made):
    """Rows of the tables of some HTML, as texts."""
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", made, re.DOTALL):
        yield [
            one_line(re.sub("<[^>]+>", " ", cell))
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]


def _tables(found, pages, note, subject):
    analysis = subject.analysis
    rows = [("Classer", "share", row[0], row[-1]) for row in _rows(pages["Classer"][2])]
    rows += [("Classer", "points", row[0], row[-1]) for row in _rows(pages["Classer"][1])]
    drawn_firsts = r'class="nm">(.*?)</span>.*?class="end">(.*?)</span>'
    for name, share in re.findall(drawn_firsts, pages["Robustesse"][0], re.DOTALL):
        rows.append(("Robustesse", "share", one_line(re.sub("<[^>]+>", "", name)), f"{share} %"))
    ranking = ranking_table(subject).rows
    rows += [("note", "points", row[1], row[2]) for row in ranking]
    rows += [("slides", "points", row[1], row[2]) for row in note.slides[0].blocks[0].rows]
    for lever, points, share in _reported(analysis):
        rows += [("analyse", "points", lever, points), ("analyse", "share", lever, share)]
    weights = weights_table(subject).rows
    rows += [("note", "weight", row[0], row[1]) for row in weights]
    names = {one_line(n): v.id for v in analysis.case.levers for n in (v.label, v.short_label)}
    names |= {one_line(c.label): c.id for c in analysis.case.criteria}
    for surface, kind, name, figure in rows:
        if one_line(name) in names:
            found.cell(surface, kind, names[one_line(name)], figure)


def _reported(analysis):
    """Levers, points and shares of the report, line by line."""
    report = analysis_text(analysis, assess_robustness(analysis))
    lines = [one_line(line) for line in report.splitlines()]
    shares = one_line(report).partition("Levier Premier Aux deux")[2]
    for label in (one_line(lever.label) for lever in analysis.case.levers):
        row = rf"[\d à]+(?: ex aequo)? {re.escape(label)} ({POINTS})(?: |$)"
        points = next(m[1] for line in lines if (m := re.match(row, line)))
        yield label, points, re.search(rf"{re.escape(label)} ({SHARE})", shares)[1]


def _workbook(found, sheets, analysis):
    inputs, ranking = sheets[1:3]
    labels = {one_line(v.label): v.id for v in analysis.case.levers}
    names, weights = (dict(_row(inputs, of)) for of in (t("Criterion"), t("Weight")))
    criteria = {c.label: c.id for c in analysis.case.criteria}
    heads = [criteria[name] for name in names.values() if name in criteria]
    # A weight stands under the name of its criterion, which is over three columns.
    for criterion, weight in zip(heads, weights.values(), strict=True):
        found.cell("workbook", "weight", criterion, weight)
    heads = dict(_row(ranking, t("Order")))
    for cell, lever in ranking.items():
        if one_line(lever) in labels and cell.startswith("B"):
            low, high = (
                ranking[column + cell[1:]]
                for column, head in heads.items()
                if head in (t("Points, at least"), t("Points, at most"))
            )
            text = low if low == high else f"{low} à {high}"
            found.cell("workbook", "points", labels[one_line(lever)], text)


def _row(sheet, label):
    """Columns and cells of the row that a label begins."""
    (row,) = [c[1:] for c, v in sheet.items() if v == label and re.fullmatch(r"A\d+", c)]
    for cell, value in sheet.items():
        if re.fullmatch(rf"(?!A\d)[A-Z]+{row}", cell):
            yield cell.removesuffix(row), value


def _spreads(found, subject):
    """Medians and quartiles of the ballots: in the meeting and in the note."""
    case, criteria = subject.analysis.case, {c.label: c.id for c in subject.analysis.case.criteria}
    for row in weights_table(subject).rows:
        found.cell("note", "median", criteria[row[0]], row[2])
        found.cell("note", "quartiles", criteria[row[0]], row[3])
    ids = [c.id for c in case.criteria]
    group = group_weights(subject.ballots, ids)
    shown = RoundResults(
        "", 1, group.n, False, case, subject.analysis.scenario, subject.thresholds,
        analysis=subject.analysis, group=group, ballots=subject.ballots,
        spreads=spreads(subject.ballots, ids),
    )  # fmt: skip
    drawing = swarm(shown)
    names = {c.id: c.label for c in case.criteria}
    rows = drawing.split("sw-row")
    written, aloud = (
        " ".join(one_line(part) for part in parts)
        for parts in (
            [re.sub("<[^>]+>", " ", row) for row in rows],
            re.findall(r'aria-label="([^"]*)"', drawing),
        )
    )
    for surface, text in (("swarm", written), ("swarm read aloud", aloud)):
        start = r"NAME.{0,40}?groupe [\d,]+ %, vote du milieu"
        found.read(surface, "median", rf"{start} ({NUMBER} %)", text, names)
        band = rf"{start} [\d,]+ %.{{0,50}}entre ({NUMBER} et {NUMBER} %)"
        found.read(surface, "quartiles", band, text, names)


@each("name", [*NAMES, "drawn"])
def test_every_surface_has_the_same_figure(name):
    found = figures(drawn() if name == "drawn" else sample(name))
    assert found.several() == {}
    surfaces = defaultdict(set)
    for surface, kind in found.surfaces:
        surfaces[kind].add(surface)
    written = {"Classer", "note", "slides", "analyse", "workbook"}
    assert surfaces["points"] == written
    assert surfaces["weight"] == written - {"Classer"}
    # With more criteria than three there is no map of the weights.
    assert surfaces["share"] >= {"Classer", "Robustesse", "analyse"} | (
        set() if name == "drawn" else {"note"}
    )
    assert ("slides" in surfaces["share"]) is (name in ("clear", "contested"))
    voted = {"note", "swarm", "swarm read aloud"} if name != "drawn" else set()
    assert surfaces["median"] == surfaces["quartiles"] == voted


@each(
    ("value", "look", "shown"),
    [
        (0.345, '0"\u00a0"%', "35 %"),
        (0.345, '0.0"\u00a0"%', "34,5 %"),
        (0.07, "0%", "7 %"),
        (12.25, "0.0", "12,3"),
        (3.0, "", "3,000000000"),
    ],
)
def test_a_cell_is_read_with_the_decimals_of_its_format(value, look, shown):
    assert _formatted(value, look) == shown


@each("points", [(50, 50, 50), (50, 60, 45), (100, 0, 0), (1, 100, 99)])
@each("screen", ["classer", "pour-experts"])
def test_a_page_has_the_weights_of_the_report(case, points, screen):
    ids = [c.id for c in case.criteria if c.active]
    given = dict(zip(ids, points, strict=True))
    app = page(screen, **{f"{POINTS_KEY}.{c}": str(p) for c, p in given.items()})
    analysis = analyse(case, Scenario(given, case.default_combination))
    report, found = one_line(analysis_text(analysis, assess_robustness(analysis))), Figures()
    labels = {c.id: c.label for c in analysis.case.criteria}
    found.read("analyse", "weight", WEIGHT, report, labels)
    heads = [f"{labels[one['id']]} {one['share']}" for one in weighing(app)[1]["criteria"]]
    found.read("page", "weight", rf"NAME ({NUMBER} %)", one_line(" ; ".join(heads)), labels)
    assert found.several() == {}
    assert found.surfaces == {("page", "weight"), ("analyse", "weight")}
    assert len(found.told) == len(ids)


def test_what_is_left_to_correct_is_what_the_dossier_says_is_missing(normandie):
    """Criteria that are set aside have scores too, which neither counts."""
    _, _, missing = score_counts(normandie)
    assert missing < len(normandie.tables[normandie.default_combination].unknowns)
    loud = correcting_headline(normandie, normandie.default_combination).answer
    assert loud.startswith(f"{missing} notes manquantes")
