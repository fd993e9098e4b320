"""Texts of a case are data on every page, whatever they look like."""

import shutil

from playwright.sync_api import expect

from tests.e2e.conftest import ROOT

MARKED = (
    "**gras** [a](https://evil.example) www.evil.example :red[x] $a^2$ ![i](http://evil.example)"
)
FIELDS = {
    "case.toml": ["groupes normands", "Où compter le fret, le tertiaire et les déchets ?"],
    "criteria.toml": ["moins couvert = plus prioritaire", 'label = "Impact GES"'],
}


def marked_case(folder):
    """The case of Normandie with markup in its labels, and a criterion named like our own keys."""
    shutil.copytree(ROOT / "tests" / "cases" / "intervals", folder)
    for name, texts in FIELDS.items():
        path = folder / name
        words = path.read_text("utf-8")
        for text in texts:
            new = f'label = "{MARKED}"' if text.startswith("label") else MARKED
            words = words.replace(text, new)
        path.write_text(words, "utf-8")
    for path in folder.iterdir():
        path.write_text(path.read_text("utf-8").replace("existing_coverage", "perimeter"), "utf-8")


def test_no_text_of_a_case_becomes_markup_in_a_label(showing, open_page):
    page = open_page(showing(marked_case))
    expect(page.locator(".bars")).to_be_visible()
    asking = page.locator(".st-key-assume button").filter(has_not_text="Choisir les critères")
    assert asking.count()
    for button in asking.all():
        button.click()
        expect(page.get_by_test_id("stRadio").first).to_be_visible()
        expect(page.locator("[href*=evil], img[src*=evil], .katex")).to_have_count(0)
        expect(page.get_by_test_id("stRadio").locator("strong")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stRadio")).to_have_count(0)
    expect(page.get_by_text("**gras**").first).to_be_attached()
    assert page.foreign == []
