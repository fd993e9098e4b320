"""Names from right to left turn nothing of the sentence that they stand in, on any surface."""

import re
from dataclasses import replace

import pytest

from prioritisation.documents.writing.cleaning import clean, drawable, printable
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.tabular import ranking_csv
from prioritisation.record.making import record_of
from prioritisation.record.model import text_of as record_text
from prioritisation.wording import listed, t
from prioritisation.wording.asserted import joined_by
from prioritisation.wording.isolating import isolated
from prioritisation.wording.numbers import either
from tests.cases.notes.make import text_of
from tests.prioritisation.sentences.everything import facts_of, made

HEBREW, ARABIC = "להפיק", "طاقة"
FIRST, END = "\u2068", "\u2069"
NAMES = ("אלפא", "בטא", "גמא", "דלתא", "הא")
PAIR = re.compile(f"{FIRST}[^{FIRST}{END}]*{END}")
LETTER, OTHER = re.compile("[\u0590-\u05ff]"), re.compile(r"[A-Za-zÀ-ÿ\d]")


def outside(text):
    """What stands in no pair of isolates."""
    count = 1
    while count:
        text, count = PAIR.subn("", text)
    return text


def apart(*names):
    return [f"{FIRST}{name}{END}" for name in names]


def test_a_name_is_held_apart_once_wherever_it_enters_a_sentence():
    hebrew, arabic = apart(HEBREW, ARABIC)
    assert t("{first} and {last}", first=HEBREW, last=ARABIC) == f"{hebrew} et {arabic}"
    assert listed([HEBREW, ARABIC, "a"]) == f"{hebrew}, {arabic} et a"
    assert either([HEBREW, ARABIC]) == f"{hebrew} ou {arabic}"
    assert joined_by(", ", [HEBREW, ARABIC]) == f"{hebrew}, {arabic}"
    inside = t("{first}.", first=listed([HEBREW, ARABIC]))
    assert inside == f"{hebrew} et {arabic}."
    assert isolated(inside) == inside


@pytest.mark.parametrize("name", ["Mieux produire", "Énergie", "一帯", "😀", ""])
def test_no_other_name_is_changed(name):
    assert isolated(name) == name


@pytest.mark.parametrize(
    "typed", [f"a{FIRST}b", f"a{END}b", f"{FIRST}a\nb{END}", f"{END}a{FIRST}"]
)
def test_what_holds_nothing_apart_is_left_out_of_files(typed):
    assert not set(clean(typed)) & {FIRST, END}


def test_what_holds_a_name_apart_is_left_where_its_letters_are_drawn():
    said = t("{first} and {last}", first=HEBREW, last="b")
    assert printable(said) == said
    assert drawable(said) == "[signes non imprimés] et b"


def _named(case):
    """The same case, its levers and criteria being called so."""
    levers = tuple(
        replace(lever, label=name, short_label=name)
        for lever, name in zip(case.levers, NAMES, strict=False)
    )
    tables = {key: replace(table, levers=levers) for key, table in case.tables.items()}
    criteria = tuple(
        replace(c, label=f"{name} {c.id}", in_sentence=f"{name} {c.id}")
        for c, name in zip(case.criteria, NAMES, strict=False)
    )
    return replace(case, levers=levers, tables=tables, criteria=criteria)


@pytest.mark.parametrize("seed", range(6))
def test_no_sentence_of_a_note_has_letters_that_turn_the_rest(seed):
    case, scenario, ballots = made(seed)
    record = record_of(facts_of(_named(case), scenario, ballots))
    pieces = [one for line in text_of(note_of(record)).split("\n") for one in line.split(" | ")]
    alone = {f"{name}{end}" for name in NAMES for end in ("", *(f" c{j}" for j in range(9)))}
    assert any(LETTER.search(piece) for piece in pieces)
    for piece in pieces:
        left = outside(piece)
        assert not (LETTER.search(left) and OTHER.search(left)) or piece in alone, piece


@pytest.mark.parametrize("seed", range(3))
def test_a_record_keeps_names_as_they_were_written(seed):
    case, scenario, ballots = made(seed)
    written = record_text(record_of(facts_of(_named(case), scenario, ballots)))
    assert NAMES[0] in written
    assert not set(written) & {FIRST, END}


def test_a_table_that_programs_read_holds_no_sign_that_turns():
    case, scenario, ballots = made(0)
    note = note_of(record_of(facts_of(_named(case), scenario, ballots)))
    written = ranking_csv(note).decode()
    assert NAMES[0] in written
    assert not set(written) & {FIRST, END}
