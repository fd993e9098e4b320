"""Each cell, and what it says."""

import time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from criteria.errors import Problem
from prioritisation.cases.typed import typed_number
from prioritisation.imports.cells.amounts import (
    NUMERIC_KINDS,
    amount_of,
    decimal_mark,
    text_amount,
)
from prioritisation.imports.cells.columns import CriterionHead, PlacedCell, column_reading
from prioritisation.imports.cells.signs import folded_text, tidied_text
from prioritisation.imports.grids import CellKind, FileCell
from prioritisation.imports.model import FileAnswers, GivenAnswer
from tests.each import each

NUMBERS = [
    ("23,4", 23.4, ""), ("23.4", 23.4, ""), ("1 234,5", 1234.5, ""), ("1\u00a0234", 1234, ""),
    ("1\u202f234\u202f567", 1234567, ""), ("1\u2009234", 1234, ""), ("1\u2007234", 1234, ""),
    ("1'250", 1250, ""), ("1\u2019250", 1250, ""), ("0,125", 0.125, ""),
    ("1.234.567", 1234567, ""), ("1,234,567", 1234567, ""), ("1.234,56", 1234.56, ""),
    ("1,234.56", 1234.56, ""), ("1.234.567,8", 1234567.8, ""), ("1 234.567", 1234.567, ""),
    ("1234,567", 1234.567, ""), (",5", 0.5, ""), ("12.", 12, ""), ("0", 0, ""), ("-0", 0, ""),
    ("007", 7, ""), ("+12", 12, ""), ("-12", -12, ""), ("- 12", -12, ""), ("\u221212", -12, ""),
    ("\u201312", -12, ""), ("1e3", 1000, ""), ("1,25E+06", 1250000, ""), ("1,234E3", 1234, ""),
    ("\uff11\uff12", 12, ""), ("12\u200b", 12, ""), ("\ufeff12", 12, ""), ("12 %", 12, "%"),
    ("12%", 12, "%"), ("12,5\u00a0%", 12.5, "%"), ("12 pour cent", 12, "%"),
    ("350 k€", 350000, "€"), ("350 K€", 350000, "€"), ("350 keuros", 350000, "€"),
    ("1,2 M€", 1200000, "€"), ("2,3 M€", 2300000, "€"), ("3 Md€", 3000000000, "€"),
    ("2,5 millions d'euros", 2500000, "€"), ("2,5 millions d\u2019€", 2500000, "€"),
    ("2,5 milliards d'euros", 2500000000, "€"), ("2 millions d'habitants", 2000000, "habitants"),
    ("350 k€ HT", 350000, "€ HT"), ("350 k€HT", 350000, "€ HT"), ("12 k€/an", 12000, "€/an"),
    ("12 KEUR", 12000, "€"), ("12 €/an", 12, "€/an"), ("1 250 000 €", 1250000, "€"),
    ("12 euros", 12, "€"), ("€ 300", 300, "€"), ("12 k", 12, "k"), ("18 mois", 18, "mois"),
    ("12 ktCO2e", 12, "ktCO2e"), ("12 tCO2e/an", 12, "tCO2e/an"), ("12 m²", 12, "m²"),
    ("12 élèves", 12, "élèves"), ("12 (k€)", 12000, "€"), ("3/5", 3, "sur 5"),
    ("3 / 5", 3, "sur 5"), ("3,5/5", 3.5, "sur 5"), ("3 sur 5", 3, "sur 5"),
    ("16 sur 20", 16, "sur 20"), ("10/10", 10, "sur 10"), ('="210"', 210, ""),
]  # fmt: skip


@each(("text", "value", "unit"), NUMBERS)
def test_a_number_is_read_with_its_unit(text, value, unit):
    amount = amount_of(FileCell(CellKind.TEXT, text))
    assert (amount.kind, amount.low, amount.high, amount.unit) == ("number", value, value, unit)
    assert amount.text == text


