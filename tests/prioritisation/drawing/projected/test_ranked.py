"""The wall looks no surer than the desk: what it hangs on and how solid it is stand on it too."""

import re
from dataclasses import replace

from criteria.load import load_case
from prioritisation.analysis.crossing import choices_left
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.drawing.projected.ranked import projected_ranking
from prioritisation.sentences.verdict import conclusion
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.sentences.made import normandie, plain, settled, small
from tests.thresholds import analyse

CHOICES = "Tout cela avec les choix actuels"


def words(analysis):
    return re.sub("<[^>]+>", " ", plain(projected_ranking(analysis, "", ours=True)))


@each("points", [(50, 30, 20), (50, 50, 50), (90, 5, 5)])
def test_a_track_says_that_it_holds_with_the_choices_as_they_are(points):
    analysis = normandie(points)
    assert choices_left(analysis)
    assert CHOICES in words(analysis)
    assert CHOICES not in words(settled(analysis))


@each(
    ("values", "word", "said"),
    [
        ([[100, 0], [0, 80]], RobustnessWord.SHARED, "peu solide"),
        ([[80, 0], [0, 100]], RobustnessWord.OPEN, "pourrait passer devant"),
    ],
)
def test_what_is_not_solid_on_the_desk_is_not_on_the_wall(values, word, said):
    analysis = small(*values, points=[60, 40])
    if word is RobustnessWord.OPEN:
        analysis = small(*values, points=[80, 20])
    assert analysis.verdict.robustness is word
    assert said in plain(conclusion(analysis, ours=True).reservation)
    assert said in words(analysis)


@each("points", [(49, 24, 27), (50, 30, 20), (90, 5, 5)])
def test_what_keeps_the_answer_from_saying_more_pushes_no_lever_off_the_wall(points):
    """Four of the six levers of the case stood above it."""
    case = load_case(NORMANDIE)
    ids = [c.id for c in case.criteria if c.active]
    start = starting_scenario(case)
    seen = words(analyse(case, replace(start, points=dict(zip(ids, points, strict=True)))))
    assert CHOICES in seen
    assert [v.short_label for v in case.levers if v.short_label not in seen] == []
