from prioritisation.documents.writing.cleaning import CUT, SIZES, fitted, letters
from tests.each import each


def test_what_is_short_is_written_large():
    assert fitted(["un", "deux"], 10, 5) == (SIZES[0], ("un", "deux"))


def test_what_is_long_is_written_smaller_then_cut():
    some = ["mot " * 40] * 5
    assert fitted(some, 10, 5)[0] < SIZES[0]
    size, kept = fitted(["x" * 10_000], 10, 5)
    assert size == SIZES[-1]
    assert kept[0].endswith(CUT)
    assert len(kept[0]) < 10_000


@each("count", [1, 10, 100, 1_000])
def test_what_is_kept_fits(count):
    size, kept = fitted(["un texte de quarante signes, ou presque."] * count, 5, 3)
    lines = sum(-(-len(text) // letters(size, 5)) for text in kept)
    assert lines * size * 1.45 / 72 <= 3 + 0.01
    assert len(kept) == count or kept[-1].endswith(CUT)
