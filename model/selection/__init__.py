"""How a parent chooses whose copy sits where: one file a rule, found by looking.

A rule is a module with
  NAME          what users type
  SENTENCE      what it does
  OPTIONS       declared options with default, range, unit and sentence
  UNIT_DRAWS    uniform numbers that each unit needs for itself
  FAMILY_DRAWS  uniform numbers that each family needs; they stand in the family's first row, after the unit's
  values(**options)  the options as the numbers that `choose` takes
  choose(contest, values)  fills ancestors and newcomers for all families of a block
and the public law of the same name, on plain arrays (superorganisms.laws). Both are the same loops.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from superorganisms.declared import Option
from superorganisms.model.selection._contest import Contest


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


@cache
def rules() -> Mapping[str, Rule]:
    """All selection rules by name."""
    found = [
        cast(Rule, import_module(f"{__name__}.{module.name}"))
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    ]
    return {rule.NAME: rule for rule in sorted(found, key=lambda rule: rule.NAME)}
