"""Wrong values of every kind, and the one sentence with which each is refused."""

from decimal import Decimal
from typing import Any

import networkx
import numpy as np

from superorganisms.model.tree import Tree

ENTRY = "a number in [-1000000, 1000000]"
RULES = "a selection rule (best_of, fermi, moran, none, truncation, wright_fisher) with its options"
STRATEGIES = "bottlecap, controller, deceiver, direct, fleet, planner, trial"
GRAPHS = "a graph (complete, grid, path, random, ring, scale_free, small_world, star) with its options"
SHIFTS = "a list of (at, response), or of tables of at and one of response, draw, rotate, project, ticks ascending"
FITNESS = "'exponential' or 'linear', or a function as 'package.module:name'"
NAME = "a name of letters, digits and single inner underscores that starts with a letter"
GOALS = 'a vector, a list with a row for each unit, or {"around": vector}'

CHANGES: list[tuple[dict[str, Any], str]] = [
    # numbers
    ({"firm.mutation": 1.3}, "firm.mutation must be in [0, 1], got 1.3"),
    ({"firm.mutation": "high"}, "firm.mutation must be a number in [0, 1], got 'high' (text)"),
    ({"firm.mutation": "0.5"}, "firm.mutation must be a number in [0, 1], got '0.5' (text)"),
    ({"firm.mutation": True}, "firm.mutation must be a number in [0, 1], got True (a flag)"),
    ({"firm.mutation": np.True_}, "firm.mutation must be a number in [0, 1], got True (a flag)"),
    ({"firm.mutation": None}, "firm.mutation must be a number in [0, 1], got None"),
    ({"firm.mutation": [0.1]}, "firm.mutation must be a number in [0, 1], got a list of 1"),
    ({"firm.mutation": {"a": 1}}, "firm.mutation must be a number in [0, 1], got a table of 1"),
    ({"firm.mutation": Decimal("0.1")}, "firm.mutation must be a number in [0, 1], got an object of type Decimal"),
    ({"firm.mutation": float("nan")}, "firm.mutation must be a number in [0, 1] and finite, got nan"),
    ({"firm.mutation": np.float32("inf")}, "firm.mutation must be a number in [0, 1] and finite, got inf"),
    ({"intensity": -0.5}, "intensity must be in [0, 1000000], got -0.5"),
    ({"intensity": 10**400}, "intensity must be in [0, 1000000], got an integer of more than 30 digits"),
    ({"firm.period": 0}, "firm.period must be in [1, 1000000000], got 0"),
    ({"firm.period": 2.5}, "firm.period must be an integer in [1, 1000000000], got 2.5"),
    ({"firm.skill": [1, 2, 3]}, "firm.skill must be one number or have 50 numbers, one per unit, got 3"),
    ({"employee.skill": [1, -2]}, "employee.skill[1] must be in [0, 1000000], got -2"),
    (
        {"firm.skill": "big"},
        "firm.skill must be a number in [0, 1000000], or a list with one for each unit, got 'big' (text)",
    ),
    # names
    ({"firm.mutaton": 0.1}, "no parameter 'firm.mutaton'; did you mean 'firm.mutation'?"),
    ({"frim.mutation": 0.1}, "no parameter 'frim.mutation'; did you mean 'firm.mutation'?"),
    ({"itensity": 1}, "no parameter 'itensity'; did you mean 'intensity'?"),
    ({"firm.mutation.x": 1}, "no parameter 'firm.mutation.x'; did you mean 'firm.mutation'?"),
    ({"zzz": 1}, "no parameter 'zzz'"),
    ({"": 1}, "no parameter ''"),
    ({"firm": {"mutaton": 1}}, "no parameter 'firm.mutaton'; did you mean 'firm.mutation'?"),
    ({"firm": 3}, "firm must be given as a table of names and values, got 3"),
    # choices
    ({"goal_geometry": "spere"}, "goal_geometry must be 'sphere' or 'free', got 'spere'"),
    ({"effort_rule": 3}, "effort_rule must be 'budget' or 'cost', got 3"),
    ({"firm.succession": "heir"}, "firm.succession must be 'leader' or 'lineage', got 'heir'"),
    # features, vectors, matrices
    ({"features": 0}, "features must be in [1, 1000], got 0"),
    ({"features": "many"}, "features must be a list of 1 to 1000 different names, or how many, got 'many' (text)"),
    ({"features": True}, "features must be a list of 1 to 1000 different names, or how many, got True (a flag)"),
    ({"features": []}, "features must be a list of 1 to 1000 different names, or how many, got a list of 0"),
    ({"features": ["a", "a"]}, "features must be different names, got 'a' twice"),
    ({"features": ["a", " b"]}, "features[1] must be a name without spaces around it, got ' b' (text)"),
    ({"features": ["a", 2]}, "features[1] must be a name without spaces around it, got 2"),
    ({"intent": [1, 2, 3]}, "intent must have 8 numbers, one per feature, got 3"),
    ({"intent": "x"}, "intent must be a list of numbers, one per feature, or a table of numbers by feature, got 'x' (text)"),
    ({"intent": [1, "x"]}, f"intent[1] must be {ENTRY}, got 'x' (text)"),
    ({"intent": {"welbeing": 1}}, "intent has no feature 'welbeing'; did you mean 'wellbeing'?"),
    ({"intent": {"profit": True}}, f"intent.profit must be {ENTRY}, got True (a flag)"),
    ({"response": [[1]]}, "response must be 8 x 8, features by features, got 1 x 1"),
    ({"response": [1, 2]}, "response must have 8 numbers, one per feature, got 2"),
    ({"response": [[1, 2], [3]]}, "response must have rows of one length, got 2 and 1"),
    ({"response": [[1, 2], 3]}, "response[1] must be a row of numbers, got 3"),
    ({"response": [[1, 2], [3, 1e7]]}, "response[1][1] must be in [-1000000, 1000000], got 10000000.0"),
    ({"response": np.zeros((2, 2, 2))}, f"response[0][0] must be {ENTRY}, got a list of 2"),
    (
        {"response": 3},
        "response must be a square matrix as a list of rows, or a list of the numbers on its diagonal, got 3",
    ),
    ({"order.sensor": [1] * 8}, "order.sensor must be left out, the designer sees the top itself, got a list of 8"),
    ({"firm.goal": [1, 2]}, "firm.goal must have 8 numbers, one per feature, got 2"),
    ({"firm.goal": [[1] * 8] * 2}, "firm.goal must have 50 rows, one per unit, got 2"),
    ({"firm.goal": [[1]] * 50}, "firm.goal[0] must have 8 numbers, one per feature, got 1"),
    ({"firm.goal": {"around": [1]}}, "firm.goal.around must have 8 numbers, one per feature, got 1"),
    ({"firm.goal": {"around": ["x"]}}, f"firm.goal.around[0] must be {ENTRY}, got 'x' (text)"),
    ({"firm.goal": {"arund": 1}}, "firm.goal has no feature 'arund'"),
    ({"firm.goal": "x"}, f"firm.goal must be {GOALS}, got 'x' (text)"),
    # sizes and layers
    ({"firm.size": 3}, "firm.size must be at least 5, one unit for each of the 5 governments, got 3"),
    ({"firm.size": [10, 40]}, "firm.size must list 5 families, one for each of the 5 governments, got 2"),
    ({"government.size": [2, 3]}, "government.size must list 1 family, one for the one order, got 2"),
    ({"firm.size": [1, 1, 1, 1, 0]}, "firm.size[4] must be in [1, 1000000000], got 0"),
    ({"firm.size": 0}, "firm.size must be in [1, 1000000000], got 0"),
    (
        {"firm.size": []},
        "firm.size must be an integer in [1, 1000000000], or a list with the size of each family, got a list of 0",
    ),
    ({"order.size": 2}, "order.size must be 1, the top is a single unit, got 2"),
    ({"layers": []}, "layers must be a list of 2 to 8 layers, got a list of 0"),
    ({"layers": [{"name": "a"}, 3]}, "layers[1] must be LayerParameters or a table of a layer's parameters, got 3"),
    ({"layers": [{"name": "a"}, {"size": 3}]}, "layer.name must be given"),
    ({"layers": [{"name": "a"}, {"name": "a"}]}, "layers must have different names, got 'a' twice"),
    ({"firm.name": "tree"}, "layers can't have one called 'tree', that name has another meaning"),
    ({"firm.name": "designer"}, "layers can't have one called 'designer', that name has another meaning"),
    ({"firm.name": "my firm"}, f"layer.name must be {NAME}, got 'my firm' (text)"),
    ({"firm.name": "a__b"}, f"a__b.name must be {NAME}, got 'a__b' (text)"),
    # trees
    (
        {"tree": Tree.from_sizes([[2], [1, 1]])},
        "tree must have 4 layers, one for each of order, government, firm, employee, got 3",
    ),
    ({"tree": Tree.from_sizes([[1], [1], [1]]), "firm.size": 9}, "firm.size is given by the tree; change the tree instead"),
    ({"tree": 3}, "tree must be a Tree, or a table with its names and parents, got 3"),
    ({"tree": {"names": [["a"]]}}, "tree must have 'parents'"),
    ({"tree": {"nmes": [["a"]]}}, "tree has no part 'nmes'; did you mean 'names'?"),
    ({"tree": {"names": [["a"], [2]], "parents": [[0], [0]]}}, "tree.names[1] must be a list of texts for each layer, got 2"),
    (
        {"tree": {"names": [["a"], ["b"]], "parents": [[0], [1]]}},
        "the parents of layer 1 must be rows of layer 0 in ascending order",
    ),
    # selection
    ({"firm.selection": "mroan"}, "firm.selection has no rule 'mroan'; did you mean 'moran'?"),
    (
        {"firm.selection": "zzz()"},
        "firm.selection has no rule 'zzz'; there are best_of, fermi, moran, none, truncation, wright_fisher",
    ),
    ({"firm.selection": "moran("}, f"firm.selection must be {RULES}, as in 'moran(s=2)', got 'moran('"),
    (
        {"firm.selection": "moran(s=open('x'))"},
        f"firm.selection must be {RULES}, as in 'moran(s=2)', got \"moran(s=open('x'))\"",
    ),
    ({"firm.selection": 3}, f"firm.selection must be {RULES}, got 3"),
    ({"firm.selection": {"s": 3}}, f"firm.selection must be {RULES}, got a table of 1"),
    ({"firm.selection": "moran(s=2000)"}, "firm.selection.s must be in [0, 1000], got 2000"),
    ({"firm.selection": "moran(s='x')"}, "firm.selection.s must be a number in [0, 1000], got 'x' (text)"),
    ({"firm.selection": "moran(1, s=2)"}, "firm.selection has option 's' twice in 'moran(1, s=2)'"),
    ({"firm.selection": "none(1)"}, "firm.selection takes at most 0 options with none, got 1"),
    ({"firm.selection": "moran(fitnes=1)"}, "firm.selection has no option 'fitnes' with moran; did you mean 'fitness'?"),
    ({"firm.selection": "moran(x=1)"}, "firm.selection has no option 'x' with moran; it takes s, fitness"),
    ({"firm.selection": {"rule": "none", "x": 1}}, "firm.selection has no option 'x' with none; it takes none"),
    ({"firm.selection.s": 2}, "firm.selection has no option 's' with truncation, only with fermi, moran and wright_fisher"),
    ({"firm.selection.turnover": 2}, "firm.selection.turnover must be in [0, 1], got 2"),
    (
        {"order.selection": "truncation"},
        "order.selection must be none, the top is never selected, got truncation(turnover=0.1)",
    ),
    # strategies
    ({"employee.strategies": {"deciever": 0.3}}, "employee.strategies has no strategy 'deciever'; did you mean 'deceiver'?"),
    ({"employee.strategies": "zzz"}, f"employee.strategies has no strategy 'zzz'; there are {STRATEGIES}"),
    ({"employee.strategies.deciever": 0.3}, "employee.strategies has no strategy 'deciever'; did you mean 'deceiver'?"),
    ({"employee.strategies": {"deceiver": 1.3}}, "employee.strategies.deceiver must be in [0, 1], got 1.3"),
    (
        {"employee.strategies": {"deceiver": 0.75, "bottlecap": 0.5}},
        "employee.strategies must be shares that add up to at most 1, got 1.25",
    ),
    (
        {"employee.strategies.direct": 0.3},
        "employee.strategies.direct is what the other strategies leave; change those instead",
    ),
    (
        {"employee.strategies": ["direct"] * 1000, "employee.strategies.deceiver": 0.3},
        "employee.strategies is given unit by unit here, so it has no shares",
    ),
    ({"employee.strategies": ["direct"] * 3}, "employee.strategies must have 1000 names, one per unit, got 3"),
    ({"employee.strategies": ["direct", 3]}, "employee.strategies must be the name of a strategy, got 3"),
    (
        {"employee.strategies": 3},
        "employee.strategies must be a table of shares by strategy, or a list with one strategy for each unit, got 3",
    ),
    ({"firm.strategies": "bottlecap"}, "firm.strategies can't have bottlecap above the leaves, only deceiver or direct"),
    (
        {"effort_rule": "cost", "employee.strategies.bottlecap": 0.1},
        "employee.strategies can't have bottlecap under effort_rule 'cost', it needs 'budget'",
    ),
    # schedules
    ({"regimes": 3}, f"regimes must be {SHIFTS}, got 3"),
    ({"regimes": [(3, None), (2, None)]}, "regimes must have increasing ticks, got 2 after 3"),
    ({"regimes": [(0, None)]}, "regimes[0].at must be in [1, 1000000000], got 0"),
    ({"regimes": [(1, [1])]}, "regimes[0].response must have 8 numbers, one per feature, got 1"),
    ({"regimes": [{"at": 1, "respnse": 1}]}, "regimes[0] has no part 'respnse'; did you mean 'response'?"),
    ({"regimes": [{"response": None}]}, "regimes[0] must say 'at'"),
    ({"regimes": [3]}, "regimes[0] must be (at, response), got 3"),
    (
        {"regimes": [{"at": 1, "draw": [], "response": None}]},
        "regimes[0] must have one of response, draw, rotate, project, got response and draw",
    ),
    ({"regimes": [{"at": 1, "draw": 3}]}, "regimes[0].draw must be a list of (response, weight), got 3"),
    ({"regimes": [{"at": 1, "draw": []}]}, "regimes[0].draw must have at least one response with a weight above 0"),
    ({"regimes": [{"at": 1, "draw": [(None, 0)]}]}, "regimes[0].draw must have at least one response with a weight above 0"),
    ({"regimes": [{"at": 1, "draw": [(None, -1)]}]}, "regimes[0].draw[0].weight must be in [0, 1000000], got -1"),
    ({"regimes": [{"at": 1, "draw": [[[1]]]}]}, "regimes[0].draw[0].response must have 8 numbers, one per feature, got 1"),
    ({"regimes": [{"at": 1, "draw": [{"weight": 1}]}]}, "regimes[0].draw[0] must say 'response'"),
    ({"regimes": [{"at": 1, "rotate": 3}]}, "regimes[0].rotate must be (features, angle), got 3"),
    ({"regimes": [{"at": 1, "rotate": {"features": [0, 1]}}]}, "regimes[0].rotate must say 'angle'"),
    ({"regimes": [{"at": 1, "rotate": ([0], 1)}]}, "regimes[0].rotate.features must be two features, got a list of 1"),
    (
        {"regimes": [{"at": 1, "rotate": ([0, 8], 1)}]},
        "regimes[0].rotate.features[1] must be a feature's number from 0 to 7, got 8",
    ),
    (
        {"regimes": [{"at": 1, "rotate": (["profti", 1], 1)}]},
        "regimes[0].rotate.features[0] has no feature 'profti'; did you mean 'profit'?",
    ),
    (
        {"regimes": [{"at": 1, "rotate": (["profit", 3], 1)}]},
        "regimes[0].rotate.features must be two different features, got 'profit' twice",
    ),
    ({"regimes": [{"at": 1, "rotate": ([0, 1], "x")}]}, f"regimes[0].rotate.angle must be {ENTRY}, got 'x' (text)"),
    (
        {"regimes": [{"at": 1, "project": []}]},
        "regimes[0].project must be a list of directions, each a vector or a feature, got a list of 0",
    ),
    ({"regimes": [{"at": 1, "project": [[1, 2]]}]}, "regimes[0].project[0] must have 8 numbers, one per feature, got 2"),
    ({"regimes": [{"at": 1, "project": ["profti"]}]}, "regimes[0].project[0] has no feature 'profti'; did you mean 'profit'?"),
    ({"regimes": [{"at": 1, "project": [[0] * 8]}]}, "regimes[0].project[0] must be a direction, got a vector of zeros"),
    ({"shift_set": 3}, "shift_set must be a list of matrices, got 3"),
    ({"shift_set": [None, [1]]}, "shift_set[1] must have 8 numbers, one per feature, got 1"),
    (
        {"shift_set": [None, "x"]},
        "shift_set[1] must be a square matrix as a list of rows, or a list of the numbers on its diagonal, got 'x' (text)",
    ),
    # leaks
    ({"leaks": 3}, "leaks must be a list of (kind, where, strength), got 3"),
    ({"leaks": [("lobby", "firm")]}, "leaks[0] must be (kind, where, strength), got a list of 2"),
    ({"leaks": [{"kind": "lobby", "where": "firm"}]}, "leaks[0] must say 'strength'"),
    ({"leaks": [("loby", "firm", 1)]}, "leaks[0].kind has no kind 'loby'; did you mean 'lobby'?"),
    ({"leaks": [("zzz", "firm", 1)]}, "leaks[0].kind has no kind 'zzz'; there are bypass, insider, lobby"),
    ({"leaks": [(3, "firm", 1)]}, "leaks[0].kind must be the kind of a leak, got 3"),
    ({"leaks": [("lobby", 3, 1)]}, "leaks[0].where must be a layer or a unit such as 'government.2', got 3"),
    ({"leaks": [("lobby", "frim", 1)]}, "leaks[0].where has no layer 'frim'; did you mean 'firm'?"),
    (
        {"leaks": [("lobby", "government.5", 1)]},
        "leaks[0].where has no unit 'government.5'; government has 5, numbered from 0 to 4",
    ),
    ({"leaks": [("lobby", "order.x", 1)]}, "leaks[0].where has no unit 'order.x'; order has 1, numbered 0"),
    (
        {"leaks": [("insider", "firm", 1), ("lobby", "employee.7", 1)]},
        "leaks[1].where must be above the leaves for lobby, which needs children, got 'employee.7'",
    ),
    ({"leaks": [("bypass", "order", 1)]}, "leaks[0].where must be layer government or below for bypass, got 'order'"),
    ({"leaks": [("lobby", "firm", -1)]}, "leaks[0].strength must be in [0, 1000000], got -1"),
    # what holds for the whole world
    ({"updating": "both"}, "updating must be 'synchronous' or 'asynchronous', got 'both'"),
    ({"saturation": 1001}, "saturation must be in [0, 1000], got 1001"),
    (
        {"effort_rule": "cost", "saturation": 2},
        "saturation must be 0 under effort_rule 'cost', where f is linear, got 2.0",
    ),
    ({"features": 1, "response_drift": 0.1}, "response_drift must be 0 in a world of one feature, got 0.1"),
    # switches and capacities
    ({"firm.insight": 1}, "firm.insight must be true or false, got 1"),
    ({"firm.foresight": "yes"}, "firm.foresight must be true or false, got 'yes' (text)"),
    ({"firm.capacity": 9}, "firm.capacity must be at most 8, the number of features, got 9"),
    ({"firm.capacity": -1}, "firm.capacity must be in [0, 1000], got -1"),
    ({"firm.capacity": 2.5}, "firm.capacity must be an integer in [0, 1000], got 2.5"),
    (
        {"firm.capacity": "all"},
        "firm.capacity must be an integer, how many of the first features, or a list of features, got 'all' (text)",
    ),
    ({"firm.capacity": ["profti"]}, "firm.capacity[0] has no feature 'profti'; did you mean 'profit'?"),
    ({"firm.capacity": ["profit", 8]}, "firm.capacity[1] must be a feature's number from 0 to 7, got 8"),
    ({"firm.capacity": ["profit", 3]}, "firm.capacity must be different features, got 'profit' twice"),
    ({"firm.capacity": [None]}, "firm.capacity[0] must be the name or the number of a feature, got None"),
    # noise, migration, costs
    ({"firm.noise_kind": "cauchy"}, "firm.noise_kind has no kind 'cauchy'; there are normal, laplace, student_t"),
    ({"firm.noise_kind": "normal(df=3)"}, "firm.noise_kind has no option 'df' with normal, only with student_t"),
    ({"firm.noise_kind.df": 4}, "firm.noise_kind has no option 'df' with normal, only with student_t"),
    ({"firm.noise_kind": "student-t(df=0)"}, "firm.noise_kind.df must be in [0.5, 1000000], got 0"),
    (
        {"firm.noise_kind": "student_t("},
        "firm.noise_kind must be a kind of noise (normal, laplace, student_t) with its options, as in 'student_t(df=4)', "
        "got 'student_t('",
    ),
    ({"firm.migration": 2}, "firm.migration must be in [0, 1], got 2"),
    ({"firm.migration.swap": 2}, "firm.migration.swap must be in [0, 1], got 2"),
    ({"firm.migration.swop": 0.1}, "firm.migration has no part 'swop'; did you mean 'swap'?"),
    ({"firm.migration": {"zzz": 1}}, "firm.migration has no part 'zzz'; there are recruit and swap"),
    ({"firm.migration": "x"}, "firm.migration must be a number in [0, 1], or a table of recruit and swap, got 'x' (text)"),
    ({"firm.search_cost.direkt": 1}, "firm.search_cost has no strategy 'direkt'; did you mean 'direct'?"),
    ({"firm.search_cost": {"direct": -1}}, "firm.search_cost.direct must be in [0, 1000000], got -1"),
    (
        {"firm.search_cost": [1]},
        "firm.search_cost must be a number in [0, 1000000], or a table of costs by strategy, got a list of 1",
    ),
    # networks
    ({"firm.network": "rng"}, "firm.network has no graph 'rng'; did you mean 'ring'?"),
    ({"firm.network": "ring(k=0)"}, "firm.network.k must be in [1, 1000], got 0"),
    ({"firm.network": "star(k=2)"}, "firm.network has no option 'k' with star, only with ring and small_world"),
    ({"firm.network": 3}, f"firm.network must be {GRAPHS}, a networkx graph, or a table of edges, got 3"),
    ({"firm.network": {"edges": 3}}, "firm.network.edges must be a list of pairs of rows, got 3"),
    ({"firm.network": {"edges": [3]}}, "firm.network.edges[0] must be two units, got 3"),
    ({"firm.network": {"edges": [[0, 1], [2, 2]]}}, "firm.network.edges[1] must link two different units, got 2 twice"),
    ({"firm.network": {"edges": [[0, 50]]}}, "firm.network.edges[0] must link rows from 0 to 49, got 50"),
    ({"firm.network": {"edges": [[0, -1]]}}, "firm.network.edges[0] must be in [0, 1000000000], got -1"),
    (
        {"firm.network": {"edges": [[0, 1], [9, 10]]}},
        "firm.network.edges[1] must link siblings, got 9 and 10, which have different parents",
    ),
    ({"firm.network": {"edges": [], "knots": 3}}, "firm.network has no part 'knots'; there are nodes and edges"),
    ({"firm.network": {"edges": [[0, 9]], "nodes": 9}}, "firm.network.edges[0] must link two of the nodes, got 9"),
    ({"firm.network": {"edges": [], "nodes": [1, 1]}}, "firm.network.nodes must have nodes of different names"),
    (
        {"firm.network": {"edges": [], "nodes": "x"}},
        "firm.network.nodes must be the number of nodes, or a list of them, got 'x' (text)",
    ),
    (
        {"firm.network": networkx.Graph([("a", "b")])},
        "firm.network must have rows of the layer as nodes, or as many as every family has units, got 'a'",
    ),
    (
        {"firm.network": networkx.DiGraph([(0, 1)])},
        "firm.network must be an undirected graph, got a directed one; its .to_undirected() is one",
    ),
    (
        {"firm.network": {"edges": [[0, 1]]}, "firm.network.k": 2},
        "firm.network is given edge by edge here, so it has no options",
    ),
    # functions
    ({"firm.selection": "moran(fitness=best)"}, f"firm.selection.fitness must be {FITNESS}, got 'best'"),
    ({"firm.selection": {"rule": "moran", "fitness": 3}}, f"firm.selection.fitness must be {FITNESS}, got 3"),
    (
        {"firm.selection.fitness": "zzz_nowhere:f", "firm.selection": "moran"},
        f"firm.selection.fitness must be {FITNESS}; "
        "can't import 'zzz_nowhere' of 'zzz_nowhere:f': No module named 'zzz_nowhere'",
    ),
    (
        {"firm.selection.fitness": "math:zzz", "firm.selection": "moran"},
        f"firm.selection.fitness must be {FITNESS}; there is no function 'zzz' in the module 'math'",
    ),
    (
        {"firm.selection.fitness": "a b:c", "firm.selection": "moran"},
        f"firm.selection.fitness must be {FITNESS}; "
        "there is no function 'a b:c' in this process, and it can't be imported by that name",
    ),
    # what strategies declare
    ({"employee.exploration": -1}, "employee.exploration must be in [0, 1000000], got -1"),
    ({"employee.rate": 3}, "employee.rate must be in [0, 2], got 3"),
    ({"employee.sync": 0}, "employee.sync must be in [1, 1000000000], got 0"),
    ({"employee.plans": 2.5}, "employee.plans must be an integer in [1, 10000], got 2.5"),
    # interventions
    ({"interventions": [(1, 2, 3)]}, "interventions[0].path must be the path of a parameter or of a unit, got 2"),
    ({"interventions": [(-1, "intensity", 3)]}, "interventions[0].at must be in [0, 1000000000], got -1"),
    ({"interventions": [(4, "firm.mutation", 2)]}, "firm.mutation must be in [0, 1], got 2 (intervention at tick 4)"),
    (
        {"interventions": [(4, "firm.mutaton", 2)]},
        "no parameter 'firm.mutaton'; did you mean 'firm.mutation'? (intervention at tick 4)",
    ),
]

