"""Who weighed the criteria, how, and with what result: the section on the method."""

from collections.abc import Mapping

from criteria.model import Criterion
from prioritisation.analysis.ballots.group import Abstention, GroupWeights, group_weights, spreads
from prioritisation.documents.writing.content import Block, Paragraph, Section, Table
from prioritisation.documents.writing.subject import Subject, voted_case
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.state import Shown
from prioritisation.record.group_part import SpreadPart
from prioritisation.record.model import Record
from prioritisation.record.votes_part import Origin, RoundPart, SharesPart, VotesPart
from prioritisation.record.warned import movement_of
from prioritisation.sentences.criteria import bends_text
from prioritisation.sentences.group import (
    abstentions_text,
    ballots_agreement_text,
    movement_text,
    unlike_text,
    unlisted_text,
    unseen_text,
    whole_percents,
)
from prioritisation.sentences.meeting import role_name, vote_name
from prioritisation.sentences.phrases import direction_label, plain_anchor
from prioritisation.sentences.shares import exact_weight_texts
from prioritisation.sentences.weight_limits import mode_name
from prioritisation.wording import listed, percent, span, t, tn
from prioritisation.wording.numbers import long_date, with_capital


def method_section(record: Record, subject: Subject | None) -> Section:
    """Who voted, the rule, the weights and how they spread."""
    blocks: list[Block] = [Paragraph(text) for text in voters(record, subject)]
    if subject is not None:
        blocks.append(weights_table(subject))
        blocks += [Paragraph(text) for text in (_spread_text(subject),) if text]
    return Section(t("3. Method and weights"), tuple(blocks))


def voters(record: Record, subject: Subject | None = None) -> list[str]:
    """Who gave the weights, and how they were put together."""
    votes = record.votes
    if votes.origin is Origin.PERSON:
        return [_alone(votes)]
    deciding = votes.deciding
    assert deciding is not None  # noqa: S101 (a vote has a round)
    present = votes.attendance.present if votes.attendance else 0
    sentences = [_round(deciding, present), *_asked(deciding), _rule(votes.origin, subject)]
    asked = [c.id for c in deciding.criteria]
    for one in votes.rounds:
        if one.number != deciding.number:
            sentences.append(_passed_over(one))
        if [c.id for c in one.criteria] != asked:
            names = listed([c.label for c in one.criteria])
            sentences.append(t("It was about {criteria}.", criteria=names))
        name = vote_name(one.number)
        sentences += [
            t("Before the {name}, the group went back: « {why} ».", name=name, why=why)
            for why in one.back
        ]
    if votes.wording:
        sentences.append(t("Question asked: « {text} »", text=votes.wording))
    return [" ".join(sentences)]


def _alone(votes: VotesPart) -> str:
    """That one person chose, or that weights are equal, which is where everybody starts.

    An observer is anybody who reads what is published.
    """
    role = votes.chosen_by
    if len({part.value for part in votes.weights}) == 1:
        return t("The weights are equal: the group did not vote.")
    if role is None or role is Role.OBSERVER:
        return t("The weights were chosen by one person: the group did not vote.")
    return t(
        "The weights were chosen by one person ({who}): the group did not vote.",
        who=role_name(role),
    )


def _round(one: RoundPart, present: int = 0, *, passed: bool = False) -> str:
    """How many voted, of how many present where that is known, and why nothing was shown.

    Of a vote that another followed (``passed``), that the group has seen its results.
    """
    name = vote_name(one.number)
    sentence = tn("{name}: {n} vote", "{name}: {n} votes", one.count, name=name)
    if present:
        sentence = t("{told}, {n} present", told=sentence, n=present)
    if one.closed:
        sentence = t("{told}, closed on {day}", told=sentence, day=long_date(one.closed))
    if one.paper:
        sentence = tn(
            "{told}, of which {n} on paper",
            "{told}, of which {n} on paper",
            one.paper,
            told=sentence,
        )
    if passed and one.shown is not Shown.COUNT:
        sentence = t("{told}, results shown to the group", told=sentence)
    sentence = with_capital(t("{sentence}.", sentence=sentence))
    why = {Shown.COUNT: unseen_text(), Shown.FIGURES: unlisted_text(), Shown.ALL: ""}[one.shown]
    return " ".join([sentence, *filter(None, [why])])


def _asked(deciding: RoundPart) -> list[str]:
    """What a ballot asked, when ballots are told."""
    modes = dict.fromkeys(ballot.mode for ballot in deciding.ballots)
    return [t("Weights were asked for so: {mode}.", mode=mode_name(mode)) for mode in modes]


def _rule(origin: Origin, subject: Subject | None) -> str:
    group = _group(subject) if subject is not None else None
    if group is not None and group.partial:
        if group.rule is Abstention.MEAN:
            return t(
                "Weights of the group: the mean of the shares given, divided by their sum, "
                "one person one vote. The vote helps to decide: it does not decide."
            )
        return t(
            "Weights of the group: the mean of the shares of each vote, one person one vote; "
            "a vote that abstains is completed with the weights of the group. The vote helps "
            "to decide: it does not decide."
        )
    return {
        Origin.BALLOTS: t(
            "Weights of the group: the mean of the shares of each vote, one person one vote. "
            "The vote helps to decide: it does not decide."
        ),
        Origin.FIGURES: t(
            "Weights of the group: the mean of the shares of each vote, in whole percents, one "
            "person one vote. The vote helps to decide: it does not decide."
        ),
        Origin.NONE: t("Votes are too few for any weight of the group to be shown."),
    }[origin]


