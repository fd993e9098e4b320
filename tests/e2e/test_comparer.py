import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NARROW, served, violations

LOADED = "[class*=st-key-fold_scaling]"
"""What is there once the other methods are."""
IDEAL = "Distance à l’idéal"
LOADING = "Les autres méthodes se chargent. Quelques secondes."
START = [
    "Classement actuel",
    "Plus couvert = plus prioritaire",
    "Groupes normands, fret dans Mieux produire",
    "Chantiers du simulateur SGPE",
]
LONGEST = (
    "topsis%2Blecture:gt_freight%2Bsens:existing_coverage,"
    "promethee_ii%2Blecture:sgpe%2Bsens:existing_coverage,"
    "weighted_product%2Blecture:gt_freight,lecture:sgpe,vikor"
)
WATCH = """() => {
  window.blanks = 0;
  const whole = () => document.querySelector('.benchtable') && document.querySelector('.answer');
  new MutationObserver(() => { window.blanks += !whole(); })
    .observe(document.body, { childList: true, subtree: true });
}"""
SLOW = """import pathlib, pkgutil, time
__path__ = pkgutil.extend_path(__path__, __name__)
while not pathlib.Path(__file__).with_name("go").exists():
    time.sleep(0.05)
"""
ABSENT = "raise ImportError('not on this server')\n"


@pytest.fixture
def opened(server, open_page):
    """The page at an address after its path, once the other methods are loaded."""

    def visit(query="", *size, **options):
        page = open_page(f"{server}/autres-calculs{query}", *size, **options)
        page.wait_for_selector(LOADED)
        return page

    return visit


@pytest.fixture
def fresh(request, tmp_path):
    """A server where a library cannot be imported, or not before a file appears in its folder."""
    library = tmp_path / "pymcdm"
    library.mkdir()
    (library / "__init__.py").write_text(request.param, "utf-8")
    with served(PYTHONPATH=str(tmp_path)) as address:
        yield address, library / "go"


def headings(page):
    return page.locator(".benchtable thead th:not(:first-child)")


def pill(page, name):
    """The first: while the page is drawn again the one before may still be there."""
    pills = page.locator("[class*=st-key-columns__]")
    return pills.get_by_role("button", name=name, exact=True).first


def slider(page, name="Impact GES"):
    return page.get_by_role("slider", name=f"Poids : {name}")


def focused(page):
    return page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText")


def tab_to(page, name):
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page).strip().startswith(name):
            return
    pytest.fail(f"{name} cannot be reached with the keyboard")


def asks_no_more(page):
    """Whether a page left alone stops sending: the timer turned each second."""
    for _ in range(5):
        before = len(page.sent)
        page.wait_for_timeout(2500)
        if len(page.sent) == before:
            return True
    return False


def listened(page):
    """The page, read again so that what it sends is kept."""
    page.sent = []

    def keep(frame):
        page.sent.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", keep))
    page.reload()
    expect(page.locator(".bars")).to_be_visible()
    assert page.sent
    return page


@pytest.mark.parametrize("fresh", [SLOW], indirect=True, ids=["slow"])
def test_the_other_methods_load_behind_and_the_page_is_never_blank(fresh, open_page):
    address, go = fresh
    page = listened(open_page(address))
    page.get_by_role("link", name="Autres calculs", exact=True).click()
    expect(headings(page)).to_have_text(START)
    expect(page.get_by_text(LOADING)).to_be_visible()
    page.evaluate(WATCH)
    pill(page, IDEAL).click()
    slider(page).focus()
    page.keyboard.press("PageUp")
    expect(headings(page)).to_have_text(START)
    expect(page.locator(".wh strong").first).to_have_text("38\u00a0%")
    page.get_by_role("button", name="Périmètre GES").click()
    panel = page.get_by_role("dialog").element_handle()
    expect(page.get_by_text(LOADING)).to_be_visible()
    go.touch()
    expect(headings(page)).to_have_text([*START, IDEAL])
    expect(page.get_by_text("se chargent")).to_have_count(0)
    assert panel.is_visible(), "the panel is another one: what is in it was made again"
    page.keyboard.press("Escape")
    page.wait_for_selector(LOADED)
    expect(slider(page)).to_have_value("60")
    assert page.evaluate("window.blanks") == 0
    assert asks_no_more(page)
    assert not [e for e in page.errors if "404" not in e]


@pytest.mark.parametrize("fresh", [ABSENT], indirect=True, ids=["absent"])
def test_methods_that_cannot_be_loaded_are_said_once_and_not_awaited(fresh, open_page):
    page = listened(open_page(fresh[0]))
    page.get_by_role("link", name="Autres calculs", exact=True).click()
    expect(page.get_by_text("n’ont pas pu être chargées sur ce serveur")).to_be_visible()
    pill(page, IDEAL).click()
    page.wait_for_url(re.compile("topsis"))
    expect(headings(page)).to_have_text(START)
    expect(page.get_by_text("se chargent")).to_have_count(0)
    assert asks_no_more(page)


def test_one_click_adds_a_column_and_the_address_keeps_it(opened, open_page):
    page = opened()
    expect(headings(page)).to_have_text(START)
    pill(page, IDEAL).click()
    expect(headings(page)).to_have_text([*START, IDEAL])
    expect(page.locator(".answer strong")).to_contain_text("sur 4")
    page.wait_for_url(re.compile(r"colonnes=.*topsis"))
    page.reload()
    expect(headings(page)).to_have_text([*START, IDEAL])
    other = open_page(page.url)
    expect(headings(other)).to_have_text([*START, IDEAL])
    other.get_by_role("link", name="Classer", exact=True).click()
    other.wait_for_selector(".bars")
    other.get_by_role("link", name="Autres calculs", exact=True).click()
    expect(headings(other)).to_have_text([*START, IDEAL])
    for name in (*START[1:], IDEAL):
        expect(pill(other, name)).to_have_attribute("aria-pressed", "true")


