"""A world in a file, and its fingerprint. With trees.py the only place of the model that touches files."""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from superorganisms.agents.columns import Columns, Layer
from superorganisms.agents.strategies import strategies
from superorganisms.errors import CheckpointError, SuperorganismError
from superorganisms.model.models import NOBODYS, ModelTable
from superorganisms.model.parameters import Intervention, Parameters
from superorganisms.model.settings import world_settings
from superorganisms.version import __version__

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism

FORMAT = 3
_FIXED = ("parents", "families", "keys", "leaves")  # follow from the parameters
_CODES = ("strategies", "former_strategies")
_RECORD = "record."  # begins the names of arrays that say what was seen


def _arrays(world: "Superorganism") -> Iterator[tuple[str, npt.NDArray[Any]]]:
    """Everything that the future depends on and that the last tick left, by name, in a fixed order."""
    state = world.state
    names = list(strategies())
    played = sorted({names[code] for layer in state.layers for code in {*layer.strategies, *layer.former_strategies}})
    # Codes count among the strategies that are played: one more file in the folder doesn't make another world
    codes = np.array([played.index(name) if name in played else -1 for name in names], dtype=np.int8)
    for number, layer in enumerate(state.layers):
        for name in Columns._fields:
            if name not in _FIXED:
                column = getattr(layer, name)
                yield f"{number}.{name}", codes[column] if name in _CODES else column
    yield "played", np.array(played, dtype="S64")
    yield "models", state.table.models
    yield "own_models", np.array(state.table.own, dtype=np.int64)
    yield "response", state.response
    yield "acted_response", state.acted_response
    yield "designer_letter", state.designer_letter
    yield "acted_letter", state.acted_letter
    held = sorted(state.held.items())
    yield "held_units", np.array([unit for unit, _ in held], dtype=np.int64).reshape(-1, 2)
    yield "held_letters", np.array([letter for _, letter in held]).reshape(len(held), len(world.parameters.features))


def _plan(world: "Superorganism") -> dict[str, Any]:
    """What was set: parameters without their interventions, and all interventions, planned or made."""
    parameters = world.parameters.to_dict()
    parameters.pop("interventions", None)
    interventions = [one.as_plain() for one in world.interventions]
    return {"parameters": parameters, "interventions": interventions, "seed": world.seed, "tick": world.tick}


def state_hash(world: "Superorganism") -> str:
    """SHA-256 of the plan and of every array, little-endian."""
    digest = hashlib.sha256(json.dumps(_plan(world), sort_keys=True).encode())
    for name, array in _arrays(world):
        little = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
        digest.update(f"{name}{little.dtype.str}{little.shape}".encode())
        digest.update(little.tobytes())
    return digest.hexdigest()


def copy_state(source: "Superorganism", target: "Superorganism") -> None:
    """Make target, a world of the same parameters and seed, what source is now."""
    _restore(target, dict(_arrays(source)), source.present)
    target.resume_at(source.tick, source.made_by_hand)
    target.record.restore(source.record.arrays())


class Moment(NamedTuple):
    """A world at a tick without what it had seen until then: all that decides its future, a few hundred bytes a unit."""

    tick: int
    present: Parameters
    made_by_hand: tuple[Intervention, ...]
    arrays: dict[str, npt.NDArray[Any]]

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(array.nbytes for array in self.arrays.values())


def moment_of(world: "Superorganism") -> Moment:
    """The world as it is now."""
    arrays = {name: array.copy() for name, array in _arrays(world)}
    return Moment(world.tick, world.present, world.made_by_hand, arrays)


def put_back(world: "Superorganism", moment: Moment, seen: "Superorganism") -> None:
    """Make a world of the same parameters and seed what it was then; `seen`: one that has come at least as far on that way.

    Raises ValueError if what was seen can't be cut there (`Record.can_be_cut`).
    """
    _restore(world, moment.arrays, moment.present)
    world.resume_at(moment.tick, moment.made_by_hand)
    world.record.restore(seen.record.arrays(until=moment.tick))


