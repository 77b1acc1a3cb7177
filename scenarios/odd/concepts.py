"""Element 4: the eleven design concepts, as they show in this model."""

from collections.abc import Callable, Iterable

from superorganisms.model.classes import CLASSES, THRESHOLD
from superorganisms.model.measures import Column, all_columns
from superorganisms.model.mechanisms import CONCEPTS, mechanisms
from superorganisms.model.world import ACCOUNTS
from superorganisms.noise import Purpose
from superorganisms.scenarios.odd.blocks import Block, Cell, Section, Table, Text
from superorganisms.scenarios.odd.case import Case, cited, joined


def concepts(case: Case) -> Section:
    """4 Design concepts."""
    return Section("Design concepts", sections=tuple(_concept(case, name) for name in CONCEPTS))


def _concept(case: Case, name: str) -> Section:
    return Section(name.capitalize(), (*_SAID[name](case), *_at_work(case, name)))


def _at_work(case: Case, concept: str) -> list[Block]:
    found = [(one, where) for acting in case.on.values() for one, where in acting if concept in one.concepts]
    said = "; ".join(f"*{one.name}* ({case.layers(where)})" for one, where in found)
    return [Text(f"At work here, defined in 5 and 7: {said}.")] if found else []


def _acts(case: Case, *names: str) -> tuple[str, ...]:
    """The layers in which any of these mechanisms acts."""
    found = {layer for acting in case.on.values() for one, where in acting if one.name in names for layer in where}
    return tuple(layer for layer in case.names if layer in found)


def _principles(case: Case) -> Iterable[Block]:
    theories = {
        "the theory of incentives under many tasks": ("holmstrom-1991", "baker-2002"),
        "Goodhart's law, of measures that become targets": ("manheim-2018",),
        "inner and outer alignment of what an optimizer optimizes": ("hubinger-2019",),
        "selection among nested groups": ("price-1970", "traulsen-2006"),
        "Markov blankets of nested organisms": ("kirchhoff-2018",),
    }
    said = "; ".join(f"{words} ({cited(keys)})" for words, keys in theories.items())
    yield Text(
        "Every unit is a superorganism in a nest of such: selected, or judged, by its parent (a base optimizer), and "
        "itself the parent of those below it (each a mesa-optimizer). All that crosses a unit's boundary is a letter "
        "down, outcomes up, the choice of who sits where, and what it is taught; the rest is hidden from it. In this the "
        f"model joins five lines of theory at the level of its laws: {said}."
    )


def _emergence(case: Case) -> Iterable[Block]:
    yield Text(
        "What emerges are the goals that layers come to have, the share of the intent that is carried out, where the rest is "
        "lost (by layer, by cause), and which strategies and classes of unit prevail. Imposed are the tree, the intent, the "
        "letter's encoding, the laws by which parents choose, and how the world responds."
    )
    moving = _acts(case, "selection", "surrogation", "imitation", "swapping")
    if not moving:
        yield Text("In this model nothing changes goals once they are there: what emerges, emerges within a tick.")
    else:
        yield Text(f"Goals can move in {case.layers(moving)}.")


def _adaptation(case: Case) -> Iterable[Block]:
    yield Text(
        "Within its life a unit adapts its aim to the letter that it is under, and a leaf its effort to its aim: an optimizer "
        "seeks its objective directly, by the best effort in its model of the world, while some strategies only do what they "
        "were made to do. Across lives families adapt indirectly: units that do well by the parent's metric are copied, "
        "whatever made them do well."
    )
    selected = _acts(case, "selection")
    yield Text(f"Selection acts in {case.layers(selected)}." if selected else "In this model nobody is selected.")


def _objectives(case: Case) -> Iterable[Block]:
    yield Text(
        "Four objectives stand one beside the other, and the model is about their distance. The *intent* w is what the whole "
        "is for; units can't see it. The *goal* g of a unit is what it wants; it is heritable. The *letter* c is what a parent "
        "asks of its children, and what the metric m by which it judges them is made of. The *aim* v is what a unit tries for "
        "in a tick, between goal and letter. A leaf's measure of its own success is v·(M e), what its model M promises of "
        "effort e."
    )


def _learning(case: Case) -> Iterable[Block]:
    yield Text(
        "Learning is any change of goal or world model within a unit's life; that families change by selection is adaptation."
    )
    goals = _acts(case, "surrogation", "imitation")
    models = _acts(case, "learning from experience", "averaging of a fleet's models")
    if not goals and not models:
        yield Text("In this model nobody learns: a slot's goal changes only with its occupant.")
    else:
        yield Text(f"Goals are learned in {case.layers(goals) if goals else 'no layer'}, models in {case.layers(models)}.")


def _prediction(case: Case) -> Iterable[Block]:
    yield Text(
        "A unit predicts by its world model M, what it believes that effort leads to. As the world has no memory, one "
        "step ahead is all there is to foresee; predictions go wrong where a model is out of date, or has no room for a "
        "feature. But for "
        "planners, who try their plans out, units plan as if returns were linear."
    )
    blind = [layer.name for layer in case.parameters.layers[:-1] if not layer.insight]
    if blind:
        yield Text(f"Without insight, and so with models that can grow old: {joined(blind)}.")


def _sensing(case: Case) -> Iterable[Block]:
    yield Text(
        "A unit senses the letter above it, and of its children the readings of their outcomes, each tick and for nothing. It "
        "doesn't sense the intent, its parent's goal or aim, or other families, unless a leak is open."
    )


def _interaction(case: Case) -> Iterable[Block]:
    yield Text(
        "Interaction follows the tree: letters go to children, outcomes are averaged upwards, so that leaves interact "
        "by what their efforts add up to. Siblings compete for slots in the eyes of one parent. There is no market, and no "
        "direct contact across families, but by what is listed here."
    )


