"""What we do with the world: scenarios and their signatures, recipes, results, figures.

`scenarios` names both this package and the function that lists every scenario (`from superorganisms import scenarios`), and
Python hands out the package wherever it has been imported before. So the package can be called, and means the function.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from superorganisms.scenarios.scenario import Scenario


class _CallablePackage(ModuleType):
    def __call__(self) -> "tuple[Scenario, ...]":
        from superorganisms.scenarios.scenario import scenarios

        return scenarios()


sys.modules[__name__].__class__ = _CallablePackage