RANGES = [
    ("3 à 8", 3, 8, ""), ("3 A 8", 3, 8, ""), ("3-8", 3, 8, ""), ("1-2", 1, 2, ""),
    ("3 - 8", 3, 8, ""), ("3\u20138", 3, 8, ""), ("3 \u2013 8 fiches", 3, 8, "fiches"),
    ("3..8", 3, 8, ""), ("entre 3 et 8", 3, 8, ""), ("[3 ; 8]", 3, 8, ""), ("[3;8]", 3, 8, ""),
    ("6 à 9", 6, 9, ""), ("de 3 à 8", 3, 8, ""), ("3 to 8", 3, 8, ""), ("-3 à -1", -3, -1, ""),
    ("5 ± 1", 4, 6, ""), ("5 +/- 1", 4, 6, ""), ("0,1 ± 0,2", -0.1, 0.3, ""),
    ("de 1,2 M€ à 1,5 M€", 1200000, 1500000, "€"), ("1,2 à 1,5 M€", 1200000, 1500000, "€"),
    ("de 800 k€ à 1,5 M€", 800000, 1500000, "€"), ("10 000 à 12 000 €", 10000, 12000, "€"),
    ("entre 12 mois et 18 mois", 12, 18, "mois"), ("12 à 18 %", 12, 18, "%"),
]  # fmt: skip


@each(("text", "low", "high", "unit"), RANGES)
def test_a_range_is_read_with_both_ends(text, low, high, unit):
    amount = amount_of(FileCell(CellKind.TEXT, text))
    assert (amount.kind, amount.low, amount.high, amount.unit) == ("interval", low, high, unit)


KINDS = {
    "unknown": (
        "",
        " ",
        *("?", "??", "-", "--", "—", "–", "…", "...", "n.d.", "N.D.", "ND", "n.c.", "NSP", "N/A"),
        *("#N/A", "à compléter", "À compléter", "non renseigné", "Non renseigne\u0301"),
        *(
            "inconnu", "Aucune donnée", "nan", "non-renseigné", "NULL", "ne sait pas", "N. C.",
            "(nd)", "à compléter (DREAL)", "ND (2025)", "pas encore connu",
        ),
    ),
    "not_applicable": (
        "s.o.", "S.O.", "so", "sans objet", "Sans objet.", "sans-objet", "s.o. (hors zone)",
    ),
    "none": ("néant", "Néant", "aucun", "aucune", "rien", "none", "/"),
    "decimal": ("1.234", "1,234", "12.345", "-1,234", "1.234 k€", "1.234 à 2.345", "~1.234"),
    "bound": (
        *("≥ 3", ">3", "> 3 %", "< 5", "au moins 3", "au moins 12 mois", "plus de 3", "max 5"),
        *("jusqu'à 5", "3 et plus", "3+", "5 maximum", "moins de 5 k€", "min. 3"),
    ),
    "approximate": (
        *("environ 40", "env. 40", "env 40", "~40", "~ 40 km", "≈ 40", "approx. 40", "40 environ"),
        *("autour de 40", "près de 40", "12 ?", "12 (estimé)", "ca. 40"),
        *("environ 3 à 8", "12 à confirmer"),
    ),
    "date": (
        *("12/03/2026", "12-03-2026", "12.03.2026", "2026-03-12", "12/03/26", "3 août", "3 Aout"),
        *("02-janv", "02-janv.", "janv-26", "mars 2026", "03/2026", "2026-03", "1er mars 2026"),
        *("12/03", "05/10", "10-12-14", "2026-03-12 00:00:00", "3-Aug"),
    ),
    "reversed": ("8 à 3", "9-6", "500 à 1,5 M€"),
    "not_finite": ("1e400", "-1e400", "9" * 60 + "E300"),
    "error_value": ("#REF!", "#DIV/0!", "#VALEUR!", "#NOM?", "####", "Err:502", "#NAME?"),
    "control_sign": ("12\u202e", "\u20664\u2069", "a\x07b"),
    "word": (
        *("fort", "++", "+", "★★★", "***", "x", "oui", "TRUE", "quatre", "plutôt favorable"),
        *(
            "12*", "12 (1)", "12¹", "(12)", "12-", "4 – bon", "4 - bon", "4 (bon)", "bon (nd)",
            "1. faible",
        ),
        *("6/9", "6/5", "12 34", "1 23", "2e", "1er", "12h30", "2 ans 6 mois", "12 x", "3 et 8"),
        *("3 partenaires sur 8 sont prêts à démarrer", "2019→2030", "=1+2", "<b>12</b>"),
        *("100 ± 10 %", "1 M€ à 3", "12 mois à 2 ans", "26 ou 9 en bus", "'12", "&nbsp;12"),
        *(
            "\u0661\u0662", "½", "2½", "12 l/€", "1.23.456", "1,234.5,6", "12 à améliorer",
            "1 = faible", "∞",
        ),
    ),
}  # fmt: skip


