"""How a number of a criterion is written: its unit, and the phrase around it."""

from dataclasses import dataclass

_NBSP = "\N{NO-BREAK SPACE}"
PLURAL = 2
"""From which French has several of anything."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How a number of the criterion is written: ``one`` and ``several`` units, ``zero``, ``many``.

    ``many`` is a phrase around ``{n}``, used for the anchors; as they are by default, these two
    say nothing of what is counted, and the unit does.
    """

    one: str = ""
    several: str = ""
    zero: str = "0"
    many: str = "{n}"

    @property
    def nothing(self) -> str:
        """Zero: with its unit, where nobody wrote how it is said."""
        return f"0{_NBSP}{self.one}" if self.zero == "0" and self.one else self.zero

    def counted(self, number: str, *, several: bool) -> str:
        """A number that is written already, in its phrase; with its unit where there is none."""
        unit = self.several if several and self.several else self.one
        if self.many == "{n}" and unit:
            return f"{number}{_NBSP}{unit}"
        return self.many.replace("{n}", number)

    def phrase(self, value: float) -> str:
        """The phrase around a number, where ``one`` is that of a number below two."""
        return self.one if self.one and value < PLURAL else self.many
