from prioritisation.documents.writing.cleaning import clean, inert, one_line, printable
from tests.each import each
from tests.prioritisation.documents.writing.made import HOSTILE


@each("text", HOSTILE)
def test_nothing_that_xml_forbids_nor_that_turns_the_page_is_left(text):
    left = clean(text)
    assert not set(left) & {chr(k) for k in range(32) if k not in (9, 10)}
    assert not set(left) & set("\u202e\u202d\u2066\ufffe\uffff")


def test_what_people_wrote_is_otherwise_kept_as_it_is():
    text = "😀 « Oui ! » \t#x $y @z é\u00a0; א"
    assert clean(text) == text


def test_documents_break_no_line_before_french_punctuation():
    assert printable("« Oui » : 5 %") == "«\u00a0Oui\u00a0»\u00a0: 5\u00a0%"


def test_one_line_has_no_break():
    assert one_line("a\r\n b\u2028c") == "a b c"


@each("text", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "\uff1d1", "\n=1"])
def test_what_a_spreadsheet_may_read_as_a_formula_is_held(text):
    assert inert(text).startswith("'")


@each("text", ["-5", "+3,2", "-1 234,5".replace(" ", "\u00a0"), "", "Levier"])
def test_numbers_and_plain_words_are_left(text):
    assert inert(text) == text
