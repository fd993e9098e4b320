"""Folders broken in one file: text, columns, cells, keys; and the problems expected."""

from tests.criteria.breakages import (
    CASE,
    CRITERIA,
    append,
    as_folder,
    cells,
    coverage_points,
    delete,
    header,
    keep,
    link,
    longer,
    no_folder,
    pipe,
    replace,
    shorter,
    table,
    write,
)

EVIDENCE, LEVERS, ROWS = "evidence.csv", "levers.csv", "official_rows.csv"
SCORES, SHEETS, SOURCES = "scores.csv", "action_sheets.csv", "sources.csv"
CENSUS, CLAIMS, UNKNOWNS = "census.csv", "claims.csv", "unknowns.csv"
COVERAGE, GHG, PARTNERS = "existing_coverage", "ghg_impact", "partner_ecosystem"


def plain_words(criterion, *lines):
    """The same with plain words of a criterion."""
    return append(
        CRITERIA, "\n".join(["", f"[{criterion}.plain]", 'status = "confirmé"', *lines, ""])
    )


FILES = {
    "no folder": (no_folder, [("missing_folder", "", None, "")]),
    "no file": (delete(LEVERS), [("missing_file", LEVERS, None, "")]),
    "no criteria file": (delete(CRITERIA), [("missing_file", CRITERIA, None, "")]),
    "no case file": (delete(CASE), [("missing_file", CASE, None, "")]),
    "a folder instead of a file": (as_folder(SOURCES), [("unreadable", SOURCES, None, "")]),
    "an optional file that leads nowhere": (
        link(CLAIMS, "nothing"),
        [("missing_file", CLAIMS, None, "")],
    ),
    "a claim with a side missing": (
        cells(CLAIMS, 3, lower_levers=""),
        [("empty", CLAIMS, 3, "lower_levers")],
    ),
    "a claim between levers in words": (
        cells(CLAIMS, 3, higher_levers="Mieux produire"),
        [("bad_form", CLAIMS, 3, "higher_levers")],
    ),
    "a claim on nothing said": (
        cells(CLAIMS, 3, higher_evidence=""),
        [("empty", CLAIMS, 3, "higher_evidence")],
    ),
    "a claim with evidence that is not named": (
        cells(CLAIMS, 6, higher_evidence="E17|"),
        [("bad_form", CLAIMS, 6, "higher_evidence")],
    ),
    "a note of a section that is none": (
        cells(CENSUS, 4, section="avancement 2025"),
        [("not_allowed", CENSUS, 4, "section")],
    ),
    "active that is a word": (
        replace(CRITERIA, "active = false", 'active = "non"'),
        [("not_allowed", CRITERIA, None, "cop_progress.active")],
    ),
    "a caveat without end": (
        replace(CRITERIA, 'caveat = "', 'caveat = "' + "x" * 2000),
        [("too_long", CRITERIA, None, "cop_progress.caveat")],
    ),
    "cp1252": (
        write(LEVERS, "lever_id,é\r\n".encode("cp1252")),
        [("bad_encoding", LEVERS, None, "")],
    ),
    "nothing in it": (write(SOURCES, ""), [("empty_file", SOURCES, None, "")]),
    "a header only": (keep(ROWS, 1), [("empty_file", ROWS, None, "")]),
    "a noun of no list": (
        append(CASE, '\n[words]\noption = "action"\n'),
        [("not_allowed", CASE, None, "words.option")],
    ),
    "words of no case": (
        append(CASE, '\n[words]\nchoice = "site"\n'),
        [("unknown_key", CASE, None, "words.choice")],
    ),
    "sources gone that rows refer to": (
        delete(SOURCES),
        [("missing_file", SOURCES, None, "")],
    ),
    "too large a file": (write(ROWS, "\n" * 5_000_001), [("too_long", ROWS, None, "")]),
    "an endless cell": (cells(LEVERS, 2, scope="x" * 200_000), [("too_long", LEVERS, 2, "")]),
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
    "a quotation mark never closed": (
        replace(LEVERS, '"infrastructures, transport, mobilités"', '"infrastructures'),
        [("bad_quotes", LEVERS, 2, "")],
    ),
    "a quotation mark never closed before rows without any": (
        append(UNKNOWNS, 'U80,"a,b\r\nU81,a,b\r\nU82,a,b\r\n'),
        [("bad_quotes", UNKNOWNS, 12, "")],
    ),
    "a quotation mark closed some rows below": (
        append(UNKNOWNS, 'U80,a,"b\r\nU81,a,b\r\nU82,a,b"\r\nU83,,b\r\n'),
        [("line_break", UNKNOWNS, 12, ""), ("empty", UNKNOWNS, 13, "subject")],
    ),
    "a quotation mark inside a cell": (
        append(UNKNOWNS, 'U80,"a "b" c",d\r\nU81,,b\r\n'),
        [("bad_quotes", UNKNOWNS, 12, ""), ("empty", UNKNOWNS, 13, "subject")],
    ),
    "a line break in a cell": (
        cells(SCORES, 2, reason="diapo 24 :\nfavorable"),
        [("line_break", SCORES, 2, "")],
    ),
    "a line break in the header": (
        header(SOURCES, "caveat", "cav\neat"),
        [("line_break", SOURCES, 1, "")],
    ),
    "a pipe instead of a file": (pipe(EVIDENCE), [("unreadable", EVIDENCE, None, "")]),
    "a pipe instead of the case": (pipe(CASE), [("unreadable", CASE, None, "")]),
    "a device instead of a file": (
        link(LEVERS, "/dev/zero"),
        [("unreadable", LEVERS, None, "")],
    ),
    "a link to nothing": (link(SCORES, "nothing"), [("missing_file", SCORES, None, "")]),
    "a link to itself": (link(ROWS, ROWS), [("unreadable", ROWS, None, "")]),
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
    "a month that is none": (
        cells(SOURCES, 2, date="2026-99"),
        [("bad_form", SOURCES, 2, "date")],
    ),
    "a day that is none": (
        cells(SCORES, 3, date="2023-02-29"),
        [("bad_form", SCORES, 3, "date")],
    ),
    "a computed score of a day that is none": (
        replace(CRITERIA, 'date = "2024-07-24"', 'date = "2024-13-45"'),
        [("bad_form", CRITERIA, None, f"{GHG}.scoring.date")],
    ),
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
    "a share beyond the whole": (
        cells(ROWS, 2, national_share_pct="100.1"),
        [("out_of_range", ROWS, 2, "national_share_pct")],
    ),
    "a share below nothing": (
        cells(ROWS, 3, national_share_pct="-1"),
        [("out_of_range", ROWS, 3, "national_share_pct")],
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
    "axes that are no list": (
        replace(CASE, "[[axes]]", "[axes]"),
        [("bad_list", CASE, None, "axes")],
    ),
    "a lever that nobody sees": (
        cells(LEVERS, 3, label="\u200b"),
        [("invisible", LEVERS, 3, "label")],
    ),
    "a criterion that turns what follows round": (
        replace(CRITERIA, 'label = "Impact GES"', 'label = "Impact \u2067GES"'),
        [("turned_round", CRITERIA, None, "ghg_impact.label")],
    ),
    "a lever with a control sign": (
        cells(LEVERS, 3, label="Mieux\x0bse loger"),
        [("control_sign", LEVERS, 3, "label")],
    ),
    "a value for a criterion": (
        replace(CRITERIA, "# Les crit", "budget = 3\n# Les crit"),
        [("bad_structure", CRITERIA, None, "budget")],
    ),
    "a criterion named in words": (
        replace(CRITERIA, "[ghg_impact", '["Impact GES"', 99),
        [("bad_form", CRITERIA, None, "Impact GES")],
    ),
    "no criterion": (write(CRITERIA, "# none yet\n"), [("no_criterion", CRITERIA, None, "")]),
    "a key missing": (replace(CASE, 'group = "', '# "'), [("missing_key", CASE, None, "group")]),
    "a key missing in a list": (
        replace(CASE, 'label = "chantiers', '# "chantiers'),
        [("missing_key", CASE, None, "questions.0.readings.2.label")],
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
    "sheets to sum": (
        replace(CRITERIA, 'kind = "count"', 'kind = "sum"'),
        [("not_allowed", CRITERIA, None, f"{COVERAGE}.scoring.file")],
    ),
    "a flat scale": (
        replace(CRITERIA, "best = 8000", "best = 0"),
        [("flat_scale", CRITERIA, None, f"{GHG}.scale.anchors")],
    ),
    "a flat scale for all perimeters": (
        replace(CRITERIA, "worst = 12", "worst = 0"),
        [("flat_scale", CRITERIA, None, f"{COVERAGE}.scale.anchors")],
    ),
    "an infinite anchor": (
        replace(CRITERIA, "best = 8000", "best = inf"),
        [("not_finite", CRITERIA, None, f"{GHG}.scale.anchors.best")],
    ),
    "an anchor that is no number": (
        replace(CRITERIA, "best = 8000", "best = nan"),
        [("not_finite", CRITERIA, None, f"{GHG}.scale.anchors.best")],
    ),
    "anchors too far apart": (
        replace(CRITERIA, "{ worst = 12, best = 0 }", "{ worst = 1e308, best = -1e308 }"),
        [("not_finite", CRITERIA, None, f"{COVERAGE}.scale.anchors")],
    ),
    "an anchor true or false": (
        replace(CRITERIA, "worst = 12", "worst = true"),
        [("not_a_number", CRITERIA, None, f"{COVERAGE}.scale.anchors.worst")],
    ),
    "an anchor between quotes": (
        replace(CRITERIA, "worst = 12", 'worst = "12"'),
        [("not_a_number", CRITERIA, None, f"{COVERAGE}.scale.anchors.worst")],
    ),
    "an anchor too long to be written": (
        replace(CRITERIA, "worst = 12", "worst = 0x" + "f" * 5000),
        [("not_a_number", CRITERIA, None, f"{COVERAGE}.scale.anchors.worst")],
    ),
    "a level true or false": (
        replace(CRITERIA, "value = 1.0", "value = true"),
        [("not_a_number", CRITERIA, None, f"{PARTNERS}.scale.levels.3.value")],
    ),
    "a point true or false": (
        coverage_points("true"),
        [("not_a_number", CRITERIA, None, f"{COVERAGE}.scale.points.1.value")],
    ),
    "a default that is a word": (
        replace(CASE, "default = true", 'default = "yes"'),
        [("not_allowed", CASE, None, "questions.0.readings.0.default")],
    ),
    "whole that is a number": (
        replace(CRITERIA, "whole = true", "whole = 1"),
        [("not_allowed", CRITERIA, None, f"{COVERAGE}.scale.whole")],
    ),
    "an update between quotes": (
        replace(CASE, "updated = 2026-11-25", 'updated = "2026-11-25"'),
        [("bad_form", CASE, None, "updated")],
    ),
    "an update in seconds": (
        replace(CASE, "updated = 2026-11-25", "updated = 1795564800"),
        [("bad_form", CASE, None, "updated")],
    ),
    "an update at midnight": (
        replace(CASE, "updated = 2026-11-25", "updated = 2026-11-25T00:00:00"),
        [("bad_form", CASE, None, "updated")],
    ),
    "an update on a day that is none": (
        replace(CASE, "updated = 2026-11-25", "updated = 2026-02-30"),
        [("bad_toml", CASE, None, "")],
    ),
    "many without a number": (
        replace(CRITERIA, 'many = "{n} fiches"', 'many = "des fiches"'),
        [("bad_form", CRITERIA, None, f"{COVERAGE}.scale.many")],
    ),
    "an anchor in words": (
        replace(CRITERIA, "best = 8000", 'best = "six mille"'),
        [("not_a_number", CRITERIA, None, f"{GHG}.scale.anchors.best")],
    ),
    "levels out of order": (
        replace(CRITERIA, "value = 0.6666666666666666", "value = 0.2"),
        [("levels_not_increasing", CRITERIA, None, f"{PARTNERS}.scale")],
    ),
    "a best level short of 1": (
        replace(CRITERIA, "value = 1.0", "value = 0.9"),
        [("levels_not_increasing", CRITERIA, None, f"{PARTNERS}.scale")],
    ),
    "another order of other words": (
        replace(CRITERIA, 'kind = "words"', 'kind = "words"\nother_order = ["a_construire"]'),
        [("no_other_order", CRITERIA, None, f"{PARTNERS}.scale")],
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
