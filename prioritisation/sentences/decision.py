"""What a decision still lacks, and what was proposed to whom."""

import re
from collections.abc import Iterable, Sequence

from criteria.case import Case
from prioritisation.analysis.parts import LONGEST_LINE, LONGEST_RECORD_TEXT, MOST_IN_LIST
from prioritisation.analysis.ranking import TIE, Ranking
from prioritisation.analysis.scenario import Analysis
from prioritisation.meeting.rules.decision import (
    Decision,
    DecisionStatus,
    Finding,
    Missing,
    Outcome,
    State,
)
from prioritisation.sentences.counted import counted_first, first_of
from prioritisation.sentences.phrases import all_of, joined, one_of
from prioritisation.wording import listed, t, tn


def state_text(status: DecisionStatus, body: str = "") -> str:
    """Project, decision, or proposal to whoever validates it (``body``), in a word."""
    if status.state is not State.DECISION:
        return t("project")
    return t("proposal") if body.strip() else t("decision")


def settled_text(body: str) -> str:
    """What a group has settled: a decision, or a proposal to ``body``."""
    if not body.strip():
        return t("It is a decision of the group.")
    # As somebody typed it, with its article or without: after a colon, both read well.
    return t("It is the proposal of the group, to be validated by: {body}.", body=body.strip())


def given_weights_text(*, equal: bool) -> str:
    """Where the weights of a report without a meeting come from."""
    if equal:
        return t("The weights are equal, the group did not vote.")
    return t("The weights were chosen by one person, the group did not vote.")


def proposal_title(case: Case, names: Sequence[str]) -> str:
    """What is proposed: the answer to the question of a case; what comes first where it has none.

    Parameters
    ----------
    names
        Of the levers proposed, as they are to be read.
    """
    levers = listed(names)
    if case.choice:
        return t("The group proposes {levers}", levers=levers)
    return t("Start with {levers}", levers=levers)


def state_sentence(status: DecisionStatus, body: str = "") -> str:
    """What the texts are, and why they are not yet settled; ``body`` validates them."""
    if status.state is State.DECISION:
        return f"{settled_text(body)} {t('Reasons and objections are written.')}"
    return t("This is a project, not a decision: {what}.", what=joined(missing_texts(status)))


def missing_texts(status: DecisionStatus) -> list[str]:
    """Everything that keeps the texts from being a decision, one text each."""
    return [_missing(missing, len(status.unanswered)) for missing in status.missing]


def _missing(missing: Missing, unanswered: int) -> str:
    return {
        Missing.PROPOSAL: t("no lever is proposed"),
        Missing.MOTIVES: t("the reasons are not written"),
        Missing.CONFIRMATION: t("the reasons were written for other levers"),
        Missing.OBJECTIONS: t("nothing is said of objections"),
        Missing.ANSWERS: tn(
            "{n} objection waits for an answer", "{n} objections wait for an answer", unanswered
        ),
        Missing.CONTRADICTION: t("objections are written, and « no objection » is ticked"),
        Missing.VOTE: t("the group did not vote"),
        Missing.REHEARSAL: t("this is a rehearsal"),
    }[missing]


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
    proposed = t("{sentence}.", sentence=t("The group proposes {levers}", levers=levers))
    body = decision.body.strip()
    return f"{proposed} {t('To be validated by: {body}.', body=body)}" if body else proposed


def objection_outcome_text(outcome: Outcome) -> str:
    """What became of an objection."""
    return {
        Outcome.OPEN: t("waits for an answer"),
        Outcome.LIFTED: t("lifted"),
        Outcome.KEPT: t("kept"),
    }[outcome]


def objection_state_text(outcome: Outcome) -> str:
    """The same as a sentence of its own: it is the objection that is kept, not the answer."""
    return t("Objection: {outcome}.", outcome=objection_outcome_text(outcome))


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


def reminder_text(analysis: Analysis, word: str) -> str:
    """Who is first with the group's weights, and the word of how far it holds, if there is one."""
    who = counted_first(analysis, first_of(analysis.ranking))
    told = t("With the weights of the group: {who}.", who=who)
    return " ".join([told, *([t("{sentence}.", sentence=word)] if word else [])])


def answered_text(decision: Decision) -> str:
    """How many objections to what is proposed are answered, and how many of them are kept."""
    objections = decision.current_objections
    every, answered = len(objections), sum(o.answered for o in objections)
    kept = sum(o.outcome is Outcome.KEPT for o in objections)
    sentence = tn(
        "{n} objection answered out of {all}",
        "{n} objections answered out of {all}",
        answered,
        all=every,
    )
    if kept:
        sentence = tn("{told}, {n} kept", "{told}, {n} kept", kept, told=sentence)
    return t("{sentence}.", sentence=sentence)


def finding_text(finding: Finding, case: Case) -> str:
    """What to find out: a score of the table, how, or a free text."""
    criteria = {c.id: c.in_sentence for c in case.criteria}
    if not finding.lever or finding.criterion not in criteria:
        return finding.text
    levers = {v.id: v.short_label for v in case.levers}
    cell = t(
        "{criterion} of {lever}",
        criterion=criteria[finding.criterion],
        lever=levers.get(finding.lever, finding.lever),
    )
    named = cell[:1].upper() + cell[1:]
    return t("{name}: {label}", name=named, label=finding.text) if finding.text else named


