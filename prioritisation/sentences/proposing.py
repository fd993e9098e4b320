"""What was answered or written for other levers than those proposed now, in a sentence.

Parameters named ``labels`` are lever id -> label.
"""

from collections.abc import Mapping, Sequence

from prioritisation.meeting.rules.decision import Decision, Objection
from prioritisation.meeting.rules.levers import is_about
from prioritisation.wording import listed, t

_Labels = Mapping[str, str]


def quoted_levers(levers: Sequence[str], labels: _Labels) -> str:
    """The levers by name, each in quotation marks; empty without any."""
    return listed([t("« {word} »", word=labels.get(v, v)) for v in levers])


def former_consent_remarks(decision: Decision, labels: _Labels) -> tuple[str, ...]:
    """Which answers of the group are in force no more, and what to do; nothing when none is."""
    former = decision.former_consent
    if former is None:
        return ()
    levers = quoted_levers(former.proposed, labels)
    remarks = []
    if former.no_objection:
        remarks.append(
            t(
                "The answer « nobody objects » had been given for {levers}: ask the question "
                "again.",
                levers=levers,
            )
            if levers
            else t(
                "The answer « nobody objects » had been given before any lever was proposed: ask "
                "the question again."
            )
        )
    if former.vote is not None:
        remarks.append(
            t("The show of hands had been on {levers}: it counts no more.", levers=levers)
            if levers
            else t("The show of hands had been before any lever was proposed: it counts no more.")
        )
    return tuple(remarks)


def objection_remark(objection: Objection, decision: Decision, labels: _Labels) -> str:
    """Which levers an objection was to; empty when they are those proposed."""
    if is_about(objection.raised_for, decision.proposed):
        return ""
    levers = quoted_levers(objection.raised_for or (), labels)
    if not levers:
        return t("This objection was raised before any lever was proposed.")
    return t("This objection was to {levers}.", levers=levers)


def motives_remark(decision: Decision, labels: _Labels) -> str:
    """Which levers the reasons were written for; empty when they are those proposed."""
    if not decision.motives.strip() or is_about(decision.motives_for, decision.proposed):
        return ""
    levers = quoted_levers(decision.motives_for or (), labels)
    return t("These reasons were written for {levers}.", levers=levers)


def minority_remark(decision: Decision, labels: _Labels) -> str:
    """Which levers the minority view was written on; empty when they are those proposed."""
    if not decision.minority.strip() or is_about(decision.minority_for, decision.proposed):
        return ""
    levers = quoted_levers(decision.minority_for or (), labels)
    return t("This minority view was written on {levers}.", levers=levers)
