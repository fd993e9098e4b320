"""Whatever a cell has: nothing raises, and a number that people write is read back."""

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

SPACES = ["\u00a0", "\u202f", "\u2009", "\u2007", " ", "'", "\u2019"]
MINUSES = ["-", "\u2212", "\u2011"]
UNITS = [
    ("", "", 1),
    (" k€", "€", 1000),
    (" M€", "€", 10**6),
    (" %", "%", 1),
    (" mois", "mois", 1),
]
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


KINDS = [
    *("cell", "order", "direction", "ends", "unit"),
]


@given(
    st.sampled_from(
        ["Coût", "Coût (k€)", "Part (%)", "Note /5", "Accord (1 à 5)", "", " (", "()"]
    ),
    st.lists(st.sampled_from(SAID) | st.text(max_size=8), max_size=12),
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
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
