from prioritisation.meeting.rules import Act, Phase, Reason, Refusal, Role
from prioritisation.sentences.meeting import act_name, phase_name, refusal_sentence, role_name
from tests.each import each


@each(("name", "every"), [(phase_name, Phase), (role_name, Role), (act_name, Act)])
def test_everything_has_its_own_name(name, every):
    assert len({name(one) for one in every}) == len(every)


@each("reason", Reason)
def test_each_reason_is_a_whole_sentence(reason):
    of_a_phase = reason in (Reason.PHASE, Reason.OVERTAKEN)
    what = (Phase.LOBBY.value,) if of_a_phase else ("c1", "c2")
    sentence = refusal_sentence(Refusal(reason, what), {"c1": "GES", "c2": "Couverture"}.get)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "c1" not in sentence


def test_what_somebody_else_changed_meanwhile_is_said_without_a_phase_too():
    assert refusal_sentence(Refusal(Reason.OVERTAKEN)).endswith(".")


def test_the_criteria_to_confirm_are_named():
    found = refusal_sentence(Refusal(Reason.DIRECTION, ("c",)), {"c": "Couverture existante"}.get)
    assert "Couverture existante" in found
