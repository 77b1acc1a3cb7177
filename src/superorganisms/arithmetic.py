"""exp, log, tanh, sin, cos and the normal quantile in plain arithmetic: the same bits on every processor.

The C library's versions differ in their last bits from one machine to the next (some fuse a multiplication with an
addition), and a world that selects amplifies a last bit into another history. Here stand only + - * / sqrt, floor and
integer operations, which IEEE 754 defines to the bit; the compiler may reorder and vectorise nothing that would change
them. Each function takes and gives one float64 and passes NaN on; errors are a few units in the last place (ulp).

Sources: argument reduction of Cody and Waite 1980; coefficients of exp, log, sin and cos from fdlibm (Copyright (C)
1993 by Sun Microsystems, Inc.; "Permission to use, copy, modify, and distribute this software is freely granted,
provided that this notice is preserved"), of tanh from Cephes (Moshier 1989), of the normal quantile from Wichura 1988.
"""

from math import floor, inf, nan, sqrt

import numpy as np

from superorganisms.compiled import kernel

# ln 2 in two parts: the first ends in enough zeros that its product with any binary exponent is exact.
_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
_PER_LN2 = 1.44269504088896338700
_SQRT2 = 1.41421356237309504880
_LARGEST_EXPONENT = 709.782712893383973096  # exp of more overflows
_SMALLEST_EXPONENT = -745.2  # exp of less is nearer to 0 than to the smallest float
_SMALLEST_NORMAL = 2.2250738585072014e-308
_MANTISSA = (1 << 52) - 1
_ONE_BITS = 1023 << 52

# pi/2 in three parts of 33 bits and a rest: products with quadrants up to 2**20 are exact.
_PER_HALF_PI = 6.36619772367581382433e-01
_HALF_PI_1 = 1.57079632673412561417e00
_HALF_PI_2 = 6.07710050630396597660e-11
_HALF_PI_3 = 2.02226624871116645580e-21
_HALF_PI_4 = 8.47842766036889956997e-32
_LARGEST_ANGLE = 1e6


@kernel
def _power_of_two(k: np.int64) -> float:
    """2.0**k for -1022 <= k <= 1023, by writing the exponent's bits."""
    return np.int64((k + 1023) << 52).view(np.float64)


@kernel
def exp(x: float) -> float:
    """e**x for every float: 0 from -745.2 down, subnormal before that, inf above 709.78. Within 1 ulp where normal."""
    if x != x:
        return x
    if x > _LARGEST_EXPONENT:
        return inf
    if x < _SMALLEST_EXPONENT:
        return 0.0
    k = floor(x * _PER_LN2 + 0.5)
    high, low = x - k * _LN2_HIGH, k * _LN2_LOW
    r = high - low
    t = r * r
    p = 4.13813679705723846039e-08
    p = -1.65339022054652515390e-06 + t * p
    p = 6.61375632143793436117e-05 + t * p
    p = -2.77777777770155933842e-03 + t * p
    p = 1.66666666666666019037e-01 + t * p
    c = r - t * p
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    # In two steps, as 2**k alone may not be a normal float; only the second can round.
    exponent = np.int64(k)
    half = exponent >> 1
    return y * _power_of_two(half) * _power_of_two(exponent - half)


@kernel
def log(x: float) -> float:
    """Natural logarithm: NaN below 0, -inf at 0. Within 1 ulp."""
    if x != x or x == inf:
        return x
    if x <= 0.0:
        return -inf if x == 0.0 else nan
    k = np.int64(0)
    if x < _SMALLEST_NORMAL:
        x *= 18014398509481984.0  # 2**54 makes a subnormal normal
        k = np.int64(-54)
    bits = np.float64(x).view(np.int64)
    k += (bits >> 52) - 1023
    m = np.int64((bits & _MANTISSA) | _ONE_BITS).view(np.float64)
    if m > _SQRT2:
        m *= 0.5
        k += 1
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    p = 1.479819860511658591e-01
    p = 1.531383769920937332e-01 + z * p
    p = 1.818357216161805012e-01 + z * p
    p = 2.222219843214978396e-01 + z * p
    p = 2.857142874366239149e-01 + z * p
    p = 3.999999999940941908e-01 + z * p
    p = 6.666666666666735130e-01 + z * p
    half_square = 0.5 * f * f
    return k * _LN2_HIGH - ((half_square - (s * (half_square + z * p) + k * _LN2_LOW)) - f)


@kernel
def tanh(x: float) -> float:
    """Hyperbolic tangent, in [-1, 1]. Within 2 ulp."""
    size = abs(x)
    if size < 0.625:
        z = x * x
        p = (-9.64399179425052238628e-1 * z - 9.92877231001918586564e1) * z - 1.61468768441708447952e3
        q = ((z + 1.12811678491632931402e2) * z + 2.23548839060100448583e3) * z + 4.84406305325125486048e3
        return x + x * z * (p / q)
    y = 1.0 - 2.0 / (exp(2.0 * size) + 1.0)
    return -y if x < 0.0 else y


@kernel
def _quadrant(x: float) -> tuple[np.int64, float, float]:
    """(n, y, rest) with x = n pi/2 + y + rest, |y| <= pi/4, |rest| below half an ulp of y, for |x| <= 1e6."""
    n = floor(x * _PER_HALF_PI + 0.5)
    first = x - n * _HALF_PI_1
    w = n * _HALF_PI_2
    second = first - w
    lost = (first - second) - w
    w = n * _HALF_PI_3
    third = second - w
    lost += (second - third) - w
    lost -= n * _HALF_PI_4
    y = third + lost
    return np.int64(n) & 3, y, (third - y) + lost


