"""The scores, levers by criteria, with what each rests on; and the fields that change one."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from criteria.case import Case
from criteria.evidence import Evidence, Stance
from criteria.model import Criterion, Lever, Score, Standing, Status
from criteria.scales import Amount, LinearScale, Scale, WordScale
from prioritisation.analysis.address import cell_query
from prioritisation.analysis.conflicts import contradicted_cells
from prioritisation.analysis.matrix import bounds
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.bars import certainty_key
from prioritisation.drawing.markup import act_link, details, picture_key, scrollable, tag, text
from prioritisation.sentences.lacking import why_missing
from prioritisation.sentences.phrases import joined, plain_score_text, score_text, status_text
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal, statements
from prioritisation.wording import date_text, percent, t, tn

ONE_VALUE, BETWEEN, NOBODY = SCORE_KINDS = ("one", "between", "nobody")
"""What is known of a score: itself, two ends it stands between, nothing."""


def matrix(
    case: Case, scenario: Scenario, filling: str = "", below: Mapping[str, str] | None = None
) -> str:
    """The table of all scores under the perimeter, with evidence on demand in each cell.

    Parameters
    ----------
    filling
        Key of the dossier that the visitor may correct: each missing score leads to its form.
    below
        Lever id -> HTML that stands below its name.
    """
    below = below or {}
    head = tag("th", text(t("Lever")), scope="col") + "".join(
        tag(
            "th",
            tag("strong", text(c.label)) + "<br>" + text(c.short_source) + _official(c),
            scope="col",
        )
        for c in case.criteria
    )
    body = "".join(
        _row(case, scenario, lever, filling, below.get(lever.id, "")) for lever in case.levers
    )
    written = tag(
        "table",
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>",
        "twin matrix",
        style=f"--columns:{len(case.criteria)}",
    )
    return scrollable(written, t("Scores per lever and criterion")) + _key()


def _official(criterion: Criterion) -> str:
    """What documents call a criterion, where a room calls it otherwise."""
    if not criterion.official or criterion.official == criterion.label:
        return ""
    return tag("span", text(t("official name: {label}", label=criterion.official)), "st")


def _key() -> str:
    parts = (
        text(t("Bar: from the lowest of the scale (0) to the highest (100)")),
        *certainty_key(),
    )
    return picture_key(parts)


def _row(case: Case, scenario: Scenario, lever: Lever, filling: str, below: str) -> str:
    scope = tag("span", text(lever.scope), "st") if lever.scope else ""
    heading = tag("th", text(lever.label) + scope + below, scope="row")
    cells = "".join(_cell(case, scenario, lever, j, filling) for j in range(len(case.criteria)))
    return tag("tr", heading + cells)


def _cell(case: Case, scenario: Scenario, lever: Lever, column: int, filling: str) -> str:
    criterion = case.criteria[column]
    score = case.tables[scenario.combination].score(lever.id, criterion.id)
    official = score_text(criterion, score)
    room = plain_score_text(criterion, score)
    question = case.question_on(criterion.id)
    answer = question.answer(scenario.combination) if question else None
    attachment = answer is not None and answer.status is Standing.TO_CONFIRM
    evidence = case.evidence_on(lever.id, criterion.id, scenario.combination)
    small = [official if room else "", *_standing(case, score, attachment=attachment)]
    content = (
        tag("span", text(criterion.label), "only-narrow")
        + tag("span", text(room or official), "val")
        + " "
        + tag("span", text(" · ".join(filter(None, small))), "st")
        + _bar(criterion, score, scenario, case.places[column])
        + (_lacking(score, filling) if score.unknown else "")
        + _disputed(case, scenario, lever.id, criterion.id)
        + (details(text(_count(evidence)), statements(case, evidence), "ev") if evidence else "")
    )
    return tag("td", content)


def _lacking(score: Score, filling: str) -> str:
    """Why a score is missing, and the way to fill it."""
    why = tag("span", text(why_missing(score)), "st")
    if not filling:
        return why
    address = f"/dossiers?{urlencode(cell_query(filling, score.lever, score.criterion))}"
    return why + act_link(address, t("Fill it in"))


def _disputed(case: Case, scenario: Scenario, lever: str, criterion: str) -> str:
    """A word when a statement of this cell is contradicted by the figures of the perimeter."""
    cells = contradicted_cells(case, scenario.combination)
    words = t("What was said and the figure differ: see below")
    return tag("span", text(words), "flag amber") if (lever, criterion) in cells else ""


def _standing(case: Case, score: Score, *, attachment: bool) -> list[str]:
    """Status, source, date and confidence of a score.

    ``attachment`` says that what is counted in which lever is itself to confirm.
    """
    source = case.sources.get(score.source)
    known = [status_text(score.status) if not score.unknown else ""]
    if attachment and score.status is Status.OFFICIAL:
        known.append(t("attachment to confirm"))
    if not score.unknown:
        known.append(source.short_name if source else "")
        known.append(date_text(score.date))
        known.append(t("confidence: {word}", word=score.confidence) if score.confidence else "")
    return known


def _bar(criterion: Criterion, score: Score, scenario: Scenario, place: int) -> str:
    """A thin bar from the lowest to the highest anchor, as one of a ranking."""
    sense = scenario.senses.get(criterion.id)
    low, high = (100 * b for b in bounds(score, criterion.scale_in(sense)))
    css, high = (f"c{place} chk", 100.0) if score.doubted else (f"c{place}", high)
    solid = tag("b", "", css, style=f"width:{low:.2f}%") if low else ""
    spread = tag("b", "", f"c{place} u", style=f"width:{high - low:.2f}%") if high > low else ""
    return tag("span", solid + spread, "bar thin", aria_hidden="true")


def _count(evidence: tuple[Evidence, ...]) -> str:
    """How many pieces of evidence argue each way."""
    stances = [e.stance for e in evidence if e.quote]
    # What has no quotation is a figure.
    figures = sum(not e.quote for e in evidence)
    parts = [
        tn("{n} for", "{n} for", stances.count(Stance.FOR)) if Stance.FOR in stances else "",
        tn("{n} against", "{n} against", stances.count(Stance.AGAINST))
        if Stance.AGAINST in stances
        else "",
        tn("{n} to decide", "{n} to decide", stances.count(Stance.UNDECIDED))
        if Stance.UNDECIDED in stances
        else "",
    ]
    parts += [tn("{n} figure", "{n} figures", figures)] if figures else []
    return t("Evidence: {counts}", counts=", ".join(p for p in parts if p))


def sources_sentence(case: Case, scenario: Scenario) -> tuple[str, str]:
    """How many scores have a source, are a reading, or are unknown: one sentence in two parts."""
    scores = list(case.tables[scenario.combination].scores.values())
    backed = sum(s.status in (Status.OFFICIAL, Status.OPINION) for s in scores)
    inferred = sum(s.status is Status.INFERRED for s in scores)
    unknown = sum(s.unknown for s in scores)
    opinions = sum(s.status is Status.OPINION for s in scores)
    loud = _backed_text(backed, len(scores), only_opinions=0 < backed == opinions)
    rest = (
        [tn("{n} is deduced, to check", "{n} are deduced, to check", inferred)] if inferred else []
    )
    rest += [tn("{n} has none yet", "{n} have none yet", unknown)] if unknown else []
    return loud, f"{joined(rest)}." if rest else t("None is missing.")


def _backed_text(backed: int, scores: int, *, only_opinions: bool) -> str:
    if only_opinions:
        return tn(
            "{n} score out of {all} comes from an opinion.",
            "{n} scores out of {all} come from an opinion.",
            backed,
            all=scores,
        )
    return tn(
        "{n} score out of {all} comes from an official figure or an opinion.",
        "{n} scores out of {all} come from an official figure or an opinion.",
        backed,
        all=scores,
    )


def share_pct(value: float | None) -> str:
    """A national share written in percent in the data, or nothing."""
    return "" if value is None else percent(value / 100, 1)


def kind_field(name: str, kind: str, write: Callable[[str], None]) -> None:
    """The choice of what is known."""
    words = {ONE_VALUE: t("One score"), BETWEEN: t("Between two scores"), NOBODY: t("Missing")}
    widgets.segmented_control(
        t("What is known"),
        words,
        name=name,
        value=kind,
        write=write,
        required=True,
        format_func=words.__getitem__,
    )


def bound_labels(kind: str, scale: Scale) -> tuple[str, ...]:
    """Labels of the fields of a score, the low end first; none for a score that nobody knows."""
    # Which of two words is the least depends on how one reads the criterion.
    words = isinstance(scale, WordScale)
    both = (t("Between"), t("and")) if words else (t("At least"), t("At most"))
    return {BETWEEN: both, NOBODY: ()}.get(kind, (t("Score"),))


def bound_field(
    criterion: Criterion,
    label: str,
    name: str,
    value: Amount | None = None,
    *,
    note: str | None = None,
) -> None:
    """One end of a score.

    Parameters
    ----------
    note
        Shown on demand beside a number.
    """
    scale = criterion.scale
    if isinstance(scale, WordScale):
        widgets.selectbox(
            label,
            [v.id for v in scale.levels],
            name=name,
            value=value,
            write=None,
            format_func=lambda v: capital(scale.level(str(v)).label),
            placeholder=t("Choose a word"),
        )
        return
    whole = isinstance(scale, LinearScale) and scale.whole
    if unit := criterion.unit.several or criterion.unit.one:
        label = literal(t("{label}, in {unit}", label=label, unit=unit))
    typed = value if isinstance(value, int | float) else None
    if typed is not None:
        # The framework refuses a value of another type than the step.
        typed = int(typed) if whole else float(typed)
    step = 1 if whole else None
    widgets.number_input(label, name=name, value=typed, write=None, step=step, help=note)


def missing_score() -> str:
    """What is said when a score was sent with an empty field."""
    return t("Give the score, or choose « Missing ».")
