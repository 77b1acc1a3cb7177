"""Hierarchies from files that can't be read: every mistake has its sentence, with file and line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from superorganisms.errors import TreeError
from superorganisms.model.trees import read_tree
from tests.model.tree_files import Write, edges, law, text

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
