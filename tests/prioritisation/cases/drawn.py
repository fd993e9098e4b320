"""Cases drawn at random, as the texts of their files, in any layout that people give them."""

import csv
import io

from hypothesis import strategies as st

from criteria.writing import toml_text

# Accents (of one sign and of two), signs of CSV, TOML and formulas, letters to the left, and wide.
_SIGNS = "abéœe\u0301'’\",;#=+@[]{}/%|\\~«»0129 -_:<&\u00a0\u202fא\u05d1م日🙂"
WORDS = st.text(_SIGNS, min_size=1, max_size=24).map(str.strip)
SEEN = WORDS.filter(lambda text: any(c.isalnum() for c in text))
BLANK = st.just("") | SEEN
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")


@st.composite
def case_files(draw):
    """Name -> text of the files of a case that loads: anything that may be left out may be."""
    levers = [f"l{k}" for k in range(draw(st.integers(2, 4)))]
    labels = draw(st.lists(SEEN, min_size=8, max_size=8, unique=True))
    criteria = {f"c{k}": draw(_criterion(labels[k])) for k in range(draw(st.integers(1, 3)))}
    questions = draw(_questions(list(criteria), labels[4]))
    sources = ["s1", "s2"][: draw(st.integers(1, 2))]
    files = {
        "case.toml": toml_text(draw(_case()) | ({"questions": questions} if questions else {})),
        "criteria.toml": toml_text(criteria),
        "levers.csv": _table(
            [
                {"lever_id": v, "label": labels[-1 - k], "short_label": v, "colour": PALETTE[k]}
                | {"scope": draw(BLANK), "scope_source_id": draw(st.sampled_from(["", *sources]))}
                for k, v in enumerate(levers)
            ],
            draw,
        ),
        "sources.csv": _table([_source(s, draw) for s in sources], draw),
        "scores.csv": _table(list(_scores(levers, criteria, questions, sources, draw)), draw),
    }
    ids = draw(st.lists(SEEN, max_size=3, unique=True))
    if ids:
        unknowns = [{"unknown_id": i, "subject": draw(SEEN), "statement": draw(SEEN)} for i in ids]
        files["unknowns.csv"] = _table(unknowns, draw)
    return files


@st.composite
def _case(draw):
    tree = {"id": "essai", "title": draw(SEEN), "group": draw(SEEN)}
    tree |= {"updated": draw(st.dates())}
    axes = draw(st.lists(SEEN, max_size=2))
    return tree | (
        {"axes": [{"id": f"x{k}", "label": a} for k, a in enumerate(axes)]} if axes else {}
    )


@st.composite
def _criterion(draw, label):
    standing = st.sampled_from(["confirmé", "à confirmer"])
    tree = {"label": label, "in_sentence": draw(SEEN), "of_sentence": draw(SEEN)}
    tree |= {"question": draw(SEEN), "short_source": draw(SEEN)}
    direction = {"max": draw(SEEN), "min": draw(SEEN), "status": draw(standing)}
    scale = {"kind": "linear", "status": draw(standing), "anchors": {"worst": 0, "best": 10.5}}
    if draw(st.booleans()):
        levels = draw(st.lists(SEEN, min_size=2, max_size=3, unique=True))
        named = [
            {"id": f"n{k}", "label": one, "value": k / (len(levels) - 1), "sentence": draw(SEEN)}
            for k, one in enumerate(levels)
        ]
        scale = {"kind": "words", "status": draw(standing), "levels": named}
    return tree | {
        "direction": direction | {"reason": draw(SEEN)},
        "scale": scale,
        "scoring": {"kind": "scores", "file": "scores.csv"},
    }


@st.composite
def _questions(draw, criteria, name):
    """One question on the first criterion, or none."""
    if draw(st.booleans()):
        return []
    readings = [
        {
            "id": f"r{k}",
            "label": f"lecture {k}",
            "description": draw(SEEN),
            "status": "à confirmer",
        }
        | ({"default": True} if k == 0 else {})
        for k in range(2)
    ]
    return [
        {"id": "q", "name": name, "question": draw(SEEN), "criteria": criteria[:1]}
        | {"readings": readings}
    ]


def _scores(levers, criteria, questions, sources, draw):
    """A row for each cell; for each reading where a question bears on the criterion."""
    for lever in levers:
        for ident, table in criteria.items():
            bears = bool(questions) and ident in questions[0]["criteria"]
            for reading in ("r0", "r1") if bears else ("",):
                levels = [level["id"] for level in table["scale"].get("levels", ())]
                low, high = draw(_ends(levels or ["0", "3.25", "10"]))
                status = (
                    draw(st.sampled_from(["avis", "officiel", "inféré"])) if low else "inconnu"
                )
                row = {"lever_id": lever, "criterion_id": ident, "score": low, "high": high}
                row |= {"status": status, "source_id": draw(st.sampled_from(sources)), "date": ""}
                yield row | {"confidence": "", "reason": draw(SEEN), "reading": reading}


@st.composite
def _ends(draw, amounts):
    """A score: one of the amounts, from the least to the greatest, two of them, or nothing."""
    first = draw(st.none() | st.integers(0, len(amounts) - 1))
    if first is None:
        return "", ""
    last = draw(st.integers(first, len(amounts) - 1))
    return amounts[first], amounts[last] if last > first else ""


def _source(ident, draw):
    row = {"source_id": ident, "kind": draw(SEEN), "title": draw(SEEN), "publisher": draw(SEEN)}
    row |= {"short_name": draw(SEEN), "date": "2026", "url": "", "licence": draw(BLANK)}
    return row | {"caveat": draw(BLANK)}


def _table(rows, draw):
    """A CSV text as some spreadsheet writes it: its quotes, line ends, mark, columns' order."""
    columns = draw(st.permutations(list(rows[0])))
    buffer = io.StringIO(newline="")
    quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    writer = csv.DictWriter(buffer, columns, lineterminator=end, quoting=quoting)
    writer.writeheader()
    writer.writerows(rows)
    return draw(st.sampled_from(["", "\ufeff"])) + buffer.getvalue()
