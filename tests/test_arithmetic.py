"""The plain-arithmetic functions against exact references: arbitrary-precision decimals of the standard library."""

import math
from collections.abc import Callable
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import special

from superorganisms import arithmetic

DIGITS = 60
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534")
ANGLE = 1e6
law = settings(deadline=None, derandomize=True, max_examples=300)  # the first call compiles
FUNCTIONS = {name: getattr(arithmetic, name) for name in ("exp", "log", "tanh", "sin", "cos", "normal_quantile")}


def in_decimals(reference: Callable[[Decimal], Decimal]) -> Callable[[float], Decimal]:
    def evaluate(x: float) -> Decimal:
        with localcontext() as context:
            context.prec = DIGITS
            return reference(Decimal(x))

    return evaluate


def ulps(value: float, truth: Decimal) -> float:
    """Error in units of the last place of the true value (of the smallest float, where the truth is below it)."""
    return float(abs(Decimal(float(value)) - truth) / Decimal(math.ulp(float(truth))))


@in_decimals
def exact_exp(x: Decimal) -> Decimal:
    return x.exp()


@in_decimals
def exact_log(x: Decimal) -> Decimal:
    return x.ln()


@in_decimals
def exact_tanh(x: Decimal) -> Decimal:
    if abs(x) < Decimal("1e-15"):
        return x - x**3 / 3
    return 1 - 2 / ((2 * x).exp() + 1)


def series_of_sin(x: Decimal) -> Decimal:
    x -= (x / (2 * PI)).to_integral_value() * 2 * PI
    term = total = x
    n = 1
    while abs(term) > Decimal(10) ** -DIGITS * abs(x):
        n += 2
        term *= -x * x / (n * (n - 1))
        total += term
    return total


@in_decimals
def exact_sin(x: Decimal) -> Decimal:
    return series_of_sin(x)


@in_decimals
def exact_cos(x: Decimal) -> Decimal:
    return series_of_sin(x + PI / 2)


def quantile_error(p: float) -> float:
    """Error of the normal quantile in ulp: one Newton step in 60 digits, with Phi by its series around 0."""
    x = float(arithmetic.normal_quantile(p))
    with localcontext() as context:
        context.prec = DIGITS
        d = Decimal(x)
        density = (-d * d / 2).exp() / (2 * PI).sqrt()
        term = total = d
        n = 1
        while abs(term) > Decimal(10) ** -DIGITS:
            n += 2
            term *= d * d / n
            total += term
        step = (Decimal("0.5") - Decimal(p)) / density + total
        return float(abs(step) / Decimal(math.ulp(x)))


@law
@given(st.floats(-745, 709.78))
@example(0.0)
@example(-708.4)
@example(-745.1332191019411)
@example(709.782712893384)
@example(5e-324)
def test_exp_is_within_one_ulp(x: float) -> None:
    assert ulps(arithmetic.exp(x), exact_exp(x)) <= 1


def test_exp_beyond_its_range() -> None:
    assert arithmetic.exp(-800.0) == 0.0
    assert arithmetic.exp(-math.inf) == 0.0
    assert arithmetic.exp(709.7827128933841) == math.inf
    assert arithmetic.exp(math.inf) == math.inf


@law
@given(st.floats(5e-324, 1.7976931348623157e308) | st.floats(0.4, 2.5))
@example(1.0)
@example(math.nextafter(1.0, 0.0))
@example(2.2250738585072014e-308)
def test_log_is_within_one_ulp(x: float) -> None:
    assert ulps(arithmetic.log(x), exact_log(x)) <= 1


def test_log_beyond_its_range() -> None:
    assert arithmetic.log(0.0) == -math.inf
    assert math.isnan(arithmetic.log(-1.0))
    assert arithmetic.log(math.inf) == math.inf


@law
@given(st.floats(-20, 20) | st.floats(-1, 1))
@example(0.625)
@example(5e-324)
def test_tanh_is_within_two_ulp(x: float) -> None:
    assert ulps(arithmetic.tanh(x), exact_tanh(x)) <= 2


@law
@given(st.floats(20, math.inf))
def test_tanh_saturates_and_is_odd(x: float) -> None:
    assert arithmetic.tanh(-x) == -arithmetic.tanh(x)
    assert arithmetic.tanh(x) == 1.0 or x < 22


near_quadrants = st.builds(lambda n, k: n * (math.pi / 2) * (1 + k * 2.0**-52), st.integers(1, 636_000), st.integers(-4, 4))
angles = st.floats(-ANGLE, ANGLE) | st.floats(-7, 7) | near_quadrants


@law
@given(angles)
@example(0.0)
@example(5e-324)
def test_sin_is_within_one_ulp(x: float) -> None:
    assert ulps(arithmetic.sin(x), exact_sin(x)) <= 1


@law
@given(angles)
def test_cos_is_within_one_ulp(x: float) -> None:
    assert ulps(arithmetic.cos(x), exact_cos(x)) <= 1


def test_angles_too_large_to_reduce_give_nan() -> None:
    for angle in (1.1 * ANGLE, -1.1 * ANGLE, math.inf):
        assert math.isnan(arithmetic.sin(angle))
        assert math.isnan(arithmetic.cos(angle))


@law
@given(st.floats(2.0**-53, 1 - 2.0**-53))
@example(0.5)
@example(0.075)
@example(0.925)
@example(2.0**-53)
def test_normal_quantile_is_within_a_few_ulp(p: float) -> None:
    assert quantile_error(p) <= 6


@law
@given(st.floats(5e-324, 1e-16))
def test_normal_quantile_far_out_agrees_with_scipy(p: float) -> None:
    assert arithmetic.normal_quantile(p) == pytest.approx(special.ndtri(p), rel=4e-15)


def test_normal_quantile_at_and_beyond_its_ends() -> None:
    assert arithmetic.normal_quantile(0.0) == -math.inf
    assert arithmetic.normal_quantile(1.0) == math.inf
    assert math.isnan(arithmetic.normal_quantile(1.5))
    assert math.isnan(arithmetic.normal_quantile(-0.5))


@law
@given(st.integers(1, 2**52 - 1))
def test_normal_quantile_is_odd_about_one_half(n: int) -> None:
    p = n * 2.0**-53
    assert arithmetic.normal_quantile(1.0 - p) == -arithmetic.normal_quantile(p)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_nan_passes(name: str) -> None:
    assert math.isnan(FUNCTIONS[name](math.nan))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_compiled_and_interpreted_give_the_same_bits(name: str) -> None:
    """Python's own interpreter does one IEEE operation after another: the compiler has fused and reordered nothing."""
    function = FUNCTIONS[name]
    rng = np.random.default_rng(1)
    low, high = {"exp": (-745, 709), "log": (0, 50), "normal_quantile": (0, 1)}.get(name, (-30, 30))
    points = [float(x) for x in rng.uniform(low, high, 500)]
    compiled = [float(function(x)).hex() for x in points]
    assert compiled == [float(function.py_func(x)).hex() for x in points]
