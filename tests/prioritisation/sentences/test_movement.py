from dataclasses import replace
from itertools import product

from prioritisation.analysis.ballots.group import movement
from prioritisation.sentences.group import movement_text
from tests.prioritisation.analysis.ballots.made import THREE, alike
from tests.prioritisation.sentences.made import plain

LABELS = {"a": "Climat", "b": "Partenaires", "c": "Couverture"}


def voters(ballots):
    return {str(k): b for k, b in enumerate(ballots)}


def test_movement_between_rounds():
    before = alike(100, 0, 10, times=3) + alike(0, 100, 10, times=3)
    after = alike(100, 50, 10, times=3) + alike(50, 100, 0, times=3)
    said = plain(movement_text(movement(voters(before), voters(after), THREE), LABELS))
    assert said.startswith(
        "6 personnes ont bougé (un poids changé de 5 points ou plus, ou une abstention), sur 6 "
        "ayant voté les deux fois. Les avis se sont rapprochés sur Climat et Partenaires. Les "
        "avis se sont écartés sur Couverture."
    )
    still = plain(movement_text(movement(voters(before), voters(before), THREE), LABELS))
    assert still.startswith("Aucune des 6 personnes ayant voté les deux fois n’a bougé (ni")
    assert still.endswith("Ordre des poids inchangé : Climat, Partenaires, Couverture.")
    turned = movement(voters(alike(100, 50, 10)), voters(alike(50, 100, None)), THREE)
    assert plain(movement_text(turned, LABELS)).endswith(
        "Ordre des poids au premier de ces votes : Climat, Partenaires, Couverture ; au second : "
        "Partenaires, Climat, Couverture."
    )


def test_opinions_move_by_more_than_a_hundredth_and_by_more_than_two_people():
    there = voters(alike(100, 50, 10))
    found = movement(there, there, THREE)
    for after, moved in product((0.23, 0.24, 0.26, 0.27), (0, 2, 3)):
        one = replace(found.changes[0], before=0.25, after=after)
        said = movement_text(replace(found, moved=moved, changes=(one,)), LABELS)
        assert ("Les avis se sont" in said) is (moved == 3 and after in {0.23, 0.27})
