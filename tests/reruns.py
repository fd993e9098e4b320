"""Why tests were run again: what the summary of a run keeps of each try that failed."""

MOST_LINES, MOST_LETTERS = 12, 1500
ELSEWHERE = "site-packages"
SHOWN = "what the pages showed"
"""Title of the section of a report that tells it."""


def told(reports):
    """The lines of the summary."""
    return [line[:MOST_LETTERS] for report in reports for line in _of_one(report)]


def _of_one(report):
    """Which test, after how long, by which of our lines, and why."""
    why = report.longrepr
    yield f"{report.nodeid}: {report.when}, {report.duration:.0f} s"
    yield from (f"    {place}" for place in _ours(why))
    crash = getattr(why, "reprcrash", None)
    words = (crash.message if crash else str(why)).strip().splitlines()
    yield from (f"  | {line}" for line in words[:MOST_LINES])
    for title, text in report.sections:
        if title == SHOWN:
            yield from (f"  : {line}" for line in text.splitlines())


def _ours(why):
    entries = getattr(getattr(why, "reprtraceback", None), "reprentries", ())
    for place in (getattr(entry, "reprfileloc", None) for entry in entries):
        if place and ELSEWHERE not in place.path:
            yield f"{place.path}:{place.lineno}"
