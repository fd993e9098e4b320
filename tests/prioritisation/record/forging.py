"""Changes of several fields of a record at once, as somebody makes who has this program."""

import json

from prioritisation.meeting.rules.decision import Decision
from prioritisation.record.computing import compute
from prioritisation.record.frozen import canonical_frozen
from prioritisation.record.making import sha256, status_part
from prioritisation.record.model import InvalidRecord, Kind, as_tree, record_from
from prioritisation.record.replaying import replay
from prioritisation.record.warned import warnings_again
from prioritisation.settings import recorded_numbers, thresholds, warning_thresholds
from tests.cases.present import present
from tests.prioritisation.record.made import resealed, tree_of

NOTHING = ""


def computed_again(tree):
    """The same with all that this program computes from its inputs, the answers kept.

    Inputs that contradict each other stay as they are.
    """
    try:
        record = record_from(json.dumps(tree).encode())
    except InvalidRecord:
        return tree
    numbers = recorded_numbers(record.settings)
    computed = compute(
        record.case,
        record.votes,
        thresholds(numbers),
        opinions=record.opinions,
    )
    limits = warning_thresholds(numbers), thresholds(numbers).group
    notes = warnings_again(record, computed, limits).values()
    told = computed and as_tree(computed.results)
    answers = {w.id: w.answer for w in record.warnings}
    status = status_part(
        record.decision,
        voted=record.kind is Kind.MEETING,
        rehearsal=record.rehearsal,
    )
    plain = [as_plain(note, answers.get(note.id, "Oui.")) for note in notes]
    return tree | {"results": told, "warnings": plain, "status": as_tree(status)}


def as_plain(note, answer):
    names = ("id", "kind", "what", "n", "of", "share")
    return json.loads(json.dumps({n: getattr(note, n) for n in names} | {"answer": answer}))


def told_at(tree):
    """Where a replay of a record sealed again says that something is wrong; ``NOTHING``."""
    try:
        differences = replay(resealed(tree)).differences
    except InvalidRecord as error:
        return error.problems[0].place or error.problems[0].found
    return differences[0].path if differences else NOTHING


def numbered_again(tree, gone):
    """Without some rounds, the others having their numbers wherever a number is."""
    rounds = [r for r in tree["votes"]["rounds"] if r["number"] not in gone]
    numbers = {r["number"]: k for k, r in enumerate(rounds, 1)}
    for one in rounds:
        one["number"] = numbers[one["number"]]
    tree["votes"] |= {"rounds": rounds, "decisive": numbers[tree["votes"]["decisive"]]}
    for warning in tree["warnings"]:
        kind, _, number = warning["id"].rpartition(":")
        if number.isdigit():
            warning["id"] = f"{kind}:{numbers[int(number)]}"


def frozen_again(tree, change):
    """With another text frozen, its hash and the round that decides following."""
    frozen = tree["case"]["frozen"]
    content, was = json.loads(frozen["content"]), frozen["sha256"]
    change(content)
    text = canonical_frozen(content)
    tree["case"]["frozen"] = {"content": text, "sha256": sha256(text)}
    for one in tree["votes"]["rounds"]:
        if one["matrix"] == was:
            one["matrix"] = sha256(text)


def void_round_removed(tree):
    numbered_again(tree, {1})
    return computed_again(tree)


def round_before_removed(tree):
    numbered_again(tree, {2})
    tree["votes"]["moved"] = None
    return computed_again(tree)


def round_removed_alone(tree):
    del tree["votes"]["rounds"][0]
    return tree


def unlike_one_table(tree):
    tree["votes"] |= {"moved": None, "unlike": ["asking"]}
    return computed_again(tree)


def unlike_two_tables(tree):
    tree["votes"]["rounds"][1]["matrix"] = "0" * 64
    return unlike_one_table(tree)


def unlike_criteria(tree):
    tree["votes"]["rounds"][1]["matrix"] = "0" * 64
    tree["votes"] |= {"moved": None, "unlike": ["criteria"]}
    return tree


def movement_removed(tree):
    tree["votes"]["moved"] = None
    return computed_again(tree)


def shares_removed(tree):
    del tree["votes"]["rounds"][1]["shares"]
    tree["votes"]["rounds"][1]["shown"] = "count"
    tree["votes"]["moved"] = None
    return computed_again(tree)


