"""Heavy tails: if a metric's errors can be enormous, the hardest choice by it is no better than none."""

from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.pressure import FEATURES, LADDER, STAY, alone, market, rung, value_at, worth
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world
from superorganisms.scenarios.told import Told, at

ORDER = 34
TITLE = "Heavy tails"
QUESTION = "Can chance alone make a harder choice a worse one?"
CLAIM = (
    "Whether errors of a metric merely disappoint or undo all that choice has won depends on their tails. If enormous errors "
    "all but never happen, as with normal ones, more pressure goes on finding more value. If the tails are heavy, so that "
    "enormous errors turn up now and then and enormous values don't, the very best results are nearly all errors: value rises "
    "at first, has a peak, and goes back to that of anyone as the metric goes on rising."
)
SOURCES = (
    Source(
        "kwa-2024",
        "Catastrophic Goodhart: if the error of a reward has heavy tails some policies earn any reward with no more utility "
        "than the model that one began with; with light tails, the less they are held back, the more utility they bring.",
    ),
    Source(
        "thomas-2023",
        "The case of a choice, as here: with an independent error the utility of what passes an ever higher bar returns to the "
        "mean if the tails of the error are heavy enough and those of utility lighter, and grows on if they are light.",
    ),
    Source("manheim-2018", "Regressional Goodhart, of which this is the case without limit: proxy = goal + noise."),
    Source("gao-2023", "The number of samples as the pressure in best-of-n, and a gold reward that has a peak."),
)

NOISE, DF = 0.2, 1.5
TICKS = STAY * len(LADDER)
PARAMETERS = market(NOISE, f"student_t(df={DF})")
CONTRAST = {"employee.noise_kind": "normal"}
CONTRAST_SAYS = "Ordinary errors are as large as before, but none is enormous: they are normal."


def _lost_since_16(world: World) -> float:
    return value_at(16)(world) - value_at(256)(world)


def _near(n: int, sentence: str) -> Expectation:
    expected = round(worth(n, len(FEATURES), NOISE, DF), 3)
    return Expectation(
        name=f"value of the best of {n}",
        statistic=in_world("efficiency", *rung(n)),
        low=round(expected - 0.02, 3),
        high=round(expected + 0.02, 3),
        sentence=sentence,
        basis=f"∫ n F^(n-1) E[value; metric] for errors of Student's t, by quadrature: {expected:.3f}",
    )


