"""A case from a blank page: what is chosen, between what, on which criteria, from what to what.

Words that nobody typed are neutral; every score is unknown, for the group to give.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from criteria import raw
from criteria.errors import Problem
from criteria.model import Sense, Standing, Status
from criteria.rows import LeverRow, ScoreRow
from criteria.writing import csv_text, toml_text
from prioritisation.cases import typed
from prioritisation.cases.typed import unique_ids
from prioritisation.errors import InvalidRequest
from prioritisation.wording import t

_ALIKE = {
    *("bois", "bras", "colis", "corps", "cours", "devis", "fois", "mois", "pays", "permis"),
    *("poids", "repas", "temps", "acces", "deces", "exces", "proces", "progres", "succes"),
}
"""French words that are the same of one and of several, without their accents."""
_PLURAL = re.compile(r"[^\W\d_]{3,}[^\W\d_s]s")


def singular_unit(unit: str) -> str:
    """A unit that was typed, as it is of one: « minutes » is of several, « minute » of one.

    A word alone that is plainly of several; what is not sure stays as it was typed.

    Examples
    --------
    >>> [singular_unit(unit) for unit in ("minutes", "places assises", "mois", "k€", "stress")]
    ['minute', 'places assises', 'mois', 'k€', 'stress']
    """
    plural = _PLURAL.fullmatch(unit) and unique_ids([unit], "unit")[0] not in _ALIKE
    return unit[:-1] if plural else unit


@dataclass(frozen=True, slots=True)
class NeutralWords:
    """What a file says of a criterion of which only the name and the ends are known."""

    in_sentence: str
    of_sentence: str
    question: str
    senses: Mapping[Sense, str]
    direction_question: str
    known_reason: str
    open_reason: str
    note: str


def neutral_words(label: str, words: Sequence[str] = ()) -> NeutralWords:
    """Words of a criterion, counted in numbers or between these words, the worst first."""
    if words:
        worst, best = words[0], words[-1]
        more, less = map(_nearer, (best, worst))
        ask = t(
            "On « {label} », which comes first: « {worst} » or « {best} »?",
            label=label,
            worst=worst,
            best=best,
        )
        note = t(
            "Words given with the criterion; equal gaps between them are ours. For the group "
            "to confirm."
        )
    else:
        more = t("the higher « {label} », the higher the priority", label=label)
        less = t("the lower « {label} », the higher the priority", label=label)
        ask = t("When « {label} » is high, is the priority higher, or lower?", label=label)
        note = t("Ends given with the criterion. For the group to confirm.")
    return NeutralWords(
        t("criterion {label}", label=label),
        t("of criterion {label}", label=label),
        t("What is each worth on « {label} »?", label=label),
        {Sense.MAX: more, Sense.MIN: less},
        ask,
        t("Given with the criterion."),
        t("That is for the group to say."),
        note,
    )


def _nearer(word: str) -> str:
    return t("the nearer « {word} », the higher the priority", word=word)


COLOURS = (
    *("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"),
    *("#9600FF", "#FF1EF0", "#001EFF", "#694B3C", "#960F87", "#00D200"),
    *("#FF0069", "#8778F0", "#A5002D", "#006900", "#5A3CB4", "#877800"),
    *("#A5B496", "#FF87FF", "#788796", "#FF9687", "#96B41E", "#B44BD2"),
    *("#005A5A", "#875A96", "#C3A5F0", "#0078FF", "#E11EA5", "#A55A5A"),
)
"""Six that are told apart without seeing red or green; then, each time, the farthest from all."""


FEWEST_OPTIONS, MOST_OPTIONS = 2, len(COLOURS)
FEWEST_CRITERIA, MOST_CRITERIA = 2, 12
FEWEST_LEVELS, MOST_LEVELS = 2, 7
"""How many words a scale of words has, its two ends included."""
USUAL_OPTION = "levier"
"""What things to choose between are called when a case does not say."""
_DOOR = "blank"
_Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BlankCriterion:
    """One criterion, as it was typed.

    Attributes
    ----------
    worst, best
        The two ends: numbers, « 1 500 » or « 12,5 », or words where it is ``in_words``.
    between
        The words between the two ends, from the worst.
    unit
        Of its numbers; may be empty.
    question
        What it asks of each option; may be empty.
    decided
        Whether somebody says that its ends stand so, from the worst to the best: else which way
        it counts is for the group to see.
    """

    label: str
    worst: str
    best: str
    in_words: bool = False
    between: tuple[str, ...] = ()
    unit: str = ""
    question: str = ""
    decided: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its scale, from the worst to the best."""
        return tuple(word.strip() for word in (self.worst, *self.between, self.best))


