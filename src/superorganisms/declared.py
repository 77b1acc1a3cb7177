"""How a plug-in (a selection rule, say) declares its options: data that checks, controls and documents them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One option of a rule, a strategy or a graph.

    Args:
        name: as written in `moran(s=2)`.
        default: what holds where the option is left out. None is allowed as a value only if it is the default.
        low, high: closed bounds of a number; None for a choice.
        unit: in words, "1" for a pure number.
        sentence: one sentence for the reference and the page.
        choices: the texts allowed, for an option that is no number.
        whole: only whole numbers.
        function: besides the choices, a function is allowed: itself, or as the text 'package.module:name'.
    """

    name: str
    default: float | str | None
    low: float | None
    high: float | None
    unit: str
    sentence: str
    choices: tuple[str, ...] | None = None
    whole: bool = False
    function: bool = False
