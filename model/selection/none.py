"""No selection: everyone stays."""

from superorganisms.declared import Option
from superorganisms.model.selection._contest import Contest

NAME = "none"
SENTENCE = "nobody is replaced"
OPTIONS: tuple[Option, ...] = ()
UNIT_DRAWS = 0
FAMILY_DRAWS = 0


def values() -> tuple[float, ...]:
    """No options."""
    return ()


def choose(contest: Contest, values: tuple[float, ...]) -> None:
    """Leave all as they are."""