def colleges_swapped(tree):
    """Two ballots of two colleges, each said to be of the other one."""
    ballots = tree["votes"]["rounds"][0]["ballots"]
    one = ballots[0]
    other = next(b for b in ballots if b["group"] != one["group"] and b["points"] != one["points"])
    one["group"], other["group"] = other["group"], one["group"]
    return tree


def points_swapped(tree):
    """Answers of two ballots about a criterion: the sums of all ballots stay as they are."""
    ballots = tree["votes"]["rounds"][0]["ballots"]
    for one in ballots:
        for other in ballots:
            for c, points in one["points"].items():
                if points != other["points"][c] and 100 not in (points, other["points"][c]):
                    one["points"][c], other["points"][c] = other["points"][c], points
                    return tree
    raise AssertionError


def decision_of_a_scenario(tree):
    tree["decision"] = tree_of(ONE)["decision"]
    return tree


def too_few_said(tree):
    """The ballots taken out, as of a round of which nothing may be told."""
    one = tree["votes"]["rounds"][0]
    one |= {"shown": "count", "ballots": [], "reasons": [], "paper": 0, "count": 4}
    tree["votes"] |= {"origin": "none", "groups": []}
    return computed_again(tree)


def few_listed(tree):
    one = tree["votes"]["rounds"][0]
    one |= {"ballots": one["ballots"][:4], "reasons": [], "paper": 0, "count": 4}
    for ballot in one["ballots"]:
        ballot["group"] = None
    tree["votes"]["groups"] = []
    return computed_again(tree)


def round_before_listed(tree):
    """Ballots that nobody may tell, made up for the round before."""
    before, last = tree["votes"]["rounds"][1:]
    del before["shares"]
    before |= {"shown": "all", "ballots": last["ballots"]}
    tree["votes"]["moved"] = None
    return computed_again(tree)


def group_of_one(tree):
    """A college of one person, set apart."""
    ballots = tree["votes"]["rounds"][0]["ballots"]
    for ballot in ballots:
        ballot["group"] = 0
    ballots[0]["group"] = 1
    tree["votes"]["groups"] = tree["votes"]["groups"][:2]
    return computed_again(tree)


def scenario_frozen(tree):
    tree["case"]["frozen"] = tree_of(ONE)["case"]["frozen"]
    return tree


def ballot_changed(tree):
    return computed_again(points_swapped(tree))


def rehearsal_denied(tree):
    """The other way round: a decision is here said to be a rehearsal, with its status."""
    tree["rehearsal"] = True
    return computed_again(tree)


def objections_removed(tree):
    tree["decision"] |= {"objections": [], "no_objection": True}
    return computed_again(tree)


def scenario_as_meeting(tree):
    return tree | {"kind": "meeting"}


def meeting_as_scenario(tree):
    points = [w | {"value": 100 * w["value"]} for w in tree["results"]["weights"]]
    tree["votes"] |= {
        "origin": "person", "rounds": [], "decisive": None, "groups": [], "weights": points,
        "chosen_by": "lead", "attendance": None, "moved": None, "mode": "open",
    }  # fmt: skip
    for criterion in tree["case"]["criteria"]:
        criterion["direction"]["confirmed_by"] = None
    tree["case"]["frozen"] = None
    tree |= {"kind": "scenario", "warnings": [], "decision": Decision().model_dump(mode="json")}
    return computed_again(tree)


def day_with_its_round(tree):
    tree["votes"]["rounds"][0]["closed"] = tree["meeting"]["date"] = "2027-01-31"
    return tree


def opened_after_closed(tree):
    tree["votes"]["rounds"][0]["opened"] = "2027-01-31"
    return tree


def opened_before_the_last_closed(tree):
    tree["votes"]["rounds"][1] |= {"opened": "2026-12-01", "closed": "2026-12-02"}
    return tree


def thresholds_with_words(tree):
    tree["settings"]["PRIORITISATION_SOLIDITY"] = [100.0, 99.0, 98.0]
    return computed_again(tree)


def warning_with_threshold(tree):
    tree["settings"]["PRIORITISATION_CAMPS"] = [
        0.99,
        *tree["settings"]["PRIORITISATION_CAMPS"][1:],
    ]
    return computed_again(tree)


def people_with_hands(tree):
    tree["votes"]["attendance"]["present"] += 1
    tree["decision"]["vote"]["favour"] += 1
    return computed_again(tree)


