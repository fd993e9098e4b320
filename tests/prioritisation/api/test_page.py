"""The examples of docs/python.md are true, and types are had from elsewhere."""

import doctest
import re
from pathlib import Path

from tests.each import each

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "python.md"


def test_the_examples_of_the_page_are_true(monkeypatch):
    monkeypatch.chdir(ROOT)
    # What closes an example is no line of what it prints.
    text = re.sub(r"^```.*$", "", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    page = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(page)
    assert runner.tries > 8
    assert runner.failures == 0


@each("package", ["criteria", "prioritisation"])
def test_whoever_checks_types_elsewhere_has_those_of_the_product(package):
    assert (ROOT / package / "py.typed").is_file()
