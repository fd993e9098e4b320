"""The command ``analyse``: from texts to a report, every problem on the way told."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import wrap

from criteria.case import Case
from criteria.errors import InvalidCase, Problem
from criteria.load import load_case
from criteria.model import READING_JOINT
from prioritisation.analysis import inquiry
from prioritisation.analysis.address import POINTS_KEY, READINGS_KEY, SENSE_KEY, build
from prioritisation.analysis.robustness.constraints import Constraint, InconsistentConstraints
from prioritisation.analysis.robustness.weight_sets import weight_set
from prioritisation.analysis.scenario import (
    MOST_ANALYSED,
    Analysis,
    Scenario,
    analyse,
    within_weights,
)
from prioritisation.analysis.sets.question import InvalidQuestion, NothingLeft, Question
from prioritisation.analysis.sets.sets import question_terms
from prioritisation.analysis.sets.text import LONGEST_QUESTION_TEXT, InvalidText, from_json
from prioritisation.cli import LONGEST_TYPED, Options, once, unknown_words
from prioritisation.cli.elicitation import (
    elicitation_note,
    elicitation_option,
    elicited_points_text,
    left_out,
    read_elicitation,
)
from prioritisation.cli.plain_ranking import (
    MOST_RANKED,
    plain_ranking_json,
    plain_ranking_text,
)
from prioritisation.cli.report_figures import Json
from prioritisation.cli.report_text import TERMINAL_COLUMNS, analysis_json, analysis_text
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.limits import conflict_text
from prioritisation.sentences.sets import (
    nothing_left_text,
    question_problem_text,
    text_problem_text,
)
from prioritisation.settings import robustness_thresholds, wrong_settings
from prioritisation.wording import t
from prioritisation.wording.nouns import speak_of


def read_question(file: str, levers: Mapping[str, str], problems: list[Problem]) -> Question:
    """What a file says of sets of levers; nothing, and what is wrong with it, when it cannot be.

    Parameters
    ----------
    levers
        Id -> what people call it; empty when they are not known: what is said is then not
        compared with them.
    """
    try:
        # Editors of Windows begin a file with a mark, which is no part of the text.
        with Path(file).open(encoding="utf-8-sig") as written:
            question = from_json(
                written.read(LONGEST_QUESTION_TEXT + 1)
            )  # enough to say: too long
        if levers:
            question_terms(question, tuple(levers))
    except (OSError, UnicodeDecodeError):
        problems.append(Problem("unreadable", file[:LONGEST_TYPED]))
    except InvalidText as error:
        problems += [inquiry.refused(file, text_problem_text(p)) for p in error.problems]
    except InvalidQuestion as error:
        problems += [
            inquiry.refused(file, question_problem_text(p, levers)) for p in error.problems
        ]
    else:
        return question
    return inquiry.NO_STATEMENTS


@dataclass(frozen=True, slots=True)
class SideQuestions:
    """What is asked beside the scenario."""

    constraints: tuple[Constraint, ...] = ()
    question: Question = inquiry.NO_STATEMENTS


_PLACES = {POINTS_KEY: "--weights", READINGS_KEY: "--reading", SENSE_KEY: "--direction"}


def analyse_command(words: Sequence[str], options: Options, before: Sequence[Problem]) -> str:
    """The report of the case folder that ``words`` names, as text or as JSON.

    Parameters
    ----------
    before
        Problems already met in what was typed: they are reported with the others.

    Raises
    ------
    InvalidRequest
        With every problem of the command, of the folder and of the settings.
    """
    problems = [*before, *wrong_settings()]
    case = _case(words, problems)
    scenario = _scenario(case, options, problems)
    questions = _side_questions(options, case, scenario, problems)
    if problems or case is None or scenario is None:
        raise InvalidRequest(problems)
    if len(case.levers) > MOST_ANALYSED:
        if "--json" in options:
            return _dumped(plain_ranking_json(case, scenario))
        return plain_ranking_text(case, scenario, MOST_ANALYSED)
    analysis = analyse(case, scenario, robustness_thresholds())
    analysis, further = _within(analysis, questions)
    elicitation = read_elicitation(options, [])
    note = elicitation_note(elicitation, case) if elicitation else ""
    if "--json" in options:
        written = {**analysis_json(analysis, further), **({"weights_told": note} if note else {})}
        return _dumped(written)
    lines = ["", *wrap(note, TERMINAL_COLUMNS, break_on_hyphens=False)] if note else []
    return "\n".join([analysis_text(analysis, further), *lines])


def _dumped(tree: Json) -> str:
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, indent=2)


def _within(analysis: Analysis, questions: SideQuestions) -> tuple[Analysis, inquiry.Inquiry]:
    """The analysis among the weights allowed, how far its first place holds, and sets of levers.

    Raises
    ------
    InvalidRequest
        When no weights satisfy the constraints, or when no set is left.
    """
    labels = [c.label for c in analysis.case.criteria]
    levers = {lever.id: lever.label for lever in analysis.case.levers}
    try:
        within = weight_set(len(analysis.weights), questions.constraints)
        further = inquiry.inquire(analysis, questions.constraints, questions.question)
        return within_weights(analysis, within), further
    except InconsistentConstraints as error:
        problem = inquiry.refused("--constraint", conflict_text(error.constraints, labels))
        raise InvalidRequest([problem]) from error
    except NothingLeft as error:
        problem = inquiry.refused("--portfolio", nothing_left_text(error, levers))
        raise InvalidRequest([problem]) from error


def _side_questions(
    options: Options, case: Case | None, scenario: Scenario | None, problems: list[Problem]
) -> SideQuestions:
    """What is asked beside the scenario, of no more levers than can be compared."""
    levers = {} if case is None else {lever.id: lever.label for lever in case.levers}
    more = options.get("--constraint") or options.get("--portfolio")
    most = MOST_ANALYSED if more else MOST_RANKED
    if len(levers) > most:
        values = {"found": len(levers), "most": most}
        text = t("{found} levers are too many for this analysis (at most {most})", **values)
        problems.append(inquiry.refused("levers.csv", text))
    file = once(options, "--portfolio", problems)
    question = inquiry.NO_STATEMENTS if file is None else read_question(file, levers, problems)
    if scenario is None:
        return SideQuestions((), question)
    typed = options.get("--constraint", ())
    if len(typed) > inquiry.MOST_CONSTRAINTS:
        values = {"found": len(typed), "most": inquiry.MOST_CONSTRAINTS}
        text = t("{found} constraints are too many (at most {most})", **values)
        problems.append(inquiry.refused("--constraint", text))
    criteria, elicitation = tuple(scenario.points), read_elicitation(options, [])
    constraints = inquiry.read_constraints(typed, criteria, problems)
    # An order is a set of weights; the ranking is that of one of them, solidity is over them all.
    ordered = elicitation is not None and set(elicitation.criteria) <= set(criteria)
    order = inquiry.order_constraints(elicitation, criteria) if elicitation and ordered else ()
    return SideQuestions((*order, *constraints), question)


def _case(words: Sequence[str], problems: list[Problem]) -> Case | None:
    """The case of the folder; None, and its problems, when it cannot be used."""
    problems += unknown_words(words[1:])
    if not words or not words[0]:
        problems.append(Problem("missing_key" if not words else "empty", t("FOLDER")))
        return None
    try:
        case = load_case(Path(words[0]))
    except InvalidCase as error:
        problems += error.problems
    except OSError:
        problems.append(Problem("unreadable", words[0]))
    else:
        speak_of(case.option)
        return case
    return None


def _scenario(case: Case | None, options: Options, problems: list[Problem]) -> Scenario | None:
    """The scenario of the options; what is malformed is said even when there is no case."""
    before = len(problems)
    weights = once(options, "--weights", problems)
    typed = options.get("--reading", ())
    readings = READING_JOINT.join(typed) if typed else None
    points = {} if weights is None else _points(weights, problems)
    elicitation = read_elicitation(options, problems)
    if elicitation is not None:
        points = {
            **elicited_points_text(elicitation),
            **left_out(points, elicitation, problems),
        }
    senses = _senses(options.get("--direction", ()), problems)
    malformed = len(problems) > before
    if case is None:
        return None
    request = build(case, points, readings, senses, whole=False)
    problems += [
        _placed(problem, options)
        for problem in request.problems
        if not (malformed and problem.kind == "missing_key")  # it may be what is malformed
    ]
    return request.scenario


def _placed(problem: Problem, options: Options) -> Problem:
    """A problem of an address, told of the option that brings the same setting."""
    name, _, criterion = problem.column.partition(".")
    place = _PLACES[name]
    if name == POINTS_KEY and not _is_typed(criterion, options.get("--weights", ())):
        place = elicitation_option(options) or place
    return replace(problem, place=place, column=criterion)


def _is_typed(criterion: str, weights: Sequence[str]) -> bool:
    """Whether ``--weights`` says something of a criterion."""
    return any(_pair(part)[0] == criterion for text in weights for part in text.split(","))


def _points(text: str, problems: list[Problem]) -> dict[str, str]:
    """Criterion -> points, of ``a=50,b=30``."""
    points: dict[str, str] = {}
    criterion = ""
    for part in text.split(","):
        before, (criterion, number) = criterion, _pair(part)
        if criterion in points:
            values = {"found": criterion[:LONGEST_TYPED]}
            problems.append(
                Problem("repeated", "--weights", None, criterion[:LONGEST_TYPED], values)
            )
        elif criterion and number:
            points[criterion] = number
        # « 12,5 »: the comma of a French number made two parts of it.
        elif part.strip().isdigit() and points.get(before, "").isdigit():
            values = {"found": f"{points[before]},{part.strip()}"[:LONGEST_TYPED]}
            problems.append(
                Problem("decimal_comma", "--weights", None, before[:LONGEST_TYPED], values)
            )
        else:
            allowed = t("criterion=points, separated by commas")
            problems.append(_malformed("--weights", part.strip() or text, allowed))
    return points


def _senses(texts: Sequence[str], problems: list[Problem]) -> dict[str, str]:
    """Criterion -> direction, of several ``a=max``."""
    senses: dict[str, str] = {}
    for text in texts:
        criterion, sense = _pair(text)
        if criterion in senses:
            values = {"found": criterion[:LONGEST_TYPED]}
            problems.append(
                Problem("repeated", "--direction", None, criterion[:LONGEST_TYPED], values)
            )
        elif criterion and sense:
            senses[criterion] = sense
        else:
            problems.append(_malformed("--direction", text, t("criterion=max or criterion=min")))
    return senses


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.strip(), value.strip()


def _malformed(place: str, value: str, allowed: str) -> Problem:
    values = {"found": value[:LONGEST_TYPED], "allowed": allowed}
    return Problem("setting_malformed", place, values=values)
