"""Every panel of *Classer*: what it ticks is what the address says, whatever came before.

Two walks per panel: change, open, close, change; and change, open, act, undo, act. After each step
what is ticked, the bar, the sliders and the ranking are compared with the address, read by code
that draws no page; in the end the page with that of a new visitor of the same address.
"""

import re
from functools import partial
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import expect

from prioritisation.analysis.address import VIEWS, from_address
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.setup import PROJECT_AGREEMENT, PROJECT_FIRSTS, PROJECT_MAP
from prioritisation.sentences.phrases import direction_label
from prioritisation.settings import current_case
from tests.e2e.conftest import READY, until
from tests.e2e.test_decision import deciding
from tests.thresholds import analyse

CASE = current_case()
COVERAGE = CASE.criterion("existing_coverage")
SLIDER = re.compile("^Poids")
BODY = "[data-testid=stPopoverBody]"
TICKED = """body => [...body.querySelectorAll('button[data-selected], label[data-selected]')]
    .map(one => one.innerText.split('\\n')[0])
    .concat([...body.querySelectorAll('input[role=combobox], input[type=range]')]
        .map(one => one.value))"""
VALUES = "all => all.map(one => Number(one.value))"
CHOICES = (
    "label[data-testid=stRadioOption]:not([data-selected]), "
    "label[data-testid=stCheckbox]:not([data-selected]), "
    "button[data-variant]:not([data-selected])"
)

PANELS = {
    "perimeter": "Périmètre GES",
    "sense": "couvert = plus prioritaire",
    "kept": "^Choisir les critères",
}
"""Panels of the page, and what their buttons say; all but the help."""


def plain(words):
    return re.sub(r"[\u00a0\u202f\u2060]", " ", words).strip().lower()


class Said:
    """What an address says."""

    def __init__(self, url):
        parts = urlsplit(url)
        self.query = dict(parse_qsl(parts.query))
        asked = {k: v for k, v in self.query.items() if k not in VIEWS}
        self.scenario = from_address(CASE, asked).scenario

    def direction(self):
        sense = self.scenario.senses.get(COVERAGE.id, COVERAGE.direction.default)
        return direction_label(COVERAGE, sense)

    def combination(self):
        (question,) = CASE.questions
        return question.answer(self.scenario.combination).label

    def bar(self):
        counted = [self.combination()] if "ghg_impact" in self.points() else []
        return [*counted, *([self.direction()] if COVERAGE.id in self.points() else [])]

    def points(self):
        return {c: round(points) for c, points in self.scenario.points.items()}

    def ticked(self, panel):
        """What a panel ticks."""
        return {
            "perimeter": [self.combination()],
            "sense": [self.direction()],
            "kept": [
                CASE.criterion(c).plain_name(self.scenario.senses.get(c)) for c in self.points()
            ],
        }[panel]