def worded_criterion(label: str, words: str) -> BlankCriterion:
    """One that is scored in words, typed between commas, from the worst to the best."""
    every = [word.strip() for word in words.split(",") if word.strip()]
    worst, best = (every[0] if every else "", every[-1] if len(every) > 1 else "")
    between = tuple(every[1:-1])
    return BlankCriterion(label, worst, best, in_words=True, between=between, decided=True)


@dataclass(frozen=True, slots=True)
class BlankCase:
    """A whole case, as it was typed.

    Attributes
    ----------
    choice
        What is chosen: « Où installer la maison des projets ? ».
    options
        Between what: their names, in the order in which they stand.
    title
        What the case is called; empty: by what is chosen.
    option
        The noun for what is compared, of the closed list of a case.
    """

    choice: str
    options: tuple[str, ...]
    criteria: tuple[BlankCriterion, ...]
    group: str
    title: str = ""
    option: str = USUAL_OPTION


def direction_of_ends(worst: str, best: str) -> Sense | None:
    """Which way two numbers count, as they were typed from the worst to the best; else None."""
    ends = [typed.typed_number(_DOOR, "", end) for end in (worst, best)]
    low, high = (None if isinstance(end, Problem) else end for end in ends)
    if low is None or high is None or low == high:
        return None
    return Sense.MAX if high > low else Sense.MIN


def blank_problems(blank: BlankCase) -> tuple[Problem, ...]:
    """Everything wrong with what was typed, each with its field: ``criteria.0.worst``."""
    return tuple(_problems(blank))


def blank_files(blank: BlankCase, today: dt.date) -> dict[str, str]:
    """Name -> text of the files of the case.

    Raises
    ------
    InvalidRequest
        With all of ``blank_problems``, where there are any.
    """
    if problems := blank_problems(blank):
        raise InvalidRequest(problems)
    levers = [*lever_rows(blank)]
    criteria = dict(zip(_criterion_ids(blank), blank.criteria, strict=True))
    return {
        raw.CASE_FILE: toml_text(case_table(blank, today)),
        raw.CRITERIA_FILE: toml_text({i: criterion_table(one) for i, one in criteria.items()}),
        raw.LEVERS_FILE: csv_text(levers, LeverRow.model_fields),
        raw.SCORES_FILE: csv_text([*_scores(levers, [*criteria])], _SCORE),
    }


_SCORE = [name for name in ScoreRow.model_fields if name != "reading"]


def _problems(blank: BlankCase) -> Iterator[Problem]:
    yield from typed.text_problems(_DOOR, "choice", blank.choice, typed.NAME_SIGNS)
    if blank.title.strip():
        yield from typed.text_problems(_DOOR, "title", blank.title, typed.NAME_SIGNS)
    yield from typed.text_problems(_DOOR, "group", blank.group, typed.NAME_SIGNS)
    yield from _count("options", len(blank.options), FEWEST_OPTIONS, MOST_OPTIONS)
    # Of too many, the first ones: that they are too many is what there is to correct.
    options = {f"options.{k}": name for k, name in enumerate(blank.options[:MOST_OPTIONS])}
    for field, name in options.items():
        yield from typed.text_problems(_DOOR, field, name, typed.NAME_SIGNS)
    yield from typed.repeated_names(_DOOR, options.items())
    yield from _count("criteria", len(blank.criteria), FEWEST_CRITERIA, MOST_CRITERIA)
    criteria = blank.criteria[:MOST_CRITERIA]
    for k, criterion in enumerate(criteria):
        yield from criterion_problems(f"criteria.{k}", criterion)
    labels = ((f"criteria.{k}.label", c.label) for k, c in enumerate(criteria))
    yield from typed.repeated_names(_DOOR, labels)


def _count(field: str, count: int, fewest: int, most: int) -> Iterator[Problem]:
    if count < fewest:
        yield Problem("too_few", _DOOR, None, field, {"found": count, "allowed": fewest})
    if count > most:
        yield Problem("too_many", _DOOR, None, field, {"found": count, "allowed": most})


def criterion_problems(field: str, criterion: BlankCriterion) -> Iterator[Problem]:
    """Everything wrong with a criterion as it was typed, under a field of its own."""
    label, question = criterion.label, criterion.question
    yield from typed.text_problems(_DOOR, f"{field}.label", label, typed.CRITERION_SIGNS)
    yield from typed.text_problems(_DOOR, f"{field}.question", question, typed.QUESTION_SIGNS)
    if criterion.in_words:
        yield from _word_problems(field, criterion)
        return
    if criterion.unit.strip():
        yield from typed.text_problems(_DOOR, f"{field}.unit", criterion.unit, typed.UNIT_SIGNS)
    ends = [
        typed.typed_number(_DOOR, f"{field}.{end}", getattr(criterion, end))
        for end in ("worst", "best")
    ]
    yield from (end for end in ends if isinstance(end, Problem))
    worst, best = (None if isinstance(end, Problem) else end for end in ends)
    if worst is not None and best is not None:
        if worst == best:
            yield Problem("flat_scale", _DOOR, None, f"{field}.best")
        elif not typed.apart(worst, best):
            found = {"found": criterion.best[:80]}
            yield Problem("not_finite", _DOOR, None, f"{field}.best", found)


