"""The parts of « Corriger » as tests drive them."""

from prioritisation.cases.units import unit_content
from tests.prioritisation.ui.reading import page

DOSSIERS = "dossiers"


def control(app, name, place=0):
    """A control by the end of its name."""
    every = (*app.text_input, *app.text_area, *app.selectbox, *app.get("button_group"))
    return [e for e in every if (e.key or "").endswith(name)][place]


def part(shelved, name, kind="", picked=None):
    """A part of the page, something of it being chosen."""
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger")
    control(app, f"edited_part_{shelved.key}").set_value(name).run()
    if picked is not None:
        control(app, f"edited_{kind}_{shelved.key}").set_value(picked).run()
    assert not app.exception
    return app


def fill(app, **fields):
    for name, value in fields.items():
        control(app, f"_{name}").set_value(value)
    app.run()
    assert not app.exception
    return app


def case(shelved):
    return shelved.shelf.open(shelved.key, shelved.secret).case


def written(shelved, unit):
    """What stands in a unit now."""
    return unit_content(shelved.shelf.state(shelved.key, shelved.secret), unit)
