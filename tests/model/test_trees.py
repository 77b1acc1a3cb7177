"""Hierarchies from files: what is written is read back in every form; a mistake is named with its line."""

import csv
import io
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from superorganisms.errors import TreeError
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.tree import Tree
from superorganisms.model.trees import read_tree
from superorganisms.scenarios.trees import STATES_OF_THE_WORLD

law = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
Write = Callable[[str | bytes, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: str | bytes, name: str = "org.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


# Random trees, written in every form


@st.composite
def names(draw: st.DrawFn, count: int) -> list[str]:
    """Different names of one or more visible characters, blanks inside allowed."""
    text = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=8)
    one_line = text.map(lambda name: " ".join(name.split())).filter(bool)
    return draw(st.lists(one_line, min_size=count, max_size=count, unique=True))


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """2 to 8 layers of families of 1 to 3."""
    sizes: list[list[int]] = []
    units = 1
    for _ in range(draw(st.integers(1, 7))):
        sizes.append(draw(st.lists(st.integers(1, 3 if units < 12 else 1), min_size=units, max_size=units)))
        units = sum(sizes[-1])
    count = 1 + sum(map(sum, sizes))
    flat = iter(draw(names(count)))
    return Tree.from_sizes(sizes, [[next(flat) for _ in range(n)] for n in [1, *map(sum, sizes)]])


def edges(tree: Tree) -> Iterator[tuple[str, str]]:
    """(parent, child), layer by layer."""
    for number in range(1, len(tree.names)):
        for name, parent in zip(tree.names[number], tree.parents[number], strict=True):
            yield tree.names[number - 1][parent], name


def text(rows: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


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


# Every mistake has its sentence

UNEVEN = "all leaves must be in one layer (pad=True continues short branches down to it)"
MISTAKES = {
    "empty file": ("", "org.csv is empty"),
    "only blanks": (" \n\n", "org.csv is empty"),
    "only a header": ("name,parent\n", "org.csv names columns but lists no unit"),
    "no unit column": (
        "naam,parent\n",
        "org.csv, line 1: no column names the units (as name, id, code or child); the columns are naam, parent",
    ),
    "no parent column": (
        "\nname,boss\nw,\n",
        "org.csv, line 2: no column names their parents (as parent); the columns are name, boss",
    ),
    "a column twice": ("name,parent,Parent\nw,,\n", "org.csv, line 1: column 'parent' is there 2 times"),
    "a cell too few": ("name,parent\nw\n", "org.csv, line 2: must have 2 cells, one per column, got 1"),
    "a cell too many": ("name,parent\nw,\na,w,x\n", "org.csv, line 3: must have 2 cells, one per column, got 3"),
    "not UTF-8": (b"name,parent\nw,\n\xe9tat,w\n", "org.csv, line 3: not UTF-8 (byte 0xe9)"),
    "an open quote": ('name,parent\nw,\n"a,w\nb,w\n', "org.csv, line 3: not valid CSV (unexpected end of data)"),
    "no name": ("name,parent\nw,\n,w\n", "org.csv, line 3: the unit has no name"),
    "duplicate name": (
        "name,parent\nw,\na,w\nb,w\na,w\n",
        "org.csv, line 5: 'a' is already listed in line 3; names must be unique",
    ),
    "two parents": (
        "parent,child\nw,a\nw,b\na,c\nb,c\n",
        "org.csv, line 5: 'c' has two parents, 'a' (line 4) and 'b'",
    ),
    "unknown parent": (
        "name,parent\nw,\nalpha,w\nb,alhpa\n",
        "org.csv, line 4: 'b' has an unknown parent 'alhpa'; did you mean 'alpha'?",
    ),
    "unknown parent of the top": (
        "name,parent\nw,NULL\na,w\n",
        "org.csv, line 2: 'w' has an unknown parent 'NULL'; the top unit's parent must be empty",
    ),
    "two roots": (
        "name,parent\nw,\nv,\na,w\n",
        "org.csv, line 3: two roots: 'w' (line 2) and 'v' (line 3) have no parent; only the top unit may have none",
    ),
    "many roots in an edge list": (
        "parent,child\nw,a\nv,b\nu,c\n",
        "org.csv, line 3: two roots: 'w' (line 2) and 'v' (line 3) and 1 more have no parent; only the top unit may have none",
    ),
    "no root": (
        "name,parent\nx,b\na,c\nb,a\nc,b\n",
        "org.csv, line 3: no root: every unit has a parent, and 'a' (line 3) -> 'b' (line 4) -> 'c' (line 5) -> 'a' is a cycle",
    ),
    "a cycle beside the root": (
        "name,parent\nw,\na,w\nd,b\nc,b\nb,c\n",
        "org.csv, line 5: a cycle: 'c' (line 5) -> 'b' (line 6) -> 'c'",
    ),
    "its own parent": ("name,parent\nw,\na,a\n", "org.csv, line 3: a cycle: 'a' (line 3) -> 'a'"),
    "a long cycle": (
        "name,parent\nw,\n" + "".join(f"{i},{(i - 1) % 15}\n" for i in range(15)),
        "org.csv, line 3: a cycle: '0' (line 3) -> '1' (line 4) -> '2' (line 5) -> '3' (line 6) -> '4' (line 7) "
        "-> 5 more -> '10' (line 13) -> '11' (line 14) -> '12' (line 15) -> '13' (line 16) -> '14' (line 17) -> '0'",
    ),
    "uneven depth": (
        "name,parent\nw,\na,w\nb,w\nc,b\n",
        f"org.csv, line 3: uneven depth: leaf 'a' is in layer 1, leaf 'c' (line 5) in layer 2; {UNEVEN}",
    ),
    "uneven depth in many places": (
        "name,parent\nw,\na,w\nb,w\nc,b\nd,w\n",
        f"org.csv, line 3: uneven depth: leaf 'a' is in layer 1 (and 1 more), leaf 'c' (line 5) in layer 2; {UNEVEN}",
    ),
    "too deep": (
        "name,parent\n0,\n" + "".join(f"{i},{i - 1}\n" for i in range(1, 9)),
        "org.csv, line 10: a hierarchy must have 2 to 8 layers, got 9, down to '8'",
    ),
    "too shallow": ("name,parent\nw,\n", "org.csv, line 2: a hierarchy must have 2 to 8 layers, got 1, down to 'w'"),
    "no number for skill": ("name,parent,skill\nw,,\na,w,big\n", "org.csv, line 3: skill must be a number, got 'big'"),
    "decimal comma": ("name;parent;skill\nw;;\na;w;1,5\n", "org.csv, line 3: skill must be a number, got '1,5'"),
    "negative skill": ("name,parent,skill\nw,,\na,w,-1\n", "org.csv, line 3: skill must be in [0, 1000000], got -1.0"),
    "infinite skill": (
        "name,parent,skill\nw,,\na,w,inf\n",
        "org.csv, line 3: skill must be a number in [0, 1000000] and finite, got inf",
    ),
    "skill of some": (
        "name,parent,skill\nw,,\na,w,1\nb,w,\n",
        "org.csv, line 4: 'b' has no skill, though others in its layer have one",
    ),
    "no number for a goal": (
        "name,parent,goal.x\nw,,\na,w,1/2\n",
        "org.csv, line 3: goal.x must be a number, got '1/2'",
    ),
    "a goal that is not finite": (
        "name,parent,goal.x\nw,,\na,w,nan\n",
        "org.csv, line 3: goal.x must be a number in [-1000000, 1000000] and finite, got nan",
    ),
    "a goal in part": (
        "name,parent,goal.x,goal.y\nw,,,\na,w,1,\n",
        "org.csv, line 3: 'a' has no goal.y, though others in its layer have one",
    ),
    "unknown strategy": (
        "name,parent,strategy\nw,,\na,w,decever\n",
        "org.csv, line 3: no strategy 'decever'; did you mean 'deceiver'?",
    ),
    "a strategy for leaves": (
        "name,parent,strategy\nw,,bottlecap\na,w,bottlecap\n",
        "org.csv, line 2: 'w' has children, so its strategy must be deceiver or direct, got 'bottlecap'",
    ),
}


@pytest.mark.parametrize(("content", "sentence"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_one_sentence_with_file_and_line(write: Write, content: str | bytes, sentence: str) -> None:
    with pytest.raises(TreeError) as refused:
        read_tree(write(content))
    assert str(refused.value) == sentence


def test_a_name_that_padding_needs_is_taken(write: Write) -> None:
    with pytest.raises(TreeError) as refused:
        read_tree(write("name,parent\nw,\na,w\nb,w\na (layer 2),b\n"), pad=True)
    assert str(refused.value) == "org.csv, line 5: padding needs the name 'a (layer 2)'; choose another one here"


def test_other_files_are_refused(write: Write, tmp_path: Path) -> None:
    with pytest.raises(
        TreeError, match=r"^org\.xlsx must be a CSV \(\.csv, \.tsv, \.txt\) or GraphML \(\.graphml, \.xml\) file$"
    ):
        read_tree(write("", "org.xlsx"))
    with pytest.raises(TreeError, match=r"^can't read .*missing\.csv: No such file or directory$"):
        read_tree(tmp_path / "missing.csv")


def refusal(path: Path, *, pad: bool = False) -> str | None:
    """The sentence of the error, None for a tree."""
    try:
        read_tree(path, pad=pad)
    except TreeError as refused:
        return str(refused)
    return None


def graphml(inside: str, kind: str = "directed") -> str:
    head = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    return f'{head}\n<graph edgedefault="{kind}">\n{inside}\n</graph>\n</graphml>'


NODES = '<node id="w"/>\n<node id="a"/>\n<node id="b"/>\n'
GRAPHML_MISTAKES = {
    "empty file": ("", "org.graphml is empty"),
    "not XML": ("<graphml>\n<graph>", "org.graphml, line 2: not XML (no element found)"),
    "no graph": (graphml(""), "org.graphml lists no unit"),
    "undirected": (
        graphml(NODES, "undirected"),
        'org.graphml is undirected; it needs edgedefault="directed" and edges from parent to child',
    ),
    "unlisted node": (
        graphml(NODES + '<edge source="w" target="zzz"/>'),
        "org.graphml must hold one graph, with every node listed and no graph inside a node",
    ),
    "node twice": (
        graphml('<node id="w"/>\n<node id="w"/>'),
        "org.graphml, line 4: 'w' is already listed in line 3; names must be unique",
    ),
    "two parents": (
        graphml(NODES + '<edge source="w" target="b"/>\n<edge source="a" target="b"/>'),
        "org.graphml, line 7: 'b' has two parents, 'w' (line 6) and 'a'",
    ),
    "edge twice": (
        graphml(NODES + '<edge source="w" target="b"/>\n<edge source="w" target="b"/>'),
        "org.graphml, line 7: 'b' is already listed in line 6; names must be unique",
    ),
    "two roots": (
        graphml(NODES + '<edge source="w" target="b"/>'),
        "org.graphml, line 4: two roots: 'w' (line 3) and 'a' (line 4) have no parent; only the top unit may have none",
    ),
    "a cycle": (
        graphml(NODES + '<edge source="a" target="b"/>\n<edge source="b" target="a"/>'),
        "org.graphml, line 6: a cycle: 'b' (line 6) -> 'a' (line 7) -> 'b'",
    ),
}


@pytest.mark.parametrize(("content", "sentence"), GRAPHML_MISTAKES.values(), ids=GRAPHML_MISTAKES.keys())
def test_a_mistake_in_graphml_is_one_sentence_too(write: Write, content: str, sentence: str) -> None:
    with pytest.raises(TreeError) as refused:
        read_tree(write(content, "org.graphml"))
    assert str(refused.value) == sentence


@law
@given(st.binary(max_size=80) | st.text("name,parent\n\"';wa \t<>/", max_size=60).map(str.encode))
def test_whatever_stands_in_a_file_is_a_tree_or_a_tree_error(write: Write, content: bytes) -> None:
    for name in ("org.csv", "org.graphml"):
        sentence = refusal(write(content, name))
        assert sentence is None or (sentence.startswith(name) and len(sentence.splitlines()) == 1)


@law
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdef"])), max_size=7), st.booleans())
def test_any_lines_make_a_tree_or_a_tree_error(write: Write, rows: list[tuple[str, str]], pad: bool) -> None:
    path = write(text([("name", "parent"), *rows]), "org.csv")
    sentence = refusal(path, pad=pad)
    if sentence is None:
        assert {(parent, child) for child, parent in rows if parent} <= set(edges(read_tree(path, pad=pad).tree))
    else:
        assert sentence.startswith("org.csv")


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
