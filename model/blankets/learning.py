"""How goals and models end the tick: surrogation, imitation, controllers, fleets, insight (MODEL.md section 2, steps 5, 6)."""

from bisect import bisect_right

import numpy as np

from superorganisms.agents.strategies import strategies
from superorganisms.model.blankets.hiring import Hires, runs_fleets
from superorganisms.model.blankets.influence import Web, possible
from superorganisms.model.blankets.nodes import RESPONSE, WORLD, Node
from superorganisms.model.kinds.regimes import Draw, Project, Rotate


def add_learning(web: Web, hires: Hires) -> None:
    """Goals and models after the tick, with the lessons that reach them."""
    add_fleets(web, hires)
    for number in range(web.last + 1):
        for row, kinds in enumerate(possible(web, number, hires.changing[number])):
            add_goal(web, hires, number, row, kinds)
            add_model(web, hires, number, row, kinds)


def add_goal(web: Web, hires: Hires, number: int, row: int, kinds: frozenset[str]) -> None:
    """A goal after the tick."""
    goal, traits = web.now(number, row, "goal"), web.settings(number).traits
    web.add(goal, [web.start(number, row, "goal")], "stays")
    web.add(goal, hires.hire(number, row), "selection")
    if not any(strategies()[name].LEARNS for name in kinds):
        return
    if traits.surrogation > 0.0:
        web.add(goal, [web.above(number, row), *web.turn(number)], "surrogation")
    seen = neighbours(web, number, row) if traits.imitation > 0.0 else []
    if seen:
        lesson = web.now(number, row, "lesson")
        for one in seen:
            web.add(lesson, [web.start(number, one, "goal"), *hires.hire(number, one)], "imitation")
            if traits.surrogation > 0.0 and web.state.settings.synchronous:
                web.add(lesson, [web.above(number, one)], "imitation")
        web.add(goal, [lesson, *web.turn(number)], "imitation")


def neighbours(web: Web, number: int, row: int) -> list[int]:
    """Whom a unit sees among its siblings."""
    network = web.settings(number).network
    if network is not None:
        offsets, rows = network
        return [int(one) for one in rows[offsets[row] : offsets[row + 1]]]
    families, parent = web.layer(number).families, web.layer(number).parents[row]
    return [one for one in range(int(families[parent]), int(families[parent + 1])) if one != row]


def add_model(web: Web, hires: Hires, number: int, row: int, kinds: frozenset[str]) -> None:
    """A model after the tick: its own, a newcomer's, what was learned, or what the world is like."""
    model = web.now(number, row, "model")
    web.add(model, [web.start(number, row, "model")], "stays")
    if number == web.last:
        web.add(model, hires.hire(number, row), "selection")
        if any(strategies()[name].learn is not None for name in kinds):
            own = [web.now(number, row, "effort"), web.now(number, row, "outcome"), *web.turn(number)]
            web.add(model, own, "control")
        return
    fleets = runs_fleets(web, number)
    if not web.settings(number).insight or (fleets and _surely(web, hires, row)):
        web.add(model, hires.hire(number, row), "selection")
    elif fleets and _may_end(web, hires):
        below = [node for child in web.children(number, row) for node in hires.hire(number + 1, child)]
        web.add(model, [*hires.hire(number, row), *below, Node(WORLD, RESPONSE, web.tick)], "insight")
    elif shifts(web) or _stale(web, number, row):
        web.add(model, [Node(WORLD, RESPONSE, web.tick)], "insight")


def add_fleets(web: Web, hires: Hires) -> None:
    """What fleets have learned, averaged and handed back where they average in this tick."""
    kinds = possible(web, web.last, hires.changing[web.last])
    for name, strategy in strategies().items():
        if strategy.share is None:
            continue
        options = dict(zip([one.name for one in strategy.OPTIONS], web.settings(web.last).options[name], strict=True))
        if not web.due_now(int(options.get("sync", 1))):
            continue
        for parent in range(len(web.layer(web.last - 1))):
            rows = [row for row in web.children(web.last - 1, parent) if name in kinds[row]]
            if rows:
                _add_fleet(web, hires, parent, rows)


def _add_fleet(web: Web, hires: Hires, parent: int, rows: list[int]) -> None:
    mean = web.now(web.last - 1, parent, "fleet")
    for row in rows:
        learned = [web.now(web.last, row, "effort"), web.now(web.last, row, "outcome")]
        believed = [web.start(web.last, row, "model"), *hires.hire(web.last, row)]
        web.add(mean, learned + believed, "fleet")
        web.add(web.now(web.last, row, "model"), [mean], "fleet")
    web.add(mean, web.turn(web.last), "fleet")
    web.add(web.now(web.last - 1, parent, "model"), [mean], "fleet")


def _may_end(web: Web, hires: Hires) -> bool:
    """Whether fleets may begin or end in this tick."""
    return hires.changing[web.last] and len(possible(web, web.last, True)[0]) > 1


def _surely(web: Web, hires: Hires, parent: int) -> bool:
    """Whether a unit is sure to run a fleet when the tick is over."""
    kinds = possible(web, web.last, hires.changing[web.last])
    fleets = {name for name, strategy in strategies().items() if strategy.share is not None}
    return any(kinds[child] <= fleets for child in web.children(web.last - 1, parent))


def _stale(web: Web, number: int, row: int) -> bool:
    """Whether a unit that has insight hasn't seen yet what the world is like."""
    state, capacity = web.state, web.settings(number).capacity
    return not np.array_equal(state.table.models[web.layer(number).models[row]], capacity[:, None] * state.response)


def add_shift(web: Web) -> None:
    """The response after the tick: that of before, unless it is replaced or drawn anew."""
    after = Node(WORLD, RESPONSE, web.tick)
    change = _change(web)
    fresh = change is not None and not isinstance(change, (Rotate, Project)) and not web.due
    web.add(after, [] if fresh else [web.response], "shift")


def _change(web: Web) -> object:
    """What the schedule does to the response at the end of this tick."""
    schedule = web.state.settings.schedule
    ticks = sorted(schedule)
    last = bisect_right(ticks, web.tick)
    if last == 0:
        return None
    change = schedule[ticks[last - 1]]
    return change if ticks[last - 1] == web.tick or isinstance(change, Draw) else None


def shifts(web: Web) -> bool:
    """Whether the world responds anew after this tick."""
    settings = web.state.settings
    return settings.response_drift > 0.0 or _change(web) is not None or (web.due and bool(settings.schedule))
