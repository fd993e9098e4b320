"""What has the focus has one ring, whole, on each page and in each theme: tabbed through."""

import pytest

from prioritisation.meeting.rules.setup import PROJECT_AGREEMENT
from prioritisation.ui.shared.pages import FIRST, TABS
from tests.sampled import crossed
from tests.sitting import Sitting

MOST_STOPS = 90

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


def faults_of(page):
    """What is wrong with the rings of a page, from its first stop to its last."""
    page.locator("h1").first.wait_for()
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    found, stops = [], 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        faults = page.evaluate(RINGS)
        if faults is None:
            break
        stops += 1
        found += faults
    assert stops > 8
    return sorted(set(found))


@pytest.mark.parametrize(
    ("word", "colours"), crossed((word for word in TABS if word != "seance"), ["none", "active"])
)
def test_what_has_the_focus_has_one_whole_ring(server, open_page, word, colours):
    context = {"forced_colors": colours}
    assert faults_of(open_page(f"{server}/{'' if word == FIRST else word}", **context)) == []


def test_what_has_the_focus_has_one_whole_ring_on_the_control_screen(place, open_page):
    room, server = place
    here = Sitting(room).open()
    here.vote(7)
    here.reveal()
    room.project(here.code, here.secret, PROJECT_AGREEMENT)
    assert faults_of(open_page(f"{server}/entrer/{here.code}/{here.secret}")) == []
