"""Hierarchies from files: what is written is read back in every form; a mistake is named with its line."""

import time
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms.errors import TreeError
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.tree import Tree
from superorganisms.model.trees import read_tree
from superorganisms.scenarios.trees import STATES_OF_THE_WORLD
from tests.model.tree_files import Write, edges, law, text, trees


@law
@given(trees(), st.sampled_from(",;\t"))
def test_an_edge_list_is_read_back_as_the_same_tree(write: Write, tree: Tree, delimiter: str) -> None:
    path = write(text([("parent", "child"), *edges(tree)], delimiter), "tree.csv")
    assert read_tree(path).tree == tree


@law
@given(trees(), st.booleans())
def test_a_parent_column_is_read_back_as_the_same_tree(write: Write, tree: Tree, mark: bool) -> None:
    rows = [(tree.names[0][0], ""), *((child, parent) for parent, child in edges(tree))]
    content = text([("Name", "Parent"), *rows]).encode("utf-8-sig" if mark else "utf-8")
    assert read_tree(write(content, "tree.csv")).tree == tree


@law
@given(trees())
def test_graphml_is_read_back_as_the_same_tree(write: Write, tree: Tree) -> None:
    graph = nx.DiGraph(list(edges(tree)))
    path = write(b"", "tree.graphml")
    nx.write_graphml(graph, path)
    assert read_tree(path).tree == tree


@law
@given(trees(), st.randoms(use_true_random=False))
def test_lines_in_any_order_give_the_same_families(write: Write, tree: Tree, random: object) -> None:
    rows = [(tree.names[0][0], ""), *((child, parent) for parent, child in edges(tree))]
    random.shuffle(rows)  # type: ignore[attr-defined]
    read = read_tree(write(text([("name", "parent"), *rows]), "tree.csv")).tree
    place = {name: line for line, (name, _) in enumerate(rows)}
    assert set(edges(read)) == set(edges(tree))
    for layer, parents in zip(read.names, read.parents, strict=True):
        assert list(parents) == sorted(parents)
        for one, two, same in zip(layer, layer[1:], map(int.__eq__, parents, parents[1:]), strict=False):
            assert not same or place[one] < place[two], "order within a family is the file's"


@law
@given(trees(), st.data())
def test_padding_continues_short_branches_and_nothing_else(write: Write, tree: Tree, data: st.DataObject) -> None:
    """Cut the subtrees below some units: with pad those become chains, the rest stays."""
    everyone = [name for layer in tree.names[1:-1] for name in layer]
    cut = set(data.draw(st.lists(st.sampled_from(everyone), max_size=3)) if everyone else [])
    gone: set[str] = set()
    kept = []
    for parent, child in edges(tree):
        if parent in cut or parent in gone:
            gone.add(child)
        else:
            kept.append((parent, child))
    depth = {tree.names[0][0]: 0}
    for parent, child in kept:
        depth[child] = depth[parent] + 1
    deepest = max(depth.values())
    path = write(text([("parent", "child"), *kept]), "tree.csv")
    read = read_tree(path, pad=True).tree
    assert len(read.names) == deepest + 1
    expected = set(kept)
    for name in depth.keys() - {parent for parent, _ in kept}:
        chain = [name, *(f"{name} (layer {layer})" for layer in range(depth[name] + 1, deepest + 1))]
        expected |= set(pairwise(chain))
    assert set(edges(read)) == expected
    if expected == set(kept):
        assert read_tree(path).tree == read
    else:
        with pytest.raises(TreeError, match="uneven depth"):
            read_tree(path)


# Columns

COMPANY = """\
id,parent,name,skill,strategy,goal.output,goal.wellbeing,born
w,,World,,,1,0,
g,w,Gov,,deceiver,1,1,1949
a,g,Ada,1.5,direct,0,1,1815
b,g,Bob,0,bottlecap,-2e-3,1,
"""


