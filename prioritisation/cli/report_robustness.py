"""How far a first place holds, as sections of the report.

With one criterion there are no other weights: nothing is said of shares of them.
"""

from prioritisation.analysis.robustness.leave_one_out import LeftOut
from prioritisation.analysis.robustness.ranks import Extremes
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import WeightMove
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.cli.report_layout import TextRow, terminal_table, with_choices_of_tables
from prioritisation.documents.writing.content import Block, Bullets, Section, Table
from prioritisation.sentences.limits import allowed_text
from prioritisation.sentences.phrases import all_of, lever_labels, one_of, word_limits
from prioritisation.sentences.robustness import driver_sentence, uncertainty_parts
from prioritisation.sentences.robustness_method import learning_lines, possible_ranks_text
from prioritisation.sentences.shares import equal_levers_text, near_percent
from prioritisation.sentences.solid import solid_headline
from prioritisation.sentences.tipping import moved_share, printed_move
from prioritisation.wording import span, t


def robustness_sections(analysis: Analysis, robustness: Robustness) -> list[Section]:
    """The sections; one without lines has nothing to say. Tables say with which choices."""
    return [with_choices_of_tables(analysis, one) for one in _sections(analysis, robustness)]


def _sections(analysis: Analysis, robustness: Robustness) -> list[Section]:
    several = len(analysis.case.criteria) > 1
    shares = _shared(analysis, robustness) if several else []
    return [
        Section(
            t("How far the first place holds"), (Bullets(tuple(_word(analysis, robustness))),)
        ),
        *shares,
        Section(
            t("Smallest change of weights that puts a lever first"),
            _reversals(analysis, robustness) if robustness.reversals and several else (),
        ),
        Section(
            t("First place without one lever or one criterion"), (_without(analysis, robustness),)
        ),
        Section(
            t("What to find out first"), (Bullets(tuple(learning_lines(analysis, robustness))),)
        ),
    ]


def _shared(analysis: Analysis, robustness: Robustness) -> list[Section]:
    """What varying the weights tells."""
    return [
        Section(t("Possible ranks"), _ranks(analysis, robustness)),
        Section(t("What makes the first place uncertain"), _uncertainties(robustness)),
    ]


def _word(analysis: Analysis, robustness: Robustness) -> list[str]:
    """The word for the first place, what it was said from, and the constraints."""
    labels = [c.label for c in analysis.case.criteria]
    sentences = [*filter(None, [allowed_text(robustness, labels)])]
    sentences += [str(solid_headline(analysis, robustness))]
    if robustness.word is not RobustnessWord.ALONE:
        sentences += [
            t(
                "Solid from {solid}, fairly solid from {fair}, not very solid from {shared}; "
                "below, the first place stays open: a convention of ours.",
                **word_limits(robustness.thresholds),
            )
        ]
    return sentences


def _ranks(analysis: Analysis, robustness: Robustness) -> tuple[Block, ...]:
    levers = [lever.label for lever in analysis.case.levers]
    rows: list[TextRow] = [(t("Lever"), t("Possible ranks"))]
    rows += [(levers[i], _extremes(robustness.extremes[i])) for i in analysis.ranking.order]
    equal = equal_levers_text(robustness.regions, levers)
    notes = [possible_ranks_text(robustness), *filter(None, [equal])]
    return terminal_table(rows, 1), Bullets(tuple(notes))


def _extremes(extremes: Extremes) -> str:
    proven = extremes.best_proven and extremes.worst_proven
    return span(extremes.best, extremes.worst) + ("" if proven else " ?")


def _uncertainties(robustness: Robustness) -> tuple[Block, ...]:
    rows: list[TextRow] = [(t("What varies alone"), t("First place changed"))]
    rows += [(one.title, near_percent(one.changed)) for one in uncertainty_parts(robustness)]
    rows += [(t("Both together"), near_percent(robustness.uncertainties.together))]
    return terminal_table(rows, 1), Bullets((driver_sentence(robustness),))


def _reversals(analysis: Analysis, robustness: Robustness) -> tuple[Block, ...]:
    rows: list[TextRow] = [
        (
            t("Lever"),
            t("May be first"),
            t("For example, with weights"),
        )
    ]
    for change in robustness.reversals:
        row, label = change.row, analysis.case.levers[change.row].label
        rows.append((label, *_distance(robustness, row, change.possible)))
    labels = ", ".join(c.label for c in analysis.case.criteria)
    notes = [t("Weights: {criteria}, in %.", criteria=labels)]
    if not robustness.within.whole:
        notes.append(t("These changes stay among the weights allowed."))
    return terminal_table(rows, 1), Bullets(tuple(notes))


def _distance(robustness: Robustness, row: int, move: WeightMove | None) -> tuple[str, str]:
    """How much weight has to go from some criteria to others, and the weights it makes."""
    if move is None:
        return t("with no weights"), ""
    if not move.distance:
        return t("already"), ""
    printed = printed_move(robustness, row, move, sure=False)
    return t("{share} of the weight", share=moved_share(printed)), " / ".join(printed.texts())


def _without(analysis: Analysis, robustness: Robustness) -> Table:
    levers, criteria = analysis.case.levers, analysis.case.criteria
    rows: list[TextRow] = [(t("Without"), t("First"), t("Changed"))]
    for names, left in (
        ([v.label for v in levers], robustness.without_levers),
        ([c.label for c in criteria], robustness.without_criteria),
    ):
        rows += [
            (
                names[one.out],
                _first(analysis, one),
                _yes(changed=one.changes or one.changes_candidates),
            )
            for one in left
        ]
    return terminal_table(rows, 2)


def _first(analysis: Analysis, left_out: LeftOut) -> str:
    """Who is first, in a column."""
    people = all_of(lever_labels(analysis, left_out.sure))
    rest = tuple(i for i in left_out.possible if i not in left_out.sure)
    others = one_of(lever_labels(analysis, rest))
    if not left_out.sure:
        return t("perhaps {levers}", levers=others)
    if len(left_out.sure) > 1:
        return t("{levers}, tied", levers=people)
    return t("{who}, perhaps tied with {others}", who=people, others=others) if rest else people


def _yes(*, changed: bool) -> str:
    return t("yes") if changed else t("no")
