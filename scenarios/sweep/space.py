"""The points of a sweep's space: as a design chooses them, or as they are given; checked before anything runs."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from superorganisms.errors import BatchError
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.sweep.axes import Axis, Span, axis, kind_of, plain
from superorganisms.scenarios.sweep.designs import design
from superorganisms.scenarios.sweep.plan import WORLD, Plan, Point

type Space = tuple[tuple[Axis, ...], list[Point]]


def chosen(
    vary: Mapping[str, Span | Sequence[Any]], name: str, samples: int, seed: int, parameters: Parameters, room: int
) -> Space:
    """The points of a design, at most so many as there is room for. Raises BatchError, ParameterError."""
    if not isinstance(vary, Mapping):
        raise BatchError(f"vary must be a dict path -> values, got {vary!r:.80}")
    axes = tuple(axis(path, values, parameters) for path, values in vary.items())
    paths = [path for one in axes for path in one.paths]
    if twice := sorted({path for path in paths if paths.count(path) > 1}):
        raise BatchError(f"a parameter is varied twice: {', '.join(twice)}")
    found = design(name)
    if found.SAMPLED and not axes:
        raise BatchError(f"design {name} needs something to vary")
    count = samples * (len(axes) + 2) if found.SAMPLED else math.prod(len(one.listed()) for one in axes)
    _check_room(count, room)
    return axes, found.points(axes, samples, seed)


def given(vary: Mapping[str, Any], points: Sequence[Mapping[str, Any]], parameters: Parameters, room: int) -> Space:
    """These points. Their axes have no values of their own. Raises BatchError, ParameterError."""
    if vary:
        raise BatchError("a sweep takes points or what to vary, not both")
    _check_room(len(points), room)
    for number, point in enumerate(points, start=1):
        if not isinstance(point, Mapping):
            raise BatchError(f"point {number} must be a dict path -> value, got {point!r:.80}")
        if set(point) != set(points[0]):
            raise BatchError(
                f"point {number} sets {', '.join(map(str, point))}, the first one {', '.join(map(str, points[0]))}"
            )
    paths = tuple(points[0])
    if not paths:
        raise BatchError("the points set nothing")
    for path in paths:
        parameters.get(path)
    rows = [tuple(plain(point[path]) for path in paths) for point in points]
    kinds = [kind_of(column) for column in zip(*rows, strict=True)]
    return tuple(Axis((path,), kind=kind) for path, kind in zip(paths, kinds, strict=True)), rows


def check_possible(plan: Plan, parameters: Parameters) -> None:
    """A point that can't be is a run that fails; where none of an arm can be it's a mistake. Raises BatchError."""
    for arm, name in enumerate(plan.arms):
        complaint: Exception | None = None
        for point in _spread(len(plan.points)):
            (job,) = plan.jobs([(point * len(plan.arms) + arm) * plan.replicates])
            try:
                parameters.with_changes(plan.changes(job))
                break
            except ValueError as error:
                complaint = complaint or error
        else:
            of = "" if name == WORLD else f" in the {name}"
            raise BatchError(f"none of the {len(plan.points)} points of the sweep is possible{of}; of one of them: {complaint}")


def check_whole(name: str, value: Any, least: int) -> None:
    """Raises BatchError for what isn't a whole number of at least so much."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise BatchError(f"{name} must be a whole number of at least {least}, got {value!r:.80}")


def _check_room(points: int, room: int) -> None:
    if points > room:
        raise BatchError(f"{points:,} points are more than a sweep may have with these seeds, {room:,}")


def _spread(count: int) -> Iterator[int]:
    """All of them, from far apart to near: where the first half can't be, that is seen soon."""
    step = max(1, round(count * 0.618))
    while math.gcd(step, count) > 1:
        step += 1
    return (number * step % count for number in range(count))
