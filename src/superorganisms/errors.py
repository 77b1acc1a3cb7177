"""What can go wrong by a user's hand, each said in one sentence that names what, the rule, and what was found."""

from collections.abc import Iterable
from difflib import get_close_matches


class SuperorganismError(ValueError):
    """A mistake that the user can mend; its text is one sentence fit to be shown as it is."""


class ParameterError(SuperorganismError):
    """A parameter that does not exist, or a value that its parameter cannot have."""


class TreeError(SuperorganismError):
    """A hierarchy that is not one: a cycle, two roots, an unknown parent, uneven depth."""


class ScenarioError(SuperorganismError):
    """A scenario that does not exist or does not say what a scenario must."""


class CheckpointError(SuperorganismError):
    """A saved world that cannot be continued exactly."""


class RecipeError(SuperorganismError):
    """A recipe that cannot be repeated exactly."""


class BatchError(SuperorganismError):
    """A sweep that can't be planned, or a results folder that can't be gone on with."""


def suggest(name: str, known: Iterable[str]) -> str:
    """The tail of an error about an unknown name: "; did you mean 'x'?", or "" where nothing known is close.

    >>> suggest("telefone", ["telephone", "pseudo-alignment"])
    "; did you mean 'telephone'?"
    >>> suggest("zzz", ["telephone"])
    ''
    """
    close = nearest(name, known)
    return "" if close is None else f"; did you mean '{close}'?"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """What an unknown name is likely to mean, whatever its case; None where nothing known is close.

    >>> nearest("Telefone", ["telephone", "pseudo-alignment"]), nearest("zzz", ["telephone"])
    ('telephone', None)
    """
    by_folded = {one.casefold(): one for one in known}
    close = get_close_matches(name.casefold(), by_folded, n=1)
    return by_folded[close[0]] if close else None
