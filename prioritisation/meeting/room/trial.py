"""The trial vote: the same form on a neutral question, whose answers are never shown."""

from dataclasses import dataclass

from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class TrialCriterion:
    """A criterion of the trial question, with its two anchors in words."""

    id: str
    label: str
    question: str
    worst: str
    best: str


def trial_criteria() -> tuple[TrialCriterion, ...]:
    """Choosing where the group has lunch: nothing that the meeting is about."""
    return (
        TrialCriterion(
            "essai_distance",
            t("Distance on foot"),
            t("How long does it take to walk there?"),
            t("thirty minutes on foot"),
            t("next door"),
        ),
        TrialCriterion(
            "essai_choice",
            t("Choice of dishes"),
            t("Will everyone find something to eat?"),
            t("a single dish"),
            t("ten dishes"),
        ),
        TrialCriterion(
            "essai_quiet",
            t("Quiet"),
            t("Can people hear each other?"),
            t("one has to shout"),
            t("one can whisper"),
        ),
    )


TRIAL_IDS = ("essai_distance", "essai_choice", "essai_quiet")
