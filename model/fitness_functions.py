"""Functions of a user's own as parameters: kept as the text 'package.module:name', so that files and recipes can hold them.

A function given as itself is known to this process under the text of its module and name; a text that isn't known is
imported. Who reads texts of strangers, as a server does, imports nothing by them: see `only_known`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import Any

from superorganisms.errors import ParameterError

type Function = Callable[..., Any]

_KNOWN: dict[str, Function] = {}
_MAY_IMPORT = ContextVar("may import", default=True)


def named(function: Function) -> str:
    """The text under which a function is known from now on: 'module:qualified name'.

    A second, different function of the same module and name is known with '#2' after it, a third with '#3'.
    """
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", None)
    if not callable(function) or not module or not name:
        raise ParameterError("a function must be one made by `def`, which has a module and a name")
    text, count = f"{module}:{name}", 1
    while _KNOWN.setdefault(text, function) is not function:
        count += 1
        text = f"{module}:{name}#{count}"
    return text


def function_of(text: str) -> Function:
    """The function that a text means: one that is known, else imported. Raises ParameterError."""
    if text not in _KNOWN:
        _KNOWN[text] = _imported(text)
    return _KNOWN[text]


@contextmanager
def only_known() -> Iterator[None]:
    """Inside, a text means a function only if it is known already: what a stranger writes runs no code of their choice."""
    before = _MAY_IMPORT.set(False)
    try:
        yield
    finally:
        _MAY_IMPORT.reset(before)


def _imported(text: str) -> Function:
    module, _, path = text.partition(":")
    if not all(part.isidentifier() for part in f"{module}.{path}".split(".")):
        raise ParameterError(f"there is no function '{text}' in this process, and it can't be imported by that name")
    if not _MAY_IMPORT.get():
        raise ParameterError(f"there is no function '{text}' here, and none is imported by a name that a page sends")
    try:
        found: Any = import_module(module)
    except Exception as problem:  # noqa: BLE001 (a user's module runs here, whatever it raises)
        raise ParameterError(f"can't import '{module}' of '{text}': {' '.join(str(problem).split())}") from None
    for name in path.split("."):
        found = getattr(found, name, None)
    if not callable(found):
        raise ParameterError(f"there is no function '{path}' in the module '{module}'")
    function: Function = found
    return function
