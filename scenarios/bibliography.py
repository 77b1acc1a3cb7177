"""Whatever the scenarios rest on, once, by key; and a citation, which says what for."""

from dataclasses import dataclass

BIBLIOGRAPHY: dict[str, str] = {
    "anthony-2017": (
        "Anthony, T., Tian, Z., Barber, D. (2017). Thinking fast and slow with deep learning and tree search. "
        "Advances in Neural Information Processing Systems 30, 5360-5370."
    ),
    "axtell-2001": "Axtell, R. L. (2001). Zipf distribution of U.S. firm sizes. Science 293(5536), 1818-1820.",
    "bailey-1994": (
        "Bailey, R. W. (1994). Polar generation of random variates with the t-distribution. Mathematics of "
        "Computation 62(206), 779-781."
    ),
    "baker-1992": (
        "Baker, G. P. (1992). Incentive contracts and performance measurement. Journal of Political Economy 100(3), 598-614."
    ),
    "baker-2002": (
        "Baker, G. (2002). Distortion and risk in optimal incentive contracts. Journal of Human Resources 37(4), 728-751."
    ),
    "burrows-1972": (
        "Burrows, P. M. (1972). Expected selection differentials for directional selection. Biometrics 28(4), 1091-1100."
    ),
    "choi-2012": (
        "Choi, J., Hecht, G. W., Tayler, W. B. (2012). Lost in translation: the effects of incentive "
        "compensation on strategy surrogation. The Accounting Review 87(4), 1135-1163."
    ),
    "degroot-1974": (
        "DeGroot, M. H. (1974). Reaching a consensus. Journal of the American Statistical Association 69(345), 118-121."
    ),
    "demski-2019": "Demski, A., Garrabrant, S. (2019). Embedded agency. arXiv:1902.09469.",
    "edmonds-2019": (
        "Edmonds, B., Le Page, C., Bithell, M., Chattoe-Brown, E., Grimm, V., Meyer, R., Montañola-Sales, C., "
        "Ormerod, P., Root, H., Squazzoni, F. (2019). Different modelling purposes. Journal of Artificial "
        "Societies and Social Simulation 22(3), 6."
    ),
    "gabaix-2011": "Gabaix, X. (2011). The granular origins of aggregate fluctuations. Econometrica 79(3), 733-772.",
    "gao-2023": (
        "Gao, L., Schulman, J., Hilton, J. (2023). Scaling laws for reward model overoptimization. "
        "Proceedings of Machine Learning Research 202, 10835-10866."
    ),
    "grimm-2006": (
        "Grimm, V., Berger, U., Bastiansen, F., Eliassen, S., Ginot, V., Giske, J., Goss-Custard, J., Grand, "
        "T., Heinz, S. K., Huse, G., and others (2006). A standard protocol for describing individual-based "
        "and agent-based models. Ecological Modelling 198(1-2), 115-126."
    ),
    "grimm-2020": (
        "Grimm, V., Railsback, S. F., Vincenot, C. E., Berger, U., Gallagher, C., DeAngelis, D. L., Edmonds, "
        "B., Ge, J., Giske, J., Groeneveld, J., and others (2020). The ODD protocol for describing "
        "agent-based and other simulation models: a second update to improve clarity, replication, and "
        "structural realism. Journal of Artificial Societies and Social Simulation 23(2), 7."
    ),
    "harris-2019": (
        "Harris, M., Tayler, B. (2019). Don't let metrics undermine your business. Harvard Business Review 97(5), 62-69."
    ),
    "holmstrom-1991": (
        "Holmström, B., Milgrom, P. (1991). Multitask principal-agent analyses: incentive contracts, asset "
        "ownership, and job design. Journal of Law, Economics, and Organization 7(Special Issue), 24-52."
    ),
    "huberman-1993": (
        "Huberman, B. A., Glance, N. S. (1993). Evolutionary games and computer simulations. Proceedings of "
        "the National Academy of Sciences 90(16), 7716-7718."
    ),
    "hubinger-2019": (
        "Hubinger, E., van Merwijk, C., Mikulik, V., Skalse, J., Garrabrant, S. (2019). Risks from learned "
        "optimization in advanced machine learning systems. arXiv:1906.01820."
    ),
    "iso-3166-2": (
        "ISO 3166-2:2020. Codes for the representation of names of countries and their subdivisions. Part 2: "
        "Country subdivision code."
    ),
    "kaczmarz-1937": (
        "Kaczmarz, S. (1937). Angenäherte Auflösung von Systemen linearer Gleichungen. Bulletin International "
        "de l'Académie Polonaise des Sciences et des Lettres A 35, 355-357."
    ),
    "kahneman-2011": "Kahneman, D. (2011). Thinking, fast and slow. Farrar, Straus and Giroux, New York.",
    "kerr-1975": (
        "Kerr, S. (1975). On the folly of rewarding A, while hoping for B. Academy of Management Journal 18(4), 769-783."
    ),
    "kirchhoff-2018": (
        "Kirchhoff, M., Parr, T., Palacios, E., Friston, K., Kiverstein, J. (2018). The Markov blankets of "
        "life: autonomy, active inference and the free energy principle. Journal of the Royal Society "
        "Interface 15(138), 20170792."
    ),
    "manheim-2018": "Manheim, D., Garrabrant, S. (2018). Categorizing variants of Goodhart's law. arXiv:1803.04585.",
    "mcmahan-2017": (
        "McMahan, B., Moore, E., Ramage, D., Hampson, S., Agüera y Arcas, B. (2017). Communication-efficient "
        "learning of deep networks from decentralized data. Proceedings of Machine Learning Research 54, "
        "1273-1282."
    ),
    "price-1970": "Price, G. R. (1970). Selection and covariance. Nature 227, 520-521.",
    "salmon-2011": (
        "Salmon, J. K., Moraes, M. A., Dror, R. O., Shaw, D. E. (2011). Parallel random numbers: as easy as "
        "1, 2, 3. Proceedings of the 2011 International Conference for High Performance Computing, "
        "Networking, Storage and Analysis (SC '11), 16:1-16:12."
    ),
    "traulsen-2006": (
        "Traulsen, A., Nowak, M. A. (2006). Evolution of cooperation by multilevel selection. Proceedings of "
        "the National Academy of Sciences 103(29), 10952-10955."
    ),
    "widrow-1960": "Widrow, B., Hoff, M. E. (1960). Adaptive switching circuits. IRE WESCON Convention Record 4, 96-104.",
    "williamson-1967": (
        "Williamson, O. E. (1967). Hierarchical control and optimum firm size. Journal of Political Economy 75(2), 123-138."
    ),
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
