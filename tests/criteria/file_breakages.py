"""Folders broken in one file: text, columns, cells, keys; and the problems expected."""

from tests.criteria.breakages import (
    CASE,
    CRITERIA,
    as_folder,
    both,
    cells,
    coverage_points,
    delete,
    header,
    keep,
    longer,
    no_folder,
    replace,
    shorter,
    table,
    write,
)

EVIDENCE, LEVERS, ROWS = "evidence.csv", "levers.csv", "official_rows.csv"
SCORES, SHEETS, SOURCES = "scores.csv", "action_sheets.csv", "sources.csv"
COVERAGE, GHG, PARTNERS = "existing_coverage", "ghg_impact", "partner_ecosystem"

FILES = {
    "no folder": (no_folder, [("missing_folder", "", None, "")]),
    "no file": (delete(LEVERS), [("missing_file", LEVERS, None, "")]),
    "no criteria file": (delete(CRITERIA), [("missing_file", CRITERIA, None, "")]),
    "no case file": (delete(CASE), [("missing_file", CASE, None, "")]),
    "a folder instead of a file": (as_folder(SOURCES), [("unreadable", SOURCES, None, "")]),
    "cp1252": (
        write(LEVERS, "lever_id,é\r\n".encode("cp1252")),
        [("bad_encoding", LEVERS, None, "")],
    ),
    "nothing in it": (write(EVIDENCE, ""), [("empty_file", EVIDENCE, None, "")]),
    "a header only": (keep(SHEETS, 1), [("empty_file", SHEETS, None, "")]),
    "too large a file": (write(ROWS, "\n" * 5_000_001), [("too_long", ROWS, None, "")]),
    "an endless cell": (cells(LEVERS, 2, scope="x" * 200_000), [("too_long", LEVERS, None, "")]),
    "a column missing": (
        table(LEVERS, lambda rows: [row[:3] + row[4:] for row in rows]),
        [("missing_column", LEVERS, 1, "colour")],
    ),
    "a perimeter without its column": (
        table(ROWS, lambda rows: [row[:5] + row[6:] for row in rows]),
        [("missing_column", ROWS, 1, "lever_sgpe")],
    ),
    "a column misspelt": (
        header(SCORES, "high", "hihg"),
        [("missing_column", SCORES, 1, "high"), ("unknown_column", SCORES, 1, "hihg")],
    ),
    "a column twice": (
        table(SOURCES, lambda rows: [[*row, row[0]] for row in rows]),
        [("duplicate_column", SOURCES, 1, "source_id")],
    ),
    "a cell too many": (longer(EVIDENCE, 7), [("too_many_cells", EVIDENCE, 7, "")]),
    "a row too short": (
        shorter(EVIDENCE, 7),
        [("too_many_cells", EVIDENCE, 7, "")],
    ),
    "an id with a capital": (
        cells(LEVERS, 4, lever_id="Eau"),
        [("bad_form", LEVERS, 4, "lever_id")],
    ),
    "a lever of a perimeter in words": (
        cells(ROWS, 6, lever_gt="Mieux produire"),
        [("bad_form", ROWS, 6, "lever_gt")],
    ),
    "a colour by name": (cells(LEVERS, 3, colour="red"), [("bad_form", LEVERS, 3, "colour")]),
    "a French date": (cells(SOURCES, 2, date="24/07/2024"), [("bad_form", SOURCES, 2, "date")]),
    "an address that runs": (
        cells(SOURCES, 5, url="javascript:alert(1)"),
        [("bad_form", SOURCES, 5, "url")],
    ),
    "an empty label": (cells(LEVERS, 2, label="  "), [("empty", LEVERS, 2, "label")]),
    "a label too long": (cells(LEVERS, 2, label="x" * 121), [("too_long", LEVERS, 2, "label")]),
    "a comma for the point": (
        cells(ROWS, 5, objective_ktco2e="655,4"),
        [("decimal_comma", ROWS, 5, "objective_ktco2e")],
    ),
    "a word for a number": (
        cells(ROWS, 5, objective_ktco2e="n.c."),
        [("not_a_number", ROWS, 5, "objective_ktco2e")],
    ),
    "no number": (
        cells(ROWS, 5, objective_ktco2e=""),
        [("not_a_number", ROWS, 5, "objective_ktco2e")],
    ),
    "infinity": (
        cells(ROWS, 31, objective_ktco2e="1e999"),
        [("not_finite", ROWS, 31, "objective_ktco2e")],
    ),
    "an optional number in words": (
        cells(ROWS, 2, national_share_pct="neuf"),
        [("not_a_number", ROWS, 2, "national_share_pct")],
    ),
    "a status that is none": (
        cells(SCORES, 3, status="peut-être"),
        [("not_allowed", SCORES, 3, "status")],
    ),
    "a stance that is none": (
        cells(EVIDENCE, 9, stance="bof"),
        [("not_allowed", EVIDENCE, 9, "stance")],
    ),
    "a confidence that is none": (
        cells(SHEETS, 4, lever_confidence="sûre"),
        [("not_allowed", SHEETS, 4, "lever_confidence")],
    ),
    "broken TOML": (write(CASE, "id = "), [("bad_toml", CASE, None, "")]),
    "an integer without end": (
        write(CRITERIA, "x = " + "9" * 5000),
        [("bad_toml", CRITERIA, None, "")],
    ),
    "brackets without end": (
        write(CRITERIA, "x = " + "[" * 9000),
        [("bad_toml", CRITERIA, None, "")],
    ),
    "a value for a criterion": (
        both(write(CRITERIA, "ghg_impact = 3")),
        [("bad_structure", CRITERIA, None, GHG)],
    ),
    "a criterion named in words": (
        replace(CRITERIA, "[ghg_impact", '["Impact GES"', 99),
        [("bad_form", CRITERIA, None, "Impact GES")],
    ),
    "no criterion": (write(CRITERIA, "# none yet\n"), [("no_criterion", CRITERIA, None, "")]),
    "a key missing": (replace(CASE, 'group = "', '# "'), [("missing_key", CASE, None, "group")]),
    "a key missing in a list": (
        replace(CASE, 'label = "chantiers', '# "chantiers'),
        [("missing_key", CASE, None, "perimeters.2.label")],
    ),
    "a key too many": (
        replace(CASE, "title =", 'colour = "red"\ntitle ='),
        [("unknown_key", CASE, None, "colour")],
    ),
    "a key misspelt": (
        replace(CRITERIA, "short_source =", "sort_source ="),
        [
            ("missing_key", CRITERIA, None, f"{GHG}.short_source"),
            ("unknown_key", CRITERIA, None, f"{GHG}.sort_source"),
        ],
    ),
    "a kind of scale that is none": (
        replace(CRITERIA, 'kind = "words"', 'kind = "mots"'),
        [("not_allowed", CRITERIA, None, f"{PARTNERS}.scale")],
    ),
    "a scale without a kind": (
        replace(CRITERIA, 'kind = "words"\n', ""),
        [("missing_key", CRITERIA, None, f"{PARTNERS}.scale")],
    ),
    "scores in another file": (
        replace(CRITERIA, 'file = "scores.csv"', 'file = "notes.csv"'),
        [("not_allowed", CRITERIA, None, f"{PARTNERS}.scoring.file")],
    ),
    "sheets in another file": (
        replace(CRITERIA, 'file = "action_sheets.csv"', 'file = "fiches.csv"'),
        [("not_allowed", CRITERIA, None, f"{COVERAGE}.scoring.file")],
    ),
    "a flat scale": (
        replace(CRITERIA, "best = 6000", "best = 0"),
        [("flat_scale", CRITERIA, None, f"{GHG}.scale.anchors.gt_freight")],
    ),
    "a flat scale for all perimeters": (
        replace(CRITERIA, "worst = 12", "worst = 0"),
        [("flat_scale", CRITERIA, None, f"{COVERAGE}.scale.anchors")],
    ),
    "an infinite anchor": (
        replace(CRITERIA, "best = 6000", "best = inf"),
        [("not_finite", CRITERIA, None, f"{GHG}.scale.anchors.gt_freight.best")],
    ),
    "an anchor in words": (
        replace(CRITERIA, "best = 6000", 'best = "six mille"'),
        [("not_a_number", CRITERIA, None, f"{GHG}.scale.anchors.gt_freight.best")],
    ),
    "levels out of order": (
        replace(CRITERIA, "value = 0.6666666666666666", "value = 0.2"),
        [("levels_not_increasing", CRITERIA, None, f"{PARTNERS}.scale")],
    ),
    "a best level short of 1": (
        replace(CRITERIA, "value = 1.0", "value = 0.9"),
        [("levels_not_increasing", CRITERIA, None, f"{PARTNERS}.scale")],
    ),
    "two levels with one id": (
        replace(CRITERIA, 'id = "quelques_partenaires"', 'id = "a_construire"'),
        [("duplicate", CRITERIA, None, f"{PARTNERS}.scale.levels")],
    ),
    "points that turn": (
        coverage_points("1.0 }, { at = 6, value = 0.5 }, { at = 7, value = 0.6"),
        [("points_not_monotone", CRITERIA, None, f"{COVERAGE}.scale")],
    ),
    "points out of order": (
        coverage_points("0.5 }, { at = 4, value = 0.4"),
        [("points_not_monotone", CRITERIA, None, f"{COVERAGE}.scale")],
    ),
}
