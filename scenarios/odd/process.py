"""Element 3: what happens in a tick, in which order, and when."""

import inspect
from collections.abc import Iterable

from superorganisms.model.mechanisms import BETWEEN
from superorganisms.model.tick import PHASES
from superorganisms.scenarios.odd.blocks import Block, Items, Section, Table, Text
from superorganisms.scenarios.odd.case import Case, joined, place
from superorganisms.scenarios.spoken import spoken

_TICK = (
    "Ticks count from 1. Each consists of {count} phases in a fixed order: {phases}. In a phase all units of a layer are "
    "worked on at once, from the state that the phase found; the order of units within a layer changes no result. Letters "
    "go down layer by layer, so that in one tick an order reaches the leaves; outcomes come up. Between two ticks nothing "
    "happens unless an intervention is planned."
)
_OBSERVED = (
    "Measures are taken between `report` and `select`: of goals, aims and letters as they acted in the tick. The account of "
    "drift is written as goals change, in `select` and `learn`."
)


def process(case: Case) -> Section:
    """3 Process overview and scheduling."""
    names = [phase.__name__ for phase in PHASES]
    overview = _TICK.format(count=len(names), phases=joined(f"*{name}*" for name in names))
    blocks = (Text(overview), Table("phases", tuple(_phases(case))), Text(_OBSERVED))
    return Section(
        "Process overview and scheduling",
        sections=(Section("One tick", blocks), Section("Schedule", tuple(_schedule(case)))),
    )


def _phases(case: Case) -> Iterable[dict[str, str | tuple[str, ...]]]:
    for number, phase in enumerate(PHASES, 1):
        acting = case.on[phase.__name__]
        yield {
            "order": str(number),
            "phase": f"`{phase.__name__}`",
            "what happens": inspect.getdoc(phase) or "",
            "mechanisms at work in this model": tuple(one.name for one, _ in acting) or "none",
            "code": place(f"{phase.__module__}:{phase.__name__}"),
        }


def _schedule(case: Case) -> Iterable[Block]:
    yield Items(tuple(_selected(case)))
    shifts = [spoken(one, case.parameters.features) for one in case.parameters.regimes]
    if shifts:
        yield Text("The response of the world changes by plan; a change takes effect in the next tick:")
        yield Items(tuple(shifts))
    elif case.parameters.response_drift == 0:
        yield Text("The response of the world doesn't change in the run.")
    if case.parameters.interventions:
        yield Text("Interventions by plan:")
        yield Items(case.planned())
    elif not case.on[BETWEEN]:
        yield Text("No intervention is planned.")


def _selected(case: Case) -> Iterable[str]:
    for layer in case.parameters.layers:
        if any(setting.due(case.names.index(layer.name)) for setting in case.settings):
            every = "every tick" if layer.period == 1 else f"every {layer.period} ticks"
            yield f"{layer.name}: due {every}, by `{layer.selection}`"
        else:
            yield f"{layer.name}: never selected"
    if case.parameters.updating == "asynchronous":
        yield "asynchronous: in each tick one random unit of a layer learns, and it alone is open to replacement"
