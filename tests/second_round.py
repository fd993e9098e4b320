"""A second round is open: all that the first one gave, or made people write and keep, is there."""

from prioritisation.meeting.rules import Act, Role
from prioritisation.meeting.rules.decision import Decision
from prioritisation.meeting.rules.decision import to_json as decision_json
from prioritisation.meeting.rules.setup import PROJECT_RANKING
from tests.voting import as_kept

MARK = "ZQXJ"
"""In everything that was written about the first round."""

ALIKE = 99
"""The seed of the last voter: whatever the meeting's own, this one votes the same."""

LINKED = (Role.FACILITATOR, Role.RECORDER, Role.LEAD, Role.EXPERT)


class SecondRound:
    """A meeting in which a round was revealed and written about.

    Attributes
    ----------
    found, answered
        Ids of what was found in the ballots of the first round; the one that has an answer.
    cookies
        Role -> what its browser holds.
    """

    def __init__(self, sitting, seed=1):
        self.sitting, self.seed = sitting, seed
        self.room, self.code, self.secret = sitting.room, sitting.code, sitting.secret
        self._vote()
        self._write()
        self.cookies = self._linked()

    def _vote(self):
        self.sitting.open()
        self.tokens = self.sitting.vote(7, reason=f"raison {MARK}{self.seed}", seed=self.seed)
        self.tokens += self.sitting.vote(1, reason="la mienne", seed=ALIKE)
        self.sitting.reveal()

    def _write(self):
        """Papers, then the answer to something that was found in the ballots."""
        word = f"{MARK}{self.seed}"
        first = self.sitting.stage().case.levers[0].id
        decision = Decision(
            proposed=(first,), motives=f"motifs {word}", arguments=f"argument {word}"
        )
        self.room.write_text(self.code, self.secret, "decision", decision_json(decision), 0)
        self.found = self._found()
        self.answered = self.found[-1]
        self.sitting.act(Act.ANSWER_WARNING, warning=self.answered, reason=f"réponse {word}")
        self.sitting.act(Act.START_ANALYSIS)
        self.sitting.act(Act.START_PORTFOLIO)
        self.room.project(self.code, self.secret, PROJECT_RANKING)

    def _found(self):
        return sorted(w.id for w in self.room.warnings(self.code) if w.id.endswith(":1"))

    def _linked(self):
        held = {role: self.room.new_link(self.code, self.secret, role) for role in LINKED}
        found = {
            role: as_kept(self.room, {f"lien_{self.code}": secret})
            for role, secret in held.items()
        }
        joined = {f"present_{self.code}": "1", f"bulletin_{self.code}": self.tokens[-1]}
        return found | {Role.VOTER: as_kept(self.room, joined), Role.OBSERVER: {}}

    def open(self):
        """Open the second round; five vote again."""
        self.sitting.act(Act.OPEN_ROUND)
        word = f"encore {MARK}{self.seed}"
        self.sitting.vote(5, seed=self.seed + 10, tokens=self.tokens[:5], reason=word)
        return self

    def alike(self, text):
        """A text without what is drawn at random in each meeting."""
        links = [
            held[f"lien_{self.code}"] for role, held in self.cookies.items() if role in LINKED
        ]
        for drawn in (self.code, self.secret, *self.tokens, *links):
            text = text.replace(drawn, "…")
        return text
