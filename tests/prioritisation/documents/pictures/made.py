"""The words of a picture."""

import json


def texts(specification):
    """All its words; the breaks between the lines of a text are spaces."""
    text = json.dumps(specification, ensure_ascii=False).replace("\u00a0", " ")
    return text.replace('", "', " ")