def field_texts(fields: Sequence[str]) -> list[str]:
    """What cannot be kept, each with its place.

    Parameters
    ----------
    fields
        Paths of the fields at fault, as ``InvalidDecision`` carries them.
    """
    return [_field(path) for path in dict.fromkeys(fields)]


def heading_names() -> dict[str, str]:
    """Field of the head of the minutes -> what people call it, in the order to be read."""
    return {
        "group": t("Body"),
        "addressee": t("Addressee"),
        "place": t("Meeting place"),
        "chair": t("Chair"),
        "secretary": t("Secretary"),
        "excused": t("Excused"),
        "quorum": t("Quorum"),
        "reference": t("Reference"),
    }


def part_names(parts: Iterable[str]) -> list[str]:
    """What people call parts of a decision, each once; one that has no name is left out."""
    names = {
        "no_objection": t("Objections"),
        "motives_for": t("Reasons of the group"),
        "minority_for": t("Minority view"),
        "former_consent": t("answer of the group given for other levers, no more in force"),
        "restored_consent": t("answer of the group given for these levers, in force again"),
        **_places(),
    }
    return list(dict.fromkeys(names[part] for part in parts if part in names))


def _places() -> dict[str, str]:
    return {
        "heading": t("Head of the minutes"),
        **heading_names(),
        "proposed": t("Levers proposed"),
        "body": t("Who validates it"),
        "context": t("Context and mandate of the group"),
        "arguments": t("Arguments of the group for one lever or two"),
        "motives": t("Reasons of the group"),
        "minority": t("Minority view"),
        "objections": t("Objections"),
        "text": t("Text"),
        "answer": t("Answer of the group"),
        "steps": t("Next step"),
        "action": t("Action"),
        "who": t("In charge"),
        "when": t("Due"),
        "to_find": t("What to find out first"),
        "review": t("Review date"),
        "vote": t("Vote"),
    }


def _field(path: str) -> str:
    names = _places()
    parts = re.findall(r"[a-z_]+|[0-9]+", path)
    if not parts:
        return t("the whole text cannot be read")
    named = [str(int(p) + 1) if p.isdigit() else names.get(p, p) for p in parts]
    # « Next step 2, Action »: a number belongs to the name before it.
    place = " ".join(named[:2]) if parts[1:2] and parts[1].isdigit() else ", ".join(named[:2])
    place = ", ".join([place, *named[2:]])
    if parts[-1] in ("proposed", "objections", "steps", "to_find"):
        return t("{place}: {n} at most.", place=place, n=MOST_IN_LIST)
    lines = ("body", "who", "when", *heading_names())
    longest = LONGEST_LINE if parts[-1] in lines else LONGEST_RECORD_TEXT
    if parts[-1] in ("review", "vote"):
        return t("{place}: cannot be read.", place=place)
    return t(
        "{place}: {n} characters at most. Nothing typed is lost: shorten it.",
        place=place,
        n=longest,
    )


Labels = Sequence[str]
"""What people call the levers, in the order of the rows."""


def departures_text(ranking: Ranking, levers: Labels, proposed: Sequence[int]) -> str:
    """Where a proposal departs from the ranking, or is not settled by it; empty where neither.

    Parameters
    ----------
    proposed
        Rows of the levers proposed; with none, nothing departs.
    """
    rows = tuple(sorted(proposed))
    if not rows:
        return ""
    return departure_text(ranking, levers, rows) or _open_text(ranking, levers, rows)


def departure_text(ranking: Ranking, levers: Labels, proposed: Sequence[int]) -> str:
    """Which levers precede one that is proposed, whatever is not known; empty when none does."""
    parts = []
    for i in proposed:
        above = [
            levers[j]
            for j in _unproposed(ranking, proposed)
            if ranking.low[j] > ranking.high[i] + TIE
        ]
        if above:
            parts.append(
                tn(
                    "{levers}, not proposed, comes before {lever}",
                    "{levers}, not proposed, come before {lever}",
                    len(above),
                    levers=all_of(above),
                    lever=levers[i],
                )
            )
    if not parts:
        return ""
    return t(
        "The proposal departs from the ranking: with these weights, {parts}.", parts=joined(parts)
    )


def _open_text(ranking: Ranking, levers: Labels, proposed: Sequence[int]) -> str:
    """Which levers could precede one that is proposed, or have as many points; empty when none."""
    others = _unproposed(ranking, proposed)
    least = min(ranking.low[i] for i in proposed)
    rivals = [levers[j] for j in others if ranking.high[j] > least + TIE]
    if rivals:
        return t(
            "The ranking does not settle this proposal: {levers} could come before it.",
            levers=one_of(rivals),
        )
    lowest = [i for i in proposed if ranking.high[i] <= least + TIE]
    level = [levers[j] for j in others if lowest and ranking.low[j] >= least - TIE]
    if not level:
        return ""
    return tn(
        "{levers} has as many points as {lever}: the group chooses, not the ranking.",
        "{levers} have as many points as {lever}: the group chooses, not the ranking.",
        len(level),
        levers=all_of(level),
        lever=all_of([levers[i] for i in lowest]),
    )


def _unproposed(ranking: Ranking, proposed: Sequence[int]) -> list[int]:
    return [j for j in ranking.order if j not in proposed]