def _restore(world: "Superorganism", arrays: dict[str, npt.NDArray[Any]], present: Parameters) -> None:
    state = world.state
    state.parameters, state.settings = present, world_settings(present)
    codes = np.array([list(strategies()).index(name.decode()) for name in arrays["played"].tolist()], dtype=np.int8)
    for number, layer in enumerate(state.layers):
        found = {name: arrays[f"{number}.{name}"].copy() for name in Columns._fields if name not in _FIXED}
        found |= {name: codes[found[name]] for name in _CODES}
        state.layers[number] = Layer.named(layer.name, Columns(*layer)._replace(**found))
    own = arrays["own_models"].tolist()
    shared = sum(len(layer) for layer, start in zip(state.layers, own, strict=True) if start != NOBODYS)
    state.table = ModelTable(arrays["models"].copy(), own, shared)
    for name in ("response", "acted_response", "designer_letter", "acted_letter"):
        setattr(state, name, arrays[name].copy())
    units, letters = arrays["held_units"].tolist(), arrays["held_letters"]
    state.held = {(layer, unit): letter.copy() for (layer, unit), letter in zip(units, letters, strict=True)}
    state.forget_casts()


def _made_by_hand(parameters: Parameters, entries: Sequence[dict[str, Any]]) -> list[Intervention]:
    """Interventions as they were written, in their one form: each read by the parameters that held when it was made."""
    present, planned, made = parameters, list(parameters.interventions), []
    for entry in entries:
        while planned and planned[0].at <= entry["at"]:
            present = present.after(planned.pop(0))
        made.append(present.intervention(entry["at"], entry["path"], entry["value"]))
        present = present.after(made[-1])
    return made


def to_bytes(world: "Superorganism") -> bytes:
    """Everything, as the content of a .npz file."""
    head = {
        "format": FORMAT,
        "version": __version__,
        "seed": world.seed,
        "tick": world.tick,
        "parameters": world.parameters.to_dict(),
        "present": world.present.to_dict(),
        "by_hand": [one.as_plain() for one in world.made_by_hand],
        "state_hash": state_hash(world),
    }
    arrays: dict[str, Any] = dict(_arrays(world)) | {f"{_RECORD}{name}": array for name, array in world.record.arrays().items()}
    content = io.BytesIO()
    np.savez_compressed(content, head=np.array(json.dumps(head)), **arrays)
    return content.getvalue()


def from_bytes[W: Superorganism](kind: type[W], content: bytes, name: str = "the copy") -> W:
    """The world that was written, checked against its hash. `name` is what errors call it. Raises CheckpointError."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        head = json.loads(str(arrays.pop("head")))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise CheckpointError(f"{name} is not a saved world: {error}") from None
    if head.get("format") != FORMAT:
        raise CheckpointError(f"{name} was saved by version {head.get('version')} in another format, this is {__version__}")
    try:
        parameters, present = Parameters.from_dict(head["parameters"]), Parameters.from_dict(head["present"])
        world = kind(parameters, rng=head["seed"])
        _restore(world, arrays, present)
        world.resume_at(head["tick"], _made_by_hand(parameters, head["by_hand"]))
        seen = {name.removeprefix(_RECORD): array for name, array in arrays.items() if name.startswith(_RECORD)}
        world.record.restore(seen)
    except (KeyError, ValueError, SuperorganismError) as error:
        raise CheckpointError(f"{name} can't be continued by version {__version__}: {error}") from None
    if state_hash(world) != head["state_hash"]:
        raise CheckpointError(f"{name} is damaged: its arrays don't have the hash that was saved with them")
    return world


def save(world: "Superorganism", path: str | PathLike[str]) -> None:
    """Write everything to a .npz file, which appears only when it is complete. Raises CheckpointError."""
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(to_bytes(world))
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CheckpointError(f"can't write {target}: {error.strerror or error}") from None


def load[W: Superorganism](kind: type[W], path: str | PathLike[str]) -> W:
    """A world as it was saved; checked against its hash. Raises CheckpointError."""
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        raise CheckpointError(f"no file {path}") from None
    except OSError as error:
        raise CheckpointError(f"can't read {path}: {error.strerror or error}") from None
    return from_bytes(kind, content, str(path))