def _passed_over(round_part: RoundPart) -> str:
    """A vote that gives no weight: it was cancelled, or another followed it."""
    if not round_part.void:
        return _round(round_part, passed=True)
    name, why = vote_name(round_part.number), round_part.void.rstrip(".")
    if round_part.shown is Shown.COUNT:
        return t("The {name} was cancelled: {why}.", name=name, why=why)
    return t(
        "The {name} was cancelled, after its results were shown to the group: {why}.",
        name=name,
        why=why,
    )


def movement_line(record: Record) -> str:
    """What moved between the last two rounds, or why they do not compare.

    Empty when there were not two, or when it may not be told.
    """
    if record.votes.unlike:
        *_, before, after = (r.number for r in record.votes.rounds if not r.void)
        return unlike_text(record.votes.unlike, before, after)
    movement = movement_of(record.votes)
    labels = {c.id: c.label for c in voted_case(record).criteria}
    return movement_text(movement, labels) if movement else ""


def weights_table(subject: Subject) -> Table:
    """Criterion, weight, how ballots spread, direction and marks."""
    group = spreads_told(subject)
    header = [t("Criterion"), t("Weight")]
    header += [t("Middle vote"), t("At least half of the votes")] if group else []
    header += [t("Direction"), t("From 0 to 100 points")]
    rows = []
    weights = exact_weight_texts(weight.value for weight in subject.results.weights)
    for j, criterion in enumerate(subject.analysis.case.criteria):
        row = [full_name(criterion), weights[j]]
        row += _spread_cells(group.get(criterion.id)) if group else []
        rows.append((*row, *_reading(subject, j)))
    widths = (0.19, 0.09, 0.105, 0.12, 0.215, 0.28) if group else (0.22, 0.1, 0.28, 0.4)
    figures = frozenset({1, 2, 3}) if group else frozenset({1})
    return Table(t("Weights of the criteria"), tuple(header), tuple(rows), widths, figures)


def full_name(criterion: Criterion) -> str:
    """What people read of a criterion on the ballot, and its official name where it is another."""
    if not criterion.official:
        return criterion.label
    return t("{name} (official name: {label})", name=criterion.label, label=criterion.official)


def weights_line(subject: Subject) -> str:
    """Every weight, with what people read of its criterion."""
    shares = exact_weight_texts(w.value for w in subject.results.weights)
    names = map(full_name, subject.analysis.case.criteria)
    parts = [
        t("{criterion} {share}", criterion=n, share=s) for n, s in zip(names, shares, strict=True)
    ]
    return t("Weights: {list}.", list=", ".join(parts))


def spreads_told(subject: Subject) -> Mapping[str, SpreadPart | SharesPart]:
    """Criterion -> how the votes spread, of votes that are listed or not; empty without any."""
    group, deciding = subject.results.group, subject.record.votes.deciding
    told = group.spreads if group else deciding.shares if deciding else ()
    return {spread.criterion: spread for spread in told}


def _spread_cells(spread: SpreadPart | SharesPart | None) -> list[str]:
    if (
        spread is None
        or spread.median is None
        or spread.low_quartile is None
        or spread.high_quartile is None
    ):
        return [t("too few"), t("too few")]
    low, median, high = whole_percents(spread.low_quartile, spread.median, spread.high_quartile)
    return [percent(median / 100), f"{span(low, high)}\N{NO-BREAK SPACE}%"]


def _reading(subject: Subject, j: int) -> tuple[str, str]:
    criterion = subject.analysis.case.criteria[j]
    _combination, sense = subject.analysis.table.combination, subject.analysis.sense(criterion.id)
    direction = direction_label(criterion, sense)
    worst, best = (plain_anchor(criterion, end) for end in criterion.anchors(sense))
    if criterion.direction.contested:
        direction = t("{label} (to confirm)", label=direction)
    ends = f"{worst} \N{RIGHTWARDS ARROW} {best}"
    between = bends_text(criterion, sense, plain_anchor)
    return direction, t("{rule}; {more}", rule=ends, more=between) if between else ends


def _spread_text(subject: Subject) -> str:
    """On what the group agrees."""
    if not subject.ballots:
        return ""
    labels = dict(zip(subject.analysis.matrix.criteria, subject.criteria, strict=True))
    each = spreads(subject.ballots, subject.analysis.matrix.criteria, subject.thresholds.group)
    sentences = ballots_agreement_text(each, labels), _abstentions(subject, labels)
    return " ".join(part for part in sentences if part)


def _abstentions(subject: Subject, labels: Mapping[str, str]) -> str:
    """How many abstain on what, and by which rule; empty when nobody does."""
    group = _group(subject)
    if group is None or not any(group.abstentions):
        return ""
    return abstentions_text(group, labels)


def _group(subject: Subject) -> GroupWeights | None:
    """The weights of the ballots listed; None without any."""
    if subject.results.group is None:
        return None
    criteria = subject.analysis.matrix.criteria
    return group_weights(subject.ballots, criteria)