SIGNATURE = (
    _near(4, "Of four applicants the best by the test is worth a quarter of the intent."),
    _near(16, "Of sixteen a little more."),
    _near(64, "Of sixty-four much less."),
    _near(256, "Of 256 hardly more than anyone who comes along."),
    Expectation(
        name="lost beyond sixteen",
        statistic=lambda world, _: _lost_since_16(world),
        low=0.19,
        high=0.25,
        sentence="Three quarters of what choice had won are lost again by choosing harder.",
        basis="Thomas and Kwa 2023: value returns to the mean; by quadrature .287 - .067",
    ),
    Expectation(
        name="won beyond sixteen in the contrast",
        statistic=lambda _, contrast: -_lost_since_16(contrast),
        low=0.15,
        high=0.21,
        sentence="With normal errors the same pressure goes on winning.",
        basis="closed form 10: r e_n rises with n; bounded values by quadrature: .696 - .515",
    ),
    Expectation(
        name="value of the best of 256 in the contrast",
        statistic=in_contrast("efficiency", *rung(256)),
        low=0.68,
        high=0.71,
        sentence="There the best of 256 are worth seven tenths of the intent.",
        basis="by quadrature: .696",
    ),
    Expectation(
        name="what the tails cost",
        statistic=difference("efficiency", *rung(256)),
        low=-0.66,
        high=-0.6,
        sentence="At the highest pressure nine tenths of the value are lost to the tails of the error.",
        basis="by quadrature: .067 - .696",
    ),
)
CURVES = (
    Curve(
        name="lighter tails, less lost",
        along="1/degrees of freedom of the error: how heavy its tails are",
        effect="efficiency lost between the best of 16 and the best of 256",
        steps=(*((1 / df, {"employee.noise_kind": f"student_t(df={df})"}) for df in (DF, 2.5, 4, 8)), (0.0, CONTRAST)),
        outcome=_lost_since_16,
        shape="falls",
        fades=True,
        basis="the heavier the tail, the fewer applicants it takes until the best result is an error; normal errors: below 0",
    ),
    Curve(
        name="optimisation pressure",
        along="applicants compared for each post",
        effect="efficiency",
        steps=tuple((float(n), alone(n)) for n in (1, 4, 12, 64, 256, 1000)),
        outcome=at("efficiency", 2, STAY),
        shape="peaks",
        extreme=(4.0, 64.0),
        ticks=STAY,
        basis="by quadrature: .244 at 4, .294 at 11 (the peak), .166 at 64, .067 at 256, .027 at 1000",
    ),
)
LESSON = Lesson(
    idea=(
        "To be the best of very many by a noisy test takes something extraordinary: extraordinary worth, or an extraordinary "
        "error. If enormous errors turn up now and then and enormous worth never does, then beyond some point the winner is "
        "whoever had the largest error. So the more applicants are compared, the less it matters who is any good."
    ),
    question=(
        "A test is quite precise most of the time and wildly wrong now and then. A firm compares 4, 16, 64, then 256 "
        "applicants for each post. How good are those it hires?"
    ),
    answers=(
        Answer(
            "Better each time, by less and less.",
            "So it is with normal errors. With these the best results come to be errors nearly all.",
        ),
        Answer(
            "As good at 256 as at 16: the wild errors cancel.",
            "In an average they would. A choice of the best keeps the largest error and throws the others away.",
        ),
        Answer("Better up to a point, then worse.", ".24, .29, .17, and .07 of the intent.", right=True),
        Answer(
            "Worse than people hired at random, in the end.",
            "Errors have nothing to do with worth here, so the winner of errors alone is like anyone: not better, not worse.",
        ),
    ),
    notice=(
        "Efficiency goes up two steps and comes down two.",
        "Up to 4 applicants world and contrast are not far apart: whether tails are heavy hardly shows where choice is mild.",
        "The employees' mean metric jumps about wildly: a single error can outweigh a hundred people.",
    ),
    attempts=(
        "Tails a little less heavy: `employee.noise_kind=student_t(df=3)`. The best of 256 are worth .31 there, and the peak "
        "comes later. It is put off and not gone.",
        "Make all errors half as large: `employee.noise=0.1`. The best of 16 are worth .42, the best of 256 .14: a more "
        "precise test has a higher and later peak, and the same end.",
        "Normal errors three times as large: `employee.noise_kind=normal` with `employee.noise=0.6`. A much worse test at "
        "4 applicants, .19, and at 256 far better than this one: .45.",
    ),
    limits=(
        "Errors are drawn anew in each test and have nothing to do with worth; where the same people are overrated again and "
        "again, testing twice doesn't help, and here it would. Values are bounded, the lightest of tails; if worth had tails "
        "as heavy as the errors, choosing hard would go on paying. The literature speaks of the limit of unlimited pressure, "
        "and 256 applicants are not unlimited: .07 is left of it."
    ),
)
STORY = (
    (0, "Firms fill all posts anew in each tick. The test is good, except that once in a while it is wildly wrong."),
    (9, "The best of 4 applicants by the test: .24 of the intent is done, where anyone would have done .00."),
    (17, "The best of 16: .29. Four times the effort, and little is gained."),
    (25, "The best of 64: .17. Firms choose harder and get less. Those on top of the list are the errors."),
    (33, "The best of 256: .07, almost what people hired unseen would do. With normal errors it would be .70."),
)
_LIGHT = {"employee.noise_kind": "normal"}
_THREE = {"employee.noise_kind": "student_t(df=3)"}
_HALF = {"employee.noise": 0.1}
_LARGE = {**_LIGHT, "employee.noise": 0.6}
_WORTHS = tuple(
    Told(".24, .29, .17, and .07 of the intent", number, value_at(n), half=0.01)
    for number, n in ((0.24, 4), (0.29, 16), (0.17, 64), (0.07, 256))
)
TOLD = (
    *_WORTHS,
    Told("The best of 256 are worth .31 there", 0.31, value_at(256), changes=_THREE, half=0.015),
    Told("The best of 16 are worth .42, the best of 256 .14", 0.42, value_at(16), changes=_HALF, half=0.015),
    Told("The best of 16 are worth .42, the best of 256 .14", 0.14, value_at(256), changes=_HALF, half=0.015),
    Told("4 applicants, .19", 0.19, value_at(4), changes=_LARGE, half=0.01),
    Told("far better than this one: .45", 0.45, value_at(256), changes=_LARGE, half=0.01),
    Told(".07 is left of it", 0.07, value_at(256), half=0.01),
    Told(".24 of the intent is done", 0.24, value_at(4), half=0.01),
    Told("would have done .00", 0.0, value_at(1), half=0.01),
    Told("The best of 16: .29", 0.29, value_at(16), half=0.01),
    Told("The best of 64: .17", 0.17, value_at(64), half=0.01),
    Told("The best of 256: .07", 0.07, value_at(256), half=0.01),
    Told("it would be .70", 0.70, value_at(256), changes=_LIGHT),
)
