"""A problem of the files is told beside the unit that somebody wrote."""

import pytest

from criteria.errors import InvalidCase
from criteria.load import case_from_files
from prioritisation.cases.folder import files_of, unit_of
from prioritisation.cases.units import canonical_json, unit_content, unit_name, units_of
from tests.each import each
from tests.prioritisation.cases.conftest import FILES

UNITS = units_of(FILES)
NOTE = unit_name("score", "mieux_consommer", "partner_ecosystem", "")
WRONG = [
    (NOTE, {"score": "formidable"}, "score"),
    (NOTE, {"source_id": "nobody"}, "source_id"),
    (unit_name("lever", "mieux_produire"), {"colour": "rouge"}, "colour"),
    (unit_name("evidence", "E05"), {"stance": "peut-être"}, "stance"),
    (unit_name("row", "Production industrielle", "Industrie"), {"objective_ktco2e": "x"}, None),
    (unit_name("criterion", "cop_progress", "direction"), {"status": "peut-être"}, "status"),
    (unit_name("criterion", "cop_progress", "anchors"), {"best": 100}, ""),
    (unit_name("criterion", "ghg_impact", "anchors"), {"best": "x"}, "best"),
    (unit_name("criterion", "cop_progress"), {"label": ""}, "label"),
    ("case", {"title": ""}, "title"),
]


@each(("unit", "wrong", "field"), WRONG, ids=[w[0] for w in WRONG])
def test_what_is_wrong_with_a_unit_is_placed_there(unit, wrong, field):
    units = {**UNITS, unit: canonical_json({**unit_content(UNITS, unit), **wrong})}
    with pytest.raises(InvalidCase) as error:
        case_from_files(files_of(units))
    places = [unit_of(units, problem) for problem in error.value.problems]
    assert unit in {place for place, _ in places}
    if field:
        assert (unit, field) in places