def _word_problems(field: str, criterion: BlankCriterion) -> Iterator[Problem]:
    words = {
        f"{field}.worst": criterion.worst,
        **{f"{field}.between.{k}": w for k, w in enumerate(criterion.between[:MOST_LEVELS])},
        f"{field}.best": criterion.best,
    }
    yield from _count(f"{field}.between", len(criterion.words), FEWEST_LEVELS, MOST_LEVELS)
    for place, word in words.items():
        yield from typed.text_problems(_DOOR, place, word, typed.NAME_SIGNS)
    yield from typed.repeated_names(_DOOR, words.items(), accents=False)


def case_table(blank: BlankCase, today: dt.date) -> dict[str, Any]:
    """What ``case.toml`` says of a case that was typed without a problem."""
    title = (blank.title.strip() or blank.choice).strip()
    (ident,) = typed.unique_ids([title], "dossier")
    tree: _Tree = {"id": ident, "title": title, "group": blank.group.strip(), "updated": today}
    if choice := blank.choice.strip():
        tree["choice"] = choice
    called = blank.option.strip()
    return tree if called in ("", USUAL_OPTION) else {**tree, "words": {"option": called}}


def lever_rows(blank: BlankCase) -> Iterator[dict[str, str]]:
    """The rows of ``levers.csv``; beyond as many as are told apart, colours come again."""
    names = [name.strip() for name in blank.options]
    for k, (name, ident) in enumerate(zip(names, typed.unique_ids(names, "option"), strict=True)):
        columns = {
            "lever_id": ident,
            "label": name,
            "short_label": name,
            "colour": COLOURS[k % len(COLOURS)],
        }
        yield {**dict.fromkeys(LeverRow.model_fields, ""), **columns}


def _criterion_ids(blank: BlankCase) -> list[str]:
    return typed.unique_ids([c.label for c in blank.criteria], "criterion")


def criterion_table(criterion: BlankCriterion) -> dict[str, Any]:
    """The table of a criterion that was typed without a problem."""
    words = neutral_words(criterion.label.strip(), criterion.words if criterion.in_words else ())
    known = criterion.decided
    way = None if criterion.in_words else direction_of_ends(criterion.worst, criterion.best)
    open_ways = [way or Sense.MAX] if known else [*Sense]
    direction = {
        **{sense.value: words.senses[sense] for sense in open_ways},
        **({} if known else {"question": words.direction_question}),
        "status": (Standing.CONFIRMED if known else Standing.TO_CONFIRM).value,
        "reason": words.known_reason if known else words.open_reason,
    }
    return {
        "label": criterion.label.strip(),
        "in_sentence": words.in_sentence,
        "of_sentence": words.of_sentence,
        "question": criterion.question.strip() or words.question,
        "short_source": t("source named with each score"),
        "direction": direction,
        "scale": {**_scale(criterion), "note": words.note},
        "scoring": {"kind": "scores", "file": raw.SCORES_FILE},
    }


def _scale(criterion: BlankCriterion) -> _Tree:
    head = {"status": Standing.TO_CONFIRM.value}
    if criterion.in_words:
        return {"kind": "words", **head, "levels": _level_tables(criterion.words)}
    ends = {end: typed.typed_number(_DOOR, end, getattr(criterion, end)) for end in _ENDS}
    if unit := criterion.unit.strip():
        head |= {"unit": singular_unit(unit), "units": unit}
    return {"kind": "linear", **head, "anchors": ends}


_ENDS = ("worst", "best")


def _level_tables(words: Sequence[str]) -> list[_Tree]:
    """The words of a scale, their gaps being equal."""
    last, ids = len(words) - 1, typed.unique_ids(words, "level")
    return [
        {"id": ident, "label": word, "value": k / last, "sentence": word}
        for k, (ident, word) in enumerate(zip(ids, words, strict=True))
    ]


def _scores(levers: Sequence[dict[str, str]], criteria: Sequence[str]) -> Iterator[dict[str, str]]:
    reason = t("to be scored by the group")
    for criterion in criteria:
        for lever in levers:
            cell = {"lever_id": lever["lever_id"], "criterion_id": criterion}
            score = {"status": Status.UNKNOWN.value, "reason": reason}
            yield {**dict.fromkeys(_SCORE, ""), **cell, **score}
