"""The door of regions: a territory is chosen, what its case will hold is said, then it is made."""

from functools import lru_cache

import streamlit as st

from criteria.case import Case
from criteria.load import case_from_files
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.region import Territory, region_files, territories
from prioritisation.drawing.markup import items, tag, text
from prioritisation.sentences.dossiers import counted_case, score_counts, unknown_lines
from prioritisation.settings import current_day
from prioritisation.ui.dossiers.making import create_dossier, form_number
from prioritisation.ui.dossiers.place import REGION_DOOR, kept_fields
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import typed_text, watch
from prioritisation.ui.shared.page import answer_block
from prioritisation.wording import t, tn
from prioritisation.wording.nouns import speaking_of

_PLACE = "region_place"


def region_door() -> None:
    """Choose a territory, read what is known of it, name the group, create."""
    places = {place.id: place for place in territories()}
    place = places.get(widgets.own_choice(_PLACE, ""))
    with st.container(key="answer"):
        st.html(answer_block(t("A new case: which region?"), *_answer(place)))
    with kept_fields(REGION_DOOR, _PLACE):
        widgets.pills(
            t("Territory"),
            list(places),
            format_func=lambda ident: places[ident].name,
            **widgets.own_keywords(_PLACE, None),
        )
        if place is not None:
            with speaking_of(_preview(place).option):
                _contents(place)
            _form(place)


def _answer(place: Territory | None) -> tuple[str, str]:
    if place is None:
        return (
            t("Choose among 18 territories."),
            t("The figures are those of the State; nothing is taken from another region."),
        )
    total, _, missing = score_counts(_preview(place))
    loud = t(
        "{place}: {n} scores from the State, {missing} missing.",
        place=place.name,
        n=total - missing,
        missing=missing,
    )
    rest = tn(
        "{n} official line gives them. What nobody has said yet is missing, with whom to ask.",
        "{n} official lines give them. What nobody has said yet is missing, with whom to ask.",
        place.rows,
    )
    return loud, rest


@lru_cache(maxsize=32)
def _preview(place: Territory) -> Case:
    return case_from_files(region_files(place, place.group, current_day(None)))


def _contents(place: Territory) -> None:
    """What the case will hold."""
    case = _preview(place)
    counted = counted_case(case)
    table = counted.tables[case.default_combination]
    rows = _lever_texts(case, place)
    unknown = unknown_lines(case)
    for criterion in counted.criteria:
        known = sum(not table.score(v.id, criterion.id).unknown for v in case.levers)
        who = ". ".join(line.who for line in unknown if line.criterion == criterion.id)
        rows.append(_criterion_text(criterion.plain_name(), known, len(case.levers), who))
    rows.append(
        t("Where to count freight, offices, waste: three ways are ready, two of them to confirm.")
        if place.several_readings
        else t("Where to count each line: one way is ready, the State's.")
    )
    if not place.is_open:
        rows.append(t("The State does not show this territory in its public tool yet."))
    caveats = [s.caveat for s in case.sources.values() if s.caveat]
    st.html(
        tag("h2", text(t("What the case will hold")))
        + items(map(text, rows), "plainlist")
        + "".join(tag("p", text(caveat), "caveat") for caveat in caveats)
    )


def _lever_texts(case: Case, place: Territory) -> list[str]:
    """The levers that there will be, and each that there will not."""
    names = ", ".join(v.label for v in case.levers)
    listed = tn(
        "{n} lever, to be renamed or taken out if yours are others: {names}.",
        "{n} levers, to be renamed or taken out if yours are others: {names}.",
        len(case.levers),
        names=names,
    )
    absent = (
        t("{lever}: not there, the State has no line of it here; it can be added.", lever=name)
        for name in place.absent
    )
    return [listed, *absent]


def _criterion_text(name: str, known: int, total: int, who: str) -> str:
    """What is known on a criterion, and whom to ask for the rest."""
    values = {"name": name, "n": known, "total": total, "who": who}
    if not known:
        return t("{name}: nothing known yet; {who}.", **values)
    if known == total:
        return t("{name}: all known.", **values)
    return t("{name}: {n} scores of {total} known. The rest: {who}.", **values)


def _form(place: Territory) -> None:
    done = form_number()
    group = f"region_group_{place.id}_{done}"
    with st.form("region", border=False):
        widgets.text_input(
            t("Name of the group, as it will be written everywhere"),
            name=group,
            value=place.group,
            write=None,
        )
        watch(group, place.group, widgets.key_of(group), form=True)
        slot = st.container()
        sent = st.form_submit_button(
            t("Create this case"), type="primary", key=f"region_send_{done}"
        )
    if sent:
        name, today = typed_text(group), current_day(_preview(place))
        create_dossier(
            _preview(place).title,
            DoorOrigin("region", place.name),
            lambda: region_files(place, name, today),
            slot,
            REGION_DOOR,
        )
