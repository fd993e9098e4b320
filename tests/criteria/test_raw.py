from criteria.raw import RawCase
from criteria.schema import CaseModel, LeverRow, SourceRow
from criteria.tables import Placed


def test_the_ids_the_other_files_refer_to_are_kept():
    case = CaseModel.model_construct(perimeters=[])
    levers = [
        Placed(2, LeverRow.model_construct(lever_id="move")),
        Placed(3, LeverRow.model_construct(lever_id="build")),
    ]
    sources = [Placed(2, SourceRow.model_construct(source_id="deck"))]
    raw = RawCase(case, {}, levers, sources)
    assert raw.lever_ids == {"move", "build"}
    assert raw.source_ids == {"deck"}
    assert (raw.scores, raw.rows, raw.sheets) == ((), (), ())
