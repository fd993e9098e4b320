"""The page *Scénarios*: opened, read, and what its address says."""

import re

from prioritisation.analysis.whatif import (
    from_text,
    packed,
    starting_fork,
    to_text,
    unpacked_fork_text,
)
from prioritisation.settings import current_case
from tests.prioritisation.ui.reading import NBSP, html
from tests.prioritisation.ui.reading import page as page_at

SCENARIOS = "screens/scenarios.py"
CASE = current_case()
START = starting_fork(CASE, "Poids égaux")


def page(**query):
    """The page, by its address."""
    return page_at(SCENARIOS, **query)


def shown(app):
    return html(app).replace(NBSP, " ")


def words(app):
    """The words that it shows."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", shown(app)))


def asked(app, key="scenario"):
    found = app.query_params.get(key, "")
    return found if isinstance(found, str) else found[0]


def forks(app):
    """What the address says: the forks of its texts, the keys of the others."""
    return [
        from_text(unpacked_fork_text(item[1:])).fork if item.startswith("~") else item
        for item in asked(app).split(",")
    ]


def links(*made, case=CASE):
    return ",".join("~" + packed(to_text(case, fork)) for fork in made)
