"""What the group must settle before it votes: raw scores, and whom each answer helps; no rank."""

from collections.abc import Iterator

from criteria.model import Criterion, Score, Sense
from criteria.scales import WordScale
from prioritisation.analysis.crossing import (
    Branch,
    ChoiceAnswer,
    ChoiceKind,
    Crossing,
    OpenChoice,
    choice_answers,
    concerned,
    crossing_of,
    open_choices,
)
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.amounts import (
    amount_cell,
    bar_of,
    largest,
    measure_of,
    uncounted,
    unit_label,
    unit_words,
    ways_counted,
)
from prioritisation.drawing.projected.frame import (
    Foot,
    criterion_name,
    framed_picture,
    lever_name,
    meeting_foot,
    name_cell,
    rehearsal_tag,
)
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.meeting.room.choices import AnswerMoments, settled_choices
from prioritisation.sentences.counted import first_depends_text
from prioritisation.sentences.crossing import (
    branch_text,
    choice_name,
    choice_question,
    count_text,
    helped_rule,
    option_text,
    path_text,
)
from prioritisation.sentences.phrases import direction_label
from prioritisation.wording import t, tn
from prioritisation.wording.moments import local_moment
from prioritisation.wording.numbers import with_capital

_MOST_WORDS = 17
"""Words of a question of the case that are read at once; another takes a shorter one."""

_MOST_ROWS, _MOST_COMPARED, _MOST_ANSWERS = 8, 7, 4
_MOST_MEASURED = 6
"""Levers compared that have room for a bar each."""
_FEWEST_CRITERIA = 2
_HELPS = "▲"


def question_picture(stage: Stage, choice: OpenChoice) -> str:
    """One open choice: it may be shown before a vote, as nothing of it ranks."""
    directed = choice.kind is ChoiceKind.DIRECTION
    body, left = _directions(stage, choice) if directed else _readings(stage, choice)
    other = ""
    if len(stage.criteria) > _FEWEST_CRITERIA and not stage.meeting.frozen:
        other = text(t("Or else: do not count this criterion."))
    foot = Foot(left, rehearsal_tag(stage) + other)
    kind = "direction" if directed else "readings"
    return framed_picture(kind, _place(stage, choice), _loud(stage, choice), body, foot)


def _place(stage: Stage, choice: OpenChoice) -> str:
    """Which of the questions it is."""
    settled = len(settled_choices(stage.plain_case, stage.setup))
    left = [(c.kind, c.about) for c in open_choices(stage.plain_case, stage.scenario())]
    k, n = settled + left.index((choice.kind, choice.about)) + 1, settled + len(left)
    return t("To decide before the vote: question {k} of {n}", k=k, n=n)


def _loud(stage: Stage, choice: OpenChoice) -> str:
    question = choice_question(stage.plain_case, choice)
    if len(question.split()) <= _MOST_WORDS:
        return question
    if choice.kind is ChoiceKind.DIRECTION:
        return t("What makes a lever a priority?")
    return t("How should it be counted?")


