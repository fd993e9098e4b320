"""Wrong statements on a whole criterion, wrong steps of the method; and the problems expected."""

from tests.criteria.breakages import CASE, append, cells, replace

EVIDENCE = "evidence.csv"

WRONG_STATEMENTS = {
    "a step of the method that nobody wrote": (
        replace(CASE, 'quote = "Etude flash CARIF-OREF"', 'quote = ""'),
        [("empty", CASE, None, "method.2.quote")]),
    "a step of the method from nowhere": (
        replace(CASE, 'quote = "Etude flash CARIF-OREF"\nplace = ', "# "),
        [("missing_key", CASE, None, f"method.2.{key}") for key in ("quote", "place")],
    ),
    "a text for the projected screen that is long": (
        cells(EVIDENCE, 3, short="un deux trois quatre cinq six sept huit neuf"),
        [("too_many_words", EVIDENCE, 3, "short")]),
    "a whole criterion that is not named": (cells(EVIDENCE, 56, criterion_id=""),
        [("target_mismatch", EVIDENCE, 56, "target")]),
    "a whole criterion with a lever": (cells(EVIDENCE, 56, lever_id="mieux_produire"),
        [("target_mismatch", EVIDENCE, 56, "target")]),
    "a whole criterion that is none": (cells(EVIDENCE, 56, criterion_id="budget"),
        [("unknown_criterion", EVIDENCE, 56, "criterion_id")]),
    "a whole criterion argued for as a lever is": (cells(EVIDENCE, 56, stance="pour"),
        [("not_allowed", EVIDENCE, 56, "stance")]),
    "a lever argued for as a direction is": (cells(EVIDENCE, 2, stance="plus"),
        [("not_allowed", EVIDENCE, 2, "stance")]),
    "a whole criterion under one reading": (cells(EVIDENCE, 56, perimeter="gt"),
        [("reading_of_criterion", EVIDENCE, 56, "perimeter")]),
    "a direction that its criterion does not name": (cells(EVIDENCE, 32, stance="moins"),
        [("direction_closed", EVIDENCE, 32, "stance")]),
    "a step of the method without its source": (
        append(CASE, '[[method]]\nlabel = "x"\nquote = "y"\nplace = "z"\nsource_id = "nul"\n'),
        [("unknown_source", CASE, None, "method.3.source_id")]),
    "a step of the method twice": (
        append(
            CASE,
            '[[method]]\nlabel = "Définir les priorités"\nquote = "y"\nplace = "z"\n'
            'source_id = "deck"\n',
        ),
        [("duplicate", CASE, None, "method.label")],
    ),
}  # fmt: skip
