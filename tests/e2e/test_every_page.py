"""Each page opened once in each look, with everything that is asked of a page on that load.

A screen in light, then a phone in dark: what is said, its numbers, its rings, what axe finds,
widths, targets. One test per page; it names all that is wrong there.
"""

import re
from collections import Counter

import pytest

from criteria.load import load_case
from prioritisation.meeting.room import Room
from prioritisation.settings import CASE_VARIABLE
from prioritisation.ui.shared.pages import (
    CASES,
    COMPARE,
    EXPERTS,
    FIRST,
    MEETING,
    NOTE,
    PAGES,
    SCORES,
)
from tests.browser import axe_faults
from tests.conftest import NORMANDIE
from tests.e2e.conftest import (
    DRAWN_AGAIN,
    MAIN,
    READY,
    emptied,
    looked_at,
    settled,
    too_small,
    too_wide,
    violations,
)
from tests.explained import faults_of, faults_opened
from tests.projected import (
    HEIGHT,
    LOOK,
    WIDTH,
    a_decision,
    every_page,
    fonts_of,
    names_of,
    new_sitting,
    pages_of_analysis,
)
from tests.reading import forbidden_in
from tests.viewed import MeetingToSee, dossier_views, votes

SCREEN, PHONE = (1280, 800, "light"), (390, 844, "dark")
WIDTHS = (320, 640, 1280)
WHOLE = {
    FIRST: ".bars", COMPARE: ".benchtable", SCORES: ".matrix", MEETING: "[class*=create_send_]",
    NOTE: ".paper h2", EXPERTS: ".firsts", CASES: ".st-key-dossiers",
}  # fmt: skip
"""Address of a page -> what is there once it is whole."""
ENGLISH = (
    r"\b(the|of|sheets?|levers?|show|all|none|nothing|choose|results?|select|why|"
    r"no results|clear)\b"
)
TARGETS = ".act, [data-testid=stPageLink] a, [data-testid=stMain] button, .stApp summary"
BUTTONS = "[data-testid=stMain] [data-testid^=stBaseButton]:visible"
CONTROL = "empreinte"
"""The number that a meeting has read aloud."""
FEWEST = 6
"""Words of a sentence; fewer may name the same thing in several places."""
MOST_STOPS = 50
PICTURE = "http://picture/"

IN_SIGHT = f"""() => {{
    const apart = 'table, [role=img], .paper, .log, .thumb, style, script, .cut, .st-key-top, '
        + '.st-key-foot, [data-testid=stIconMaterial]';
    const acts = 'a[href], button, input, select, textarea, summary, [role=combobox]';
    const seen = one => {{
        const folded = one.closest('details:not([open])');
        return one.checkVisibility({{ visibilityProperty: true }}) && !one.closest(apart)
            && one.getBoundingClientRect().width > 1
            && (!folded || one.closest('summary')?.parentElement === folded);
    }};
    const walk = document.createTreeWalker({MAIN}, NodeFilter.SHOW_TEXT), words = [];
    while (walk.nextNode())
        if (seen(walk.currentNode.parentElement)) words.push(walk.currentNode.data);
    const said = words.join(' ').split(/\\s+/).filter(word => /\\p{{L}}/u.test(word));
    return [said.length, [...{MAIN}.querySelectorAll(acts)].filter(seen).length];
}}"""
"""A function: how many words and how many controls are in sight, the lines of all pages apart.

Tables, pictures, the text of the report and the log have as many as there is to show.
"""

BLOCKS = f"""() => {{
    const walk = document.createTreeWalker({MAIN}, NodeFilter.SHOW_TEXT), blocks = new Map();
    const apart = 'td, th, style, script, .thumb, [data-testid=stIconMaterial]';
    const room = one => one.getBoundingClientRect();
    while (walk.nextNode()) {{
        const one = walk.currentNode.parentElement;
        const drawn = one.checkVisibility({{ visibilityProperty: true, opacityProperty: true }});
        const folded = one.closest('details:not([open])');
        const line = folded && one.closest('summary')?.parentElement === folded;
        if (!drawn || one.closest(apart) || folded && !line) continue;
        if (room(one).width <= 1 || room(one).height <= 1) continue;
        let block = one;
        while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
        blocks.set(block, (blocks.get(block) ?? '') + walk.currentNode.data);
    }}
    return [...blocks.values()]; }}"""
"""A function: the text of each block in sight; of a closed fold, the line that opens it.

A cell is read with its row, which says what it is of: those of two rows may be alike.
"""

PLAIN_INK = """() => {
    const lines = [...document.querySelectorAll('button[kind=tertiary]:enabled')]
        .filter(one => !one.closest('.st-key-top, .st-key-foot') && one.checkVisibility());
    const ink = getComputedStyle(document.querySelector('.stApp')).color;
    return lines.filter(one => [one, ...one.querySelectorAll('p')]
        .every(part => getComputedStyle(part).color === ink)).map(one => one.innerText); }"""
