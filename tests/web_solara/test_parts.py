"""The parts of Mesa's own page that need no page: sliders, a world that can be reset, the widget."""

import importlib.util

import pytest

from superorganisms import Parameters, Superorganism, SuperorganismError, scenario
from superorganisms.web import mesa_page
from superorganisms.web.mesa_page import World, sliders
from superorganisms.web.mesa_page.pictures import frame_of, shape_of

PATHS = ("government.compliance", "firm.mutation", "firm.period", "employee.selection.turnover", "employee.noise")


def test_sliders_have_the_range_that_the_parameter_declares() -> None:
    made = sliders(Parameters(), *PATHS, seed=3)
    turnover = made["employee__selection__turnover"]
    assert (turnover["type"], turnover["min"], turnover["max"], turnover["value"]) == ("SliderFloat", 0, 1, 0.1)
    period = made["firm__period"]
    assert (period["type"], period["min"], period["max"], period["step"]) == ("SliderInt", 1, 20, 1)
    noise = made["employee__noise"]  # declared up to a million, and 0 now: there must be something to move
    assert (noise["min"], noise["max"]) == (0, 1)
    assert made["rng"]["value"] == 3


@pytest.mark.parametrize("path", ["firm.selection", "intent", "goal_geometry", "employee.succession"])
def test_what_is_no_number_has_no_slider(path: str) -> None:
    with pytest.raises(SuperorganismError, match=f"a slider needs a number; {path}"):
        sliders(Parameters(), path)


def test_a_misspelt_path_is_an_error() -> None:
    with pytest.raises(SuperorganismError, match="mutatoin"):
        sliders(Parameters(), "firm.mutatoin")


def test_a_world_comes_out_of_its_sliders_as_it_is_without_them() -> None:
    parameters = scenario("telephone").parameters
    layer = parameters.layers[-1].name
    given = {
        name: value.get("value") if isinstance(value, dict) else value
        for name, value in sliders(parameters, f"{layer}.compliance").items()
    }
    made = World(**given, scenario=object())
    plain = Superorganism(parameters, rng=1)
    made.run_for(5)
    plain.run_for(5)
    assert made.state_hash() == plain.state_hash()


def test_a_world_still_refuses_what_is_no_parameter() -> None:
    with pytest.raises(SuperorganismError, match="mutatoin"):
        World(firm__mutatoin=0.1)


def test_shape_and_frame_count_the_same_units() -> None:
    world = Superorganism(scenario("telephone").parameters, rng=1)
    world.run_for(3)
    shape = shape_of(world)
    units = sum(layer["size"] for layer in shape["layers"])
    assert len(frame_of(world)) == 6 * 4 + 7 * 4 + 6 * units
    assert [len(layer["parents"]) for layer in shape["layers"][1:]] == [layer["size"] for layer in shape["layers"][1:]]


def test_without_the_extra_the_error_says_what_to_install() -> None:
    if importlib.util.find_spec("anywidget") is not None:
        pytest.skip("the extra is installed")
    with pytest.raises(ImportError, match=r"BlanketsWidget needs the extra `solara`"):
        _ = mesa_page.BlanketsWidget


@pytest.mark.usefixtures("extra")
def test_the_widget_follows_its_world_and_takes_another() -> None:
    from superorganisms.web.mesa_page import BlanketsWidget

    world = Superorganism(rng=7)
    widget = BlanketsWidget.of(world, height="10rem")
    first, shape = widget.frame, widget.shape
    world.step()
    widget.show(world)
    assert widget.frame == frame_of(world) != first
    assert widget.shape == shape
    other = Superorganism(rng=1, employee__size=100)
    widget.show(other)
    assert widget.shape == shape_of(other) != shape
    assert "render" in widget._esm
