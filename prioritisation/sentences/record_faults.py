"""What is wrong with a file that is not a record, or is one that nobody can read."""

from prioritisation.record.model import RecordFault
from prioritisation.wording import t

RECORD_FAULTS = {
    RecordFault.UNREADABLE: lambda: t("« {found} » cannot be read: is the name right?"),
    RecordFault.TOO_BIG: lambda: t("the file is larger than {found} MB: it is not a proof file"),
    RecordFault.NOT_UTF8: lambda: t(
        "the file is not UTF-8: it was saved again by a program, or is not a proof file"
    ),
    RecordFault.TRUNCATED: lambda: t(
        "the file stops too early, at line {found}: copy it again, whole"
    ),
    RecordFault.NOT_JSON: lambda: t("the file is not JSON, from line {found}"),
    RecordFault.NOT_A_NUMBER: lambda: t("« {found} » is not a number that a proof file may hold"),
    RecordFault.REPEATED: lambda: t(
        "« {found} » is there twice in the same place: the file was changed"
    ),
    RecordFault.FOREIGN: lambda: t(
        "this JSON is not a proof file: its « schema » does not say so"
    ),
    RecordFault.VERSION: lambda: t(
        "this proof file is of version {found}: this program reads version {version} alone"
    ),
    RecordFault.FIELD: lambda: t("{place}: {found} is not accepted here"),
    RecordFault.TWICE: lambda: t("{found}: this is there a second time"),
    RecordFault.INCOHERENT: lambda: t(
        "the parts of this proof file do not go together: « {found} »"
    ),
    RecordFault.NO_FILES: lambda: t(
        "this proof file keeps no file of its case: no folder can be written"
    ),
    RecordFault.NOT_ATTACHED: lambda: t(
        "this PDF holds no proof file: a PDF that was printed or made again has lost its own"
    ),
    RecordFault.PROTECTED: lambda: t(
        "this PDF is protected: save it without a password, or give its proof file alone"
    ),
    RecordFault.SEVERAL: lambda: t(
        "this PDF holds several proof files: save the right one apart, and give it alone"
    ),
}
"""Fault of a file that should be a record -> its sentence."""
