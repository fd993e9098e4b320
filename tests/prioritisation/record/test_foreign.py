"""Fields that say nothing are not written."""

from prioritisation.meeting.rules.decision import MinutesHeading
from prioritisation.record.replaying import replay
from tests.cases.present import present
from tests.each import each
from tests.prioritisation.record.made import NAMES, as_tree, resealed, tree_of

EMPTIED = (("crossing",),)


@each("path", EMPTIED, ids=".".join)
@each("name", NAMES)
def test_nothing_computed_is_taken_away(name, path):
    tree = tree_of(name)
    part = tree["results"]
    for step in path[:-1]:
        part = part[step]
    del part[path[-1]]
    assert not replay(resealed(tree)).identical


def test_what_people_may_leave_out_is_told_where_it_is_written():
    tree = tree_of("clear")
    assert "heading" not in tree["decision"], "nothing is written where nobody typed"
    levers = list(tree["decision"]["proposed"])
    objection = {"text": "o", "answer": "a", "outcome": "lifted", "raised_for": levers}
    tree["decision"] |= {"motives_for": levers, "minority_for": levers, "no_objection": False}
    tree["decision"]["objections"] = [objection]
    tree["decision"]["heading"] = MinutesHeading(place="salle 3").model_dump()
    assert replay(resealed(tree)).identical


@each("path", ["case.method", "case.arguments", "case.criteria[].evidence"])
def test_what_is_not_there_differs_from_the_files(path):
    """Fields with nothing to say are not written: one that was emptied is told."""
    tree = as_tree(present())
    for part in tree["case"]["criteria"] if "criteria" in path else [tree["case"]]:
        part.pop(path.rpartition(".")[2], None)
    again = replay(resealed(tree))
    assert any(d.path.startswith(path.partition("[")[0]) for d in again.differences)
