from prioritisation.documents.pictures.charts import _SIDE, HEIGHT, triangle_chart
from tests.prioritisation.documents.pictures.made import texts
from tests.prioritisation.sentences.made import normandie


def rows(chart, layer):
    return chart["datasets"][layer["data"]["name"]]


def test_the_shares_are_those_of_the_screen():
    words = texts(triangle_chart(normandie()).to_dict())
    assert "Mieux produire 37 à 98 %" in words
    assert "indécis 63 %" in words


def test_the_diamond_stands_at_the_weights():
    chart = triangle_chart(normandie((100, 0, 0))).to_dict()
    marks = [layer for layer in chart["layer"] if layer["mark"].get("shape") == "diamond"]
    (where,) = rows(chart, marks[0])
    assert (where["x"], where["y"]) == (_SIDE / 2, 0)


def test_the_ground_is_the_whole_triangle():
    chart = triangle_chart(normandie()).to_dict()
    corners = {(round(p["x"]), round(p["y"])) for p in rows(chart, chart["layer"][0])}
    assert corners == {(round(_SIDE / 2), 0), (_SIDE, round(HEIGHT)), (0, round(HEIGHT))}
