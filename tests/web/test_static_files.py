"""The page's files: they come with headers that let nothing leave the machine, and name nothing outside it."""

import re
import urllib.request
from pathlib import Path

import pytest

from superorganisms.web.app import STATIC


@pytest.mark.parametrize("path", ["", "page.js", "page.css", "icon.svg", "NOTICES.txt"])
def test_every_file_is_there_and_forbids_the_outside(address: str, path: str) -> None:
    with urllib.request.urlopen(f"http://{address}/{path}", timeout=10) as answer:
        assert len(answer.read()) > 200
        policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "nothing.js"])
def test_nothing_else_is_served(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://{address}/{path}", timeout=10)


@pytest.mark.parametrize("file", ["index.html", "page.css", "page.js", "icon.svg"])
def test_no_file_names_another_machine(file: str) -> None:
    text = (STATIC / file).read_text(encoding="utf-8")
    namespaces = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xlink"}
    assert set(re.findall(r"https?://[\w./-]+", text)) <= namespaces


def test_the_page_has_its_words_before_its_script_runs() -> None:
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<html lang="[a-z-]+">', html)
    assert re.findall(r"data-(?:text|label|title|placeholder)", html) == []
    assert re.search(r"<h1>[^<]+</h1>", html)
    assert re.search(r'<button [^>]*id="play"[^>]*>[^<]+</button>', html)
    assert re.search(r"<noscript>[^<]+</noscript>", html)


def test_the_notices_name_every_library_inside() -> None:
    notices = (STATIC / "NOTICES.txt").read_text(encoding="utf-8")
    for library in ("d3-color", "d3-hierarchy", "d3-interpolate", "d3-scale-chromatic", "uplot"):
        assert library in notices
    page = Path(STATIC).parent / "page" / "package.json"
    if page.is_file():  # not in a wheel
        named = re.findall(r'"(d3-[\w-]+|uplot)": "([\d.]+)"', page.read_text(encoding="utf-8"))
        assert named
        assert all(f"{name} {version}" in notices for name, version in named)
