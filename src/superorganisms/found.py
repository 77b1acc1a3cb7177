"""What is found by looking: the files of a folder, each a module of one form. One more file is one more entry."""

import pkgutil
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType


def modules(package: str, path: Iterable[str]) -> list[ModuleType]:
    """The modules of a package (its `__name__` and `__path__`) by file name, without those that begin with _."""
    names = [module.name for module in pkgutil.iter_modules(path) if not module.name.startswith("_")]
    return [import_module(f"{package}.{name}") for name in names]
