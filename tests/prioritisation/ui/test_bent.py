"""A scale that is no straight line says so wherever its two ends are said."""

import re

from prioritisation.analysis.scenario import starting_scenario
from prioritisation.ui.shared.weighing import component_data
from prioritisation.ui.understanding import criteria_notes
from tests.other_cases import bent_sites


def test_the_page_of_criteria_says_what_scores_in_between_are_worth():
    case = bent_sites()
    notes = criteria_notes(case, starting_scenario(case))
    texts = re.sub(r"<[^>]+>|\s+", " ", notes.replace("\u00a0", " "))
    assert "De « 0 m² » à « 1 500 m² », pas en ligne droite." in texts
    assert "Entre les deux, 25 points pour 300 m², 50 points pour 500 m²" in texts
    assert texts.count("ligne droite") == 2


def test_a_slider_says_in_a_word_that_it_is_no_straight_line():
    case = bent_sites()
    data = component_data(case, starting_scenario(case), None, None)
    bent = [c["id"] for c in data["criteria"] if "pas en ligne droite" in c["range"]]
    assert bent == ["surface"]
