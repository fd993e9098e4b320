"""The page *Un ou deux leviers*: opened, read, filled."""

import re

from prioritisation.analysis.sets.question import (
    Synergy,
)
from prioritisation.settings import current_case
from tests.prioritisation.ui.reading import NBSP, html
from tests.prioritisation.ui.reading import page as page_at

PAGE = "screens/ensembles.py"
LEVERS = [lever.id for lever in current_case().levers]
FIRST = "mieux_se_deplacer"
SECOND = "mieux_produire"


def page(**query):
    """The page, by its address."""
    return page_at(PAGE, **query)


def words(app):
    """The words that it shows; those of its projected form are unseen."""
    seen = html(app).partition('<div class="projected">')[0]
    shown = re.sub("<[^>]+>", " ", seen.replace(NBSP, " "))
    return re.sub(r"\s+", " ", shown)


def pick(app, key, value):
    """Choose in a group of buttons."""
    next(g for g in app.get("button_group") if g.key == key).set_value(value)
    return app


def form(app, kind, name="sets"):
    """Open a form."""
    pick(app, f"{name}_kind", kind).run()
    assert not app.exception
    return app


def press(app, label):
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception
    return app


def say_synergy(app, name="sets", reason="mêmes entreprises", word=Synergy.STRONG):
    form(app, "synergy", name)
    app.selectbox(key=f"{name}_first").set_value(FIRST)
    app.selectbox(key=f"{name}_second").set_value(SECOND)
    pick(app, f"{name}_synergy", word)
    app.text_input(key=f"{name}_synergy_reason").set_value(reason)
    return press(app, "Garder cette synergie")
