"""What ``analyse`` prints: the text of the note for a terminal, or all that was computed."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.cli import TERMINAL_COLUMNS, terminal_line
from prioritisation.documents.subjects import facts_alone
from prioritisation.documents.writing import result
from prioritisation.documents.writing.content import Block, Bullets, Paragraph, Section, Table
from prioritisation.documents.writing.method import weights_table
from prioritisation.documents.writing.subject import Subject, new_subject
from prioritisation.record.computing import computed_of
from prioritisation.record.making import record_with
from prioritisation.record.model import as_tree
from prioritisation.record.votes import votes_part
from prioritisation.sentences.counted import said_with_choices
from prioritisation.sentences.criteria import set_aside_texts
from prioritisation.sentences.crossing import in_force_text, moving_text, open_choices_text
from prioritisation.sentences.one_or_two import two_caption, two_rows
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.robustness import learning_lines, possible_ranks_text, solid_headline
from prioritisation.sentences.robustness_tests import leaving_lines
from prioritisation.sentences.tipping import details_texts, tipping_lines
from prioritisation.sentences.verdict import conclusion
from prioritisation.sentences.weight_limits import allowed_text, constraint_text, outside_text
from prioritisation.settings import threshold_numbers
from prioritisation.wording import NBSP, span, t, tn

Json = dict[str, object]

_MOST_TO_FIND = 3


def analysis_json(analysis: Analysis, robustness: Robustness) -> Json:
    """The case, the points and the results as a record tells them, and the weights allowed."""
    record = subject_of_analysis(analysis, robustness).record
    labels = [c.label for c in analysis.case.criteria]
    return {
        "case": as_tree(record.case),
        "points": {w.criterion: w.value for w in record.votes.weights},
        "settings": {name: list(values) for name, values in record.settings.items()},
        "constraints": [constraint_text(c, labels) for c in robustness.question.constraints],
        "not_satisfied": [constraint_text(c, labels) for c in robustness.outside],
        "share_of_all_weights": {"share": robustness.share, "error": robustness.share_error},
        "conclusion": str(conclusion(analysis)),
        "results": record.results and as_tree(record.results),
    }


def analysis_text(analysis: Analysis, robustness: Robustness) -> str:
    """The note's own text, in at most 100 columns, the conclusion first."""
    subject = subject_of_analysis(analysis, robustness)
    above = [
        str(conclusion(subject.analysis)),
        " ".join(details_texts(subject.analysis)),
        outside_text(robustness, subject.criteria) if robustness.outside else "",
        allowed_text(robustness, subject.criteria),
        result.hangs_on(subject),
    ]
    told = [
        (section.title, [line for block in section.blocks for line in _block_lines(block)])
        for section in _sections(subject)
    ]
    parts = [folded(text) for text in above if text]
    parts += [[*folded(title), *lines] for title, lines in told if lines]
    return "\n\n".join(map("\n".join, parts))


def subject_of_analysis(analysis: Analysis, robustness: Robustness) -> Subject:
    """What the note of an analysis is told from: the trial of one person, on no day."""
    case, scenario = analysis.case, analysis.scenario
    facts = facts_alone(case, scenario, case.updated, threshold_numbers())
    votes = votes_part(facts)
    computed = computed_of(analysis, robustness, votes, facts.thresholds, opinions=True)
    subject = new_subject(record_with(facts, computed), computed, case)
    assert subject is not None  # noqa: S101 (one person's weights are never too few)
    return subject


def _sections(subject: Subject) -> Iterator[Section]:
    analysis, robustness = subject.analysis, subject.robustness
    tests = tuple(result.tests(subject))
    others = [*tipping_lines(analysis, robustness)[1:], *leaving_lines(analysis, robustness)[1:]]
    choices = (
        open_choices_text(analysis, beside_table=True),
        moving_text(analysis),
        *result.alternates(subject),
    )
    weights = [
        t("{name}: {label}", name=name, label=f"{NBSP}; ".join(about))
        for name, *about in weights_table(subject).rows
    ]
    lists = (
        (t("What may change the answer"), [said_with_choices(analysis, x) for x in others]),
        (t("What to find out first"), _to_find(learning_lines(analysis, robustness))),
        (t("Choices still open"), [x for x in choices if x not in tests]),
        (t("Criteria not counted"), set_aside_texts(analysis.case.set_aside)),
        (t("Caveats"), caveats(analysis)),
    )
    yield Section(t("Ranking, in points out of 100"), (result.ranking_table(subject),))
    yield Section(t("Weights of the criteria"), (Bullets(tuple(weights)),))
    solid = Paragraph(str(solid_headline(analysis, robustness)))
    yield Section(t("How far the first place holds"), (solid, Bullets(tests), *_places(subject)))
    for title, items in lists:
        yield Section(title, (Bullets(tuple(filter(None, items))),))


def _to_find(lines: Sequence[str]) -> Sequence[str]:
    """The first of them, how many others there are, and what a chance is, which comes last."""
    left = len(lines) - _MOST_TO_FIND - 1
    if left < 1:
        return lines
    more = tn("and {n} more: --json has them all", "and {n} more: --json has them all", left)
    return [*lines[:_MOST_TO_FIND], more, lines[-1]]


def _places(subject: Subject) -> Iterator[Block]:
    """Shares of the weights and possible ranks; with one criterion there are no other weights."""
    analysis, robustness, both = subject.analysis, subject.robustness, subject.one_or_two
    if rows := two_rows(analysis, both):
        extremes = {e.row: e for e in robustness.extremes}
        ranks = [t("Possible ranks")]
        for one in (extremes[row] for row in both.over_weights.order):
            proven = one.best_proven and one.worst_proven
            ranks.append(span(one.best, one.worst) + ("" if proven else " ?"))
        head, *body = [(*row, rank) for row, rank in zip(rows, ranks, strict=True)]
        yield Table("", head, tuple(body), (0.4, 0.2, 0.2, 0.2), frozenset({1, 2, 3}))
        texts = two_caption(analysis, both), possible_ranks_text()
        yield Bullets((*texts, *filter(None, [in_force_text(analysis)])))


def _block_lines(block: Block) -> list[str]:
    match block:
        case Paragraph(text):
            return folded(text)
        case Bullets(items):
            every = [folded(text, TERMINAL_COLUMNS - 4) for text in items]
            return [("    " if k else "  - ") + x for lines in every for k, x in enumerate(lines)]
        case Table():
            return table_lines(block)
        case _:
            return []


def folded(text: str, width: int = TERMINAL_COLUMNS) -> list[str]:
    """Lines of a text, without the control characters that a terminal would obey."""
    # No line begins with a sign that French puts after a space, nor ends with «.
    text = re.sub(r"(?<=«) | (?=[»:;?!%])", NBSP, terminal_line(text))
    return wrap(text, width, break_on_hyphens=False) or [""]


def table_lines(table: Table) -> list[str]:
    """Columns under a header, as wide as they need; as on paper where that is too much."""
    rows = [table.header, *table.rows]
    widths = [max(map(len, (*head.split(), *cells))) for head, *cells in zip(*rows, strict=True)]
    if sum(widths) + 2 * len(widths) > TERMINAL_COLUMNS:
        widths = [max(1, int(share * TERMINAL_COLUMNS) - 2) for share in table.widths]
    lines: list[str] = []
    for row in rows:
        cells = [folded(text, width) for text, width in zip(row, widths, strict=True)]
        lines += [
            "".join(
                "  " + (text.rjust(width) if k in table.figures else text.ljust(width))
                for k, (text, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in zip_longest(*cells, fillvalue="")
        ]
    return lines
