"""Wherever weights stand side by side, a note says that they are rounded when it shows."""

from dataclasses import replace

import numpy as np

from prioritisation.analysis.scenario import starting_scenario
from prioritisation.drawing.group import group_weights_block, weights_legend
from prioritisation.drawing.swarm import agreement_picture
from prioritisation.ui.shared.weighing import component_data
from tests.each import each

ADDING_UP, ROUNDED = (0.5, 0.3, 0.2), (1 / 3, 1 / 3, 1 / 3)
SURFACES = {"table": group_weights_block, "key": weights_legend}


@each("surface", SURFACES.values(), ids=SURFACES)
def test_weights_of_a_group_are_said_to_be_rounded_when_it_shows(results, surface):
    for mean, noted in ((ADDING_UP, False), (ROUNDED, True)):
        group = replace(results.group, mean=np.array(mean), median=None)
        shown = surface(replace(results, group=group)).replace("\u00a0", " ")
        assert ("oids arrondis" in shown) is noted


def test_so_are_those_of_the_agreement_on_the_wall(results, shown):
    stage = shown.room.stage(shown.code)
    for mean, noted in ((ADDING_UP, False), (ROUNDED, True)):
        group = replace(results.group, mean=np.array(mean))
        picture = agreement_picture(stage, replace(results, group=group))
        assert ("Poids arrondis." in picture.replace("\u00a0", " ")) is noted


def test_so_are_those_of_the_sliders(normandie):
    scenario = starting_scenario(normandie)
    for weights, noted in ((ADDING_UP, ""), (ROUNDED, "Poids arrondis")):
        data = component_data(normandie, scenario, np.array(weights))
        assert data["rounded"].replace("\u00a0", " ") == noted
