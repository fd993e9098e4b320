"""Screens call criteria as a room does; the record and commands by their own labels."""

import re

import pytest

from criteria.model import Sense
from prioritisation.analysis.address import POINTS_KEY, SENSE_KEY
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.sentences.change import change_lines
from prioritisation.sentences.verdict import conclusion
from prioritisation.settings import current_case
from prioritisation.ui.shared.pages import PAGES
from prioritisation.wording.numbers import typeset
from tests.each import each
from tests.prioritisation.ui.reading import html, page, plain_words
from tests.thresholds import analyse

pytestmark = pytest.mark.usefixtures("today")
OFFICIAL = re.compile(r"nom officiel : [^<]*")
"""Where the page of the criteria says what else a criterion is called."""
KINDS = ("button_group", "slider", "selectbox", "popover", "checkbox", "expander", "multiselect")
SENSES = {"existing_coverage": Sense.MAX, "cop_progress": Sense.MAX}


def official_names():
    """Label of each criterion, alone and in a sentence, where a room calls it otherwise."""
    for c in current_case().criteria:
        plain = c.in_plain_words(SENSES.get(c.id))
        names = {c.label, c.in_sentence} - {plain.label, plain.in_sentence}
        yield from (n for n in names if n not in plain.label)
    for question in current_case().questions:
        plain = question.in_plain_words()
        both = zip(question.readings, plain.readings, strict=True)
        yield from (was.label for was, now in both if was.label not in now.label)
        if question.question != plain.question:
            yield question.question


def without_quotes(written, case):
    """The words of a page but those that the case writes itself, which are shown as they are."""
    quoted = [words for u in case.unknowns for words in (u.subject, u.statement)]
    quoted += [s.reason for table in case.tables.values() for s in table.scores.values()]
    quoted += [words for r in case.readings.values() for words in (r.description, r.reason)]
    for words in filter(None, quoted):
        written = written.replace(plain_words(typeset(words)), "")
    return OFFICIAL.sub("", written)


def every_criterion():
    """An address where all count, two of them the other way than the data."""
    return {
        **{f"{POINTS_KEY}.{c.id}": "50" for c in current_case().criteria},
        **{f"{SENSE_KEY}.{c}": sense.value for c, sense in SENSES.items()},
    }


def text_of(app):
    """What is written on a page, and on its controls."""
    elements = [one for kind in KINDS for one in app.get(kind)]
    labels = " ".join(
        # Of a popover the runner gives the block alone.
        one.proto.popover.label if one.type == "popover" else str(getattr(one, "label", ""))
        for one in elements
    )
    options = " ".join(str(o) for one in elements for o in getattr(one, "options", ()) or ())
    return plain_words(f"{html(app)} {labels} {options}")


@each("screen", sorted(set(PAGES) - {"compte-rendu"}))
def test_no_page_calls_a_criterion_by_its_official_name(screen):
    case = current_case()
    app = page(screen, **every_criterion())
    written = without_quotes(text_of(app), case)
    assert [name for name in official_names() if name in written] == []


def test_only_the_names_of_criteria_differ_from_one_surface_to_the_other():
    case = current_case()
    analysis = analyse(case, starting_scenario(case))
    screen = analysis.in_plain_words()
    texts = [
        " ".join(map(str, (*change_lines(one), conclusion(one)))) for one in (analysis, screen)
    ]
    assert texts[0] != texts[1]
    for before, after in zip(analysis.case.criteria, screen.case.criteria, strict=True):
        for name in ("of_sentence", "in_sentence", "label"):
            texts[0] = texts[0].replace(getattr(before, name), getattr(after, name))
    assert texts[0] == texts[1]