def test_clicks_faster_than_the_page_are_all_kept(opened):
    page = opened()
    for name in (*START[1:], "Compromis", IDEAL):
        pill(page, name).click(no_wait_after=True)
        page.wait_for_timeout(60)
    expect(headings(page)).to_have_text([START[0], "Compromis", IDEAL])
    for name in START[1:]:
        expect(pill(page, name)).to_have_attribute("aria-pressed", "false")


def test_a_sixth_column_is_refused_and_the_five_stay(opened):
    page = opened("?colonnes=topsis,vikor,weighted_product,promethee_ii,lecture:sgpe")
    expect(headings(page)).to_have_count(6)
    sixth = pill(page, "Plus couvert = plus prioritaire")
    sixth.click()
    expect(page.locator(".notice")).to_contain_text("5 autres classements au plus")
    expect(sixth).to_have_attribute("aria-pressed", "false")
    expect(headings(page)).to_have_count(6)
    pill(page, "Compromis").click()
    expect(headings(page)).to_have_count(5)
    expect(page.locator(".notice")).to_have_count(0)
    sixth.click()
    expect(headings(page).last).to_have_text("Plus couvert = plus prioritaire")


def test_moving_a_weight_redraws_the_chart_and_the_answer(opened):
    page = opened("?colonnes=lecture:sgpe")
    chart, answer = page.locator(".benchtable"), page.locator(".answer")
    before = chart.inner_text(), answer.inner_text()
    first = page.locator(".benchtable tbody th").first
    expect(first).to_have_text(re.compile("Mieux se déplacer"))
    slider(page).focus()
    page.keyboard.press("End")
    expect(first).to_have_text(re.compile("Mieux produire"))
    page.wait_for_url(re.compile(r"ghg_impact=100.*colonnes=lecture%3Asgpe"))
    expect(chart).not_to_have_text(before[0], use_inner_text=True)
    expect(answer).not_to_have_text(before[1])
    page.get_by_role("button", name="Remettre à égalité").click()
    expect(chart).to_have_text(before[0], use_inner_text=True)


def test_a_criterion_added_by_one_click_shows_its_caveat(opened):
    page = opened()
    caveat = page.get_by_text("Les diapositives impriment ces taux sans le nom des groupes")
    expect(caveat).to_have_count(0)
    page.get_by_role("button", name="Choisir les critères").click()
    page.get_by_role("button", name="Avancement COP", exact=True).click()
    page.keyboard.press("Escape")
    expect(caveat).to_be_visible()
    expect(slider(page, "Avancement COP")).to_have_value("50")
    expect(headings(page).nth(2)).to_have_text("Plus avancé = plus prioritaire")
    page.wait_for_url(re.compile("poids.cop_progress=50"))


def test_the_keyboard_alone_adds_a_column_and_moves_a_weight(opened):
    page = opened("?colonnes=lecture:sgpe")
    page.keyboard.press("Tab")
    tab_to(page, "Plus couvert = plus prioritaire")
    while focused(page).strip() != IDEAL:
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(headings(page)).to_have_text([START[0], START[3], IDEAL])
    page.wait_for_function(
        "() => document.activeElement.innerText.trim() === 'Distance à l’idéal'"
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(headings(page)).to_have_text([START[0], START[3], IDEAL, "Compromis"])
    tab_to(page, "Poids\u00a0: Impact GES")
    page.keyboard.press("ArrowRight")
    expect(slider(page)).to_have_value("51")
    page.wait_for_url(re.compile("poids.ghg_impact=51"))
    expect(headings(page)).to_have_count(4)


def test_a_wrong_column_is_named_and_the_rest_is_drawn(opened):
    page = opened("?colonnes=topsis,<b>lune</b>")
    expect(page.locator(".notice")).to_contain_text("« <b>lune</b> » n’est pas compris")
    expect(headings(page)).to_have_text([START[0], IDEAL])


def test_a_statement_and_the_figures_against_it_are_seen_together_and_printed(opened):
    page = opened()
    page.get_by_text("Ce qui a été dit, ce que disent les chiffres").click()
    block = page.locator(".dispute", has_text="les chiffres disent le contraire")
    expect(block).to_have_count(1)
    for words in ("diapo 24", "diapo 25", "4\u00a0157\u00a0ktCO₂e", "notes échangées"):
        expect(block).to_contain_text(words)
    prints_the_chart_and_not_the_choices(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_six_columns_with_long_names_fit_and_axe_agrees(opened, width):
    page = opened(f"?colonnes={LONGEST}", width, 800)
    expect(headings(page)).to_have_count(6)
    page.wait_for_function(f"() => document.documentElement.scrollWidth <= {width}")
    page.wait_for_function(NARROW)
    assert violations(page) == []


def prints_the_chart_and_not_the_choices(page):
    page.emulate_media(media="print")
    for part in (".answer", ".benchtable", ".dispute", ".caveat"):
        expect(page.locator(part).first).to_be_visible()
    for part in ("[class*=st-key-columns__]", "[data-testid=stSlider]"):
        expect(page.locator(part).first).to_be_hidden()
