"""Whatever the scenarios rest on, once, by key; and a citation, which says what for."""

from dataclasses import dataclass

BIBLIOGRAPHY: dict[str, str] = {
    "axtell-2001": "Axtell, R. L. (2001). Zipf distribution of U.S. firm sizes. Science 293(5536), 1818-1820.",
    "baker-1992": "Baker, G. P. (1992). Incentive contracts and performance measurement. "
    "Journal of Political Economy 100(3), 598-614.",
    "baker-2002": "Baker, G. (2002). Distortion and risk in optimal incentive contracts. "
    "Journal of Human Resources 37(4), 728-751.",
    "burrows-1972": "Burrows, P. M. (1972). Expected selection differentials for directional selection. "
    "Biometrics 28(4), 1091-1100.",
    "choi-2012": "Choi, J., Hecht, G. W., Tayler, W. B. (2012). Lost in translation: the effects of incentive compensation on "
    "strategy surrogation. The Accounting Review 87(4), 1135-1163.",
    "gabaix-2011": "Gabaix, X. (2011). The granular origins of aggregate fluctuations. Econometrica 79(3), 733-772.",
    "harris-2019": "Harris, M., Tayler, B. (2019). Don't let metrics undermine your business. "
    "Harvard Business Review 97(5), 62-69.",
    "hubinger-2019": (
        "Hubinger, E., van Merwijk, C., Mikulik, V., Skalse, J., Garrabrant, S. (2019). Risks from learned "
        "optimization in advanced machine learning systems. arXiv:1906.01820."
    ),
    "iso-3166-2": (
        "ISO 3166-2:2020. Codes for the representation of names of countries and their subdivisions. Part 2: Country "
        "subdivision code."
    ),
    "kerr-1975": "Kerr, S. (1975). On the folly of rewarding A, while hoping for B. "
    "Academy of Management Journal 18(4), 769-783.",
    "manheim-2018": "Manheim, D., Garrabrant, S. (2018). Categorizing variants of Goodhart's law. arXiv:1803.04585.",
    "williamson-1967": "Williamson, O. E. (1967). Hierarchical control and optimum firm size. "
    "Journal of Political Economy 75(2), 123-138.",
    "wright-1931": "Wright, S. (1931). Evolution in Mendelian populations. Genetics 16(2), 97-159.",
}


@dataclass(frozen=True)
class Source:
    """A work cited by its key in `BIBLIOGRAPHY` (or written out, in a user's file), and what is taken from it."""

    key: str
    reason: str

    @property
    def reference(self) -> str:
        """The work in full."""
        return BIBLIOGRAPHY.get(self.key, self.key)

    def __str__(self) -> str:
        return f"{self.reference} {self.reason}".strip()
