from criteria.crosscheck import check_complete
from criteria.raw import RawCase
from criteria.schema import CriterionModel, ScoredByHand
from criteria.tables import CsvTable


def test_what_nobody_knows_is_written_for_each_lever_and_each_criterion_by_hand():
    by_hand = CriterionModel.model_construct(
        scoring=ScoredByHand(kind="scores", file="scores.csv")
    )
    levers = CsvTable((), ((2, {"lever_id": "move"}), (3, {"lever_id": "eat"})))
    scores = CsvTable((), ((2, {"lever_id": "move", "criterion_id": "c"}),))
    raw = RawCase(None, None, None, {"c": by_hand}, ["c"], levers, scores=scores)
    assert [p.values for p in check_complete(raw)] == [{"lever": "eat", "criterion": "c"}]
