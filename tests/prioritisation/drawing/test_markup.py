"""Pieces of HTML: whatever people wrote stays text."""

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.drawing.markup import details, items, scrollable, table, tag, text


@given(st.text())
def test_no_text_is_markup(words):
    written = text(words) + tag("p", text(words), words, title=words)
    assert written.count("<") == 2
    assert '"' not in written.replace('class="', "").replace('title="', "").replace(
        '" ', ""
    ).replace('">', "")


def test_empty_attributes_are_left_out_and_names_are_those_of_html():
    assert tag("p", "x", aria_live="polite", role="") == '<p aria-live="polite">x</p>'


def test_the_first_cell_of_a_row_is_its_heading():
    written = table(["a", "b"], [["c", "d"]], "Titre")
    assert '<tr><th scope="row">c</th><td>d</td></tr>' in written
    assert "<caption>Titre</caption>" in written


def test_a_wide_thing_scrolls_with_the_keyboard_and_has_a_name():
    assert scrollable("x", "Notes").startswith('<div class="wide" tabindex="0" role="region"')


def test_a_list_and_a_fold_hold_what_they_are_given():
    assert items(["a", "b"], "plain") == '<ul class="plain"><li>a</li><li>b</li></ul>'
    assert details("titre", "dedans") == "<details><summary>titre</summary>dedans</details>"
