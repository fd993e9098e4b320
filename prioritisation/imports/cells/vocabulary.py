"""Words by which tables are understood: totals, ranks, weights, units, and what names what.

Each is told by the whole of a text, never by a part: « Total » is a total, « Coût total » may be
a criterion, as « Rang social » and « Importance écologique » may.
"""

import re
from functools import lru_cache
from typing import Literal

from prioritisation.imports.cells.measures import is_known_unit
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.model import ReasonAside

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
        r"|(?:en )?(?:%|part|pourcentage) (?:du|dans le) total|\u03c3|totale|somma|\w*summe"
        r"|(?:total|final|overall|weighted|global) (?:score|mark|rating|result)s?"
        r"|grand total|(?:(?:sous|s ?/|ss?)[-./ ]*total|subtotal|total general)\b.*"
    ),
    "mean": (
        rf"(?:moyennes?|moy|mean|average|avg|medianes?|median){_OF_ALL}"
        r"|durchschnitt|mittelwert|(?:note|score) moyenn?e?|average score|ecart[- ]type|std(?:ev)?"
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
        r"|gewicht(?:ung)?|peso)"
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
_PART_OF_A_TOTAL = re.compile(
    r"total (?:axes?|lots?|blocs?|parties?|sections?|groupes?|themes?|objectifs?|chapitres?"
    r"|phases?|tranches?|zones?|[0-9ivx]+|[a-h])\b.*|ensemble(?: (?:du|de la|des|de l').*)?"
)
_SOME_MEAN = re.compile(
    r"(?:moyennes?|medianes?|moy) (?:(?:d[eu]|des|par|sur|pour|hors|region|nation)\b|[0-9]).*"
)


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
    >>> doubtful_reason("Moyenne de la région"), doubtful_reason("Moyenne vallée")
    ('mean', '')
    """
    folded = folded_text(text)
    if _PART_OF_A_TOTAL.fullmatch(folded):
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
    r"|(?:\*+|\([0-9a-z*]\)|[0-9]\)|[\u00b9\u00b2\u00b3]) ?[^\W\d].*",
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
_CODED = re.compile(
    r"(?:site|projet|option|scenario|lieu|candidat|levier|action|offre|variante|lot|solution|fiche"
    r"|chantier|dossier|project|candidate|lever)s? ?(?:n\u00b0 ?)?"
    r"(?:[a-z]|[0-9]{1,3}|[a-z][0-9]{1,2}|[0-9]{1,2}[a-z])"
)


@lru_cache(maxsize=5_000)
def is_measure_name(text: str) -> bool:
    """Whether it names what is measured, by a word or by the unit in its brackets.

    Examples
    --------
    >>> is_measure_name("Coût total"), is_measure_name("Zone (ha)"), is_measure_name("Gare")
    (True, True, False)
    """
    bracket = re.search(r"[(\[]([^()\[\]]{1,24})[)\]]$", text.strip())
    return bool(_MEASURED.search(folded_text(text)) or (bracket and is_known_unit(bracket[1])))


def is_lever_code(text: str) -> bool:
    """Whether it is « Site A », « Projet 12 »: one of several that are compared."""
    return _CODED.fullmatch(folded_text(text)) is not None
