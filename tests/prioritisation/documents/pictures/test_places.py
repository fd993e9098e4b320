import json

import numpy as np

from prioritisation.documents.pictures.charts import places_chart
from prioritisation.documents.pictures.theme import themed
from prioritisation.wording import ordinal

SHARES = np.array([[0.9, 0.1], [0.004, 0.996]])
TEXTS = [("90 %", "10 %"), ("< 1 %", "> 99 %")]


def rows(layer):
    return of(themed(places_chart(["A", "B"], SHARES, TEXTS)), layer)


def of(drawn, layer):
    """The rows behind a layer."""
    return drawn["datasets"][drawn["layer"][layer]["data"]["name"]]


def test_ranks_are_ordinals():
    assert [ordinal(k) for k in (1, 2, 11)] == ["1er", "2e", "11e"]


def test_each_cell_has_the_text_that_is_given():
    assert [row["text"] for row in rows(0)] == ["90 %", "10 %", "< 1 %", "> 99 %"]


def test_levers_are_drawn_in_the_order_given_even_with_the_same_name():
    specification = themed(places_chart(["A", "A"], SHARES, TEXTS))
    assert [row["lever"] for row in of(specification, 2)] == ["A", "A"]
    assert json.dumps(specification).count('"sort": ["0", "1"]') >= 2