def test_skills_strategies_goals_and_labels_are_read_where_they_are_given(write: Write) -> None:
    read = read_tree(write(COMPANY))
    assert read.source == "org.csv"
    assert read.tree == Tree((("w",), ("g",), ("a", "b")), ((0,), (0,), (0, 0)))
    assert read.labels == (("World",), ("Gov",), ("Ada", "Bob"))
    assert read.skill == (None, None, (1.5, 0.0))
    assert read.strategies == (None, ("deceiver",), ("direct", "bottlecap"))
    assert read.features == ("output", "wellbeing")
    assert read.goals == (((1.0, 0.0),), ((1.0, 1.0),), ((0.0, 1.0), (-0.002, 1.0)))
    assert read.ignored == ("born",)


def test_an_edge_list_may_describe_its_top_unit_or_leave_it_out(write: Write) -> None:
    described = read_tree(write("child,parent,goal.output\nw,,1\na,w,2\n"))
    assert described.goals == (((1.0,),), ((2.0,),))
    left_out = read_tree(write("child,parent,goal.output\na,w,2\n"))
    assert left_out.goals == (None, ((2.0,),))
    assert left_out.tree == described.tree


def test_graphml_carries_the_same_columns_in_its_attributes(write: Write) -> None:
    graph = nx.DiGraph()
    graph.add_node("w", name="World", born=1)
    graph.add_node("a", Skill=1.5, strategy="deceiver", **{"goal.output": 0.1})
    graph.add_node("b", Skill=2.0, strategy="direct", **{"goal.output": -1.0})
    graph.add_edges_from([("w", "b"), ("w", "a")])
    path = write(b"", "org.graphml")
    nx.write_graphml(graph, path)
    read = read_tree(path)
    assert read.tree.names == (("w",), ("b", "a")), "families keep the order of the edges"
    assert read.labels == (("World",), ("b", "a"))
    assert (read.skill, read.strategies) == ((None, (2.0, 1.5)), (None, ("direct", "deceiver")))
    assert (read.features, read.goals) == (("output",), (None, ((-1.0,), (0.1,))))
    assert read.ignored == ("born",)


def test_a_default_of_graphml_holds_for_the_nodes_without_a_value(write: Write) -> None:
    content = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      <key id="s" for="node" attr.name="skill" attr.type="double"><default>3.5</default></key>
      <graph edgedefault="directed"><node id="w"/><node id="a"><data key="s">1</data></node><node id="b"/>
      <edge source="w" target="a"/><edge source="w" target="b"/></graph></graphml>"""
    assert read_tree(write(content, "org.graphml")).skill[1] == (1.0, 3.5)


@pytest.mark.parametrize(
    "header",
    [
        "name,parent",
        "NAME , Parent",
        "id,parent",
        "id,Parent ID",
        "code,parent_code",
        "Code,parent-code",
        "unit,superior",
        "name,Manager",
        "label,Reports to",
        "child,parent",
        "target,source",
        "name;parent",
        "name\tparent",
    ],
)
def test_names_of_columns_are_recognised(write: Write, header: str) -> None:
    delimiter = next(one for one in ";\t," if one in header)
    path = write("\n".join([header, *(delimiter.join(row) for row in (("w", ""), ("a", "w"), ("b", "w")))]))
    assert read_tree(path).tree == Tree((("w",), ("a", "b")), ((0,), (0, 0)))


def test_the_parent_column_that_speaks_of_the_units_column_is_taken(write: Write) -> None:
    read = read_tree(write("id,name,parent,parent_id\n1,World,,\n2,Ada,World,1\n"))
    assert read.tree.names == (("1",), ("2",))
    assert read.labels == (("World",), ("Ada",))
    assert read.ignored == ("parent",)


def test_quotes_blank_lines_and_blanks_around_cells_do_not_matter(write: Write) -> None:
    read = read_tree(write('name, parent\r\n\r\n  "Smith,\n  Co",\r\n Ada , "Smith, Co"\r\n,\r\n'))
    assert read.tree.names == (("Smith, Co",), ("Ada",))


def test_padding_hands_down_what_a_short_leaf_has(write: Write) -> None:
    content = """\
