"""What a wheel must hold, and what must not be in it. wheel.py FILE.whl"""

import re
import sys
import zipfile

WANTED = [
    r"superorganisms/(agents|model|scenarios|web)/__init__\.py",
    r"superorganisms/py\.typed",
    r"superorganisms/scenarios/library/telephone\.py",
    r"superorganisms/scenarios/trees/.*\.csv",
    r"superorganisms/web/static/.*\.html",
    r"superorganisms/web/static/page\.js",
    r"superorganisms/web/static/blankets\.js",
    r"superorganisms/web/mesa_page/__init__\.py",
    r".*\.dist-info/licenses/LICENSE",
]
UNWANTED = [r"web/page", r"node_modules", r"(^|/)tests?/", r"(^|/)tools/", r"(^|/)(docs|benchmarks)/", r"__pycache__"]


def main(wheel: str) -> None:
    """Raise unless each wanted name is there and no unwanted one; print the size."""
    names = zipfile.ZipFile(wheel).namelist()
    missing = [pattern for pattern in WANTED if not any(re.fullmatch(pattern, name) for name in names)]
    too_many = [name for name in names if any(re.search(pattern, name) for pattern in UNWANTED)]
    strangers = [name for name in names if not re.match(r"superorganisms(/|-.*\.dist-info/)", name)]
    assert not missing, f"missing: {missing}"
    assert not too_many, f"not for users: {too_many}"
    assert not strangers, f"outside the package: {strangers}"
    print(f"{len(names)} files")


if __name__ == "__main__":
    main(sys.argv[1])
