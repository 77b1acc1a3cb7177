"""How parameters are declared, once, and how a refusal becomes one sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import core_schema

from superorganisms.errors import ParameterError, SuperorganismError, suggest
from superorganisms.model.kinds.base import Kind, Wrong
from superorganisms.model.kinds.plain import keywords, plain
from superorganisms.model.parameter_files import from_json


@dataclass(frozen=True)
class About:
    """What stands beside a field's default: `mutation: Annotated[float, About(Number(0, 1), "1", "...")] = 0.05`.

    live: can be changed during a run. basic: shown to a beginner. where: which layers it has an effect in.
    """

    kind: Kind
    unit: str
    sentence: str
    live: bool = False
    basic: bool = False
    where: Literal["every layer", "below the top", "above the leaves", "leaves"] = "every layer"

    def __repr__(self) -> str:
        return self.sentence  # in the signature that an editor shows

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        """The kind reads, and nothing is converted silently."""
        return core_schema.no_info_plain_validator_function(
            self.kind.read, serialization=core_schema.plain_serializer_function_ser_schema(plain)
        )


class Declared(BaseModel):
    """A set of parameters: immutable, nothing unknown, and every refusal one sentence in a ParameterError."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as problem:
            raise ParameterError(_sentence(problem, type(self), _prefix(values))) from None

    def __setattr__(self, name: str, value: object) -> None:
        raise ParameterError(f"{name} can't be changed in place, make a changed copy: .with_changes({{'{name}': ...}})")

    def __delattr__(self, name: str) -> None:
        raise ParameterError(f"{name} can't be deleted, parameters are immutable")

    def _become(self, values: Mapping[str, Any]) -> None:
        """Take values that are checked, while being made and never after."""
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def as_plain(self) -> dict[str, Any]:
        """Lists, dicts, numbers, texts and None."""
        return {name: plain(getattr(self, name)) for name in type(self).model_fields}

    def with_checked(self, values: Mapping[str, Any]) -> Self:
        """A copy that takes values which have been checked, in their one form."""
        copy = super().model_copy()
        copy._become(values)
        copy.__pydantic_fields_set__.update(values)
        return copy

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As pydantic's, but what is updated is checked too."""
        return type(self)(**(dict(self) | dict(update))) if update else super().model_copy(deep=deep)

    @classmethod
    def model_validate(cls, obj: Any, **settings: Any) -> Self:
        """As pydantic's, but a refusal is one sentence."""
        return obj if isinstance(obj, cls) else cls(**keywords(obj, "parameters"))

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **settings: Any) -> Self:
        """As pydantic's, but a refusal is one sentence."""
        return cls(**from_json(json_data))


def about(owner: type[Declared], name: str) -> About:
    """What a field's declaration says."""
    return next(entry for entry in owner.model_fields[name].metadata if isinstance(entry, About))


def default_of(owner: type[Declared], name: str) -> Any:
    """A field's default; None for one that must be given."""
    info = owner.model_fields[name]
    factory: Any = info.default_factory
    return None if info.is_required() else factory() if factory else info.default


def said[**P, T](path: str, act: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """The result of `act`; what it refuses becomes the whole sentence about `path`, in a ParameterError."""
    try:
        return act(*given, **named)
    except Wrong as wrong:
        raise ParameterError(wrong.sentence(path)) from None


def _prefix(values: Mapping[str, object]) -> str:
    """A layer's parameters are spoken of by the layer's name."""
    name = values.get("name")
    return f"{name}." if isinstance(name, str) and name.isidentifier() else ""


def _sentence(problem: ValidationError, owner: type[Declared], prefix: str) -> str:
    """The first problem that pydantic found, in one sentence."""
    first = problem.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    prefix = prefix or ("layer." if "name" in owner.model_fields else "")
    error = first.get("ctx", {}).get("error")
    if isinstance(error, SuperorganismError):
        return str(error)
    if isinstance(error, Wrong):
        return error.sentence(prefix + name)
    if first["type"] == "extra_forbidden":
        known = [prefix + field for field in owner.model_fields]
        return f"no parameter '{prefix}{name}'{suggest(prefix + name, known)}"
    if first["type"] == "missing":
        return f"{prefix}{name} must be given"
    return f"{prefix}{name}: {first['msg']}"
