"""Questions of reading that do not hold together; and the problems expected."""

from tests.criteria.breakages import CASE, CRITERIA, both, replace, table

SCORES = "scores.csv"
PARTNERS, COVERAGE, GHG = "partner_ecosystem", "existing_coverage", "ghg_impact"
PRIMARY = 'label = "premier levier"'
MORE = "".join(
    f'[[questions.readings]]\nid = "r{k}"\nlabel = "r{k}"\ndescription = "r"\n'
    'status = "à confirmer"\nlinks = "all"\n'
    for k in range(20)
)


def by_reading(left_out=(), unnamed=()):
    """Partner scores written under each of two readings of a question of their own."""
    question = (
        '\n[[questions]]\nid = "who"\nname = "Qui"\nquestion = "Qui ?"\n'
        f'criteria = ["{PARTNERS}"]\n'
        '[[questions.readings]]\nid = "near"\nlabel = "près"\ndescription = "Près."\n'
        'status = "à confirmer"\ndefault = true\n'
        '[[questions.readings]]\nid = "far"\nlabel = "loin"\ndescription = "Loin."\n'
        'status = "à confirmer"\n'
    )

    def rows(before):
        head, *lines = before
        place = head.index("criterion_id")
        named = []
        for line in lines:
            partner = line[place] == PARTNERS
            named += [
                [*line, "" if (line[0], reading) in unnamed else reading]
                for reading in (("near", "far") if partner else ("",))
                if (line[0], reading) not in left_out
            ]
        return [[*head, "reading"], *named]

    return both(replace(CASE, "[[axes]]", f"{question}\n[[axes]]"), table(SCORES, rows))


BROKEN = {
    "criteria that are no list": (replace(CASE, f'criteria = ["{GHG}"]', f'criteria = "{GHG}"'),
        [("bad_list", CASE, None, "questions.0.criteria")]),
    "a label that nobody sees": (replace(CASE, PRIMARY, 'label = "\u200b\u2060"'),
        [("invisible", CASE, None, "questions.1.readings.1.label")]),
    "a label that turns what follows round": (
        replace(CASE, PRIMARY, 'label = "premier \u202elevier"'),
        [("turned_round", CASE, None, "questions.1.readings.1.label")]),
    "two defaults": (replace(CASE, 'id = "sgpe"\n', 'id = "sgpe"\ndefault = true\n'),
        [("default_reading", CASE, None, "questions.0.readings")]),
    "a reading whose status was forgotten": (
        replace(CASE, 'status = "à confirmer"\nreason', "reason"),
        [("missing_key", CASE, None, "questions.0.readings.0.status")]),
    "plain words whose status was forgotten": (
        replace(CASE, 'status = "à confirmer"\nname', "name"),
        [("missing_key", CASE, None, "questions.0.plain.status")]),
    "a plain name of no reading": (replace(CASE, 'gt = "fret', 'gone = "fret'),
        [("unknown_reading", CASE, None, "questions.0.plain.readings")]),
    "two readings called alike": (
        replace(
            CASE,
            'gt_freight = "fret seul dans Mieux produire"',
            'gt_freight = "fret dans Mieux se déplacer"',
        ),
        [("duplicate", CASE, None, "questions.0.plain.readings")],
    ),
    "no default": (replace(CASE, 'default = true\nlinks = "primary"', 'links = "primary"'),
        [("default_reading", CASE, None, "questions.1.readings")]),
    "a reading of a count that does not say which links": (replace(CASE, 'links = "all"\n', ""),
        [("missing_key", CASE, None, "questions.1.readings.3.links")]),
    "links that are none": (replace(CASE, 'links = "all"\n', 'links = "some"\n'),
        [("not_allowed", CASE, None, "questions.1.readings.3.links")]),
    "one counting under two names": (replace(CASE, 'links = "all"\n', 'links = "primary"\n'),
        [("duplicate", CASE, None, "questions.1.readings.links")]),
    "links where nothing is counted": (
        replace(CASE, "default = true\n", 'default = true\nlinks = "all"\n'),
        [("links_without_count", CASE, None, "questions.0.readings.0.links")]),
    "a criterion in two questions": (
        replace(CASE, f'criteria = ["{COVERAGE}"]', f'criteria = ["{COVERAGE}", "{GHG}"]'),
        [("duplicate", CASE, None, "questions.criteria")]),
    "one id for two readings": (replace(CASE, 'id = "all_links"', 'id = "gt"'),
        [("duplicate", CASE, None, "questions.readings.id"),
        ("unknown_reading", CASE, None, "questions.1.plain.readings")]),
    "one label for two readings": (replace(CASE, 'label = "tous les leviers cités"', PRIMARY),
        [("duplicate", CASE, None, "questions.1.readings.label")]),
    "a criterion that is none": (
        replace(CASE, f'criteria = ["{COVERAGE}"]', f'criteria = ["{COVERAGE}", "moon"]'),
        [("unknown_criterion", CASE, None, "questions.1.criteria")]),
    "a criterion that no reading changes": (
        replace(CASE, f'criteria = ["{COVERAGE}"]', f'criteria = ["{COVERAGE}", "{PARTNERS}"]'),
        [("reading_without_effect", CASE, None, "questions.1.criteria")]),
    "a reading that scores only some levers": (by_reading(left_out={("mieux_se_loger", "far")}),
        [("missing_reading_score", SCORES, None, "")]),
    "a score that is of no reading, beside others that are of one": (
        by_reading(unnamed={("mieux_se_deplacer", "near")}),
        [("empty", SCORES, 2, "reading"), ("missing_reading_score", SCORES, None, "")]),
    "a score under a reading of another question": (
        table(
            SCORES,
            lambda rows: [
                [*rows[0], "reading"],
                [*rows[1], "primary"],
                *([*row, ""] for row in rows[2:]),
            ],
        ),
        [("unknown_reading", SCORES, 2, "reading")],
    ),
    "a sum that no reading tells how to make": (
        replace(CASE, f'criteria = ["{GHG}"]', f'criteria = ["{PARTNERS}"]'),
        [("reading_without_effect", CASE, None, "questions.0.criteria"),
        ("sum_without_question", CRITERIA, None, f"{GHG}.scoring.kind")]),
    "more combinations than can be kept": (replace(CASE, "[[axes]]", f"{MORE}[[axes]]"),
        [*[("duplicate", CASE, None, "questions.1.readings.links")] * 20,
        ("too_many_readings", CASE, None, "questions")]),
    "a score that contradicts a count": (
        table(
            SCORES,
            lambda rows: [*rows, [rows[1][0], COVERAGE, "9", "", "avis", "deck", "", "", ""]],
        ),
        [("unknown_criterion", SCORES, 26, "criterion_id")],
    ),
}  # fmt: skip
