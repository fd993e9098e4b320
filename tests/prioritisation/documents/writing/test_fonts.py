import pytest

from prioritisation.documents.writing import cleaning
from prioritisation.documents.writing.cleaning import BLANK, breakable, drawable, folder
from prioritisation.documents.writing.errors import MissingFont


def test_the_font_is_there():
    assert (folder() / "FiraSans-Regular.ttf").is_file()


def test_without_the_font_nothing_is_drawn(monkeypatch, tmp_path):
    monkeypatch.setattr(cleaning.fontpkg_fira_sans, "__file__", str(tmp_path / "x.py"))
    with pytest.raises(MissingFont) as caught:
        folder()
    assert "Fira Sans" in caught.value.sentence


def test_a_sign_that_the_font_has_not_becomes_a_rectangle():
    assert drawable("é → « x » 😀 א") == f"é → « x » {BLANK} {BLANK}"


def test_french_letters_and_signs_are_all_drawn():
    text = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»’–—…€°₂²·→≤≥%\u00a0"
    assert drawable(text) == text
    assert drawable("1\u202f000") == "1\u00a0000"


def test_long_words_may_be_cut_and_short_ones_not():
    assert breakable("mot " * 20) == "mot " * 20
    assert "\u200b" in breakable("x" * 40)
    assert breakable("x" * 40).replace("\u200b", "") == "x" * 40
