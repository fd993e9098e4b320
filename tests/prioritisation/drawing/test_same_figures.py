"""What a room sees of a round has the figures of the report: shares, and weights of the group."""

import re

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.cli.report import analysis_text
from prioritisation.drawing.group import counts, group_weights_block, weights_legend
from prioritisation.drawing.swarm import swarm
from prioritisation.meeting.rules import Role
from prioritisation.sentences.shares import weight_texts
from tests.each import each
from tests.sitting import Sitting


def words(made):
    return " ".join(re.sub("<[^>]+>", " ", made).replace("\u00a0", " ").split())


@each("seed", range(6))
def test_the_group_has_one_weight_wherever_the_room_reads_it(room, seed):
    """In the key, the table beside other means, and above the ballots: decimals included."""
    made = Sitting(room).open()
    made.vote(9, seed=seed)
    made.reveal()
    results = room.results(made.code, Role.OBSERVER)
    written = [text.replace("\u00a0", " ") for text in weight_texts(results.group.mean)]
    for criterion, weight in zip(results.case.criteria, written, strict=True):
        for shown in (weights_legend(results), group_weights_block(results)):
            assert f"{criterion.label} {weight}" in words(shown)
        above = rf"{re.escape(criterion.label)}.{{0,40}}groupe {weight}, vote du milieu"
        assert re.search(above, words(swarm(results)))


def test_the_room_sees_the_shares_and_the_weights_of_the_report(results):
    analysis = results.analysis
    written = analysis_text(analysis, assess_robustness(analysis))
    report = " ".join(written.replace("\u00a0", " ").split())
    shares = report.partition("Aux deux premiers Rangs")[2]
    shown = words(counts(results))
    for row, lever in enumerate(results.case.levers):
        one = r"((?:[a-z ]*[\d,]+(?: %)? à )?[a-z ]*[\d,]+ %)"
        share = re.search(rf"{re.escape(lever.label)} {one}", shares)
        if results.analysis.region(row).sure:
            assert re.search(rf"{re.escape(lever.short_label)} \d+ {share[1]}", shown)
    whole = [text.replace("\u00a0", " ") for text in weight_texts(results.analysis.weights)]
    for criterion, weight in zip(results.case.criteria, whole, strict=True):
        label = re.escape(criterion.label)
        exact = re.search(rf"- {label}(?: \(nom officiel : [^)]*\))? : ([\d,]+) %", report)[1]
        assert abs(float(exact.replace(",", ".")) - int(weight.removesuffix(" %"))) < 1
        for made in (weights_legend(results), group_weights_block(results)):
            assert f"{criterion.label} {weight}" in words(made)
        assert re.search(
            rf"{label}.{{0,40}}groupe {weight}, vote du milieu", words(swarm(results))
        )
