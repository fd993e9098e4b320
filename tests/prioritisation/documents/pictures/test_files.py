from io import BytesIO

from PIL import Image

from prioritisation.documents.pictures.charts import ranking_chart
from prioritisation.documents.pictures.theme import SCALE, raster, specification_text, svg, themed
from tests.prioritisation.sentences.made import normandie


def test_a_picture_is_the_same_as_svg_and_as_png():
    specification = specification_text(themed(ranking_chart(normandie())))
    drawn = svg(specification)
    width = int(drawn.split('width="')[1].split('"')[0])
    assert Image.open(BytesIO(raster(specification))).width == width * SCALE
    assert svg(specification) is drawn


def test_what_is_written_does_not_depend_on_the_order_of_keys():
    assert (
        specification_text({"b": 1, "a": "é"})
        == specification_text({"a": "é", "b": 1})
        == '{"a": "é", "b": 1}'
    )