"""The buttons without ground or outline that have the colour of the text: they look like none."""

RINGS = """() => {
    const held = document.activeElement;
    if (!held || held === document.body) return null;
    const around = [held, ...held.querySelectorAll('*')];
    for (let one = held.parentElement, up = 0; one && up < 4; one = one.parentElement, up += 1)
        around.push(one, ...(held.matches('input') && up < 2 ? one.querySelectorAll('*') : []));
    const all = [...new Set(around)], clear = (colour) => /^rgba.* 0\\)$|transparent/.test(colour);
    const still = document.createElement('style');
    still.textContent = '*, *::before, *::after { transition: none !important }';
    document.head.append(still);
    const look = () => all.map((one) => {
        const style = getComputedStyle(one), wide = parseFloat(style.outlineWidth);
        const drawn = style.outlineStyle !== 'none' && wide > 0 && !clear(style.outlineColor);
        const room = drawn ? wide + parseFloat(style.outlineOffset) : 0;
        const ring = drawn ? `${wide} ${style.outlineColor}` : '';
        return { ring, room, shadow: style.boxShadow };
    });
    const rings = look();
    held.blur();
    const before = look();
    held.focus({ preventScroll: true });
    still.remove();
    const found = [], name = (held.ariaLabel || held.textContent).trim().slice(0, 40);
    all.forEach((one, k) => {
        const outlined = rings[k].ring && rings[k].ring !== before[k].ring;
        const shadowed = rings[k].shadow !== 'none' && rings[k].shadow !== before[k].shadow;
        if (outlined || shadowed) found.push({ one, room: outlined ? rings[k].room : 0 });
    });
    const faults = found.length === 1 ? [] : [`${held.tagName} ${name}: ${found.length} rings`];
    for (const { one, room } of found) {
        const box = one.getBoundingClientRect();
        for (let up = one.parentElement; up; up = up.parentElement) {
            if (getComputedStyle(up).overflowX === 'visible') continue;
            const edge = up.getBoundingClientRect();
            if (box.left - room < edge.left - 0.6 || box.right + room > edge.right + 0.6)
                faults.push(`${held.tagName} ${name}: its ring is cut`);
            break;
        }
    }
    return faults;
}"""
"""A function: what is wrong with the ring of what has the focus; null where nothing has it."""


def ringed(page):
    """What is wrong with the rings of a page, from its first stop to its last."""
    found, stops = set(), 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        faults = page.evaluate(RINGS)
        if faults is None:
            break
        stops += 1
        found |= set(faults)
    page.evaluate("document.activeElement.blur()")
    return sorted(found) if stops > 8 else [f"{stops} stops"]


def sentences(blocks):
    """The sentences of some blocks, in the order of the page; what has no stop is a name."""
    lines = (re.sub(r"\s+", " ", block) for block in blocks)
    parts = (re.split(r"(?<=[.?!…])\s+(?=[«\w])", line) for line in lines)
    return [one.strip() for some in parts for one in some if re.search(r"[.?!…]\W*$", one)]


def twice(blocks):
    """The sentences of more than five words that stand there twice."""
    counts = Counter(one.casefold() for one in sentences(blocks))
    return [one for one, n in counts.items() if n > 1 and len(re.findall(r"\w+", one)) >= FEWEST]


def specialists(words):
    """Names of specialists in a text; the case has words of its own."""
    kinds = "the name of", "a word of methods", "a word of statistics", "a word of computing"
    found = [word for word, why in forbidden_in(words) if why.startswith(kinds)]
    return [word for word in found if word != CONTROL]


def as_it_opens(page, most=(600, 99)):
    """What is wrong with a page before anything is tapped, by kind."""
    page.wait_for_selector(READY)
    page.evaluate(DRAWN_AGAIN)
    inside = page.get_by_test_id("stMainBlockContainer").inner_text()
    seen = page.evaluate(IN_SIGHT)
    return {
        "in sight": [(n, k) for n, k in zip(seen, most, strict=True) if n > k],
        "twice": twice(page.evaluate(BLOCKS)),
        "specialists": specialists(inside),
        "English": re.findall(ENGLISH, inside, re.IGNORECASE),
        "ink": page.evaluate(PLAIN_INK),
        "language": [] if page.locator("html").get_attribute("lang") == "fr" else ["not French"],
    }


def in_looks(page, looks=(SCREEN, PHONE), targets=TARGETS):
    """What axe finds of a page in each look, what is too wide, too small."""
    found = looked_at(page, looks)
    found["small"] = too_small(page.locator(targets))
    found["wide"] = too_wide(page, WIDTHS)
    found["errors"] = page.errors
    found["foreign"] = page.foreign
    return found


def wrong(name, found):
    """What is left of what was found on a page, by its name."""
    return {(name, kind): what for kind, what in found.items() if what}