name,parent,label,skill,strategy,goal.output
w,,,,,
m,w,,,deceiver,1
x,w,Xenia,7,bottlecap,2
y,w,,8,deceiver,3
a,m,,1,direct,
"""
    with pytest.raises(TreeError, match=r"line 7: 'a' has no goal\.output"):
        read_tree(write(content.replace("a,m,", "b,m,,1,direct,5\na,m,")), pad=True)
    read = read_tree(write(content.replace("a,m,,1,direct,", "a,m,,1,direct,4")), pad=True)
    assert read.tree.names == (("w",), ("m", "x", "y"), ("a", "x (layer 2)", "y (layer 2)"))
    assert read.labels[2] == ("a", "Xenia", "y (layer 2)")
    assert read.skill == (None, None, (1.0, 7.0, 8.0)), "a skill is the leaf's"
    assert read.strategies == (None, ("deceiver", "direct", "deceiver"), ("direct", "bottlecap", "deceiver"))
    assert read.goals == (None, ((1.0,), (2.0,), (3.0,)), ((4.0,), (2.0,), (3.0,)))


# What is changed in parameters

THREE = Parameters(
    features=("wellbeing", "output", "security"),
    layers=(
        LayerParameters(name="world", size=1),
        LayerParameters(name="state", size=1),
        LayerParameters(name="person", size=2),
    ),
)


def test_the_changes_make_the_files_world(write: Write) -> None:
    read = read_tree(write(COMPANY))
    changes = read.changes(THREE)
    assert list(changes) == ["tree", "world.goal", "state.strategies", "state.goal"] + [
        f"person.{field}" for field in ("skill", "strategies", "goal")
    ]
    changed = THREE.with_changes(changes)
    assert changed.tree == read.tree
    assert (changed.units("state"), changed.units("person")) == (1, 2)
    assert changed.get("person.skill") == (1.5, 0.0)
    assert changed.get("person.strategies") == ("direct", "bottlecap")
    assert changed.get("person.goal") == ((1.0, 0.0, 0.0), (1.0, -0.002, 0.0)), "in the parameters' order of features"
    assert Parameters.from_toml(changed.to_toml()) == changed


def test_a_bare_tree_changes_the_tree_alone(write: Write) -> None:
    read = read_tree(write("parent,child\nw,g\ng,a\n"))
    assert read.changes(THREE) == {"tree": read.tree}


def test_the_states_of_the_world_fit_the_default_parameters() -> None:
    parameters = Parameters()
    changed = parameters.with_changes(read_tree(STATES_OF_THE_WORLD).changes(parameters))
    assert [changed.units(layer.name) for layer in changed.layers] == [1, 6, 249, 4881]


def test_a_tree_of_another_depth_or_goals_for_no_feature_say_so(write: Write) -> None:
    with pytest.raises(TreeError) as refused:
        read_tree(write("parent,child\nw,g\n")).changes(THREE)
    assert str(refused.value) == "org.csv has 2 layers, the parameters have 3: world, state, person"
    with pytest.raises(TreeError) as refused:
        read_tree(write(COMPANY.replace("goal.output", "goal.Output"))).changes(THREE)
    assert str(refused.value) == "org.csv gives goals for 'Output', which is no feature; did you mean 'output'?"
    with pytest.raises(TreeError) as refused:
        read_tree(write(COMPANY.replace("goal.output", "goal.zzz"))).changes(THREE)
    assert str(refused.value) == ("org.csv gives goals for 'zzz', which is no feature; there are wellbeing, output, security")


@pytest.mark.parametrize(("suffix", "firm"), [("csv", 100), ("graphml", 10)])
def test_large_files_are_read_in_seconds(write: Write, suffix: str, firm: int) -> None:
    """200,000 lines of CSV, 20,000 employees in GraphML, which networkx reads ten times slower."""
    tree = Tree.from_sizes([[20], [100] * 20, [firm] * 2000])
    path = write(text([("parent", "child"), *edges(tree)]), f"big.{suffix}")
    if suffix == "graphml":
        nx.write_graphml(nx.DiGraph(list(edges(tree))), path)
    start = time.perf_counter()
    read = read_tree(path).tree
    took = time.perf_counter() - start
    assert read == tree
    assert took < 20, "several times what it takes on a slow machine"
