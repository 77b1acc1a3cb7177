"""How a parent chooses whose copy sits where: one file a rule, found by looking.

A rule is a module with
  NAME          what users type
  SENTENCE      what it does
  OPTIONS       declared options with default, range, unit and sentence
  UNIT_DRAWS    uniform numbers that each unit needs for itself
  FAMILY_DRAWS  uniform numbers that each family needs; they stand in the family's first row, after the unit's
  values(**options)  the options as the numbers that `choose` takes
  choose(contest, values)  fills ancestors and newcomers for all families of a block
and, where they differ from what most are,
  SANDBOX         False  whether `choose` only marks the vacancies, which are then filled by trying candidates
  LOWEST_FITNESS  0      what a function of the user's may give at least, where there is an option `fitness`
and, of ours, the public law of the same name, on plain arrays (superorganisms.laws). Both are the same loops.
A rule of your own is a file of the same form whose last line is `add_selection(__name__)`: known as soon as it is imported.
`check_selection` says whether it keeps the rules.
"""

import sys
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Protocol, cast

from superorganisms.declared import Option
from superorganisms.errors import SuperorganismError
from superorganisms.found import modules
from superorganisms.model.selection._contest import EVERYONE as EVERYONE
from superorganisms.model.selection._contest import Contest as Contest


class Rule(Protocol):
    """What a selection rule's module holds."""

    NAME: str
    SENTENCE: str
    OPTIONS: tuple[Option, ...]
    UNIT_DRAWS: int
    FAMILY_DRAWS: int

    @staticmethod
    def values(**options: object) -> tuple[float, ...]:
        """The options as the numbers that `choose` takes."""
        ...

    @staticmethod
    def choose(contest: Contest, values: tuple[float, ...]) -> None:
        """Fill ancestors and newcomers of a block of families."""


NEEDED = ("NAME", "SENTENCE", "OPTIONS", "UNIT_DRAWS", "FAMILY_DRAWS", "values", "choose")
_ADDED: dict[str, Rule] = {}  # by the name of the module


def add_selection(module: str | ModuleType) -> None:
    """Make a selection rule known to this process; the same module again takes the place of what it was.

    Raises SuperorganismError for what is missing and for a name that is taken.
    """
    added = sys.modules[module] if isinstance(module, str) else module
    for name in NEEDED:
        if not hasattr(added, name):
            raise SuperorganismError(f"selection rule {added.__name__} has no {name}, it must have {', '.join(NEEDED)}")
    rule = cast(Rule, added)
    if rules().get(rule.NAME) not in (None, _ADDED.get(added.__name__)):
        raise SuperorganismError(f"there is a selection rule '{rule.NAME}' already, choose another NAME")
    _ADDED[added.__name__] = rule
    rules.cache_clear()


@cache
def rules() -> Mapping[str, Rule]:
    """All selection rules by name: our own alphabetically, then those that were added."""
    found = [cast(Rule, module) for module in modules(__name__, __path__)]
    return {rule.NAME: rule for rule in [*sorted(found, key=lambda rule: rule.NAME), *_ADDED.values()]}


def tries_candidates(rule: Rule) -> bool:
    """Whether a rule's vacancies are filled by trying candidates in a sandbox."""
    return bool(getattr(rule, "SANDBOX", False))


def lowest_fitness(rule: Rule) -> float:
    """The least number that a user's fitness function may give."""
    return float(getattr(rule, "LOWEST_FITNESS", 0.0))