@each(("kind", "text"), [(k, one) for k, texts in KINDS.items() for one in texts])
def test_what_is_no_number_is_of_its_kind(kind, text):
    amount = amount_of(FileCell(CellKind.TEXT, text))
    assert amount.kind == kind
    assert amount.text == text


@each(
    ("text", "decimal", "value"),
    [("1.234", ",", 1234), ("1.234", ".", 1.234), ("1,234", ",", 1.234), ("12.5", ",", 12.5)],
)
def test_the_cells_around_say_which_mark_is_decimal(text, decimal, value):
    assert amount_of(FileCell(CellKind.TEXT, text), decimal).low == value


@each(
    ("cell", "kind", "value", "unit"),
    [
        (FileCell(CellKind.NUMBER, 0.12, percent=True), "number", 12, "%"),
        (FileCell(CellKind.NUMBER, 0.07, percent=True), "number", 7, "%"),
        (FileCell(CellKind.NUMBER, 350.0, unit="k€"), "number", 350000, "€"),
        (FileCell(CellKind.NUMBER, 3.0, unit="sur 5"), "number", 3, "sur 5"),
        (FileCell(CellKind.NUMBER, 3.0, unit="(estimé)"), "approximate", 3, ""),
        (FileCell(CellKind.NUMBER, 3.0, unit="partenaires sur 8 sont prêts"), "number", 3, ""),
        (FileCell(CellKind.NUMBER, 1.234), "number", 1.234, ""),
        (FileCell(CellKind.NUMBER, float("inf")), "not_finite", None, ""),
        (FileCell(CellKind.NUMBER, 1e308, unit="Md€"), "not_finite", None, ""),
        (FileCell(CellKind.DATE, "2026-08-03"), "date", None, ""),
        (FileCell(CellKind.ERROR, "#REF!"), "error_value", None, ""),
        (FileCell(CellKind.FORMULA, "=A1+B1"), "no_value", None, ""),
        (FileCell(CellKind.BOOLEAN, "true"), "word", None, ""),
        (FileCell(), "unknown", None, ""),
    ],
)
def test_a_cell_of_a_spreadsheet_is_read_by_its_kind(cell, kind, value, unit):
    amount = amount_of(cell)
    assert (amount.kind, amount.low, amount.unit) == (kind, value, unit)


def test_id_is_the_heading_of_numbers_and_no_idem():
    kinds = [amount_of(FileCell(CellKind.TEXT, one)).kind for one in ("ID", "idem")]
    assert kinds == ["word", "ditto"]


# Whatever a cell has: nothing raises, and a number that people write is read back.

SPACES = ["\u00a0", "\u202f", "\u2009", "\u2007", " ", "'", "\u2019"]
MINUSES = ["-", "\u2212", "\u2011"]
UNITS = [
    ("", "", 1), (" k€", "€", 1000), (" M€", "€", 10**6), (" %", "%", 1), (" mois", "mois", 1),
]  # fmt: skip
JOINTS = [" à ", "-", " - ", "\u2013", " \u2013 ", "..", " to "]
UNKNOWN = ["n.d.", "N.C.", "?", "", "à compléter", "Non renseigné", "—", "NSP", "n/a", "Inconnu"]