INTERVENTIONS: list[tuple[str, Any, str]] = [
    ("firm.size", 60, "firm.size can't be changed during a run, it holds for the start"),
    ("features", 3, "features can't be changed during a run, it holds for the start"),
    ("employee.strategies.deceiver", 1, "employee.strategies.deceiver can't be changed during a run, it holds for the start"),
    ("firm", {}, "firm is a whole layer; during a run change one parameter, as in firm.mutation"),
    ("firm.goal", None, "firm.goal must be a vector, or a list with a row for each unit, got None"),
    ("firm.goal", [[1] * 8], "firm.goal must have 50 rows, one per unit, got 1"),
    ("government.7.letter", [1] * 8, "no unit 'government.7'; government has 5, numbered from 0 to 4"),
    ("order.1.letter", [1] * 8, "no unit 'order.1'; order has 1, numbered 0"),
    ("government.2.letter", [1] * 3, "government.2.letter must have 8 numbers, one per feature, got 3"),
    ("government.2.lettr", [1] * 8, "no parameter 'government.2.lettr'; did you mean 'government.2.letter'?"),
    ("employee.2.letter", [1] * 8, "employee.2.letter doesn't exist, units of the last layer have no children to write to"),
    ("employee.2.strategy", "deciever", "employee.2.strategy has no strategy 'deciever'; did you mean 'deceiver'?"),
    ("firm.2.strategy", "bottlecap", "firm.2.strategy can't have bottlecap above the leaves, only deceiver or direct"),
    ("firm.capacity", 3, "firm.capacity can't be changed during a run, it holds for the start"),
    ("firm.sees_through", 0.5, "firm.sees_through can't be changed during a run, it holds for the start"),
    ("zzz", 3, "no parameter 'zzz'"),
    (5, 3, "a parameter path must be a text such as 'firm.mutation', got 5"),  # type: ignore[list-item]
]
