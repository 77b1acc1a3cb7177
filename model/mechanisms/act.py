"""What happens when leaves act."""

from superorganisms.model.mechanisms import Draw, Mechanism, Setting
from superorganisms.noise import Purpose


def _leaves(now: Setting, rule: str) -> tuple[str, ...]:
    return (now.parameters.layers[-1].name,) if now.parameters.effort_rule == rule else ()


MECHANISMS = (
    Mechanism(
        name="effort under a budget",
        sentence="A leaf can make as much effort as it has skill, for nothing; what it decides is the direction. Optimizers "
        "plan as if returns were linear.",
        equation="|e| <= skill; an optimizer does what is best for v·(M e): e = skill · unit(Mᵀ v)",
        parameters=("effort_rule", "LAYER.skill"),
        on=lambda now: _leaves(now, "budget"),
        law="superorganisms.agents.planning:plan",
        section="2, step 2",
        concepts=("adaptation", "objectives"),
    ),
    Mechanism(
        name="effort at a cost",
        sentence="A leaf can make any effort; effort costs half its square, which is taken off what it is worth to the whole.",
        equation="an optimizer does what is best for v·(M e) - |e|²/2: e = Mᵀ v",
        parameters=("effort_rule", "intensity"),
        on=lambda now: _leaves(now, "cost"),
        law="superorganisms.agents.planning:plan",
        section="2, step 2",
        sources=("holmstrom-1991", "baker-1992"),
        concepts=("adaptation", "objectives"),
    ),
    Mechanism(
        name="exploration",
        sentence="Leaves that learn from their own efforts stray from the plan, as an effort that never varies teaches nothing "
        "about its alternatives; under a budget what exceeds the skill is cut.",
        equation="e <- e + exploration · z, z standard normal for each feature",
        parameters=("LAYER.exploration",),
        on=lambda now: now.layers(lambda number, layer: now.option(number, "exploration") > 0),
        law="superorganisms.agents.exploring:explore",
        section="3",
        draws=(Draw(Purpose.EXPLORATION),),
        concepts=("learning", "stochasticity"),
    ),
    Mechanism(
        name="play-forward of plans",
        sentence="Planners try variations of the plan that they were born with in their parent's model of now, and carry out "
        "the best.",
        equation="the best by v·(M f(e)), M = P M_p, of skill · prior and skill · unit(prior + breadth · z) for plans - 1 "
        "draws of z; prior = unit(Mᵀ c_p) frozen at birth",
        parameters=("LAYER.plans", "LAYER.breadth"),
        on=lambda now: now.layers(lambda number, layer: now.option(number, "plans") > 0),
        law="superorganisms.agents.strategies.planner:effort",
        section="3",
        sources=("anthony-2017", "kahneman-2011"),
        draws=(Draw(Purpose.PLANS, lambda now: now.layers(lambda number, layer: now.option(number, "plans") > 1)),),
        concepts=("prediction", "adaptation", "stochasticity"),
    ),
    Mechanism(
        name="trials in the parent's model",
        sentence="Trials act in their parent's model only, where they are judged by the intent itself; nothing is done in the "
        "world. They are the control group, the one place where the intent is seen.",
        equation="m = w·(M_p f(e)), x = 0",
        parameters=("LAYER.strategies",),
        on=lambda now: now.layers(lambda n, _: n == now.last and now.plays(n, lambda strategy: strategy.SANDBOXED)),
        law="superorganisms.model.act:try_out",
        section="3",
        sources=("hubinger-2019",),
        concepts=("prediction",),
    ),
)
