"""Every field of a state says what it is: no document has to guess, and none is forgotten."""

from typing import Annotated, NamedTuple

import numpy as np
import pytest

from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.agents.variables import OfParameter, Variable, fields
from superorganisms.arrays import Floats
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State
from superorganisms.model.world import Superorganism

OWNERS = (Columns, Traits, Minds, Clock, State)
WORLD = Superorganism(rng=1)


@pytest.mark.parametrize("owner", OWNERS)
def test_every_field_says_what_it_is(owner: type) -> None:
    names = getattr(owner, "_fields", None) or list(owner.__dataclass_fields__)  # type: ignore[attr-defined]
    found = fields(owner)
    assert [one.name for one in found] == list(names)
    paths = {row.path for row in Parameters.reference(["LAYER"])}
    for one in found:
        if isinstance(one.about, OfParameter):
            assert one.about.path in paths
        else:
            assert one.about.sentence
            assert "|" not in one.about.sentence


def test_shapes_are_those_of_a_world() -> None:
    layer = WORLD.layers[-1]
    for one in fields(Columns):
        assert isinstance(one.about, Variable)
        said = one.about.shape.partition(";")[2].split(" where")[0].strip() or one.about.shape
        expected = tuple(eval(said.replace("units above", "units_above"), {"n": 1000, "units_above": 50, "K": 8}))
        assert getattr(layer, one.name).shape == expected, one.name


def test_what_it_holds_is_what_is_held() -> None:
    held = {"real": "f", "whole": "i", "code": "i", "64 bits": "u", "yes or no": "b"}
    for one in fields(Columns):
        assert getattr(WORLD.layers[-1], one.name).dtype.kind == held[one.holds], one.name


def test_what_is_fixed_never_changes() -> None:
    world = Superorganism(rng=1)
    before = {one.name: getattr(world.layers[-1], one.name).copy() for one in fields(Columns)}
    for _ in range(3):
        world.step()
    for one in fields(Columns):
        if isinstance(one.about, Variable) and one.about.fixed:
            np.testing.assert_array_equal(getattr(world.layers[-1], one.name), before[one.name])
    assert (world.layers[-1].goals != before["goals"]).any()


def test_a_field_that_says_nothing_is_refused() -> None:
    class Silent(NamedTuple):
        heard: Annotated[Floats, Variable("something", "(n,)", "1")]
        silent: Floats

    with pytest.raises(TypeError, match=r"Silent\.silent doesn't say what it is"):
        fields(Silent)
