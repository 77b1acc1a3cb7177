"""The one model that a document is about, and how its parts are spoken of."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from typing import Any

from superorganisms.model.kinds.sizes import plural, units
from superorganisms.model.mechanisms import WHOLE, Mechanism, Setting, mechanisms, settings_of
from superorganisms.model.parameter_reference import Description
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.bibliography import BIBLIOGRAPHY
from superorganisms.scenarios.definition import Scenario
from superorganisms.scenarios.spoken import spoken

LONGEST = 60  # characters of a value within a table
LONG = "(long, see *Parameters*)"
CHANGES = " (until it is changed by plan)"
_AUTHOR = re.compile(r"([^,]+), (?:\w\.[- ]?)+(?:, |$| \()")


@dataclass(frozen=True)
class Case:
    """A scenario's world, with what was changed in it."""

    scenario: Scenario
    changes: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def parameters(self) -> Parameters:
        """What holds at the start."""
        given = self.scenario.parameters
        return given.with_changes(self.changes) if self.changes else given

    @cached_property
    def settings(self) -> tuple[Setting, ...]:
        """What holds in the stretches of the run between planned interventions."""
        return settings_of(self.parameters)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The layers from the top."""
        return tuple(layer.name for layer in self.parameters.layers)

    @cached_property
    def described(self) -> dict[str, Description]:
        """Every parameter that has an effect somewhere, by path."""
        return {row.path: row for row in Parameters.reference(self.names)}

    @cached_property
    def on(self) -> dict[str, tuple[tuple[Mechanism, tuple[str, ...]], ...]]:
        """The mechanisms that act in this model, with the layers in which they do, by when."""
        return {
            time: tuple((one, where) for one in found if (where := one.where(self.settings)))
            for time, found in mechanisms().items()
        }

    @cached_property
    def off(self) -> tuple[tuple[str, Mechanism], ...]:
        """Those that don't act anywhere, with the time at which they would."""
        return tuple((time, one) for time, found in mechanisms().items() for one in found if not one.where(self.settings))

    def layers(self, names: Iterable[str]) -> str:
        """Layers as one says them: all, the whole, or their names."""
        found = tuple(names)
        if found == (WHOLE,):
            return "the world"
        return "all layers" if found == self.names and len(found) > 1 else joined(found)

    def units(self, name: str) -> int:
        """How many units a layer has."""
        return units(self.parameters.layer(name).size)

    def many(self, name: str) -> str:
        """`5 governments`."""
        count = self.units(name)
        return f"{count:,} {name if count == 1 else plural(name)}"

    def value(self, path: str) -> str:
        """A parameter's value as text, whole."""
        value = self.parameters.get(path)
        first, _, field_name = path.partition(".")
        if field_name == "size" and self.parameters.tree is not None:
            return f"{self.units(first)}, by the tree"
        if path == "interventions":
            return "; ".join(self.planned()) or "none"
        if isinstance(value, tuple) and self.described[path].kind in ("integer", "number"):
            return ", ".join(map(exact, value))  # one a unit, or one a family: no vector over the features
        return exact(value) if isinstance(value, float) else spoken(value, self.parameters.features)

    def planned(self) -> tuple[str, ...]:
        """What is done by hand, when."""
        features = self.parameters.features
        return tuple(
            f"after tick {at}: `{path}` = {spoken(value, features)}" for at, path, value in self.parameters.interventions
        )

    def short(self, path: str) -> str:
        """The same, if it is short, else where to find it; and whether it stays so."""
        said = self.value(path)
        changes = any(one.path == path or one.path.startswith(f"{path}.") for one in self.parameters.interventions)
        return (said if len(said) <= LONGEST else LONG) + CHANGES * changes

    def paths(self, path: str, where: Iterable[str] = ()) -> tuple[str, ...]:
        """A mechanism's parameter in the layers where it acts: LAYER.noise as firm.noise and employee.noise."""
        if not path.startswith("LAYER."):
            return (path,)
        name = path.removeprefix("LAYER.")
        found = [layer for layer in where if layer in self.names] or self.names
        return tuple(f"{layer}.{name}" for layer in found if f"{layer}.{name}" in self.described)

    def settings_of(self, mechanism: Mechanism, where: Iterable[str]) -> str:
        """The parameters of a mechanism with their values; a value that all layers share is said once."""
        said = []
        for path in mechanism.parameters:
            values = {one: self.short(one) for one in self.paths(path, where)}
            if len(values) > 1 and len(set(values.values())) == 1:
                said.append(f"{', '.join(f'`{one}`' for one in values)} = {next(iter(values.values()))} each")
            else:
                said += [f"`{one}` = {value}" for one, value in values.items()]
        return "; ".join(said)


def exact(value: float | int) -> str:
    """A number to its last digit, without a point where it is whole."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def joined(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = tuple(names) or ("none",)
    return f"{', '.join(first)} and {last}" if first else last


def cited(keys: Iterable[str]) -> str:
    """Works as one cites them in a text: Holmström and Milgrom 1991; Kerr 1975."""
    return "; ".join(citation(key) for key in keys)


def citation(key: str) -> str:
    """Authors and year of a work of the bibliography.

    >>> citation("hubinger-2019"), citation("holmstrom-1991"), citation("kerr-1975"), citation("iso-3166-2")
    ('Hubinger et al. 2019', 'Holmström and Milgrom 1991', 'Kerr 1975', 'ISO 3166-2:2020')
    """
    authors, year = authors_of(key)
    named = " and ".join(authors) if len(authors) <= 2 else f"{authors[0]} et al."
    return f"{named} {year}".strip()


def authors_of(key: str) -> tuple[list[str], str]:
    """Surnames and year of a work; of one without either its title, and no year."""
    work = BIBLIOGRAPHY.get(key, key)
    year = re.search(r"\((\d{4})\)", work)
    if year is None:
        return [work.partition(". ")[0]], ""
    before = work[: year.start()]
    return _AUTHOR.findall(before) or [before.strip(" .")], year.group(1)


def mentions(text: str, key: str) -> bool:
    """Whether a text cites a work, be it with all its authors, as docstrings do.

    >>> mentions("(Traulsen & Nowak 2006)", "traulsen-2006"), mentions("Traulsen, Nowak and Pacheco 2006", "traulsen-2006")
    (True, False)
    """
    authors, year = authors_of(key)
    first, last = re.escape(authors[0]), re.escape(authors[-1])
    several = rf"{first}(?: et al\.|, [^.;:()\d]* (?:and|&) {last})"
    named = first if len(authors) == 1 else rf"{first} (?:and|&) {last}" if len(authors) == 2 else several
    return re.search(rf"(?<!and )(?<!& )\b{named} \(?{year}\b" if year else named, text) is not None


def narrated(key: str) -> str:
    """The same as part of a sentence.

    >>> narrated("hubinger-2019")
    'Hubinger et al. (2019)'
    """
    authors, _, year = citation(key).rpartition(" ")
    return f"{authors} ({year})"


def place(law: str) -> str:
    """Where a law stands in the checkout: `model/publish.py`, `understand`."""
    module, _, function = law.partition(":")
    found = find_spec(module)
    file = "/__init__.py" if found is not None and found.submodule_search_locations else ".py"
    return f"`{module.removeprefix('superorganisms.').replace('.', '/')}{file}`, `{function}`"
