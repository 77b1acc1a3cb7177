"""Builds scenarios/trees/states_of_the_world.csv and its notice: the world, its continents, countries and subdivisions.

    uv run --group data python tools/build_states.py

Needs the packages country-converter (which country lies on which continent) and pycountry (ISO 3166-1 and 3166-2).
Leaves are the subdivisions that no other subdivision names as its parent: departments rather than the regions above
them. These are 4,832 of the 5,046, none inside another and little thrown away; the uppermost ones would be 3,590. ISO
lists no subdivision for 49 countries, mostly small islands: each gets one leaf, itself as a whole, with a code such as
"AW (whole)". Some territories have a country code and stand among the subdivisions of their state as well (Guadeloupe
is GP and FR-971); both are kept, as in ISO 3166.
"""

import csv
from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "scenarios" / "trees"
CSV, NOTICE = FOLDER / "states_of_the_world.csv", FOLDER / "states_of_the_world.LICENCE.txt"
PACKAGES = ("country-converter", "pycountry")
ROOT = "world"

type Row = tuple[str, str, str]
"""Code, name, code of the parent."""


def rows() -> list[Row]:
    """All units, layer by layer, by code within a layer."""
    import pycountry  # these packages are in the dependency group `data` alone

    names = {country.alpha_2: getattr(country, "common_name", country.name) for country in pycountry.countries}
    found = list(pycountry.subdivisions)
    inner = {one.parent_code for one in found}
    subdivisions = [(one.code, one.name, one.country_code) for one in found if one.code not in inner]
    divided = {country for _, _, country in subdivisions}
    whole = [(f"{code} (whole)", name, code) for code, name in names.items() if code not in divided]
    continent = continents(sorted(names))
    return [
        (ROOT, "World", ""),
        *((name, name, ROOT) for name in sorted(set(continent.values()))),
        *((code, names[code], continent[code]) for code in sorted(names)),
        *sorted(subdivisions + whole),
    ]


def continents(codes: Sequence[str]) -> dict[str, str]:
    """The continent of each country, one of the six of country-converter's classification `continent`."""
    import country_converter
    import pandas

    # Left to read its own table, country-converter 1.3.2 fails with pandas 3 on the codes that are missing or read "NA"
    # (Namibia's), so it is given the table as a frame in which the one are gone and the other is a text.
    path = str(files("country_converter") / "country_data.tsv")
    columns = pandas.read_csv(path, sep="\t", nrows=0).columns
    missing = {column: [""] for column in columns if column != "ISO2"}
    table = pandas.read_csv(path, sep="\t", keep_default_na=False, na_values=missing)
    frame: Any = table[table.ISO2 != ""]  # documented, though the signature says nothing of frames
    converter = country_converter.CountryConverter(country_data=frame)
    found = dict(zip(codes, converter.convert(list(codes), src="ISO2", to="continent", not_found=""), strict=True))
    if lost := [code for code, continent in found.items() if not continent]:
        raise LookupError(f"country-converter {version('country-converter')} has no continent for {', '.join(lost)}")
    return found


def notice() -> str:
    """Where the table is from and under which licences its sources stand, as of the installed versions."""
    made_with = {name: version(name) for name in PACKAGES}
    return f"""\
states_of_the_world.csv

A table of codes, names and parents: the world, its continents, its countries, their subdivisions.
Built by tools/build_states.py through the public interfaces of two Python packages:

  pycountry {made_with["pycountry"]}
    Codes and names of countries (ISO 3166-1) and subdivisions (ISO 3166-2).
    Licence of the package: LGPL-2.1-only, (c) Christian Theune and contributors, https://github.com/pycountry/pycountry
    It takes these data from Debian's iso-codes, licence LGPL-2.1-or-later,
    (c) Alastair McKinstry, Christian Perrier, Tobias Quathamer and others,
    https://salsa.debian.org/iso-codes-team/iso-codes

  country-converter {made_with["country-converter"]}
    Which country belongs to which continent.
    Licence of the package: GPL-3.0, (c) Konstantin Stadler, https://github.com/IndEcol/country_converter
    Stadler, K. (2017). The country converter coco. Journal of Open Source Software, doi:10.21105/joss.00332

Only codes, names and memberships (facts) were taken: no program code, no translations, no descriptions, no regular
expressions. The choice and order of rows and the units named "... (whole)" are this project's own. Its licence (MIT)
covers those and claims nothing in the sources: as far as anyone has rights in their compilation, these stay with the
holders named above, under the licences named above.

ISO 3166 is a standard of the International Organization for Standardization, which maintains the codes:
https://www.iso.org/iso-3166-country-codes.html
Names and memberships are those of the sources and express no opinion on the status of any territory.
"""


def main() -> None:
    """Write both files."""
    with CSV.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("code", "name", "parent"), *rows()])
    NOTICE.write_text(notice(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
