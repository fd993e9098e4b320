"""What the command line can do, as its help tells it."""

from textwrap import wrap

from prioritisation.documents.kinds import Document
from prioritisation.wording import t

WIDTH, _COLUMN = 100, 34


def help_text() -> str:
    """Every command, and its settings."""
    about = t("Says which lever comes first, or that nobody can say, and why.")
    codes = t("Exit code: 0 done, 1 failed, 2 something to correct, said one line each.")
    command, name = t("COMMAND"), t("NAME")
    return "\n".join(
        (
            *wrap(about, WIDTH),
            f"\npython -m prioritisation {command}",
            *_commands(),
            "\n" + t("Settings of analyse:"),
            *_settings(),
            *_importing(),
            *_exporting(),
            "\n" + t("Setting of replay:"),
            *_described("--case", t("FOLDER"), t("Write its case as a new folder.")),
            "\n" + t("Setting of bench:"),
            *_described("--only", name, t("One benchmark only.")),
            "",
            *_described("--help, -h", "", t("This text.")),
            *_described("--version", "", t("The version of this product.")),
            "",
            *wrap(codes, WIDTH),
        )
    )


def _commands() -> list[str]:
    return [
        *_described("analyse", t("FOLDER"), t("Analyse the case of a folder: data/normandie.")),
        *_described("import", t("FILE"), t("Read a table as people make them: docs/import.md.")),
        *_described("solve", t("PROBLEM"), t("Solve a problem in JSON: docs/solve.md.")),
        *_described("export", t("MEETING or FILE"), t("Write its documents in a folder.")),
        *_described("replay", t("FILE"), t("Compute a proof file again: docs/record.md.")),
        *_described("backup", t("FILE"), t("Copy all meetings into a new file.")),
        *_described("restore", t("FILE"), t("Put such a file back into an empty database.")),
        *_described("setup-link", "", t("Make another set-up link; the old one opens nothing.")),
        *_described(
            "rotate-secrets", "", t("Change the secrets of the server: docs/deployment.md.")
        ),
        *_described("bench", "", t("Measure this product: every file of tests/benchmarks.")),
    ]


def _settings() -> list[str]:
    weights = t(
        "The points of each criterion, numbers from 0 whose total does not matter; « hors » "
        "leaves a criterion out. Without this setting, the criteria active from the start weigh "
        "the same."
    )
    direction = t(
        "Which way a criterion counts, max or min, where the case leaves it open. May be repeated."
    )
    reading = t("One way of counting of the case, for the question it answers. May be repeated.")
    constraint = t(
        "What all the weights tried must satisfy: a>=b, a>=20, a<=60 or « a 20..60 », in "
        "percents. May be repeated."
    )
    return [
        *_described("--weights", t("CRITERION=POINTS,…"), weights),
        *_other_weights(),
        *_described("--reading", t("NAME"), reading),
        *_described("--direction", t("CRITERION=max"), direction),
        *_described("--constraint", t("CONSTRAINT"), constraint),
        *_described(
            "--portfolio", t("FILE"), t("What is said of sets of levers: docs/analyse.md.")
        ),
        *_described("--json", "", t("JSON for a program instead of a report.")),
    ]


def _importing() -> list[str]:
    answers = t("The questions of --json, each with its « answer » added.")
    folder = t("Write the case as a new folder, once nothing is asked any more.")
    return [
        "\n" + t("Settings of import (FILE may be a folder, or - for what comes in):"),
        *_described("--sheet", t("NAME"), t("The sheet that has the table.")),
        *_described("--answers", t("FILE.json"), answers),
        *_described("--output", t("FOLDER"), folder),
        *_described("--json", "", t("JSON for a program instead of a report.")),
    ]


def _exporting() -> list[str]:
    documents = t("One or several of {all}; by default pdf,docx.", all=", ".join(Document))
    return [
        "\n" + t("Settings of export:"),
        *_described("--format", t("NAME,…"), documents),
        *_described("--output", t("FOLDER"), t("Where they are written; here by default.")),
        *_described("--template", t("FILE.docx"), t("The organisation's own Word file.")),
        *_described("--force", "", t("Replace files that are there already.")),
    ]


def _other_weights() -> list[str]:
    """The other ways of telling weights; one of them, instead of points."""
    order = t("The criteria from the most important; = between two of the same place (ROC).")
    steps = t("The same, weights falling by equal steps.")
    cards = t("The same with numbers of white cards between two places: a,2,b=c,d.")
    ratio = t("With --cards, how many times the first counts as the last; 5 by default.")
    compared = t("Each two criteria once, 1 to 9 or 1/2 to 1/9: a/b=3,a/c=1/5,b/c=1 (AHP).")
    return [
        *_described("--rank-order", t("CRITERION,…"), order),
        *_described("--rank-sum", t("CRITERION,…"), steps),
        *_described("--cards", t("CRITERION,…"), cards),
        *_described("--ratio", t("NUMBER"), ratio),
        *_described("--pairwise", t("COMPARISON,…"), compared),
    ]


def _described(name: str, value: str, text: str) -> list[str]:
    """What is typed and, in a second column, what it does."""
    first, *others = wrap(text, WIDTH - _COLUMN)
    return [f"  {name} {value}".ljust(_COLUMN) + first, *(" " * _COLUMN + line for line in others)]
