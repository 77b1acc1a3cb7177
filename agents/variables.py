"""What a state variable says of itself: data beside its declaration, which documents and tests read."""

import dataclasses
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Variable:
    """One field of a state, as in `goals: Annotated[Floats, Variable("...", "(n, K)", "1", symbol="g")]`.

    Args:
        sentence: what it is.
        shape: of the array; "" for one value. n units of the layer, K features.
        unit: in words, "1" for a pure number, "" for what has none.
        symbol: the letter of the theory (docs/MODEL.md), if it has one.
        fixed: set when the world is made and never changed.
    """

    sentence: str
    shape: str
    unit: str
    symbol: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class OfParameter:
    """One field that holds a parameter, whose declaration says what it is: `mutation` of a layer, or of the whole world."""

    path: str


@dataclass(frozen=True)
class Field:
    """A field as it was found: its name, what it says, and what it holds in words."""

    name: str
    about: Variable | OfParameter
    holds: str


def fields(owner: type) -> tuple[Field, ...]:
    """The declared fields of a NamedTuple or dataclass, in order. Raises TypeError for one that says nothing of itself."""
    hints = get_type_hints(owner, include_extras=True)
    names = getattr(owner, "_fields", None) or tuple(field.name for field in dataclasses.fields(owner))
    return tuple(_field(owner, name, hints[name]) for name in names)


def _field(owner: type, name: str, hint: Any) -> Field:
    said = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    about = next((one for one in said if isinstance(one, Variable | OfParameter)), None)
    if about is None:
        raise TypeError(f"{owner.__name__}.{name} doesn't say what it is, declare it as Annotated[..., Variable(...)]")
    return Field(name, about, _words(get_args(hint)[0]))


_HELD = {
    "Floats": "real",
    "Ints": "whole",
    "Indices": "whole",
    "Codes": "code",
    "Keys": "64 bits",
    "Bools": "yes or no",
    "float": "real",
    "int": "whole",
    "uint64": "64 bits",
    "bool": "yes or no",
}


def _words(kind: Any) -> str:
    """What a type holds, in words."""
    name = getattr(kind, "__name__", str(kind))
    return _HELD.get(name, "a structure")
