"""What a cell of the counts opens: a row as wide as the table, under the lever."""

from tests.e2e.conftest import violations


def opened(page, row, *cells):
    """The row of a lever once some of its figures are opened."""
    found = page.locator(".tally tbody tr", has=page.locator(f"th:text-is('{row}')"))
    for cell in cells:
        found.locator("summary").nth(cell).click()
    return found


def boxes(row, css):
    return [found.bounding_box() for found in row.locator(css).all() if found.is_visible()]


def test_the_sheets_of_a_cell_take_the_width_of_the_table_under_their_row(server, open_page):
    page = open_page(f"{server}/qui-fait-deja-quoi", 1280, 900)
    page.wait_for_selector(".tally")
    row = opened(page, "Mieux produire", 0, 1)
    table = page.locator(".tally").bounding_box()
    figures = boxes(row, "summary")
    levels = [box["y"] for box in boxes(row, ".cnt")]
    assert max(levels) - min(levels) < 1.5
    bottom = max(box["y"] + box["height"] for box in figures)
    lists = boxes(row, ".evidence")
    assert len(lists) == 2
    assert all(box["width"] > 0.95 * table["width"] for box in lists)
    assert all(box["y"] >= bottom for box in lists)
    assert lists[0]["y"] + lists[0]["height"] <= lists[1]["y"]
    heads = [head.bounding_box()["x"] for head in page.locator(".tally thead th").all()]
    assert abs(figures[1]["x"] - heads[2]) < 1
    assert violations(page, within=".tally") == []


def test_two_figures_of_one_cell_open_each_their_own(server, open_page):
    page = open_page(f"{server}/qui-fait-deja-quoi", 1280, 900)
    page.wait_for_selector(".tally")
    row = opened(page, "Toutes les fiches", 1)
    first, second, *_ = boxes(row, "summary")
    assert second["y"] >= first["y"] + first["height"] - 1
    (listed,) = boxes(row, ".evidence")
    assert listed["y"] >= second["y"] + second["height"]


def test_on_a_phone_the_sheets_stay_under_their_figure(server, open_page):
    page = open_page(f"{server}/qui-fait-deja-quoi", 390, 844)
    page.wait_for_selector(".tally")
    row = opened(page, "Mieux produire", 0)
    first, second, *_ = boxes(row, "summary")
    (listed,) = boxes(row, ".evidence")
    assert first["y"] < listed["y"] < second["y"]
