"""The pictures of a note, and their files: SVG as drawn, PNG in few colours."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image

from prioritisation.documents.pictures import charts, theme, triangle
from prioritisation.documents.writing.cleaning import clean, drawable_in_picture
from prioritisation.documents.writing.content import Picture, Table
from prioritisation.documents.writing.subject import Subject
from prioritisation.sentences.draws import draws_convention
from prioritisation.sentences.first_shares import equal_levers_text, first_place_shares
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.phrases import lever_labels
from prioritisation.sentences.rank_shares import rank_texts
from prioritisation.sentences.ranking import ranking_alternative, shares_alternative
from prioritisation.sentences.shares import first_texts
from prioritisation.wording import number, ordinal, t

_CORNERS = 3
MOST_PLACES, MOST_LEVERS_DRAWN = 8, 15
"""Places and levers drawn; beyond, they are in the record."""

_PADDING = 6


def pictures_of(subject: Subject | None) -> tuple[Picture, ...]:
    """All that there are."""
    if subject is None:
        return ()
    pictures = [_ranking(subject)]
    if len(subject.criteria) == _CORNERS:
        pictures.append(_weights_map(subject))
    if len(subject.criteria) > 1:
        pictures.append(_places(subject))
    return tuple(pictures)


def _drawn(chart: Callable[[], theme.Drawn]) -> str:
    with theme.quickly():
        specification = theme.themed(chart())
    config = specification["config"]
    assert isinstance(config, dict)  # noqa: S101 (always there with our theme)
    return theme.specification_text(
        legible(specification | {"config": config | {"padding": _PADDING}})
    )


def legible(subject: object) -> object:
    """A specification with the signs that our font draws, and no other."""
    if isinstance(subject, str):
        return drawable_in_picture(clean(subject))
    if isinstance(subject, Mapping):
        return {key: legible(value) for key, value in subject.items()}
    if isinstance(subject, Sequence):
        return [legible(value) for value in subject]
    return subject


def _ranking(subject: Subject) -> Picture:
    caption = t("Points out of 100. Solid: a score given. Lighter: to check. Pale: not known.")
    alt = ranking_alternative(subject.analysis)
    return Picture(
        "ranking", caption, alt, lambda: _drawn(lambda: charts.ranking_chart(subject.analysis))
    )


def _weights_map(subject: Subject) -> Picture:
    firsts = first_place_shares(subject.analysis.regions)
    alt = shares_alternative(subject.levers, firsts, first_texts(subject.analysis))
    caption = t("Which lever is first according to the weights. Diamond: the weights taken.")
    return Picture(
        "weights_map",
        caption,
        alt,
        lambda: _drawn(lambda: triangle.triangle_chart(subject.analysis)),
    )


def _places(subject: Subject) -> Picture:
    order = subject.analysis.ranking.order[:MOST_LEVERS_DRAWN]
    texts = rank_texts(subject.robustness)
    levers, shares = lever_labels(subject.analysis, order), texts.shares[list(order), :MOST_PLACES]
    rows = [
        f"{lever}, "
        + ", ".join(
            f"{ordinal(k + 1)} {share}"
            for k, share in enumerate(texts.of(row)[:MOST_PLACES])
            if texts.shares[row, k] > 0
        )
        for lever, row in zip(levers, order, strict=True)
    ]
    written = [texts.of(row, short=True)[:MOST_PLACES] for row in order]
    alt = t("Share of the trials at each rank: {rows}.", rows=" ; ".join(rows))
    caption = _places_caption(subject)
    drawing = lambda: _drawn(lambda: charts.places_chart(levers, shares, written))  # noqa: E731 (a value)
    return Picture("places", caption, alt, drawing, _twin(caption, levers, written))


def _places_caption(subject: Subject) -> str:
    """What was drawn, and which levers are tied whatever the weights."""
    draws = subject.results.robustness.acceptability.draws
    values = {"n": number(draws), "seed": subject.results.draws.seed}
    convention = draws_convention(subject.robustness)
    caption = (
        t(
            "How often each lever comes at each rank, over {n} random trials of weights and "
            "{scores} (number of the try: {seed}). {convention}",
            scores=doubtful_scores(subject.analysis.matrix),
            convention=convention,
            **values,
        )
        if convention
        else t(
            "How often each lever comes at each rank, over {n} random trials of weights "
            "(number of the try: {seed}).",
            **values,
        )
    )
    equal = equal_levers_text(subject.analysis.regions, subject.levers)
    return " ".join(filter(None, (caption, equal)))


def _twin(caption: str, levers: Sequence[str], texts: Sequence[Sequence[str]]) -> Table:
    """Chances of each rank as a table; what is none is left blank, as in the picture."""
    count = len(texts[0])
    header = (t("Lever"), *(ordinal(k + 1) for k in range(count)))
    rows = tuple((lever, *line) for lever, line in zip(levers, texts, strict=True))
    widths = (0.4, *(0.6 / count for _ in range(count)))
    return Table(caption, header, rows, widths, frozenset(range(1, count + 1)))


_COLOURS = 128


def picture_png(picture: Picture) -> bytes:
    """A picture as PNG, for a document that says itself what it is."""
    return light_png(picture.specification)


@lru_cache(maxsize=16)
def light_png(specification: str) -> bytes:
    """A specification as PNG: some four times lighter than it was drawn."""
    image = Image.open(BytesIO(theme.raster(specification))).convert("RGB")
    out = BytesIO()
    # Dithering would speckle plain colours, and weigh more.
    image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def ratio(picture: Picture) -> float:
    """Height over width."""
    width, height = Image.open(BytesIO(picture_png(picture))).size
    return float(height / width)


def file_stem(picture: Picture) -> str:
    """Name of its file, before what all names say and its extension."""
    return {
        "ranking": t("ranking-bars"),
        "weights_map": t("map-of-weights"),
        "places": t("chances-of-each-rank"),
    }[picture.kind]
