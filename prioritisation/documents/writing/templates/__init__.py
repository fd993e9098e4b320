"""Tables to fill in: a case as a sheet that anybody corrects, and that is read back the same."""

from prioritisation.documents.writing.templates.forms import TEMPLATE_FORMS, template_file

__all__ = ["TEMPLATE_FORMS", "template_file"]
