"""The forms that a table to fill in comes in, by the ending of its name."""

from collections.abc import Callable, Mapping

from criteria.case import Case
from criteria.model import DEFAULT_OPTION
from prioritisation.documents.writing.templates.content import TemplateTable, template_of
from prioritisation.documents.writing.templates.plain import template_csv
from prioritisation.documents.writing.templates.validated import template_xlsx
from prioritisation.wording.nouns import speaking_of

_WRITERS: Mapping[str, Callable[[TemplateTable], bytes]] = {
    "xlsx": template_xlsx,
    "csv": template_csv,
}
TEMPLATE_FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
"""What each is, as a browser is told."""


def template_file(form: str, case: Case | None) -> bytes:
    """The table of a case, or a blank one, in a form."""
    with speaking_of(case.option if case else DEFAULT_OPTION):
        return _WRITERS[form](template_of(case))
