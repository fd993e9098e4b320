"""What a record tells of what was said: of the criteria themselves, of the method of work."""

from criteria.evidence import Stance
from prioritisation.analysis.parts import Line, Part, Text


class PleaPart(Part):
    """What was said of a criterion, or for one lever or two, and which way that argues.

    Attributes
    ----------
    quote, statement
        Verbatim from the source; or our words, when there is no quotation.
    place, source
        Where it stands, and the id of the source.
    """

    id: Line
    stance: Stance
    quote: Text
    statement: Text
    place: Text
    source: Line
    confidence: Line
    note: Text


class MethodPart(Part):
    """A step of the group's method of work: our name for it, and the words of its source."""

    label: Line
    quote: Text
    place: Text
    source: Line
