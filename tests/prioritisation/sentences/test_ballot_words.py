import json

from prioritisation.sentences.ballot import bold, script_words, words


def test_bold_words_are_bold_and_the_rest_is_text():
    assert bold("a *b* < c") == "a <b>b</b> &lt; c"
    assert bold("a") == "a"


def test_words_of_the_script_cannot_close_its_element():
    assert "<" not in script_words()
    assert "{what}" in json.loads(script_words())["left"]


def test_no_word_of_a_template_is_empty():
    assert all(words().values())