@kernel
def _sin_near_zero(x: float, rest: float) -> float:
    """sin(x + rest) for |x| <= pi/4 and a rest below an ulp of x."""
    z = x * x
    p = 1.58969099521155010221e-10
    p = -2.50507602534068634195e-08 + z * p
    p = 2.75573137070700676789e-06 + z * p
    p = -1.98412698298579493134e-04 + z * p
    p = 8.33333333332248946124e-03 + z * p
    cube = z * x
    return x - ((z * (0.5 * rest - cube * p) - rest) - cube * -1.66666666666666324348e-01)


@kernel
def _cos_near_zero(x: float, rest: float) -> float:
    """cos(x + rest) for |x| <= pi/4 and a rest below an ulp of x."""
    z = x * x
    p = -1.13596475577881948265e-11
    p = 2.08757232129817482790e-09 + z * p
    p = -2.75573143513906633035e-07 + z * p
    p = 2.48015872894767294178e-05 + z * p
    p = -1.38888888888741095749e-03 + z * p
    p = 4.16666666666666019037e-02 + z * p
    half = 0.5 * z
    w = 1.0 - half
    return w + (((1.0 - w) - half) + (z * (z * p) - x * rest))


@kernel
def sin(x: float) -> float:
    """Sine of an angle in radians, |x| <= 1e6; NaN beyond, rather than a silently wrong one. Within 1 ulp."""
    if not abs(x) <= _LARGEST_ANGLE:
        return nan
    n, y, rest = _quadrant(x)
    value = _sin_near_zero(y, rest) if n & 1 == 0 else _cos_near_zero(y, rest)
    return -value if n & 2 else value


@kernel
def cos(x: float) -> float:
    """Cosine of an angle in radians, |x| <= 1e6; NaN beyond, rather than a silently wrong one. Within 1 ulp."""
    if not abs(x) <= _LARGEST_ANGLE:
        return nan
    n, y, rest = _quadrant(x)
    value = _cos_near_zero(y, rest) if n & 1 == 0 else _sin_near_zero(y, rest)
    return -value if (n + 1) & 2 else value


@kernel
def normal_quantile_centre(p: float) -> float:
    """Normal quantile of p in [0.075, 0.925], and nothing meaningful elsewhere: the part without branches."""
    q = p - 0.5
    r = 0.180625 - q * q
    a = 2.5090809287301226727e3 * r + 3.3430575583588128105e4
    a = a * r + 6.7265770927008700853e4
    a = a * r + 4.5921953931549871457e4
    a = a * r + 1.3731693765509461125e4
    a = a * r + 1.9715909503065514427e3
    a = a * r + 1.3314166789178437745e2
    a = a * r + 3.3871328727963666080e0
    b = 5.2264952788528545610e3 * r + 2.8729085735721942674e4
    b = b * r + 3.9307895800092710610e4
    b = b * r + 2.1213794301586595867e4
    b = b * r + 5.3941960214247511077e3
    b = b * r + 6.8718700749205790830e2
    b = b * r + 4.2313330701600911252e1
    b = b * r + 1.0
    return a * q / b


@kernel
def normal_quantile_tail(p: float) -> float:
    """Normal quantile of p in (0, 0.075) or (0.925, 1)."""
    r = sqrt(-log(p if p < 0.5 else 1.0 - p))
    if r <= 5.0:
        r -= 1.6
        a = 7.74545014278341407640e-4 * r + 2.27238449892691845833e-2
        a = a * r + 2.41780725177450611770e-1
        a = a * r + 1.27045825245236838258e0
        a = a * r + 3.64784832476320460504e0
        a = a * r + 5.76949722146069140550e0
        a = a * r + 4.63033784615654529590e0
        a = a * r + 1.42343711074968357734e0
        b = 1.05075007164441684324e-9 * r + 5.47593808499534494600e-4
        b = b * r + 1.51986665636164571966e-2
        b = b * r + 1.48103976427480074590e-1
        b = b * r + 6.89767334985100004550e-1
        b = b * r + 1.67638483018380384940e0
        b = b * r + 2.05319162663775882187e0
    else:
        r -= 5.0
        a = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
        a = a * r + 1.24266094738807843860e-3
        a = a * r + 2.65321895265761230930e-2
        a = a * r + 2.96560571828504891230e-1
        a = a * r + 1.78482653991729133580e0
        a = a * r + 5.46378491116411436990e0
        a = a * r + 6.65790464350110377720e0
        b = 2.04426310338993978564e-15 * r + 1.42151175831644588870e-7
        b = b * r + 1.84631831751005468180e-5
        b = b * r + 7.86869131145613259100e-4
        b = b * r + 1.48753612908506148525e-2
        b = b * r + 1.36929880922735805310e-1
        b = b * r + 5.99832206555887937690e-1
    x = a / (b * r + 1.0)
    return -x if p < 0.5 else x


@kernel
def normal_quantile(p: float) -> float:
    """The number a standard normal variable stays below with probability p: -inf at 0, inf at 1, NaN outside [0, 1].

    Within 6 ulp, about 1e-15 of the value. Algorithm AS 241, PPND16 (Wichura 1988).
    """
    if abs(p - 0.5) <= 0.425:
        return normal_quantile_centre(p)
    if 0.0 < p < 1.0:
        return normal_quantile_tail(p)
    if p == 0.0:
        return -inf
    return inf if p == 1.0 else nan
