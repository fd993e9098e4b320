"""The scores of a meeting: each once, missing ones said."""

from prioritisation.drawing.bars import scores_table


def test_each_lever_has_a_score_for_each_criterion(sitting):
    stage = sitting.stage()
    drawn = scores_table(stage)
    assert drawn.count('class="val"') == len(stage.case.levers) * len(stage.criteria)
    assert "note manquante" in drawn
