"""What of a scale is left to confirm is told by what it has: words, a curve, or two ends."""

from dataclasses import replace

from criteria.model import Standing
from criteria.scales import LinearScale, PiecewiseScale, WordLevel, WordScale
from prioritisation.sentences.dossiers import to_confirm_lines
from tests.each import each

WORDS = WordScale((WordLevel("no", "contre", 0), WordLevel("yes", "pour", 1)))


@each(
    ("scale", "line"),
    [
        (WORDS, "les mots de l’échelle, et ce que vaut chacun"),
        (
            PiecewiseScale((0, 3, 10), (0, 0.5, 1)),
            "les deux bouts de l’échelle, et la courbe entre les deux",
        ),
        (LinearScale(0, 10), "les deux bouts de l’échelle"),
    ],
)
def test_a_scale_to_confirm_is_told_by_what_it_has(normandie, scale, line):
    first, *others = normandie.criteria
    made = replace(first, scale_status=Standing.TO_CONFIRM, scale=scale)
    lines = to_confirm_lines(replace(normandie, criteria=(made, *others)))
    assert f"{first.plain_name()}\u00a0: {line}" in lines
