"""Cases that allow little: each page says what can be concluded, and none fails."""

from prioritisation.settings import CASE_VARIABLE
from tests.each import each
from tests.prioritisation.ui.reading import COMPRENDRE, go_to, opened, words
from tests.synthetic import flat_first, identical, mixed, unknown, write_case

POOR = {
    "unknown": ((30, 3, unknown), "Rien à classer"),
    "identical": ((4, 3, identical), "sont à égalité"),
    "flat": ((5, 2, flat_first), "ce poids ne change aucun rang"),
    "one criterion": ((4, 1, mixed()), "Avec le critère 0 seulement"),
}
OTHERS = (COMPRENDRE, "comparer")


@each(("case", "said"), POOR.values(), ids=POOR)
def test_a_case_that_allows_little_says_what_can_be_concluded(tmp_path, monkeypatch, case, said):
    monkeypatch.setenv(CASE_VARIABLE, str(write_case(tmp_path / "case", *case)))
    app = opened()
    found = [words(app)]
    for screen in OTHERS:
        go_to(app, screen).run()
        assert not app.exception
        found.append(words(app))
    assert said in found[0]
    assert len(set(found)) == 1 + len(OTHERS)
    assert "n’a pas pu être affichée" not in " ".join(found)
