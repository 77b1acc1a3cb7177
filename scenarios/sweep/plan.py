"""The plan of a sweep: which runs there are, each by its number. It is all that a store, a worker or a later reader needs."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.sweep.axes import Axis
from superorganisms.scenarios.sweep.seeds import seeds
from superorganisms.version import __version__

WORLD, CONTRAST = "world", "contrast"
RECORDS = ("runs", "ticks", "units")
_LONG = ("parameters", "points", "axes", "contrast")  # entries of which an error says no more than the name

type Point = tuple[Any, ...]


@dataclass(frozen=True)
class Job:
    """One run: its number in the plan, what it is, and what it changes in the plan's parameters."""

    number: int
    point: int
    arm: str
    replicate: int
    seed: int
    values: Point


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Points × arms × seeds runs of a world. Run number = (point · arms + arm) · seeds + replicate.

    `parameters` is the world's (plain), `contrast` what its contrast changes; `file` the Python file that has to be read
    before (a strategy of one's own may stand there), `source` the hash of what it said.
    """

    name: str
    parameters: Mapping[str, Any]
    contrast: Mapping[str, Any]
    arms: tuple[str, ...]
    axes: tuple[Axis, ...]
    design: str
    samples: int
    points: tuple[Point, ...]
    replicates: int
    seed: int
    ticks: int
    record: str
    file: str | None = None
    source: str | None = None
    version: str = __version__

    @property
    def total(self) -> int:
        """How many runs."""
        return len(self.points) * len(self.arms) * self.replicates

    @property
    def seeds(self) -> tuple[int, ...]:
        """One a replicate."""
        return seeds(self.seed, self.replicates)

    def jobs(self, numbers: Sequence[int]) -> list[Job]:
        """The runs of these numbers."""
        drawn, found = self.seeds, []
        for number in numbers:
            rest, replicate = divmod(number, self.replicates)
            point, arm = divmod(rest, len(self.arms))
            found.append(Job(number, point, self.arms[arm], replicate, drawn[replicate], self.points[point]))
        return found

    def values(self, job: Job) -> dict[str, Any]:
        """What a run has at the paths that are varied.

        In the contrast's arm that is what the contrast says, where it changes such a path too: None if it replaces a whole
        rule or layer that the path is a part of.
        """
        found = {path: value for axis, value in zip(self.axes, job.values, strict=True) for path in axis.paths}
        if job.arm != CONTRAST:
            return found
        found |= {path: None for path in found if any(path.startswith(f"{wider}.") for wider in self.contrast)}
        return found | {path: value for path, value in self.contrast.items() if path in found}

    def changes(self, job: Job) -> dict[str, Any]:
        """What a run sets: its point's values, and in the contrast's arm what the contrast changes, over them."""
        found = {path: value for axis, value in zip(self.axes, job.values, strict=True) for path in axis.paths}
        if job.arm != CONTRAST:
            return found
        kept = {path: found[path] for path in found if not any(path.startswith(f"{wider}.") for wider in self.contrast)}
        return {**kept, **self.contrast}

    def as_plain(self, *, points: bool = True) -> dict[str, Any]:
        """For the manifest, and for workers, who need no points."""
        plain = {**vars(self), "axes": [axis.as_plain() for axis in self.axes], "arms": list(self.arms)}
        plain["parameters"], plain["contrast"] = dict(self.parameters), dict(self.contrast)
        plain["points"] = [list(point) for point in self.points] if points else []
        return plain

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "Plan":
        """What `as_plain` gave."""
        axes = tuple(Axis.of_plain(axis) for axis in plain["axes"])
        points = tuple(tuple(point) for point in plain["points"])
        return cls(**{**plain, "axes": axes, "points": points, "arms": tuple(plain["arms"])})

    def to_text(self, *, points: bool = True) -> str:
        """As JSON, the same for the same plan. Raises ValueError or TypeError for what JSON doesn't know."""
        return json.dumps(self.as_plain(points=points), sort_keys=True, allow_nan=False)

    def key(self) -> str:
        """SHA-256 of the whole plan, in hexadecimal."""
        digest = hashlib.sha256(self.to_text(points=False).encode())
        for point in self.points:  # one by one: as one text they would take more room than all else
            digest.update(json.dumps(point, sort_keys=True).encode())
        return digest.hexdigest()

    def difference(self, other: "Plan") -> str:
        """The first entry in which this differs from an earlier plan, "" if none does. Where a file stands doesn't matter."""
        for name in ("version", *(name for name in vars(self) if name not in ("version", "file"))):
            mine, theirs = getattr(self, name), getattr(other, name)
            if mine != theirs:
                if name == "source":
                    return f"what {self.file or other.file} says has changed"
                return name if name in _LONG else f"{name} was {theirs!r:.80}, is {mine!r:.80}"
        return ""

    def without_points(self) -> "Plan":
        """What a worker needs."""
        return replace(self, points=())


def restored(plan: Plan) -> Plan:
    """The plan as JSON gives it back, tuples as lists, so that it equals one that was read. Raises TypeError, ValueError."""
    axes = tuple(Axis.of_plain(_again(axis.as_plain())) for axis in plan.axes)
    points = tuple(tuple(_again(value) for value in point) for point in plan.points)
    return replace(
        plan, axes=axes, points=points, parameters=_again(dict(plan.parameters)), contrast=_again(dict(plan.contrast))
    )


def _again(value: Any) -> Any:
    if type(value) in (int, bool, str, type(None)):
        return value
    return json.loads(json.dumps(value, allow_nan=False))


def world_parameters(plan: Plan) -> Parameters:
    """The parameters that every run changes something of."""
    return Parameters.from_dict(plan.parameters)


def run_key(parameters: Parameters, seed: int, ticks: int, version: str = __version__) -> str:
    """The address of a run by what it is: equal settings, seed, ticks and version give equal runs."""
    return address(parameters.canonical(), seed, ticks, version)


def address(settings: str, seed: int, ticks: int, version: str) -> str:
    """The address of a run of these settings, as their one text says them."""
    return hashlib.sha256(f"{version}\n{seed}\n{ticks}\n{settings}".encode()).hexdigest()[:32]


def file_of(scenario_file: Path | None, library: Path) -> str | None:
    """The user's Python file that a worker must read too; the library is there anyway."""
    if scenario_file is None or scenario_file.suffix != ".py" or library.resolve() in scenario_file.resolve().parents:
        return None
    return str(scenario_file.resolve())


def source_of(file: str | None) -> str | None:
    """SHA-256 of a file: with other strategies in it, a run is another run."""
    return None if file is None else hashlib.sha256(Path(file).read_bytes()).hexdigest()
