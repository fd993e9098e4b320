from prioritisation.cli import TERMINAL_COLUMNS
from prioritisation.cli.report_layout import bullets, folded, text_table


def test_a_list_has_one_dash_a_text_and_is_folded_under_it():
    lines = bullets(["word " * 30, "one"])
    assert [line[:4] for line in lines] == ["  - ", "    ", "  - "]
    assert max(map(len, lines)) <= TERMINAL_COLUMNS


def test_columns_are_aligned_and_those_too_many_go_on_below():
    rows = [("Lever", *(f"column{k}" for k in range(20))), ("a", *map(str, range(20)))]
    lines = text_table(rows, 1)
    assert max(map(len, lines)) <= TERMINAL_COLUMNS
    assert sum(line.startswith("  Lever") for line in lines) > 1
    assert all(f"column{k}" in "".join(lines) for k in range(20))


def test_control_characters_are_not_obeyed():
    assert folded("a\x1b[2J\nb") == ["a [2J b"]


def test_french_signs_stay_with_their_words():
    assert folded("certain ?") == ["certain\u00a0?"]
