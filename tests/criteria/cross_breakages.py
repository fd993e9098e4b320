"""Folders whose files are each right but do not go together; and the problems expected."""

from tests.criteria.breakages import (
    CASE,
    CRITERIA,
    append,
    both,
    cells,
    coverage_by_hand,
    drop,
    few_levers,
    longer,
    replace,
    twice,
    write,
)
from tests.criteria.file_breakages import (
    CENSUS,
    CLAIMS,
    COVERAGE,
    EVIDENCE,
    GHG,
    LEVERS,
    PARTNERS,
    ROWS,
    SCORES,
    SHEETS,
    SOURCES,
    UNKNOWNS,
)

ACTIVE = (GHG, PARTNERS, COVERAGE)
NOT_CONTESTED = 'max = "plus mobilisé = plus prioritaire"\nstatus = "confirmé"'

CROSSED = {
    "no default perimeter": (replace(CASE, "default = true\n", ""),
        [("default_reading", CASE, None, "questions.0.readings")]),
    "two default perimeters": (replace(CASE, 'id = "sgpe"\n', 'id = "sgpe"\ndefault = true\n'),
        [("default_reading", CASE, None, "questions.0.readings")]),
    "anchors by perimeter": (
        replace(CRITERIA, "{ worst = 0, best = 8000 }", "{ gt = { worst = 0, best = 8000 } }"),
        [("missing_key", CRITERIA, None, f"{GHG}.scale.anchors.worst"),
        ("missing_key", CRITERIA, None, f"{GHG}.scale.anchors.best"),
        ("unknown_key", CRITERIA, None, f"{GHG}.scale.anchors.gt")]),
    "no sentence for the way of the data": (
        replace(CRITERIA, 'max = "plus mobilisé = plus prioritaire"', ""),
        [("direction_label_missing", CRITERIA, None, f"{PARTNERS}.direction.max")]),
    "an open direction with one sentence": (
        replace(CRITERIA, NOT_CONTESTED, NOT_CONTESTED.replace("confirmé", "à confirmer")),
        [("direction_label_missing", CRITERIA, None, f"{PARTNERS}.direction.min")]),
    "a lever twice": (twice(LEVERS, 3),
        [("duplicate", LEVERS, 8, column) for column in ("lever_id", "label", "short_label")]),
    "a source twice": (twice(SOURCES, 3), [("duplicate", SOURCES, 10, "source_id")]),
    "a score twice": (twice(SCORES, 2), [("duplicate", SCORES, 20, "criterion_id")]),
    "an official row twice": (twice(ROWS, 4), [("duplicate", ROWS, 32, "fine_lever")]),
    "a sheet twice": (twice(SHEETS, 2), [("duplicate", SHEETS, 28, "sheet_id")]),
    "a statement twice": (twice(EVIDENCE, 2), [("duplicate", EVIDENCE, 56, "evidence_id")]),
    "a claim twice": (twice(CLAIMS, 2), [("duplicate", CLAIMS, 8, "claim_id")]),
    "a note twice": (twice(CENSUS, 2), [("duplicate", CENSUS, 77, "note_id")]),
    "an unknown twice": (twice(UNKNOWNS, 2), [("duplicate", UNKNOWNS, 12, "unknown_id")]),
    "a perimeter twice": (
        append(
            CASE,
            '[[questions.readings]]\nid = "gt"\nlabel = "x"\ndescription = "y"\n'
            'status = "confirmé"\n',
        ),
        [("duplicate", CASE, None, "questions.readings.id")],
    ),
    "an axis twice": (append(CASE, '[[axes]]\nid = "transversal"\nlabel = "x"\n'),
        [("duplicate", CASE, None, "axes.id")]),
    "two perimeters with one label": (
        append(
            CASE,
            '[[questions.readings]]\nid = "x"\nlabel = "groupes normands"\n'
            'description = "y"\nstatus = "confirmé"\n',
        ),
        [
            ("missing_column", ROWS, 1, "lever_x"),
            ("duplicate", CASE, None, "questions.0.readings.label"),
        ],
    ),
    "two criteria with one label": (
        replace(CRITERIA, 'label = "Couverture existante"', 'label = "Impact GES"'),
        [("duplicate", CRITERIA, None, f"{COVERAGE}.label")]),
    "two levels with one label": (
        replace(CRITERIA, 'label = "plutôt favorable"', 'label = "à construire"'),
        [("duplicate", CRITERIA, None, f"{PARTNERS}.scale.levels.label")]),
    "two levers with one label": (cells(LEVERS, 6, label="Mieux produire"),
        [("duplicate", LEVERS, 6, "label")]),
    "two levers with one short label": (cells(LEVERS, 6, short_label="Mieux produire"),
        [("duplicate", LEVERS, 6, "short_label")]),
    "a wrong lever with the id and the labels of another": (
        both(twice(LEVERS, 3), cells(LEVERS, 8, colour="red")),
        [("bad_form", LEVERS, 8, "colour"),
        *(("duplicate", LEVERS, 8, column) for column in ("lever_id", "label", "short_label"))]),
    "a wrong lever and another that is none": (
        both(cells(LEVERS, 4, colour="red"), cells(ROWS, 6, lever_gt="eau")),
        [("bad_form", LEVERS, 4, "colour"), ("unknown_lever", ROWS, 6, "lever_gt")]),
    "a lever with a cell too many and another that is none": (
        both(longer(LEVERS, 4), cells(EVIDENCE, 3, lever_id="eau")),
        [("too_many_cells", LEVERS, 4, ""), ("unknown_lever", EVIDENCE, 3, "lever_id")]),
    "a wrong source and another that is none": (
        both(cells(SOURCES, 3, date="hier"), cells(EVIDENCE, 55, source_id="nowhere")),
        [("bad_form", SOURCES, 3, "date"), ("unknown_source", EVIDENCE, 55, "source_id")]),
    "a wrong score and another left out": (both(drop(SCORES, 4), cells(SCORES, 3, status="?")),
        [("not_allowed", SCORES, 3, "status"), ("missing_score", SCORES, None, "")]),
    "a wrong lever without its score": (both(drop(SCORES, 4), cells(LEVERS, 4, colour="red")),
        [("bad_form", LEVERS, 4, "colour"), ("missing_score", SCORES, None, "")]),
    "a wrong criterion and another that is none": (
        both(
            replace(CRITERIA, 'kind = "words"', 'kind = "mots"'),
            cells(EVIDENCE, 3, criterion_id="budget"),
            cells(SCORES, 2, date="hier"),
        ),
        [
            ("not_allowed", CRITERIA, None, f"{PARTNERS}.scale"),
            ("bad_form", SCORES, 2, "date"),
            ("unknown_criterion", EVIDENCE, 3, "criterion_id"),
        ],
    ),
    "a case without a group and references to nothing": (
        both(
            replace(CASE, 'group = "', '# "'),
            cells(EVIDENCE, 3, perimeter="elsewhere", source_id="nowhere"),
            cells(SHEETS, 6, primary_lever="eau"),
        ),
        [
            ("missing_key", CASE, None, "group"),
            ("unknown_lever", SHEETS, 6, "primary_lever"),
            ("unknown_source", EVIDENCE, 3, "source_id"),
        ],
    ),
    "a case that cannot be read and references to nothing": (
        both(
            write(CASE, "id = "),
            cells(EVIDENCE, 3, perimeter="elsewhere", source_id="nowhere"),
            cells(ROWS, 6, lever_gt="eau"),
            cells(SCORES, 2, score="tiède"),
            replace(CRITERIA, 'max = "plus forte baisse visée = plus prioritaire"', ""),
        ),
        [
            ("bad_toml", CASE, None, ""),
            ("direction_label_missing", CRITERIA, None, f"{GHG}.direction.max"),
            ("unknown_level", SCORES, 2, "score"),
            ("unknown_lever", ROWS, 6, "lever_gt"),
            ("unknown_source", EVIDENCE, 3, "source_id"),
        ],
    ),
    "criteria that cannot be read and a wrong score": (
        both(write(CRITERIA, "id = "), cells(SCORES, 2, status="?")),
        [("bad_toml", CRITERIA, None, ""), ("not_allowed", SCORES, 2, "status")]),
    "a wrong level, a wrong source and a sum outside its anchors": (
        both(
            replace(CRITERIA, "best = 8000", "best = 7000"),
            cells(SCORES, 2, score="tiède"),
            cells(SOURCES, 3, date="hier"),
        ),
        [
            ("bad_form", SOURCES, 3, "date"),
            ("score_outside_anchors", CRITERIA, None, f"{GHG}.scale.anchors"),
            ("unknown_level", SCORES, 2, "score"),
        ],
    ),
    "a count already too high without a wrong sheet": (
        both(
            replace(CRITERIA, "worst = 12", "worst = 8"), cells(SHEETS, 3, lever_confidence="sûre")
        ),
        [
            ("not_allowed", SHEETS, 3, "lever_confidence"),
            ("score_outside_anchors", CRITERIA, None, f"{COVERAGE}.scale.anchors"),
        ],
    ),
    "a count too low without a wrong sheet": (
        both(
            replace(CRITERIA, "best = 0 }", "best = 2 }"),
            cells(SHEETS, 3, lever_confidence="sûre"),
        ),
        [("not_allowed", SHEETS, 3, "lever_confidence")],
    ),
    "a link that nobody says how sure it is": (
        cells(SHEETS, 3, primary_lever="", secondary_levers="eau", lever_confidence=""),
        [("empty", SHEETS, 3, "lever_confidence"),
        ("unknown_lever", SHEETS, 3, "secondary_levers")]),
    "one lever only": (few_levers(1), [("too_few_levers", LEVERS, None, "")]),
    "a scope without its source": (cells(LEVERS, 5, scope_source_id="nowhere"),
        [("unknown_source", LEVERS, 5, "scope_source_id")]),
    "a scoring without its source": (
        replace(CRITERIA, 'source_id = "sgpe"', 'source_id = "nowhere"'),
        [("unknown_source", CRITERIA, None, f"{GHG}.scoring.source_id")]),
    "a score without its source": (cells(SCORES, 2, source_id="nowhere"),
        [("unknown_source", SCORES, 2, "source_id")]),
    "a statement without its source": (cells(EVIDENCE, 55, source_id="nowhere"),
        [("unknown_source", EVIDENCE, 55, "source_id")]),
    "a score of a lever that is none": (
        append(SCORES, "eau,partner_ecosystem,,,inconnu,deck,2026,,nobody\r\n"),
        [("unknown_lever", SCORES, 20, "lever_id")]),
    "a score of a computed criterion": (
        append(SCORES, "mieux_produire,ghg_impact,1,,avis,deck,2026,,me\r\n"),
        [("unknown_criterion", SCORES, 20, "criterion_id")]),
    "an official row in a lever that is none": (cells(ROWS, 6, lever_gt="eau"),
        [("unknown_lever", ROWS, 6, "lever_gt")]),
    "a sheet of a lever that is none": (cells(SHEETS, 6, primary_lever="eau"),
        [("unknown_lever", SHEETS, 6, "primary_lever")]),
    "a sheet with a secondary lever that is none": (
        cells(SHEETS, 20, secondary_levers="mieux_se_nourrir|eau"),
        [("unknown_lever", SHEETS, 20, "secondary_levers")]),
    "a statement on a lever that is none": (cells(EVIDENCE, 3, lever_id="eau"),
        [("unknown_lever", EVIDENCE, 3, "lever_id")]),
    "a statement on a criterion that is none": (cells(EVIDENCE, 3, criterion_id="budget"),
        [("unknown_criterion", EVIDENCE, 3, "criterion_id")]),
    "a statement under a perimeter that is none": (cells(EVIDENCE, 3, perimeter="elsewhere"),
        [("unknown_reading", EVIDENCE, 3, "perimeter")]),
    "a statement that says nothing": (cells(EVIDENCE, 3, quote="", statement=""),
        [("empty", EVIDENCE, 3, "quote")]),
    "a cell without a criterion": (cells(EVIDENCE, 3, criterion_id=""),
        [("target_mismatch", EVIDENCE, 3, "target")]),
    "a whole lever with a criterion": (cells(EVIDENCE, 2, criterion_id=GHG),
        [("target_mismatch", EVIDENCE, 2, "target")]),
    "the case with a lever": (cells(EVIDENCE, 17, lever_id="mieux_produire"),
        [("target_mismatch", EVIDENCE, 17, "target")]),
    "a claim on a criterion that is none": (cells(CLAIMS, 2, criterion_id="budget"),
        [("unknown_criterion", CLAIMS, 2, "criterion_id")]),
    "a claim on levers that are none": (
        cells(CLAIMS, 6, higher_levers="mieux_se_deplacer|eau|mieux_se_loger", lower_levers="air"),
        [("unknown_lever", CLAIMS, 6, "higher_levers"),
        ("unknown_lever", CLAIMS, 6, "lower_levers")]),
    "a claim on evidence that is none": (
        cells(CLAIMS, 2, higher_evidence="E02|E99", lower_evidence="X"),
        [("unknown_evidence", CLAIMS, 2, "higher_evidence"),
        ("unknown_evidence", CLAIMS, 2, "lower_evidence")]),
    "a claim on evidence of another criterion": (cells(CLAIMS, 2, higher_evidence="E02|E03"),
        [("evidence_mismatch", CLAIMS, 2, "higher_evidence")]),
    "a claim on evidence of a whole lever": (cells(CLAIMS, 2, higher_evidence="E01"),
        [("evidence_mismatch", CLAIMS, 2, "higher_evidence")]),
    "a claim on evidence of the other side": (cells(CLAIMS, 2, lower_evidence="E02"),
        [("evidence_mismatch", CLAIMS, 2, "lower_evidence")]),
    "a claim with a lever on both sides": (
        cells(CLAIMS, 7, lower_levers="mieux_se_nourrir|mieux_consommer|mieux_produire"),
        [("both_sides", CLAIMS, 7, "lower_levers")]),
    "a claim that says the same twice": (
        cells(
            CLAIMS,
            6,
            higher_levers="mieux_se_loger|mieux_se_deplacer|mieux_se_loger",
            higher_evidence="E17|E17",
        ),
        [("duplicate", CLAIMS, 6, "higher_levers"), ("duplicate", CLAIMS, 6, "higher_evidence")],
    ),
    "a claim on evidence that is wrong": (cells(EVIDENCE, 3, lever_id="eau"),
        [("unknown_lever", EVIDENCE, 3, "lever_id")]),
    "a note of a lever that is none": (cells(CENSUS, 32, lever_id="eau"),
        [("unknown_lever", CENSUS, 32, "lever_id")]),
    "a note without its source": (cells(CENSUS, 3, source_id="nowhere"),
        [("unknown_source", CENSUS, 3, "source_id")]),
    "a note that says nothing": (cells(CENSUS, 3, statement=""), [("empty", CENSUS, 3, "quote")]),
    "no criterion that counts": (
        both(*(replace(CRITERIA, f"[{c}]\n", f"[{c}]\nactive = false\n") for c in ACTIVE)),
        [("no_active_criterion", CRITERIA, None, "")]),
    "no criterion that counts but a wrong one, which may": (
        both(
            *(replace(CRITERIA, f"[{c}]\n", f"[{c}]\nactive = false\n") for c in ACTIVE[1:]),
            replace(CRITERIA, "best = 8000", "best = 0"),
        ),
        [("flat_scale", CRITERIA, None, f"{GHG}.scale.anchors")],
    ),
    "a score left out": (drop(SCORES, 4), [("missing_score", SCORES, None, "")]),
    "unknown but scored": (cells(SCORES, 3, score="plutot_favorable", high="fortement_mobilise"),
        [("score_with_unknown", SCORES, 3, "score"), ("score_with_unknown", SCORES, 3, "high")]),
    "unknown without a reason": (cells(SCORES, 3, reason=""),
        [("unknown_without_reason", SCORES, 3, "reason")]),
    "known without a score": (cells(SCORES, 2, score=""), [("empty", SCORES, 2, "score")]),
    "known without a source": (cells(SCORES, 2, source_id="", status="officiel"),
        [("empty", SCORES, 2, "source_id")]),
    "a word that is no level": (cells(SCORES, 2, score="tiède"),
        [("unknown_level", SCORES, 2, "score")]),
    "an upper word that is no level": (cells(SCORES, 2, high="bouillant"),
        [("unknown_level", SCORES, 2, "high")]),
    "words the wrong way round": (
        cells(SCORES, 2, score="fortement_mobilise", high="plutot_favorable"),
        [("interval_reversed", SCORES, 2, "high")]),
    "numbers the wrong way round": (coverage_by_hand(("3", ""), ("5", "4")),
        [("interval_reversed", SCORES, 21, "high")]),
    "a number by hand outside the anchors": (coverage_by_hand(("13", "")),
        [("score_outside_anchors", SCORES, 20, "score")]),
    "a word by hand for a number": (coverage_by_hand(("trois", "")),
        [("not_a_number", SCORES, 20, "score")]),
    "a comma by hand": (coverage_by_hand(("3", '"3,5"')), [("decimal_comma", SCORES, 20, "high")]),
    "infinity by hand": (coverage_by_hand(("inf", "")), [("not_finite", SCORES, 20, "score")]),
    "a sum outside its anchors": (replace(CRITERIA, "best = 8000", "best = 7000"),
        [("score_outside_anchors", CRITERIA, None, f"{GHG}.scale.anchors")]),
    "a count outside its anchors": (replace(CRITERIA, "worst = 12", "worst = 9"),
        [("score_outside_anchors", CRITERIA, None, f"{COVERAGE}.scale.anchors")]),
}  # fmt: skip
