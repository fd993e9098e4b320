"""Plain words that a room could not trust, in the case with some; and the problems expected."""

from tests.criteria.breakages import CRITERIA, both, replace

GHG, PARTNERS, COVERAGE = "ghg_impact", "partner_ecosystem", "existing_coverage"
GHG_NAME, GHG_MANY = 'name = "Baisse des émissions"', "{n} millions de tonnes en moins"
PARTNER_NAME = 'name = "Partenaires mobilisés"'
ON_GHG = f"[{GHG}.scale]"


def wrong(kind, key):
    return [(kind, CRITERIA, None, key)]


def per(amount):
    return replace(CRITERIA, "per = 1000", f"per = {amount}")


PLAIN = {
    "one name for two criteria": (replace(CRITERIA, PARTNER_NAME, GHG_NAME),
        wrong("duplicate", f"{PARTNERS}.plain.max.name")),
    "a name that is that of another in another sense": (
        replace(CRITERIA, 'min = { name = "Peu de fiches action"', f"min = {{ {GHG_NAME}"),
        wrong("duplicate", f"{COVERAGE}.plain.min.name")),
    "a name that is the label of one without a plain name": (
        both(
            replace(CRITERIA, f"max = {{ {PARTNER_NAME}", f"# {PARTNER_NAME}"),
            replace(CRITERIA, GHG_NAME, 'name = "Écosystème partenarial"'),
        ),
        wrong("duplicate", f"{PARTNERS}.label"),
    ),
    "a name of a sense there is not": (
        replace(CRITERIA, ON_GHG, f'[{GHG}.plain.min]\nname = "Peu de baisse"\n{ON_GHG}'),
        wrong("sense_unused", f"{GHG}.plain.min")),
    "a name on two lines": (replace(CRITERIA, GHG_NAME, 'name = "Baisse\\ndes émissions"'),
        wrong("several_lines", f"{GHG}.plain.max.name")),
    "a name with a tab": (replace(CRITERIA, GHG_NAME, 'name = "Baisse\\tdes émissions"'),
        wrong("several_lines", f"{GHG}.plain.max.name")),
    "a phrase that turns what follows round": (replace(CRITERIA, GHG_MANY, "{n} \u202emillions"),
        wrong("turned_round", f"{GHG}.plain.many")),
    "a phrase with a hole that nothing fills": (replace(CRITERIA, GHG_MANY, "{n} {x}"),
        wrong("bad_form", f"{GHG}.plain.many")),
    "numbers without their zero": (replace(CRITERIA, 'zero = "aucune baisse"\n', ""),
        wrong("missing_key", f"{GHG}.plain.zero")),
    "a phrase below two without one beyond": (replace(CRITERIA, 'many = "déjà {n} fiches"\n', ""),
        wrong("missing_key", f"{COVERAGE}.plain.many")),
    "a zero without numbers": (replace(CRITERIA, f'many = "{GHG_MANY}"\n', ""),
        wrong("missing_key", f"{GHG}.plain.many")),
    "anchors in fractions": (per("5000000"), wrong("anchor_inexact", f"{GHG}.plain.per")),
    "anchors that three decimals do not write": (per("999"),
        wrong("anchor_inexact", f"{GHG}.plain.per")),
    "anchors beyond all measure": (per("1e-300"), wrong("anchor_inexact", f"{GHG}.plain.per")),
    "anchors without end": (per("5e-324"), wrong("anchor_inexact", f"{GHG}.plain.per")),
    "words of levels where there are none": (
        replace(CRITERIA, ON_GHG, f'[{GHG}.plain.levels]\na = "rien"\n{ON_GHG}'),
        wrong("no_levels", f"{GHG}.plain.levels")),
    "words of a level there is not": (
        replace(CRITERIA, f"[{PARTNERS}.plain.levels]", f'[{PARTNERS}.plain.levels]\na = "rien"'),
        wrong("unknown_level", f"{PARTNERS}.plain.levels.a")),
    "one phrase for two levels": (
        replace(
            CRITERIA,
            '"ils agissent ensemble, avec un pilote et des moyens"',
            '"aucun partenaire identifié"',
        ),
        wrong("duplicate", f"{PARTNERS}.plain.levels"),
    ),
}  # fmt: skip
