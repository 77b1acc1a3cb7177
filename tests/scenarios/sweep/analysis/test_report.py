"""The report of a real sweep: whole, readable without its figures, and asking nobody for anything."""

import html
import json
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import duckdb
import pandas as pd
import polars
import pytest
from PIL import Image

from superorganisms.__main__ import main
from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.analysis import Findings, analyse, write

_EMPTY = {"meta", "link", "img", "br"}


class Page(HTMLParser):
    """What stands in a page; complains of tags that aren't closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, self.getpos()

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def found(swept) -> Findings:
    return analyse(swept, measures=["efficiency", "employee.inner_alignment"])


@pytest.fixture(scope="module")
def report(found, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    return write(found, folder / "report.html", figures=folder / "figures")


@pytest.fixture(scope="module")
def text(report) -> str:
    return report.read_text(encoding="utf-8")


def test_it_is_html_that_loads_nothing(text):
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>")
    loaded = [
        attrs.get(name) for _, attrs in page.tags for name in ("src", "href", "srcset", "data", "action") if name in attrs
    ]
    assert loaded
    assert all(address.startswith(("data:", "#")) for address in loaded)
    assert "url(" not in text
    assert "@import" not in text
    assert not page.all("script")
    assert "default-src 'none'" in page.all("meta")[1]["content"]


def test_every_figure_has_its_text(text):
    images = Page(text).all("img")
    assert len(images) >= 4
    assert all(len(image["alt"]) > 60 for image in images)


def test_headings_tables_and_links_are_sound(text):
    page = Page(text)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert all(next_ - level <= 1 for level, next_ in pairwise(levels))
    ids = Counter(attrs["id"] for _, attrs in page.tags if "id" in attrs)
    assert max(ids.values()) == 1
    assert {attrs["href"].removeprefix("#") for attrs in page.all("a")} <= set(ids)
    assert all("scope" in head for head in page.all("th"))


def test_it_says_what_was_run_and_what_failed(text, swept):
    assert "72, of which 24 failed" in text
    assert "employee.mutation must be" in text
    assert "All of them at employee.mutation -1" in text
    assert f"superorganisms run --from '{swept.folder}' --run 16" in html.unescape(text)
    assert "how much the letter bears on what a unit tries for" in text
    assert "With 4 seeds a point" in text


def test_the_numbers_are_those_of_the_runs(found, swept):
    runs = swept.runs
    for row in found.means.to_dict("records"):
        mine = runs[(runs["point"] == row["point"]) & (runs["arm"] == row["arm"]) & runs["error"].isna()]
        assert row["mean"] == pytest.approx(mine[row["measure"]].mean())
        if row["arm"] == "world":  # the contrast sets it
            assert (mine["government.compliance"] == row["government.compliance"]).all()
        assert row["low"] <= row["mean"] <= row["high"]
    assert len(found.points("efficiency")) == 6
    assert found.shape == "map"


def test_without_measures_those_that_are_moved_most(swept):
    found = analyse(swept)
    assert found.measures[0] == "efficiency"
    assert 2 <= len(found.measures) <= 6
    assert "share of their variance that lies between points" in found.why


def test_figures_are_written_too(report, found):
    files = sorted((report.parent / "figures").glob("*.png"))
    assert {f"{measure}-map.png" for measure in found.measures} <= {file.name for file in files}
    for file in files:
        with Image.open(file) as image:
            assert image.width > 600


def test_the_same_results_give_the_same_report(swept, tmp_path):
    once, again = (
        write(analyse(swept, measures=["efficiency"]), tmp_path / name).read_bytes() for name in ("once.html", "again.html")
    )
    assert once == again


def test_as_json(found, swept, capsys):
    assert main(["analyse", str(swept.folder), "--measure", "efficiency", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["measures"] == ["efficiency"]
    assert len(told["failed"]) == 24
    assert told["means"][0]["mean"] == pytest.approx(found.points("efficiency", "contrast")["mean"].iloc[0])
    assert not (swept.folder / "report.html").exists()


def test_the_command_writes_a_report(swept, tmp_path, capsys):
    file = tmp_path / "new" / "one.html"
    assert main(["analyse", str(swept.folder), "--measure", "efficiency", "--out", str(file)]) == 0
    assert str(file) in capsys.readouterr().out
    Page(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--measure", "eficiency"], "no measure 'eficiency' in these results; did you mean 'efficiency'?"),
        (["--out", "/proc/no/report.html"], "can't be written"),
    ],
)
def test_a_mistake_is_one_sentence(swept, words, said, capsys):
    assert main(["analyse", str(swept.folder), *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_what_holds_no_results(tmp_path, capsys):
    assert main(["analyse", str(tmp_path)]) == 2
    assert "holds no results" in capsys.readouterr().err


def test_results_of_which_all_failed(swept, monkeypatch):
    runs = swept.runs.assign(error="ValueError: no")
    monkeypatch.setattr(type(swept), "runs", property(lambda self: runs))
    with pytest.raises(BatchError, match=r"all 72 runs of .* failed; the first one: ValueError: no"):
        analyse(swept)


def test_duckdb_reads_the_store_as_it_is(swept):
    found = duckdb.sql(
        f"SELECT point, avg(efficiency) FROM '{swept.folder}/runs.parquet' WHERE error IS NULL AND arm = 'world' GROUP BY point"
    )
    assert dict(found.fetchall()) == pytest.approx(_means(swept.runs))


def test_polars_reads_the_store_as_it_is(swept):
    runs = polars.scan_parquet(swept.folder / "runs.parquet").filter(polars.col("error").is_null(), arm="world")
    found = runs.group_by("point").agg(polars.col("efficiency").mean()).collect()
    assert dict(found.rows()) == pytest.approx(_means(swept.runs))


def _means(runs: pd.DataFrame) -> dict[int, float]:
    good = runs[runs["error"].isna() & (runs["arm"] == "world")]
    return good.groupby("point")["efficiency"].mean().to_dict()
