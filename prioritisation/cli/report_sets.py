"""One lever or several, as sections of a report in French."""

from collections.abc import Iterator

from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.cli.report_json import LOSSES
from prioritisation.cli.report_layout import TextRow, terminal_table, with_choices_of_tables
from prioritisation.documents.writing.content import Bullets, Section, Table
from prioritisation.sentences import second_lever, set_comparison, set_shares
from prioritisation.sentences.crossing import in_force_text
from prioritisation.sentences.sets import excluded_texts, unsaid_texts, why_texts
from prioritisation.sentences.shares import side_texts
from prioritisation.wording import percent, span, t


def sets_sections(analysis: Analysis, comparison: SetComparison) -> list[Section]:
    """One lever or several; a section without lines has nothing to say."""
    levers = [lever.label for lever in analysis.case.levers]
    several = len(analysis.case.criteria) > 1
    sentences = [*_answers(comparison, levers), in_force_text(analysis)]
    sentences += _reasons(comparison, levers)
    sets, sides = _sets(comparison, levers, several=several), _sides(comparison)
    sections = [
        Section(t("One lever or several"), (Bullets(tuple(filter(None, sentences))),)),
        Section(t("Sets of levers, before any spreading out"), sets),
        Section(
            t(
                "One lever alone or several, by what each loses of its effect, in share of all "
                "weights"
            ),
            sides if several else (),
        ),
    ]
    return [with_choices_of_tables(analysis, one) for one in sections]


def _answers(comparison: SetComparison, levers: list[str]) -> Iterator[str]:
    """The answer, what the loss that is judged makes of it, what holds beyond these weights."""
    judged = comparison.question.dilution
    yield str(set_comparison.sets_answer(comparison, levers))
    if judged is not None:
        yield second_lever.judged_text(comparison, judged)
    yield second_lever.median_loss_text(comparison)
    yield set_comparison.roles_text(comparison, levers)
    yield set_comparison.threshold_text(comparison)


def _reasons(comparison: SetComparison, levers: list[str]) -> Iterator[str]:
    """What the answer rests on: what is excluded, not said, said; the method, and its zero."""
    yield from excluded_texts(comparison, levers)
    yield from unsaid_texts(comparison, levers)
    yield from _whys(comparison, levers)
    yield set_comparison.method_text()
    yield set_comparison.zero_text()


def _whys(comparison: SetComparison, levers: list[str]) -> list[str]:
    """What is said of each set, once."""
    sets = comparison.sets.members if comparison.sets else ()
    sentences = [text for rows in sets for text in why_texts(comparison, rows, levers)]
    return list(dict.fromkeys(sentences))


def _sets(comparison: SetComparison, levers: list[str], *, several: bool) -> tuple[Table, ...]:
    """Every set by size, the largest lowest value first."""
    if comparison.sets is None:
        return ()
    sets, ranking = comparison.sets, comparison.ranking
    lows = sets.belongs @ ranking.low + sets.bonus
    highs = sets.belongs @ ranking.high + sets.bonus
    head = (t("Set"), t("Points"), *([t("Best of its size")] if several else []))
    rows: list[TextRow] = [head]
    for size in sets.all_sizes:
        for index in sorted(sets.of_size(size), key=lambda k: (-lows[k], -highs[k])):
            members = sets.members[index]
            value = span(100 * float(lows[index]), 100 * float(highs[index]))
            share = [_share(comparison, members)] if several else []
            rows.append((set_comparison.set_name(members, levers), value, *share))
    return (terminal_table(rows, 1),)


def _share(comparison: SetComparison, members: tuple[int, ...]) -> str:
    if comparison.over_weights is None:
        return ""
    return set_shares.set_share_text(comparison, members)


def _sides(comparison: SetComparison) -> tuple[Table, ...]:
    """Who is on each side of some losses of effect."""
    if comparison.over_weights is None:
        return ()
    rows: list[TextRow] = [
        (t("Loss"), t("One alone"), t("Several"), t("As good"), t("Not known yet"))
    ]
    rows += [
        (percent(loss), *side_texts(sides))
        for loss in LOSSES
        if (sides := comparison.over_weights.sides_of_loss(loss))
    ]
    return (terminal_table([r for k, r in enumerate(rows) if not _between_same(rows, k)], 1),)


def _between_same(rows: list[TextRow], k: int) -> bool:
    """Whether a loss has the same shares as the one before and the one after."""
    near = rows[max(0, k - 1) : k + 2]
    return len(near) > 2 and len({row[1:] for row in near}) == 1  # noqa: PLR2004 (and itself)
