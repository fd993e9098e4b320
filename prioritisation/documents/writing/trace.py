"""How a note can be checked: fingerprints, versions, seed, and the command."""

from prioritisation.record.model import SCHEMA, Record
from prioritisation.wording import date_text, number, t


def trace_of(record: Record) -> tuple[tuple[str, str], ...]:
    """Label and text of each line of the traceability."""
    lines = [
        (t("Control number (SHA-256) of the proof file"), record.sha256),
        (
            t("Control number"),
            t(
                "the beginning of that number, at the top of the minutes: copied into your "
                "archives, it shows later whether any figure of the proof file was changed"
            ),
        ),
        (t("Format"), t("{schema}, version {n}", schema=SCHEMA, n=record.version)),
    ]
    if record.case.frozen:
        lines.append((t("Print (SHA-256) of the fixed scores"), record.case.frozen.sha256))
    lines.append((t("Case"), _case(record)))
    if record.results:
        draws = record.results.draws
        sentence = t("{seed}, {n} random trials", seed=draws.seed, n=number(draws.weights))
        lines.append((t("Number of the try"), sentence))
    return (*lines, (t("Computed by"), _computed_by(record)), (t("To check"), _check()))


def _case(record: Record) -> str:
    """Which case: its name, and its version where it was taken from a dossier."""
    dossier, updated = record.meeting.dossier, date_text(record.case.updated.isoformat())
    if dossier is None:
        return t("{title}, updated on {date}", title=record.case.title, date=updated)
    return t(
        "{title}, version {n}, updated on {date}, control number {sha256}",
        title=record.case.title,
        n=dossier.version,
        date=updated,
        sha256=dossier.sha256,
    )


def _check() -> str:
    """How to compute again what the proof file holds."""
    file = t("proof-file.json")
    return t("python -m prioritisation replay {file} (attached to the PDF)", file=file)


def _computed_by(record: Record) -> str:
    versions = record.versions
    libraries = ", ".join(f"{name} {v}" for name, v in versions.libraries.items() if v)
    made = t(
        "prioritisation-leviers {program}, Python {python}",
        program=versions.program,
        python=versions.python,
    )
    return f"{made}, {libraries}"
