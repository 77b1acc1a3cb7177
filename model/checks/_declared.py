"""What every plug-in declares, looked at before anything is run; and how a complaint is made."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from keyword import iskeyword
from typing import Any

from superorganisms.declared import Option
from superorganisms.errors import SuperorganismError
from superorganisms.model.kinds.base import Wrong
from superorganisms.model.kinds.options import read_option

_LONGEST = 200  # of a foreign error's text


def demand(holds: Any, complaint: str) -> None:
    """Raise SuperorganismError with the complaint unless something holds."""
    if not holds:
        raise SuperorganismError(complaint)


@contextmanager
def speaking_of(what: str) -> Iterator[None]:
    """Whatever goes wrong inside becomes one sentence that begins with what it is about."""
    try:
        yield
    except SuperorganismError as error:
        raise SuperorganismError(f"{what}: {error}") from error
    except Exception as error:
        said = " ".join(str(error).split())
        short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}..."
        raise SuperorganismError(f"{what}: {type(error).__name__}: {short}") from error


def check_name(name: object) -> None:
    """What users type: a Python name in a call form like `moran(s=2)`, and the middle of a path."""
    fit = isinstance(name, str) and name.isascii() and name.isidentifier() and not iskeyword(name)
    demand(fit, f"NAME must be letters, digits and _, not beginning with a digit, got {name!r}")


def check_sentence(what: str, sentence: object) -> None:
    """One sentence, in words."""
    fit = isinstance(sentence, str) and sentence.strip() and "\n" not in sentence
    demand(fit, f"{what} must be one sentence on one line, got {sentence!r}")


def check_options(options: object) -> None:
    """A tuple of options, each with a default that is one of its values."""
    if not isinstance(options, tuple):
        raise SuperorganismError(f"OPTIONS must be a tuple of Option, got {options!r}")
    for option in options:
        _check_option(option)
    names = [option.name for option in options]
    demand(len(set(names)) == len(names), f"OPTIONS has a name twice: {', '.join(names)}")


def _check_option(option: object) -> None:
    if not isinstance(option, Option):
        raise SuperorganismError(f"OPTIONS must hold Option, got {option!r}")
    demand(
        isinstance(option.name, str) and option.name.isidentifier() and not iskeyword(option.name),
        f"an option's name must be letters, digits and _, got {option.name!r}",
    )
    check_sentence(f"the sentence of option '{option.name}'", option.sentence)
    bounds = (option.low, option.high)
    ordered = None in bounds or bounds[0] <= bounds[1]  # type: ignore[operator]
    demand(ordered, f"option '{option.name}' has low {option.low} above high {option.high}")
    try:
        read_option(option, option.default)
    except Wrong as wrong:
        raise SuperorganismError(wrong.sentence(f"the default of option '{option.name}'")) from None


def check_function(name: str, function: object, parameters: str) -> None:
    """A function that takes so many arguments; `parameters` are their names, "rows, layer, traits"."""
    demand(callable(function), f"{name} must be a function of ({parameters}), got {function!r}")
    plain: Any = getattr(function, "py_func", function)  # numba's keeps the function that it compiled there
    count = len(parameters.split(", "))
    try:
        inspect.signature(plain).bind(*range(count))
    except TypeError:
        said = str(inspect.signature(plain))
        raise SuperorganismError(f"{name} must take {count} arguments, ({parameters}), it takes {said}") from None