def _directions(stage: Stage, choice: OpenChoice) -> tuple[str, str]:
    """Levers from the least to the most, beside the two answers; and what stands below."""
    (criterion,) = concerned(stage.plain_case, choice)
    table = stage.case.tables[stage.setup.combination]
    scores = [(v, table.score(v.id, criterion.id)) for v in stage.case.levers]
    known = sorted(
        (s for s in scores if not s[1].unknown), key=lambda s: _place_of(criterion, s[1])
    )
    first = known if len(known) <= _MOST_ROWS else known[: _MOST_ROWS // 2 - 1]
    last = known[-_MOST_ROWS // 2 :] if len(known) > _MOST_ROWS else []
    between = tn("and {n} other", "and {n} others", len(known) - len(first) - len(last))
    most = largest(s for _, s in known)
    rows = [name_cell(lever_name(v)) + bar_of(criterion, s, most) for v, s in first]
    rows += [tag("div", text(between), "p-soft p-wide")] * bool(last)
    rows += [name_cell(lever_name(v)) + bar_of(criterion, s, most) for v, s in last]
    inside = unit_label(unit_words(criterion), "p-wide") + "".join(rows)
    listed = tag("div", inside, "p-levers", style=f"--rows:{len(rows)}")
    missing = [lever_name(v) for v, s in scores if s.unknown]
    left = uncounted(criterion, missing, [s for _, s in known])
    ways = " ".join(ways_counted(stage, criterion))
    return listed + _two_answers(criterion), "\N{EM SPACE}".join(filter(None, (left, text(ways))))


def _place_of(criterion: Criterion, score: Score) -> tuple[float, float]:
    """Where a score stands on the scale of the data, from the least of it."""
    scale = criterion.scale
    if isinstance(scale, WordScale):
        levels = [level.id for level in scale.levels]
        return levels.index(str(score.low)), levels.index(str(score.high))
    return float(score.low or 0), float(score.high or 0)


def _two_answers(criterion: Criterion) -> str:
    """Two boxes of one size and one colour: neither is preferred."""
    boxes = [
        _answer(criterion, sense, up=up) for sense, up in ((Sense.MIN, True), (Sense.MAX, False))
    ]
    return tag("div", tag("p", text(t("or")), "p-or").join(boxes), "p-answers")


def _answer(criterion: Criterion, sense: Sense, *, up: bool) -> str:
    few = t("Little") if up else t("Much")
    name = criterion.plain.names.get(sense, few)
    why = criterion.plain.questions.get(sense) or criterion.direction.labels.get(sense, "")
    helps = t("Helps the levers at the top") if up else t("Helps the levers at the bottom")
    arrow = tag("i", "", "p-arrow p-up" if up else "p-arrow", aria_hidden="true")
    size = "p-v" if len(name) <= 16 else "p-v p-small"  # noqa: PLR2004 (one line)
    words = tag("p", tag("span", text(name), "p-clamp"), size)
    words += tag("p", tag("span", text(why), "p-clamp"), "p-w") + tag("p", text(helps), "p-w")
    return tag("div", arrow + tag("div", words), "p-answer")


def _readings(stage: Stage, choice: OpenChoice) -> tuple[str, str]:
    """A box for each answer, with the scores that are not the same, or not worth the same."""
    answers = choice_answers(stage.plain_case, stage.scenario(), choice)
    answers_in, criteria = answers[:_MOST_ANSWERS], concerned(stage.plain_case, choice)
    changing = [
        row
        for row in range(len(stage.case.levers))
        if len({_bounds(a.scores[0][row]) for a in answers}) > 1
        or any(row in a.helped for a in answers)
    ]
    rows = (
        changing[:_MOST_COMPARED]
        if len(changing) <= _MOST_COMPARED
        else changing[: _MOST_COMPARED - 1]
    )
    most = 0.0
    if len(rows) <= _MOST_MEASURED:
        most = largest(a.scores[0][row] for a in answers_in for row in rows)
    cells = "".join(
        _compared(stage, criteria[0], answers_in, (row, k + 2), most) for k, row in enumerate(rows)
    )
    boxes = "".join(
        tag("i", "", "p-box", style=f"grid-column:{k + 2}") for k in range(len(answers_in))
    )
    style = f"--answers:{len(answers_in)};--rows:{len(rows)}"
    heads = unit_label(unit_words(criteria[0])) + _heads(stage, choice, answers_in)
    body = tag("div", boxes + heads + cells, "p-compared", style=style)
    if any(row in answer.helped for answer in answers_in for row in rows):
        body += tag("p", text(_key(stage, criteria[0])), "p-sign")
    return body, text(_below(stage, answers, (rows, changing)))


def _heads(stage: Stage, choice: OpenChoice, answers: tuple[ChoiceAnswer, ...]) -> str:
    labels = [option_text(stage.plain_case, choice, answer.option) for answer in answers]
    return "".join(
        tag("div", tag("span", text(label), "p-clamp"), "p-v", style=f"grid-area:1/{k + 2}")
        for k, label in enumerate(labels)
    )


def _bounds(score: Score) -> tuple[object, object]:
    return score.low, score.high


def _compared(
    stage: Stage,
    criterion: Criterion,
    answers_in: tuple[ChoiceAnswer, ...],
    place: tuple[int, int],
    most: float,
) -> str:
    """A lever, by its row and the line of the grid that is its own; bars on one scale."""
    (row, line), lever = place, stage.case.levers[place[0]]
    name = name_cell(lever_name(lever))
    cells = tag("div", name, style=f"grid-area:{line}/1")
    for k, answer in enumerate(answers_in):
        helps = tag("b", _HELPS, "p-helps") if row in answer.helped else ""
        score = answer.scores[0][row]
        inside = amount_cell(criterion, score) + (helps or tag("span", ""))
        inside += measure_of(criterion, score, most)
        style = f"grid-area:{line}/{k + 2};--c:{lever.colour}"
        cells += tag("div", inside, "p-cell p-lever", style=style)
    return cells


def _key(stage: Stage, criterion: Criterion) -> str:
    """What the sign means: against whom, and with which direction, which may be open itself."""
    sense = stage.scenario().senses.get(criterion.id, criterion.direction.default)
    name = criterion.plain_name(sense)
    values = {"sign": _HELPS, "rule": helped_rule(ChoiceKind.READING), "name": name}
    if criterion.direction.contested:
        return t("{sign} {rule}, if « {name} » counts.", **values)
    return t("{sign} {rule}, as « {name} » counts.", **values)


def _below(
    stage: Stage, answers: tuple[ChoiceAnswer, ...], rows: tuple[list[int], list[int]]
) -> str:
    """What is not in the picture."""
    (rows_in, changing), parts = rows, list[str]()
    if more := len(changing) - len(rows_in):
        parts.append(tn("{n} other lever changes too.", "{n} other levers change too.", more))
    if same := len(stage.case.levers) - len(changing):
        parts.append(tn("{n} lever does not change.", "{n} levers do not change.", same))
    if len(answers) > _MOST_ANSWERS:
        left = len(answers) - _MOST_ANSWERS
        parts.append(tn("{n} other answer.", "{n} other answers.", left))
    return " ".join(filter(None, parts))


_MOST_PATHS = 5


def paths_picture(stage: Stage, results: RoundResults) -> str:
    """A line for each way to settle what is open, and who is then first."""
    analysis = results.analysis
    if analysis is None:
        return ""
    crossing = crossing_of(analysis)
    question = t("What does the answer still depend on?")
    foot = meeting_foot(stage, t("With our weights."))
    if crossing is None or len(crossing.outcomes) == 1:
        return framed_picture("paths", question, t("Nothing is left to settle."), "", foot)
    branches = crossing.branches
    picked = branches if len(branches) <= _MOST_PATHS else branches[: _MOST_PATHS - 1]
    rows = "".join(_line(analysis, crossing, branch) for branch in picked)
    if more := len(branches) - len(picked):
        rows += tag("p", text(tn("and {n} other case", "and {n} other cases", more)), "p-soft")
    answer = _path_answer(analysis, crossing)
    return framed_picture("paths", question, answer, tag("div", rows, "p-paths"), foot)


def _path_answer(analysis: Analysis, crossing: Crossing) -> str:
    if crossing.leader is not None and crossing.winner is None:
        return t("{sentence}.", sentence=with_capital(first_depends_text(analysis, crossing)))
    return count_text(analysis, crossing)


def _line(analysis: Analysis, crossing: Crossing, branch: Branch) -> str:
    path = tag("span", text(path_text(analysis.case, crossing, branch)), "p-clamp")
    who = tag("span", text(branch_text(analysis, branch)), "p-clamp")
    css, style = "p-hatch", ""
    if branch.sure is not None:
        css, style = "p-lever", f"--c:{analysis.case.levers[branch.sure].colour}"
    swatch = tag("i", "", f"p-swatch {css}", style=style)
    return tag("div", tag("div", path) + swatch + tag("b", who), "p-path")


_ONE_COLUMN, _MOST = 6, 12
_RETAINED = "✓"


def counted_picture(stage: Stage, moments: AnswerMoments) -> str:
    """Each criterion with what makes a lever first on it, then each way of counting retained.

    What was answered for this meeting has a sign, and the foot says when.
    """
    answers = list(_answers(stage))
    rows = answers[:_MOST]
    cells = "".join(_row(*row) for row in rows)
    columns = 1 if len(rows) <= _ONE_COLUMN else 2
    style = f"--columns:{columns};--rows:{-(-len(rows) // columns)}"
    left = len(answers) - len(rows)
    others = tn("{n} other answer.", "{n} other answers.", left) if left else ""
    body = tag("div", cells, "p-scores", style=style)
    foot = meeting_foot(stage, " ".join(filter(None, (_when(stage, moments), others))))
    return framed_picture("scores p-counted", t("Before the vote"), t("What we count"), body, foot)


def _when(stage: Stage, moments: AnswerMoments) -> str:
    """Who retained the answers and when, in one line; empty without any."""
    since = len(moments.since)
    if not moments.before:
        if not since:
            return ""
        return tn(
            "{sign} {n} answer retained once the lobby was open.",
            "{sign} {n} answers retained once the lobby was open.",
            since,
            sign=_RETAINED,
        )
    days = sorted({local_moment(at, stage.case.timezone).date() for at in moments.before})
    first, last = (f"{day:%d/%m/%Y}" for day in (days[0], days[-1]))
    before = tn(
        "{sign} {n} answer retained by the facilitator before the meeting ({days})",
        "{sign} {n} answers retained by the facilitator before the meeting ({days})",
        len(moments.before),
        sign=_RETAINED,
        days=first if first == last else t("{first} to {last}", first=first, last=last),
    )
    return (
        t("{before}, {n} once the lobby was open.", before=before, n=since)
        if since
        else f"{before}."
    )


def _answers(stage: Stage) -> Iterator[tuple[str, str, bool]]:
    """A name, its answer, and whether it was given for this meeting."""
    case = stage.plain_case
    settled = settled_choices(case, stage.setup)
    directed = {c.about for c in settled if c.kind is ChoiceKind.DIRECTION}
    for criterion in stage.criteria:
        sense = stage.setup.senses.get(criterion.id, criterion.direction.default)
        words = direction_label(criterion, sense)
        yield criterion_name(stage, criterion), words, criterion.id in directed
    for choice in settled:
        if choice.kind is not ChoiceKind.DIRECTION:
            words = option_text(case, choice, choice.options[0])
            yield choice_name(case, choice), words, True
    for choice in open_choices(case, stage.scenario()):
        if choice.kind is not ChoiceKind.DIRECTION:
            yield choice_name(case, choice), t("left open"), False


def _row(name: str, words: str, retained: bool) -> str:
    sign = tag("b", _RETAINED, "p-helps") + " " if retained else ""
    answer = tag("div", tag("span", sign + text(words), "p-clamp"), "p-amount")
    return tag("div", name_cell(name) + answer, "p-row")