amounts = st.decimals(
    min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=2
) | st.integers(-(10**9), 10**9).map(Decimal)
"""Two places at most: three may be thousands."""


@st.composite
def numerals(draw, numbers=amounts):
    """A number, and one of the ways to write it."""
    number = draw(numbers)
    whole, _, part = f"{abs(number):f}".partition(".")
    grouped = draw(st.sampled_from([*SPACES, ""]))
    if grouped:
        whole = f"{int(whole):,}".replace(",", grouped)
    mark = draw(st.sampled_from([",", "."]))
    sign = draw(st.sampled_from(MINUSES)) if number < 0 else ""
    return number, f"{sign}{whole}{mark}{part}" if part else f"{sign}{whole}"


@given(numerals(), st.sampled_from(UNITS))
def test_a_number_written_in_any_way_is_read_back(numeral, unit):
    (number, text), (suffix, name, factor) = numeral, unit
    amount = text_amount(text + suffix)
    assert (amount.kind, amount.low, amount.unit) == ("number", float(number * factor), name)


@given(numerals(), numerals(), st.sampled_from(JOINTS), st.sampled_from(UNITS))
def test_a_range_written_in_any_way_is_read_back(one, other, joint, unit):
    (low, first), (high, last) = sorted([one, other], key=lambda each: each[0])
    if low < 0 or low == high:
        first, last, low, high = "3", "8,5", Decimal(3), Decimal("8.5")
    suffix, name, factor = unit
    amount = text_amount(first + joint + last + suffix)
    ends = (float(low * factor), float(high * factor))
    assert (amount.kind, amount.low, amount.high, amount.unit) == ("interval", *ends, name)


@given(
    st.text(max_size=60)
    | st.text("0123456789 .,-+/()%€àk;?~<>[]", max_size=14)
    | st.from_regex(r"[0-9]{1,3}([ .,'-][0-9]{1,4}){0,3} ?[a-zA-Zé€%]{0,4}", fullmatch=True),
    st.sampled_from(["", ".", ","]),
)
def test_no_text_raises_and_only_a_number_has_one(text, decimal):
    amount = text_amount(text, decimal)
    folded_text(text)
    assert tidied_text(tidied_text(text)) == tidied_text(text)
    assert decimal_mark([text]) in ("", ".", ",")
    if amount.low is not None or amount.high is not None:
        assert amount.kind in NUMERIC_KINDS
        assert any(sign.isdigit() for sign in text) or "aine" in text.casefold()
    if amount.kind == "interval":
        assert amount.low < amount.high


@given(st.sampled_from(UNKNOWN), st.sampled_from(["", " ", "\u00a0"]), st.booleans())
def test_unknown_is_never_a_number(word, around, upper):
    text = around + (word.upper() if upper else word) + around
    assert text_amount(text).kind == "unknown"
    assert text_amount(text).low is None


@given(
    st.lists(st.sampled_from(["12", "fort", "environ 3", "n.d.", "02-janv", "néant", "++", "-"]))
)
def test_each_cell_of_a_criterion_is_a_score_or_a_problem_and_what_is_asked_is_unknown(texts):
    cells = [
        PlacedCell(f"L{n}", f"B{n}", FileCell(CellKind.TEXT, text)) for n, text in enumerate(texts)
    ]
    reading = column_reading(CriterionHead("Coût", "B1"), cells, FileAnswers())
    wrong = [one.cell for one in reading.problems]
    scored = [one.cell for one in reading.scores]
    assert sorted(wrong + scored) == sorted(one.name_of_cell for one in cells)
    open_cells = {one.about for one in reading.questions}
    for score in reading.scores:
        known = score.value is not None or score.word is not None
        assert score.status == ("avis" if known else "inconnu")
        assert not (known and score.cell in open_cells)


