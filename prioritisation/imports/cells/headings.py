"""What headings say: of a criterion its unit, direction, ends; of a line that it is a total.

Words are told by the whole of a text, never by a part: « Total » is a total, « Coût total » may be
a criterion, as « Rang social » and « Importance écologique » may.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from prioritisation.imports.cells.amounts import CellAmount, is_known_unit, text_amount
from prioritisation.imports.cells.signs import folded_text, tidied_text
from prioritisation.imports.model import ReasonAside

_BETTER = r"(?:mieux|meilleur|better)"
_AIM = rf"(?:possible|souhaite|attendu|recherche|(?:c'est|est|=) ?(?:le )?{_BETTER}|preferable)e?"
_MAX = re.compile(
    r"(?:a )?(?:maximiser|maximise|maximize|augmenter)|max(?:i|imum)?|croissant|plus|more|higher"
    rf"|(?:le )?(?:plus|higher|more)(?: eleve)? ?(?:c'est|=|est|is) ?(?:le )?{_BETTER}"
    rf"|(?:le |la )?plus (?:haut|eleve|grand|fort)e?,? {_AIM}|as high as possible"
    "|[\u2191\u2197\u25b2\u2b06]"
)
_MIN = re.compile(
    r"(?:a )?(?:minimiser|minimise|minimize|reduire)|min(?:i|imum)?|decroissant|moins|less|lower"
    rf"|(?:le )?(?:moins|lower|less)(?: eleve)? ?(?:c'est|=|est|is) ?(?:le )?{_BETTER}"
    rf"|(?:le |la )?plus (?:bas|basse|faible|petite?|courte?),? {_AIM}|as low as possible"
    "|[\u2193\u2198\u25bc\u2b07]"
)


_STATES = re.compile(r"(?:(?:sens|direction) ?[:=]? ?|(?:objectif|but|preference) ?[:=] ?)(?=.)")
_BARE_WAY = re.compile(
    r"max(?:i|imum)?|min(?:i|imum)?|croissant|decroissant|plus|moins|more|less|higher|lower"
)


@lru_cache(maxsize=2_000)
def direction_in(text: str) -> Literal["min", "max", ""]:
    """Which way a cell of a row of directions says; « + » and « - » say none.

    Examples
    --------
    >>> direction_in("à maximiser"), direction_in("Min."), direction_in("↑"), direction_in("-")
    ('max', 'min', 'max', '')
    """
    folded = _STATES.sub("", folded_text(text).strip("() "), count=1)
    return "max" if _MAX.fullmatch(folded) else "min" if _MIN.fullmatch(folded) else ""


def is_bare_direction(text: str) -> bool:
    """Whether nothing but what stands around says that it is a direction: « max », « plus ».

    Examples
    --------
    >>> is_bare_direction("Max."), is_bare_direction("à maximiser")
    (True, False)
    """
    return _BARE_WAY.fullmatch(folded_text(text).strip("() ")) is not None


_BRACKET = re.compile(r"(.+?) ?[(\[]([^()\[\]]{1,40}(?:\([^()]{1,3}\))?)[)\]] ?[:*]?")
_IN = re.compile(r"(.+) en ([^,:]{1,30})")
_AFTER = re.compile(r"(.+?)(?:(?:,| -| \u2013| \u2014| :|:) )([^,:]{1,30})")
_LONGEST = 200
"""Signs of a heading in which a direction is looked for."""
_STATED = re.compile(
    r"(.+?)(?:(?:,| -| \u2013| \u2014| :|:) ([^,]{1,40})| ?[(\[]([^()\[\]]{1,40})[)\]] ?[:*]?"
    r"| ([\u00e0a] (?:max|min)imiser)| ?([\u2190-\u21ff\u25b2\u25bc\u2b06\u2b07]))",
    re.IGNORECASE,
)
"""A name, then words or an arrow that perhaps state its direction."""
_JOINED = re.compile(
    r"(.+?) ((?:/|sur|out of) ?[0-9]{1,3}|(?<![0-9] )[^\s()]*[%\u20ac$\u00a3][^\s()]*)"
)
_OUT_OF = re.compile(r"(?:note )?(?:/|sur|out of) ?([0-9]{1,3})")
_PREFIX = re.compile(
    r"^(?:en|unit[e\u00e9]s? ?:?|in|note|[e\u00e9]chelle|nb|nombre) (?:de |d')?(?=\S)",
    re.IGNORECASE,
)
_NO_UNIT = {"nb", "nombre", "unite", "unites", "note", "notes", "score", "valeur", "number"}
_COUNTED = (
    r"emplois?|logements?|lgts?|voyageurs?|vehicules?|places?|personnes?|communes?|fiches?"
    r"|points?|unites?|nombre|nb|habitants?|people|jobs?"
)
_NOUNS = re.compile(_COUNTED)
"""They are counted: « Mise en place » has no unit."""
_THINGS = re.compile(rf"{_COUNTED}|[a-z]|jour|semaine|mois|an|annee|heure|minute|seconde|metre")
"""After a comma they may be another thing: « Bruit, jour »."""
_LASTING = re.compile(
    r"\b(?:durees?|temps|delais?|trajets?|attentes?|acces|accessibilite|parcours|marche|retards?"
    r"|distances?|proximite|eloignement|rapidite|desserte|isochrone|time|duration|delay|walk)\b"
)
"""It may be counted in minutes: « (min) » after anything else is perhaps its least."""


def is_sheer_unit(text: str) -> bool:
    """Whether it is a unit and nothing else: neither what is counted nor a direction.

    Examples
    --------
    >>> is_sheer_unit("k€"), is_sheer_unit("emploi"), is_sheer_unit("min")
    (True, False, False)
    """
    is_noun = _NOUNS.fullmatch(folded_text(text)) or is_bare_direction(text)
    return is_known_unit(text) and not is_noun


class CriterionHeading(NamedTuple):
    """A name and what stands with it.

    Attributes
    ----------
    bounds
        The least and the greatest score, as « (1 à 5) » says; which is the better it does not say.
    hint
        A word that may be a direction or part of what is measured: « Débit (max) ».
    """

    name: str
    unit: str = ""
    direction: Literal["", "min", "max"] = ""
    bounds: tuple[float, float] | None = None
    hint: str = ""


@lru_cache(maxsize=2_000)
def heading_of(text: str) -> CriterionHeading:
    """What a heading says.

    Examples
    --------
    >>> heading_of("Coût (k€)")[:2], heading_of("Surface, ha")[:2], heading_of("Note /20")[:2]
    (('Coût', 'k€'), ('Surface', 'ha'), ('Note', 'sur 20'))
    >>> heading_of("Accès (min. à pied)").name, heading_of("Coût (à minimiser)").direction
    ('Accès (min. à pied)', 'min')
    >>> heading_of("Coût (k€, max)")[:2], heading_of("Débit (max)").hint
    (('Coût (max)', 'k€'), 'max')
    """
    name = " ".join(text.split())
    match = _STATED.fullmatch(name) if len(name) <= _LONGEST else None
    part = "".join(filter(None, match.groups()[1:])) if match else ""
    way = direction_in(part)
    if match and way and not is_bare_direction(part):
        rest = heading_of(match[1])
        same = rest.direction in ("", way)
        return rest._replace(direction=way) if same else CriterionHeading(name)
    heading = _with_bracket(name)
    if heading is not None:
        return heading
    for pattern, no_unit in ((_IN, _NOUNS), (_AFTER, _THINGS), (_JOINED, _THINGS)):
        match = pattern.fullmatch(name)
        unit = unit_in_heading(match[2]) if match else ""
        if match and unit and not _is_thing(match[1], match[2], no_unit):
            return CriterionHeading(match[1].rstrip(" ,:-"), unit)
    return CriterionHeading(name)


def _with_bracket(name: str) -> CriterionHeading | None:
    match = _BRACKET.fullmatch(name)
    if match is None:
        return None
    heading = CriterionHeading(match[1])
    is_unit = unit_in_heading(match[2]) and not _is_hint(match[1], match[2])
    for part in [match[2]] if is_unit else re.split(r"[,;] ?", match[2]):
        unit, way = unit_in_heading(part), direction_in(part)
        bounds = text_amount(_PREFIX.sub("", tidied_text(part)))
        if _is_hint(match[1], part):
            heading = heading._replace(name=f"{match[1]} ({part})", hint=part)
        elif unit or folded_text(part) in _NO_UNIT:
            heading = heading._replace(unit=unit)
        elif way:
            heading = heading._replace(direction=way)
        elif bounds.low is not None and bounds.high is not None and _is_scale(bounds):
            heading = heading._replace(
                name=name, unit=heading.unit, bounds=(bounds.low, bounds.high)
            )
        else:
            return None
    return heading


def _is_scale(bounds: CellAmount) -> bool:
    """Whether they are the ends of a scale, « (1 à 5) », « (0 à 100 %) », unlike « (0-3 ans) »."""
    return bounds.kind == "interval" and bounds.unit in ("", "%")


def _is_thing(name: str, part: str, things: re.Pattern[str]) -> bool:
    """Whether what is a unit elsewhere goes on with a name: « Bruit, jour », « Chaleur, min »."""
    return _is_hint(name, part) or things.fullmatch(folded_text(part)) is not None


def _is_hint(name: str, part: str) -> bool:
    """Whether a word in brackets may be a direction, or the least or the most of what it names."""
    lasts = unit_in_heading(part) and _LASTING.search(folded_text(name))
    return is_bare_direction(part) and not lasts


@lru_cache(maxsize=2_000)
def unit_in_heading(text: str) -> str:
    """The unit that stands in brackets, or in a row of units; empty where it is none.

    Examples
    --------
    >>> unit_in_heading("en k€"), unit_in_heading("/5"), unit_in_heading("hors taxes")
    ('k€', 'sur 5', '')
    """
    bare = _PREFIX.sub("", tidied_text(text).strip("()[] "))
    if out_of := _OUT_OF.fullmatch(folded_text(bare)):
        return f"sur {out_of[1]}"
    if folded_text(bare) in _NO_UNIT or not is_known_unit(bare):
        return ""
    return bare


def unit_row(text: str) -> CriterionHeading:
    """What a cell of a row of units says: a unit, or the bounds of a scale, or a direction.

    Examples
    --------
    >>> unit_row("(k€)").unit, unit_row("1 à 5").bounds, unit_row("note").unit
    ('k€', (1.0, 5.0), '')
    >>> unit_row("ETP/an").unit, unit_row("max").hint
    ('ETP/an', 'max')
    """
    bare = " ".join(text.split()).strip("()[] ")
    if not bare:
        return CriterionHeading("")
    heading = _with_bracket(f"- ({bare})") if "(" not in bare else None
    return CriterionHeading("", bare) if heading is None else heading._replace(name="")


_OF_ALL = (
    r"(?: (?:general|generale|global|globale|final|finale|generaux|ponderee?s?|partiel|brut"
    r"|brute|ht|ttc|obtenu|obtenue|des (?:notes|points|criteres|scores|lignes|colonnes)"
    r"|(?:sur|/) ?[0-9]+|par (?:levier|site|projet|option|ligne|colonne|critere)))*"
)
_SCORE = r"(?:score|note|resultat|evaluation|indice)s?"
_PATTERNS: dict[ReasonAside, str] = {
    "total": (
        rf"(?:(?:sous|grand|s ?/|ss?)[-./ ]*)?(?:totaux|total|totals|somme|sum|cumul){_OF_ALL}"
        rf"|{_SCORE}(?: (?:total|totale|final|finale|global|globale|pondere|ponderee"
        r"|general|generale|agrege|agregee|d'ensemble)s?)+(?: (?:sur|/) ?[0-9]+)?"
        r"|(?:en )?(?:%|part|pourcentage) (?:du|dans le) total"
        r"|(?:total|final|overall|weighted|global) (?:score|mark|rating|result)s?"
        r"|grand total|(?:(?:sous|s ?/|ss?)[-./ ]*total|subtotal|total general)\b.*"
    ),
    "mean": (
        rf"(?:moyennes?|moy|mean|average|avg|medianes?|median){_OF_ALL}"
        r"|(?:note|score) moyenn?e?|average score|ecart[- ]type|std(?:ev)?"
        r"|variance|(?:valeur )?(?:min|max|mini|maxi|minimum|maximum|minimale|maximale)"
        r"|(?:moyenne|mediane|moy) (?:region|nation|departement|commun|intercommun|franc|europe)"
        r"(?:aise?|ale?s?|enne|e)?|quartile [13]|nombre de (?:reponses|notes|valeurs)"
    ),
    "rank": (
        r"(?:rangs?|classements?|ranks?|ranking)(?: (?:final|global|general|obtenu))?|rank order"
        r"|(?:rang|ordre) de (?:classement|priorite)"
    ),
    "weight": (
        r"(?:poids|ponderations?|coeff?s?|coefficients?|weights?|weightings?"
        r")"
        r"(?: (?:du critere|des criteres|de ponderation|relatifs?|en %|%))?"
        r"(?: ?\((?:%|en %|sur [0-9]+|/ ?[0-9]+|[0-9]+ ?(?:a|-) ?[0-9]+|total.*)\))?"
    ),
    "number": (
        r"n|n\u00b0|no|num|numeros?|nro|id|ids|ident|identifiants?|refs?|code|codes|#|index|ligne"
        r"|insee|siren|siret|cp|(?:n\u00b0|numero|num|code|id|ref) (?:de |du |d')?[a-z]+"
    ),
    "unit": r"unites?(?: de mesure)?|units?|unit of measure",
    "direction": (
        r"sens(?: (?:du critere|de (?:la )?preference|de variation|souhaite|d'optimisation))?"
        r"|sens ?\(?(?:min ?/ ?max|max ?/ ?min)\)?|direction|min ?/ ?max|max ?/ ?min|optimisation"
        r"|(?:a )?(?:maximiser|minimiser) ?(?:/|ou) ?(?:a )?(?:maximiser|minimiser)"
    ),
    "source": (
        r"(?:sources?|origines?|provenances?)(?: (?:des? )?(?:la |l')?(?:donnees?|information|note"
        r"|notes|valeurs?|chiffres?))?|data sources?|references? documentaires?"
    ),
    "remark": (
        r"(?:commentaires?|remarques?|observations?|justifications?|explications?|precisions?"
        r"|definitions?|descriptions?|descriptifs?|details?|contexte|comments?|remarks?|rationale)"
        r"(?: .{0,40})?"
        r"|auteurs?|redacteurs?|referents?|pilotes?|responsables?|contacts?|porteurs?(?: .{0,25})?"
        r"|liens?|url|site web|e?-?mails?|courriels?|telephones?|tel|owner|author"
        r"|dates?(?: (?:de |d'|du )?(?:la )?(?:mise a jour|maj|saisie|modification|notes?"
        r"|releve|evaluation|donnee|la donnee|l'evaluation))?|mise a jour|maj|horodateur|timestamp"
    ),
}
_REASONS = tuple((reason, re.compile(pattern)) for reason, pattern in _PATTERNS.items())
_SOURCE_OF = re.compile(r"sources? ?(?:du |de la |de l'|des |[:-] ?|\()?([^()]+)\)?")
_WEIGHED = re.compile(r"(?:poids|weight) ?\(?(?:en )?(?:k?g|t|tonnes?|kilos?)\)?")
_ASKED: dict[str, ReasonAside] = {
    **dict.fromkeys(("importance", "importance relative"), "weight"),
    **dict.fromkeys(("priorite", "priorites", "priority", "ordre", "position"), "rank"),
    **dict.fromkeys(("score", "scores", "note", "notes", "points", "resultat"), "total"),
    **dict.fromkeys(("nombre", "nb", "effectif", "count"), "mean"),
    **dict.fromkeys(("annee", "millesime", "exercice", "year", "latitude", "longitude"), "number"),
    **dict.fromkeys(("statut", "etat", "decision", "type", "categorie", "nature"), "text"),
    **dict.fromkeys(("partenaire", "partenaires", "legende", "signification", "service"), "text"),
    **dict.fromkeys(("status", "category", "partner", "partners", "key"), "text"),
}
_ROWS_ASKED = re.compile(
    r"(?:note|score|valeur) (?:max|min)\S*|baremes?|seuils?(?: .*)?|objectifs?|cibles?|references?"
    r"|valeurs? (?:cibles?|seuils?|de reference)|tva\b.*|budget (?:disponible|total|global|max\S*)"
    r"|nombre (?:de |d').*|france(?: (?:metropolitaine|entiere|hexagonale))?|enveloppe.*|target"
    r"|threshold|reference|baseline|dont .*|y compris .*|(?:exemple|modele) ?(?:[:(-].*)?"
)
_SOME_SUM = re.compile(r"(?:total|somme|cumul|ensemble)(?: .*)?")
_SOME_MEAN = re.compile(r"(?:moyennes?|medianes?|moy|average|mean) .*")


EndOfScale = Literal["worst", "between", "best", "words"]
_ENDS: dict[str, EndOfScale] = {
    **dict.fromkeys(("du pire", "le pire", "au pire", "pire", "at worst", "worst"), "worst"),
    **dict.fromkeys(("entre les deux", "in between"), "between"),
    **dict.fromkeys(("mots", "mots possibles", "words"), "words"),
    **dict.fromkeys(("au mieux", "le mieux", "le meilleur", "at best", "best"), "best"),
}


def end_of_scale(text: str) -> EndOfScale | Literal[""]:
    """What of a scale a line gives: an end of it, the words between, or its words.

    Examples
    --------
    >>> end_of_scale("Du pire"), end_of_scale("Au mieux"), end_of_scale("Mieux se loger")
    ('worst', 'best', '')
    """
    return _ENDS.get(folded_text(text), "")


@lru_cache(maxsize=5_000)
def aside_reason(text: str) -> ReasonAside | Literal[""]:
    """Why what a row or a column is headed by is no lever and no criterion; empty when it may be.

    Examples
    --------
    >>> aside_reason("Total général"), aside_reason("Coût total"), aside_reason("N°")
    ('total', '', 'number')
    >>> aside_reason("Rang"), aside_reason("Rang social"), aside_reason("Poids (kg)")
    ('rank', '', '')
    """
    folded = folded_text(text)
    if _WEIGHED.fullmatch(folded):
        return ""
    if (of := _SOURCE_OF.fullmatch(folded)) and _MEASURED.match(of[1]):
        return "source"
    if folded in _ENDS:
        return "ends"
    return next((why for why, pattern in _REASONS if pattern.fullmatch(folded)), "")


def doubtful_reason(text: str) -> ReasonAside | Literal[""]:
    """Why it may be no criterion, where nothing but an answer can say.

    Examples
    --------
    >>> doubtful_reason("Importance"), doubtful_reason("Importance écologique")
    ('weight', '')
    >>> doubtful_reason("Moyenne de la région")
    'mean'
    """
    folded = folded_text(text)
    if _SOME_SUM.fullmatch(folded):
        return "total"
    return "mean" if _SOME_MEAN.fullmatch(folded) else _ASKED.get(folded, "")


@lru_cache(maxsize=5_000)
def is_doubtful_row(text: str) -> bool:
    """Whether a row that is named so may be no lever: « Objectif », « Seuil », « TVA 20 % ».

    Examples
    --------
    >>> is_doubtful_row("Note max"), is_doubtful_row("Total axe 2"), is_doubtful_row("Gare")
    (True, True, False)
    """
    return bool(_ROWS_ASKED.fullmatch(folded_text(text)) or doubtful_reason(text))


_FOOTNOTE = re.compile(
    r"(?:sources?|nb|n\.b|nota(?: bene)?|note|notes|remarques?|lecture|legende|champ|donnees"
    r"|avertissement|attention|mise a jour|maj|reading|key|caveat|copyright) ?:.*"
    r"|(?:note de lecture|mise a jour|donnees (?:provisoires|au|du|issues)|source |mis a jour"
    r"|(?:document|version) (?:de travail|provisoire|interne)|(?:edite|extrait|genere|imprime) le"
    r"|fait a|page [0-9]|\u00a9).*"
    r"|(?:\*+|\([0-9a-z*]\)|[0-9]\)|[\u00b9\u00b2\u00b3]) ?[^\W\d].*"
)


def is_footnote(text: str) -> bool:
    """Whether it is written under a table, of the table.

    Examples
    --------
    >>> is_footnote("Source : enquête 2025"), is_footnote("(1) estimation"), is_footnote("Gare")
    (True, True, False)
    """
    bare = " ".join(text.split()).casefold()
    return any(_FOOTNOTE.fullmatch(one) is not None for one in (folded_text(text), bare))


_LEVERS = frozenset((
    "levier", "leviers", "site", "sites", "projet", "projets", "option", "options", "action",
    "actions", "scenario", "scenarios", "candidat", "candidats", "lieu", "lieux", "theme",
    "themes", "chantier", "chantiers", "alternative", "alternatives", "offre", "offres",
    "commune", "communes", "intitule", "nom", "mesure", "mesures", "piste", "thematique",
    "thematiques", "pistes", "designation", "libelle", "variante", "solution", "variantes",
    "solutions", "operation", "operations", "dossier", "dossiers", "idee", "idees",
    "proposition", "propositions", "quartier", "quartiers", "lot", "lots", "lever", "levers",
    "project", "projects", "name", "item", "items", "candidate", "candidates", "place",
    "measure", "measures", "programme", "programmes",
))  # fmt: skip
PLACE_WORDS = frozenset((
    "territoire", "territoires", "departement", "departements", "canton", "cantons", "zone",
    "zones", "ligne", "lignes", "parcelle", "parcelles", "fiche", "fiches", "prestataire",
    "prestataires", "equipement", "equipements",
))  # fmt: skip
_NAMED_PLACE = re.compile(r"\s*\w+ (?:[A-Z\u00c0-\u00dd]\w*[a-z]|[0-9])")
_CRITERIA = frozenset((
    "critere", "criteres", "criterion", "criteria", "indicateur", "indicateurs", "indicator",
    "indicators", "enjeu", "enjeux",
))  # fmt: skip
_SCORES = frozenset((
    "note", "notes", "valeur", "valeurs", "score", "scores", "resultat", "resultats", "value",
    "appreciation", "appreciations", "evaluation", "evaluations", "values", "rating", "ratings",
    "mark", "marks", "cotation", "niveau",
))  # fmt: skip
_PARTS = re.compile(r"[/\\|\u2193\u2192>]|\bpar\b|\bet\b|\bby\b")


@lru_cache(maxsize=2_000)
def corner_side(text: str) -> Literal["lever", "criterion", "score", ""]:
    """What the names under a heading are; of « Sites / Critères » what is named first.

    Examples
    --------
    >>> corner_side("Nom du site"), corner_side("Critères d'évaluation"), corner_side("Valeur")
    ('lever', 'criterion', 'score')
    >>> corner_side("Sites / Critères"), corner_side("Zone"), corner_side("Zone Nord")
    ('lever', 'lever', '')
    """
    levers = _LEVERS if _NAMED_PLACE.match(text) else _LEVERS | PLACE_WORDS
    for part in _PARTS.split(folded_text(text)):
        words = re.findall(r"[a-z]+", part)
        if words and words[0] in _CRITERIA:
            return "criterion"
        if words and words[0] in levers:
            return "lever"
        if words and words[0] in _SCORES:
            return "score"
    return ""


_MEASURED = re.compile(
    r"\b(?:couts?|budgets?|prix|delais?|durees?|surfaces?|distances?|impacts?|acces|accessibilite"
    r"|risques?|emissions?|taux|nombre|nb|part|capacites?|temps|qualite|faisabilite|maturite"
    r"|emplois?|co2|ges|investissements?|ecosystemes?|couverture|avancement|acceptabilite|accord"
    r"|complexite|efficacite|gain|gains|economies?|consommation|production|potentiel|trafic|bruit"
    r"|biodiversite|adhesion|soutien|urgence|visibilite|rapidite|difficulte|benefices?|population"
    r"|costs?|prices?|risks?|time|feasibility|duration|acceptance|quality|savings|benefits?)\b"
)
