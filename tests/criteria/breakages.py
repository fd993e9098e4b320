"""Ways to break a case folder, each with the problems it must raise and where."""

import csv
import os
import shutil

CRITERIA, CASE = "criteria.toml", "case.toml"


def write(name, content):
    """Write a whole file."""

    def edit(folder):
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(raw)

    return edit


def replace(name, old, new, times=1):
    """Replace the first occurrences of a text."""

    def edit(folder):
        path = folder / name
        before = path.read_text(encoding="utf-8")
        assert old in before, old
        path.write_text(before.replace(old, new, times), encoding="utf-8")

    return edit


def append(name, text):
    def edit(folder):
        with (folder / name).open("a", encoding="utf-8", newline="") as file:
            file.write(text)

    return edit


def delete(name):
    return lambda folder: (folder / name).unlink()


def as_folder(name):
    def edit(folder):
        (folder / name).unlink()
        (folder / name).mkdir()

    return edit


def pipe(name):
    """A named pipe nobody writes to: reading it would wait for ever."""

    def edit(folder):
        (folder / name).unlink()
        os.mkfifo(folder / name)

    return edit


def link(name, target):
    def edit(folder):
        (folder / name).unlink()
        (folder / name).symlink_to(target)

    return edit


def no_folder(folder):
    shutil.rmtree(folder)


def table(name, change):
    """Change the rows of a CSV file, given as lists of cells with the header first."""

    def edit(folder):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        rows = change(rows) or rows
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    return edit


def cells(name, row, **values):
    """Write cells of a row, numbered as a spreadsheet does."""

    def change(rows):
        for column, value in values.items():
            rows[row - 1][rows[0].index(column)] = value

    return table(name, change)


def header(name, column, new):
    return table(name, lambda rows: rows[0].__setitem__(rows[0].index(column), new))


def keep(name, count):
    """Keep only the first rows, the header among them."""
    return table(name, lambda rows: rows[:count])


def twice(name, row):
    """Write a row again at the end."""
    return table(name, lambda rows: [*rows, rows[row - 1]])


def drop(name, row):
    return table(name, lambda rows: rows[: row - 1] + rows[row:])


def longer(name, row):
    return table(name, lambda rows: rows[row - 1].append("one more"))


def shorter(name, row):
    return table(name, lambda rows: rows[row - 1].__delitem__(-1))


def both(*edits):
    def edit(folder):
        for one in edits:
            one(folder)

    return edit


KEPT = ("mieux_se_deplacer", "mieux_se_loger")


def few_levers(count):
    """Keep the first levers, and of the other files nothing that speaks of the others."""
    return both(
        keep("levers.csv", count + 1),
        table("scores.csv", lambda rows: [r for r in rows if r[0] in ("lever_id", *KEPT[:count])]),
        delete("claims.csv"),
        delete("census.csv"),
        *(keep(name, 2) for name in ("official_rows.csv", "action_sheets.csv", "evidence.csv")),
        cells("official_rows.csv", 2, lever_sgpe="", lever_gt="", lever_gt_freight=""),
        cells("action_sheets.csv", 2, primary_lever="transversal"),
    )


POINTS = """kind = "piecewise"
points = [{ at = 0, value = 1 }, { at = 5, value = %s }, { at = 12, value = 0 }]"""
WHOLE, ANCHORS = "whole = true\n", "anchors = { worst = 12, best = 0 }\n"
WHOLE_KIND = 'kind = "linear"\nunit = "fiche"'


def coverage_points(middle):
    """The coverage read on points instead of a line."""
    return both(
        replace(CRITERIA, WHOLE, ""),
        replace(CRITERIA, ANCHORS, ""),
        replace(CRITERIA, WHOLE_KIND, POINTS % middle + '\nunit = "fiche"'),
    )


def coverage_by_hand(*rows):
    """The coverage written in ``scores.csv``, with these (score, high) on the first levers."""
    levers = ["mieux_se_deplacer", "mieux_se_loger", "preserver_ecosystemes"]
    levers += ["mieux_produire", "mieux_se_nourrir", "mieux_consommer"]
    rows += (("3", ""),) * (len(levers) - len(rows))
    lines = (
        f"{lever},existing_coverage,{low},{high},avis,deck,2026,élevée,\r\n"
        for lever, (low, high) in zip(levers, rows, strict=True)
    )

    def edit(folder):
        path = folder / CRITERIA
        text = path.read_text(encoding="utf-8")
        start, end = (text.index(f"[{t}]") for t in ("existing_coverage.scoring", "cop_progress"))
        scoring = '[existing_coverage.scoring]\nkind = "scores"\nfile = "scores.csv"\n\n'
        path.write_text(text[:start] + scoring + text[end:], encoding="utf-8")
        append("scores.csv", "".join(lines))(folder)

    return edit
