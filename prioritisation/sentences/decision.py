"""What a decision still lacks, and what was proposed to whom."""

from collections.abc import Sequence

from prioritisation.record.decision import Decision, DecisionStatus, Missing, Outcome, State
from prioritisation.sentences.leading import joined
from prioritisation.wording import listed, t, tn


def state_text(found: DecisionStatus) -> str:
    """Project or decision, in a word."""
    return t("decision") if found.state is State.DECISION else t("project")


def state_sentence(found: DecisionStatus) -> str:
    """What the texts are, and why they are not yet a decision."""
    if found.state is State.DECISION:
        return t("This is a decision of the group: reasons and objections are written.")
    return t("This is a project, not a decision: {what}.", what=joined(missing_texts(found)))


def missing_texts(found: DecisionStatus) -> list[str]:
    """Everything that keeps the texts from being a decision, one text each."""
    return [_missing(what, len(found.unanswered)) for what in found.missing]


def _missing(what: Missing, unanswered: int) -> str:
    return {
        Missing.PROPOSAL: t("no lever is proposed"),
        Missing.MOTIVES: t("the reasons are not written"),
        Missing.OBJECTIONS: t("nothing is said of objections"),
        Missing.ANSWERS: tn(
            "{n} objection waits for an answer",
            "{n} objections wait for an answer",
            unanswered,
        ),
        Missing.CONTRADICTION: t("objections are written, and « no objection » is ticked"),
        Missing.VOTE: t("the weights were chosen by one person, the group did not vote"),
        Missing.REHEARSAL: t("this is a rehearsal"),
    }[what]


def proposal_sentence(decision: Decision, labels: Sequence[str]) -> str:
    """What the group proposes, and to whom; empty when it proposes nothing.

    Parameters
    ----------
    labels
        Labels of the levers proposed, in the order of the texts.
    """
    if not labels:
        return ""
    levers = listed([t("« {word} »", word=label) for label in labels])
    if decision.body.strip():
        return t(
            "The group proposes {levers}, to be validated by: {body}.",
            levers=levers,
            body=decision.body.strip(),
        )
    return t("The group proposes {levers}.", levers=levers)


def outcome_text(outcome: Outcome) -> str:
    """What became of an objection."""
    return {
        Outcome.OPEN: t("waits for an answer"),
        Outcome.LIFTED: t("lifted"),
        Outcome.KEPT: t("kept"),
    }[outcome]


def vote_sentence(decision: Decision) -> str:
    """The indicative vote; empty when there was none."""
    vote = decision.vote
    if vote is None:
        return ""
    return t(
        "Indicative vote: {favour} for, {against} against, {abstaining}.",
        favour=vote.favour,
        against=vote.against,
        abstaining=tn("{n} abstention", "{n} abstentions", vote.abstaining),
    )