@pytest.mark.parametrize("path", PAGES)
def test_each_page(normandie_shown, open_page, path):
    page = open_page(f"{normandie_shown}/{'' if path == FIRST else path}")
    page.locator(WHOLE[path]).first.wait_for()
    found = as_it_opens(page, (600, 99) if path in {EXPERTS, CASES} else (150, 14))
    if path != MEETING:
        found["rings"] = ringed(page)
    if path in {MEETING, NOTE}:  # each way to meet, each part of a report is whole
        found |= {"specialists": [], "twice": []} | in_looks(page)
    else:
        found |= {"numbers": faults_of(page)} | in_looks(page)
        page.set_viewport_size({"width": 1280, "height": 800})
        found["numbers folded"] = faults_opened(page, READY)
        found["folded"] = violations(page)
    assert wrong(path, found) == {}


def test_each_view_of_dossiers(place, new_page):
    """Its doors, and each part of one."""
    room, address = place
    page, faults = new_page(), {}
    for view in dossier_views(room, address):
        seen_by(page, view.address, view.cookies)
        if "porte-region" in view.name:
            page.get_by_role("radio", name="Bretagne").click()
            page.get_by_text("Ce que contiendra le dossier").wait_for()
        if "accueil" in view.name:
            page.locator(".st-key-fold_managing summary").click()
        if "historique" in view.name:
            page.get_by_role("button", name="Revenir à cette version…").last.click()
            page.get_by_role("button", name="Revenir à cette version", exact=True).wait_for()
        found = as_it_opens(page) | in_looks(page, targets=BUTTONS)
        faults |= wrong(view.name, found)
        assert emptied(page)
    assert faults == {}


def test_each_view_of_a_meeting_and_each_page_of_a_phone(place, new_page, monkeypatch):
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    room, address = place
    page, faults, names = new_page(), {}, []
    for view in MeetingToSee(room, address).views():
        names.append(view.name)
        seen_by(page, view.address, view.cookies)
        if "/vote/" in view.address:
            page.set_viewport_size({"width": 390, "height": 844})
            found = {theme: found_on(page, theme) for theme in ("light", "dark")}
        else:
            found = as_it_opens(page)
            if view.name == "conduire-resultats":
                found["rings"] = ringed(page)
            if view.name == "seance-compte-rendu":  # a report names its methods, and sums up first
                found |= {"specialists": [], "twice": []}
            found |= looked_at(page, (SCREEN, PHONE))
            found["wide"] = too_wide(page, (390, 1280))
        if view.name.startswith(EXPLAINED):
            found["numbers"] = faults_of(page)
        if view.name in OPENED:
            found["numbers folded"] = faults_opened(page, READY)
        faults |= wrong(view.name, found)
        assert emptied(page), "whoever looks at the next view is somebody else"
    assert faults == {}
    assert len(set(names)) == len(names) > 18


EXPLAINED = ("conduire", "telephone-attente", "telephone-resultats", "telephone-decision")
"""Views whose numbers are explained: the ballot says itself how it is counted."""
OPENED = {"conduire-vue-preparer", "conduire-vue-presents", "conduire-un-ou-deux"}
"""Views of the desk whose folds are opened too: the last one has those of all results."""


def seen_by(page, address, cookies):
    """A view as whoever has these cookies sees it on a screen."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.context.add_cookies([{"name": k, "value": v, "url": address} for k, v in cookies.items()])
    page.goto(address)
    page.locator("h1").first.wait_for()
    page.wait_for_selector(f"{READY}, main[data-page]")
    if "/vote/" not in address:
        settled(page)


def found_on(page, theme):
    """What axe finds on a page that is no page of the framework."""
    page.emulate_media(color_scheme=theme)
    return axe_faults(page)


def test_each_picture_of_the_wall(browser, new_store, monkeypatch):
    """Its words, its room, its sizes; then what axe finds, on a light ground and on a dark one."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    store, case = new_store(), load_case(NORMANDIE)
    sitting = new_sitting(Room(store))
    pages = every_page(sitting, votes(), decision=a_decision("mieux_produire"))
    pages |= pages_of_analysis(case)
    store.close()
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page, now, faults = context.new_page(), [""], {}
    fonts_of(page)
    page.route(PICTURE, lambda asked: asked.fulfill(body=now[0], content_type="text/html"))
    for name, content in pages.items():
        now[0] = content
        page.goto(PICTURE)
        page.evaluate("document.fonts.ready.then(() => null)")
        found = {"looks": page.evaluate(LOOK, names_of(case))}
        found |= {theme: found_on(page, theme) for theme in ("light", "dark")}
        page.emulate_media(forced_colors="active")
        found["forced colours"] = page.evaluate(LOOK, names_of(case))
        page.emulate_media(forced_colors="none", color_scheme="light")
        faults |= wrong(name, found)
    context.close()
    assert faults == {}
    assert len(pages) > 8
