"""What is so or isn't."""

from dataclasses import dataclass
from typing import Any, ClassVar

from superorganisms.model.kinds.base import Kind, Wrong
from superorganisms.model.kinds.plain import shown, unwrapped


@dataclass(frozen=True)
class Flag(Kind):
    """True or false; numbers and texts are neither."""

    name: ClassVar[str] = "flag"

    def rule(self) -> str:
        """`true or false`."""
        return "true or false"

    def range_text(self) -> str:
        """`true` or `false`, as code."""
        return "`true` or `false`"

    def read(self, value: object) -> Any:
        """A bool."""
        flag = unwrapped(value)
        if not isinstance(flag, bool):
            raise Wrong(f"must be {self.rule()}, got {shown(value)}")
        return flag