def _stochasticity(case: Case) -> Iterable[Block]:
    yield Text(
        "Randomness stands for what units differ in and for what isn't modelled: errors, chance meetings, who happens to "
        "be looked at. Every random number is a function of its address (seed, purpose, layer, unit, tick, draw), "
        f"computed by a counter-based cipher ({cited(['salmon-2011'])}): one more unit, another order or another number of "
        "threads changes no other number, and two worlds with one seed meet the same chance. These are all that this "
        "model draws. Where a mechanism is off its numbers may be worked out all the same, and nothing comes of them:"
    )
    yield Table("draws", tuple(_draws(case)))


def _draws(case: Case) -> Iterable[dict[str, Cell]]:
    for purpose in Purpose:
        drawn: set[str] = set()
        decided: set[str] = set()
        why = []
        for acting in mechanisms().values():
            for one in acting:
                layers = one.drawn(case.settings).get(purpose, ())
                if layers:
                    drawn.update(layers)
                    decided.update(one.where(case.settings))
                    why.append(one.name)
        if drawn:
            yield {
                "purpose": f"`{purpose.name}`",
                "what it decides": purpose.about,
                "drawn for": _named(case, drawn),
                "of these without effect": _named(case, drawn - decided),
                "mechanism": tuple(why),
            }


def _named(case: Case, layers: set[str]) -> tuple[str, ...]:
    return (*(name for name in case.names if name in layers), *("the world" for _ in layers - set(case.names)))


def _collectives(case: Case) -> Iterable[Block]:
    above = joined(case.names[:-1])
    yield Text(
        f"Collectives are units: each {above} stands for all that is below it, has state of its own (goal, letter, model) and "
        "acts through its children alone. What it does is the sum of what its leaves do. A family is the group within which "
        "selection compares; a lineage, all that is below a unit, is what a unit can bring with it where succession says so."
    )


def _observation(case: Case) -> Iterable[Block]:
    yield Text(
        "Observed is everything, exactly and without error, once a tick after outcomes are reported and before anybody is "
        "selected; no unit sees it. A run leaves a row of these measures for every tick (NaN where undefined, with the "
        f"reason), the accounts *{joined(ACCOUNTS)}*, which add up exactly, the class of every unit, and how units stand "
        "to their parents in what they know. LAYER is each of the layers named."
    )
    yield Text(_budget() if case.parameters.effort_rule == "budget" else _cost())
    yield Text(_CLASSES)
    yield Table("measures", tuple(_measures(case)))


def _budget() -> str:
    return (
        "V = Σ w·x over the leaves is what all do for the intent, V* = Σ skill·|Rᵀ w| the most that the same people could "
        "do if all wanted the intent and knew the response; efficiency is V/V*. By cause it is utilisation times the "
        "coherence of each layer times direction. By layer, what is lost is the fall of Σ skill·cos(Rᵀ w, Rᵀ a)/Σ skill "
        "along w, the designer's letter, and then each layer's aims and letters as a; what is left is execution (MODEL.md "
        "section 5)."
    )


def _cost() -> str:
    return (
        "V = Σ (w·x - |e|²/2) over the leaves is what all do for the intent, V* = Σ |Rᵀ w|²/2 the most that they could do "
        "if all wanted the intent and knew the response; efficiency is V/V*. By cause the loss is distortion plus "
        "intensity, or bias plus the dispersion of each layer. By layer, it is the fall of the mean of 1 - |Rᵀ w - Rᵀ "
        "a|²/|Rᵀ w|² along w, the designer's letter, and then each layer's aims and letters as a; what is left is "
        "execution (MODEL.md section 5)."
    )


_CLASSES = (
    f"The class of a unit is the first that holds ({', '.join(CLASSES)}), by whether a = goal, and else a = conduct, would "
    f"lead to the effort that the letter asks for: cos(Rᵀ c_p, Rᵀ a) >= {THRESHOLD:g}. A goal that does so in the present "
    "regime and in every other of the shift set is robust, in the present alone pseudo; if only the conduct does, the "
    "unit is deceptive if its conduct is for show, else compliant; what neither optimizes nor chooses is no "
    "mesa-optimizer (MODEL.md section 4)."
)


def _measures(case: Case) -> Iterable[dict[str, Cell]]:
    found = [(*_split(case, name), column) for name, column in all_columns(case.parameters).items()]
    order: dict[tuple[str, Column], list[str]] = {}
    for layer, measure, column in found:
        order.setdefault((measure, column), []).append(layer)
    for (measure, column), layers in order.items():
        yield {
            "measure": f"`LAYER.{measure}`" if layers[0] else f"`{measure}`",
            "layers": tuple(layers) if layers[0] else (),
            "what it is": column.sentence,
            "range": _range(column),
            "undefined where": column.undefined,
        }


def _split(case: Case, name: str) -> tuple[str, str]:
    """Layer and measure; what isn't a layer's has its whole name."""
    first, _, rest = name.partition(".")
    return (first, rest) if first in case.names else ("", name)


def _range(column: Column) -> str:
    low, high = (None if bound is None else f"{bound:g}" for bound in (column.low, column.high))
    if low is not None and high is not None:
        return f"[{low}, {high}]"
    return f">= {low}" if low is not None else f"<= {high}" if high is not None else ""


_SAID: dict[str, Callable[[Case], Iterable[Block]]] = dict(
    zip(
        CONCEPTS,
        (
            _principles,
            _emergence,
            _adaptation,
            _objectives,
            _learning,
            _prediction,
            _sensing,
            _interaction,
            _stochasticity,
            _collectives,
            _observation,
        ),
        strict=True,
    )
)