def test_twenty_thousand_cells_are_read_at_once():
    """Each other than the others: nothing of them was read before."""
    ways = ("{},5", "{} k€", "{} à 999999", "environ {}", "{}*", "mot {}", "{} mois", "{},25 %")
    texts = [ways[n % len(ways)].format(n) for n in range(20_000)]
    start = time.process_time()
    kinds = [amount_of(FileCell(CellKind.TEXT, text)).kind for text in texts]
    took = time.process_time() - start
    assert kinds.count("word") == 5_000
    assert took < 2, f"{took:.2f} s; about 0.3 where nothing else runs"


SAID = [
    *("12", "1.234", "1,5", "fort", "faible", "environ 3", "n.d.", "02-janv", "néant", "s.o."),
    *("++", "-", "0", "0,12", "12 %", "3/5", "8 à 3", "≥ 4", "350 k€", "2 M€", "12 mois"),
    *("A", "faible à fort"),
]
ANSWERS = [
    *("?", "4", "3 à 8", "environ 4", "fort", "", "1.234", "0", "min", "max", "open", "12 %"),
    "x",
]


AMOUNTS_PROPERTIES_KINDS = [*("cell", "order", "direction", "ends", "unit")]


@given(
    st.sampled_from(
        ["Coût", "Coût (k€)", "Part (%)", "Note /5", "Accord (1 à 5)", "", " (", "()"]
    ),
    st.lists(st.sampled_from(SAID) | st.text(max_size=8), max_size=12),
    st.lists(
        st.tuples(
            st.sampled_from(AMOUNTS_PROPERTIES_KINDS),
            st.sampled_from(["B2", "B3", "B4", "Coût", "Part", ""]),
            st.lists(st.sampled_from(ANSWERS), max_size=3).map(tuple),
        ),
        max_size=5,
    ),
)
def test_whatever_stands_there_and_is_answered_nothing_raises(name, texts, given_answers):
    answers = FileAnswers(GivenAnswer(*one) for one in given_answers)
    cells = [
        PlacedCell(f"L{n}", f"B{n}", FileCell(CellKind.TEXT, text))
        for n, text in enumerate(texts, 2)
    ]
    reading = column_reading(CriterionHead(name, "B1"), cells, answers)
    assert len(reading.scores) + len(reading.problems) == len(cells)
    known = {one.word for one in reading.scores} | {one.high_word for one in reading.scores}
    assert known - {None} <= set(reading.criterion.words)
    numbers = [one.value for one in reading.scores if one.value is not None]
    if numbers:
        assert reading.criterion.low == min(numbers)
        assert not reading.criterion.words
    if reading.criterion.ends is not None and numbers:
        assert min(reading.criterion.ends) <= min(numbers)
    if reading.criterion.ends is not None and reading.criterion.direction in ("min", "max"):
        rises = reading.criterion.ends[0] < reading.criterion.ends[1]
        assert rises == (reading.criterion.direction == "max")


def test_a_thousand_texts_that_differ_are_told_to_be_no_scale_at_once():
    texts = [f"texte {n} à part / autre {n}" for n in range(1_000)]
    cells = [
        PlacedCell(f"L{n}", f"B{n}", FileCell(CellKind.TEXT, text)) for n, text in enumerate(texts)
    ]
    start = time.process_time()
    assert column_reading(CriterionHead("Avis", "B1"), cells, FileAnswers()).aside == "text"
    took = time.process_time() - start
    assert took < 0.5, f"{took:.2f} s; about 0.05 where nothing else runs"


@given(st.text("0123456789 \u00a0\u202f.,-+'\u2019\u2212", min_size=1, max_size=9))
def test_what_a_field_takes_for_a_number_a_cell_takes_for_the_same_or_asks(text):
    """« 2,408 » in a field is as it writes it itself; in a cell it may be of English figures."""
    number = typed_number("note", "low", text)
    amount = text_amount(text)
    if isinstance(number, Problem):
        return
    if amount.kind == "decimal":
        assert number in {text_amount(text, mark).low for mark in ".,"}
    else:
        assert amount.kind == "word" or (amount.kind, amount.low) == ("number", number)