def frozen_under_another_reading(tree):
    frozen_again(tree, lambda content: content["setup"].update(combination="autre"))
    return tree


def frozen_the_other_way(tree):
    def change(content):
        senses = content["setup"]["senses"]
        senses.update({c: "min" if way == "max" else "max" for c, way in senses.items()})

    frozen_again(tree, change)
    return tree


def frozen_with_another_college(tree):
    frozen_again(tree, lambda content: content["setup"]["colleges"].append("personne"))
    return tree


def frozen_after_more_edits(tree):
    frozen_again(tree, lambda content: content.update(last_edit=99))
    return tree


def frozen_before_any_edit(tree):
    frozen_again(tree, lambda content: content.update(last_edit=0))
    return tree


def score_everywhere(tree):
    """A score written in the room, wherever it is told."""
    written = next(w for w in tree["case"]["written"] if w["criterion"] == "existing_coverage")
    cell = written["lever"], written["criterion"]
    for score in (*tree["case"]["written"], *tree["case"]["scores"]):
        if (score["lever"], score["criterion"]) == cell:
            score |= {"low": 2.0, "high": 2.0}

    def change(content):
        for row in content["scores"]:
            if tuple(row[:2]) == cell:
                row[2:4] = [2.0, 2.0]

    frozen_again(tree, change)
    return computed_again(tree)


ONE, SEVERAL, LONE = "clear", "contested", "lone"

FORGERIES = {
    "a void round taken out, the others numbered again everywhere": (SEVERAL, void_round_removed),
    "the round before taken out likewise, with what moved": (SEVERAL, round_before_removed),
    "a round taken out, the others with the numbers they had": (SEVERAL, round_removed_alone),
    "what moved taken out, and no reason why": (SEVERAL, movement_removed),
    "what moved taken out, and two rounds that froze one table said not to compare": (
        SEVERAL, unlike_one_table,
    ),
    "the same, the round before being given another table": (SEVERAL, unlike_two_tables),
    "the same, about other criteria, with the weights of that round": (SEVERAL, unlike_criteria),
    "of the round before, the number of ballots left alone, with what moved": (
        SEVERAL, shares_removed,
    ),
    "two ballots of two groups of colleges exchanged": (ONE, colleges_swapped),
    "answers of two ballots exchanged, the sums being the same": (ONE, points_swapped),
    "the same, with everything computed again": (ONE, ballot_changed),
    "the ballots of the last round taken out, four being said to have voted": (ONE, too_few_said),
    "four ballots listed": (ONE, few_listed),
    "ballots made up for the round before": (SEVERAL, round_before_listed),
    "one ballot set apart as a group of colleges": (ONE, group_of_one),
    "a text frozen in a scenario of one person": (LONE, scenario_frozen),
    "a score written in the room, wherever it is told, with everything computed again": (
        ONE, score_everywhere,
    ),
    "a rehearsal said to be none, or the reverse, with its status": (ONE, rehearsal_denied),
    "objections taken out, and « no objection » said": (SEVERAL, objections_removed),
    "a scenario of one person said to be a meeting": (LONE, scenario_as_meeting),
    "what people wrote of a decision, in a scenario of one person": (LONE, decision_of_a_scenario),
    "a meeting told as the scenario of one person": (ONE, meeting_as_scenario),
    "the day of the meeting and of its last round": (ONE, day_with_its_round),
    "a round opened after it was closed": (ONE, opened_after_closed),
    "a round held before the one before it was closed": (SEVERAL, opened_before_the_last_closed),
    "a threshold moved, with the words computed again": (ONE, thresholds_with_words),
    "a warning left out, with the threshold that finds it": (SEVERAL, warning_with_threshold),
    "one person more, and one hand more": (SEVERAL, people_with_hands),
    "the text frozen, under another reading": (ONE, frozen_under_another_reading),
    "the text frozen, directions the other way": (ONE, frozen_the_other_way),
    "the text frozen, before any score was written": (ONE, frozen_before_any_edit),
    "the text frozen, after more scores were written": (ONE, frozen_after_more_edits),
    "the text frozen, with a college of which there is no group": (
        ONE, frozen_with_another_college,
    ),
}  # fmt: skip
"""What is done, as ``docs/record.md`` lists it -> the record that it is done to, and how."""


def forged(name):
    """A record to which something was done; not sealed yet."""
    of, change = FORGERIES[name]
    return change(as_tree(present()) if of == LONE else tree_of(of))
