"""How a table is filled in: a sheet of sentences beside it."""

from prioritisation.documents.writing.templates.content import TemplateTable, unknown_text
from prioritisation.wording import t


def guide_name() -> str:
    """Of its sheet."""
    return t("How to fill it in")


def guide_lines(table: TemplateTable) -> tuple[str, ...]:
    """The sentences, the first of which is a title."""
    return (
        table.title or t("Table to fill in"),
        t("One lever a row, one criterion a column. Add rows and columns as you need."),
        t(
            "Below the name of each criterion: its unit; its direction, to be maximised or to be "
            "minimised; the two ends of its scale, the worst and the best that may be. For a "
            "criterion in words, the words in between stand on their row, with a stroke between "
            "them; where nobody knows their order, all of them stand on the row of words."
        ),
        t("What you leave empty there is asked once the file is read: nothing is guessed."),
        t("A score is a number, without its unit; or one of the words, for a criterion in words."),
        t("Between two values, write both: {range}.", range=_example()),
        t(
            "Where nobody knows, write « {unknown} », or leave the cell empty. Zero means zero.",
            unknown=unknown_text(),
        ),
        t("Weights are not written here: they are voted on."),
        t("Then give this file to the application: it shows what it understood, and asks."),
    )


def _example() -> str:
    """A range, as it is typed."""
    return t("{low} to {high}", low=6, high=9)
