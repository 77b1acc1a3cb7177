"""What is found by looking and occurs in a model: strategies, selection rules, graphs, errors, leaks, as their files say."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from superorganisms.agents.strategies import Strategy, strategies
from superorganisms.declared import Option
from superorganisms.model.kinds.networks import EDGES
from superorganisms.model.kinds.noises import OPTIONS, SENTENCES
from superorganisms.model.leaks import leaks
from superorganisms.model.mechanisms import Setting
from superorganisms.model.metric_noise import metric_error
from superorganisms.model.networks import generators
from superorganisms.model.selection import rules
from superorganisms.scenarios.odd.blocks import Cell, Entries, Section, Text
from superorganisms.scenarios.odd.case import Case, joined

_FOR_PROGRAMMERS = re.compile(r"\(n,\)|\(n, \w+\)|\(units,|offsets|Raises|Returns|read, newcomers|`newcomers`|MODEL\.md")
_YEAR = re.compile(r"\b\d{4}\b")  # of a source
_ABOUT = {
    "strategies": "A strategy says who optimizes, and how: what a unit tries for, and what a leaf does about it.",
    "rules": "n is the number of units read in a family, U one uniform number per family; ties are broken by lot.",
    "graphs": "Random graphs are drawn by the family's place alone: they belong to the slots and are the same in every run.",
    "errors": "Distributions of ε.",
    "leaks": "What a is in v_i <- ⟨v_i + κ a⟩, and how large κ.",
}


def found(case: Case) -> tuple[Section, ...]:
    """A section for each sort of which something occurs."""
    sorts = {
        "strategies": _strategies(case),
        "rules": _rules(_users(case, _ruled)),
        "graphs": _graphs(_users(case, _linked)),
        "errors": _errors(_users(case, _erring)),
        "leaks": _leaks(_users(case, _leaking)),
    }
    titles = {"rules": "Selection rules", "graphs": "Networks", "errors": "Errors of metrics"}
    return tuple(
        Section(f"{titles.get(sort, sort.capitalize())} that occur", (Text(_ABOUT[sort]), Entries(sort, rows)))
        for sort, rows in ((sort, tuple(rows)) for sort, rows in sorts.items())
        if rows
    )


def _users(case: Case, pick: Callable[[Setting], Iterable[tuple[str, str]]]) -> dict[str, list[str]]:
    """Name -> where it is used at some time of the run, names in order."""
    used: dict[str, list[str]] = {}
    for setting in case.settings:
        for name, where in pick(setting):
            if where not in used.setdefault(name, []):
                used[name].append(where)
    return dict(sorted(used.items()))


def _ruled(now: Setting) -> Iterator[tuple[str, str]]:
    return ((layer.selection.rule, layer.name) for number, layer in enumerate(now.parameters.layers) if now.renews(number))


def _linked(now: Setting) -> Iterator[tuple[str, str]]:
    return ((layer.network.kind, layer.name) for layer in now.parameters.layers[1:] if layer.imitation > 0)


def _erring(now: Setting) -> Iterator[tuple[str, str]]:
    return ((layer.noise_kind.kind, layer.name) for layer in now.parameters.layers if layer.noise > 0)


def _leaking(now: Setting) -> Iterator[tuple[str, str]]:
    return ((one.kind, f"{one.where}, strength {one.strength:g}") for one in now.parameters.leaks if one.strength > 0)


def _strategies(case: Case) -> Iterator[dict[str, Cell]]:
    for name, strategy in strategies().items():
        where = [layer for layer, cast in zip(case.names, case.settings[0].casts, strict=True) if name in cast]
        if where:
            yield _entry("strategy", name, where, strategy.SENTENCE, _doings(strategy), strategy.OPTIONS, _module(strategy))


def _doings(strategy: Strategy) -> str:
    functions = {"aim": strategy.aim, "effort": strategy.effort, "at birth": strategy.born, "learning": strategy.learn}
    functions["sharing"] = strategy.share
    return "; ".join(f"{label}: {_first(law).rstrip('.')}" for label, law in functions.items() if law is not None)


def _module(strategy: Strategy) -> Any:
    """The file of a strategy; its aim may be another's."""
    return import_module(strategy.effort.__module__)


def _rules(used: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Cell]]:
    for name, where in used.items():
        rule = rules()[name]
        yield _entry("rule", name, where, rule.SENTENCE, _law(rule, name), rule.OPTIONS, rule)


def _graphs(used: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Cell]]:
    for name, where in used.items():
        if name == EDGES:
            yield _entry("graph", "given edges", where, "pairs of siblings, listed one by one", "", (), None)
        else:
            graph = generators()[name]
            yield _entry("graph", name, where, graph.SENTENCE, _first(graph.edges), graph.OPTIONS, graph)


def _errors(used: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Cell]]:
    for name, where in used.items():
        yield _entry("distribution", name, where, SENTENCES[name], _first(metric_error), OPTIONS[name], None)


def _leaks(used: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Cell]]:
    for name, where in used.items():
        leak = leaks()[name]
        yield _entry("leak", name, where, leak.SENTENCE, _first(leak.source), (), leak)


def _entry(
    kind: str, name: str, where: Sequence[str], sentence: str, law: str, options: Sequence[Option], file: object
) -> dict[str, Cell]:
    """Something as its file describes it."""
    title = _capital(name.replace("_", " "))
    words = _flat(inspect.getdoc(file) or "").removeprefix(f"{title}: ") if file else ""
    return {
        kind: name,
        "where": joined(where),
        "what it does": _capital(sentence),
        "": law,
        "options": "; ".join(f"`{one.name}` {one.sentence} ({one.unit or 'a choice'})" for one in options),
        "in the code's words": _capital(words) if kind == "strategy" or _YEAR.search(words) else "",
    }


def _law(module: object, name: str) -> str:
    """What the public law of a rule says of itself, without what only a programmer needs."""
    text = _flat((inspect.getdoc(getattr(module, name, None)) or "").partition(">>>")[0]) if hasattr(module, name) else ""
    text = re.sub(r"\(n,\) (?:finite )?(?=numbers)", "", text).replace("if None", "if not given")
    return " ".join(one for one in re.split(r"(?<=\.) ", text) if not _FOR_PROGRAMMERS.search(one))


def _first(law: Callable[..., object]) -> str:
    """The first paragraph of a docstring."""
    return _flat((inspect.getdoc(law) or "").partition("\n\n")[0])


def _flat(text: str) -> str:
    return " ".join(text.split())


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