class Walker:
    """A visitor of one page."""

    def __init__(self, page):
        self.page = page

    def agrees(self, panel=None):
        """The page shows what its address says; what differs is told otherwise."""
        found = []

        def same():
            said = Said(self.page.url)
            found[:] = [
                (name, seen, wanted)
                for name, seen, wanted in self.compared(said, panel)
                if seen != wanted
            ]
            return not found

        try:
            until(self.page, same)
        except AssertionError:
            raise AssertionError(found) from None

    def compared(self, said, panel):
        """Name, what is seen and what should be."""
        wanted = [said.points()[c.id] for c in CASE.criteria if c.id in said.points()]
        yield "weights", self.sliders().evaluate_all(VALUES), wanted
        bar = plain(" ".join(self.buttons().all_inner_texts()))
        yield "bar", [words for words in said.bar() if plain(words) not in bar], []
        order = analyse(CASE, said.scenario).ranking.order
        names = self.page.locator(".bars .row:not(.head) .nm").all_inner_texts()
        ranked = [plain(CASE.levers[i].short_label) for i in order]
        yield "ranking", [plain(n) for n in names], ranked
        if panel:
            yield panel, sorted(self.ticked()), sorted(map(plain, said.ticked(panel)))

    def sliders(self):
        return self.page.get_by_test_id("stMain").get_by_role("slider", name=SLIDER)

    def buttons(self):
        return self.page.locator("[data-testid=stMain] [data-testid=stPopover] button")

    def ticked(self):
        return [plain(x) for x in self.page.locator(BODY).evaluate(TICKED)]

    # --- what is done

    def open(self, panel):
        named = re.compile(PANELS[panel], re.IGNORECASE)
        button = self.buttons().filter(has_text=named)
        expect(button).to_have_count(1)
        button.click()
        expect(self.page.locator(BODY).locator("label, input, button").first).to_be_visible()

    def close(self):
        self.page.keyboard.press("Escape")
        expect(self.page.locator(BODY)).to_have_count(0)

    def moved(self, act):
        """The settings of the address that an act changes."""
        before = Said(self.page.url).query
        act()
        until(self.page, lambda: Said(self.page.url).query != before)
        after = Said(self.page.url).query
        return {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}

    def change(self):
        """Change something that no panel does: a weight."""
        moved = self.moved(lambda: self.sliders().first.press("ArrowRight"))
        assert moved <= {"poids.ghg_impact"} or self.first, moved
        self.first = False
        self.agrees()

    first = True
    """The first change writes the whole address."""

    def choose(self):
        """In the open panel, tick what is not; or untick, where all is."""
        body = self.page.locator(BODY)
        others = body.locator(CHOICES)
        (others if others.count() else body.locator("button[data-selected]")).first.click()

    def undo(self):
        button = self.page.get_by_role("button", name="Annuler", exact=True)
        button.click() if button.count() else self.page.go_back()

    def look(self, panel):
        self.open(panel)
        self.agrees(panel)

    def walk(self, panel):
        self.change()
        self.look(panel)
        self.close()
        self.change()
        self.look(panel)
        self.act_and_undo(panel)
        self.change()
        self.look(panel)
        self.close()

    def act_and_undo(self, panel):
        before = Said(self.page.url).query
        self.choose()
        until(self.page, lambda: Said(self.page.url).query != before)
        self.agrees(panel)
        self.close()
        self.undo()
        until(self.page, lambda: Said(self.page.url).query == before)
        self.agrees()
        self.look(panel)
        self.close()


def shown(page):
    page.wait_for_selector(READY)
    return page.get_by_test_id("stMain").inner_text()


def test_a_panel_ticks_what_the_address_says_whatever_came_before(server, open_page):
    page = open_page(f"{server}/")
    walker = Walker(page)
    expect(walker.buttons()).to_have_count(1 + len(PANELS))
    for panel in PANELS:
        walker.walk(panel)
    assert [e for e in page.errors if "404" not in e] == []  # the framework looks for itself there
    new = open_page(page.url)
    until(page, lambda: shown(page) == shown(new))


PROJECTED = (
    (PROJECT_AGREEMENT, "L’accord"),
    (PROJECT_FIRSTS, "Vote par vote"),
    (PROJECT_MAP, "La carte"),
)


def test_a_panel_of_the_desk_keeps_what_it_holds_and_what_is_projected_stays(place, open_page):
    """While a panel opens and closes, what was chosen beside it is what is kept."""
    room, address = place
    code, secret = deciding(room, (Act.REVEAL,))
    page = open_page(f"{address}/entrer/{code}/{secret}")
    choices = page.locator(".st-key-pictures")
    panels = page.locator("[data-testid=stMain] [data-testid=stPopover] button")
    expect(choices).to_be_visible()
    page.wait_for_selector(READY)
    names = [name.split("\n")[0] for name in panels.all_inner_texts()]
    assert len(names) > 2
    first, ticked = {}, partial(page.locator(BODY).evaluate, TICKED)
    for turn in (0, 1):
        for number, name in enumerate(names):
            project(room, code, choices, number + turn)
            panels.nth(number).click()
            expect(page.locator(BODY)).to_be_visible()
            expect(page.locator(BODY).get_by_test_id("stSkeleton")).to_have_count(0)
            first.setdefault(name, ticked())
            until(page, lambda name=name: ticked() == first[name])
            page.keyboard.press("Escape")
            expect(page.locator(BODY)).to_have_count(0)
            project(room, code, choices, number + turn + 1)
    assert [e for e in page.errors if "404" not in e] == []  # as above


def project(room, code, choices, number):
    """Choose what is projected, and find it in the store and on the page."""
    view, name = PROJECTED[number % len(PROJECTED)]
    card = choices.locator(f"[class*=picture_{view}]")
    card.get_by_role("button", name=name, exact=True).click()
    expect(card).to_contain_text("à l’écran")
    until(choices.page, lambda: room.stage(code, fresh=True).setup.projection == view)
