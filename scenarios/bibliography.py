"""Whatever the scenarios rest on, once, by key; and a citation, which says what for."""

from dataclasses import dataclass

BIBLIOGRAPHY: dict[str, str] = {
    "amodei-2016": (
        "Amodei, D., Olah, C., Steinhardt, J., Christiano, P., Schulman, J., Mané, D. (2016). Concrete problems in AI safety. "
        "arXiv:1606.06565."
    ),
    "anthony-2017": (
        "Anthony, T., Tian, Z., Barber, D. (2017). Thinking fast and slow with deep learning and tree search. "
        "Advances in Neural Information Processing Systems 30, 5360-5370."
    ),
    "ashby-1956": "Ashby, W. R. (1956). An introduction to cybernetics. Chapman & Hall, London.",
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
    "barabasi-1999": (
        "Barabási, A.-L., Albert, R. (1999). Emergence of scaling in random networks. Science 286(5439), 509-512."
    ),
    "berkowitz-2003": (
        "Berkowitz, D., Pistor, K., Richard, J.-F. (2003). Economic development, legality, and the transplant effect. "
        "European Economic Review 47(1), 165-195."
    ),
    "blume-1993": (
        "Blume, L. E. (1993). The statistical mechanics of strategic interaction. Games and Economic Behavior 5(3), 387-424."
    ),
    "burger-2016": (
        "Burger, O., DeLong, J. P. (2016). What if fertility decline is not permanent? The need for an evolutionarily "
        "informed approach to understanding low fertility. Philosophical Transactions of the Royal Society B 371(1692), "
        "20150157."
    ),
    "burrows-1972": (
        "Burrows, P. M. (1972). Expected selection differentials for directional selection. Biometrics 28(4), 1091-1100."
    ),
    "choi-2012": (
        "Choi, J., Hecht, G. W., Tayler, W. B. (2012). Lost in translation: the effects of incentive "
        "compensation on strategy surrogation. The Accounting Review 87(4), 1135-1163."
    ),
    "conant-1970": (
        "Conant, R. C., Ashby, W. R. (1970). Every good regulator of a system must be a model of that system. "
        "International Journal of Systems Science 1(2), 89-97."
    ),
    "cover-2006": "Cover, T. M., Thomas, J. A. (2006). Elements of information theory, 2nd edition. Wiley, Hoboken.",
    "crow-1970": "Crow, J. F., Kimura, M. (1970). An introduction to population genetics theory. Harper & Row, New York.",
    "degroot-1974": (
        "DeGroot, M. H. (1974). Reaching a consensus. Journal of the American Statistical Association 69(345), 118-121."
    ),
    "demski-2019": "Demski, A., Garrabrant, S. (2019). Embedded agency. arXiv:1902.09469.",
    "demski-2019b": "Demski, A. (2019). Selection vs control. AI Alignment Forum.",
    "edmonds-2019": (
        "Edmonds, B., Le Page, C., Bithell, M., Chattoe-Brown, E., Grimm, V., Meyer, R., Montañola-Sales, C., "
        "Ormerod, P., Root, H., Squazzoni, F. (2019). Different modelling purposes. Journal of Artificial "
        "Societies and Social Simulation 22(3), 6."
    ),
    "erdos-1959": "Erdős, P., Rényi, A. (1959). On random graphs I. Publicationes Mathematicae Debrecen 6, 290-297.",
    "filan-2018": "Filan, D. (2018). Bottle caps aren't optimisers. AI Alignment Forum, 31 August 2018.",
    "fisher-1930": "Fisher, R. A. (1930). The genetical theory of natural selection. Clarendon Press, Oxford.",
    "frank-1998": "Frank, S. A. (1998). Foundations of social evolution. Princeton University Press.",
    "gabaix-2011": "Gabaix, X. (2011). The granular origins of aggregate fluctuations. Econometrica 79(3), 733-772.",
    "gao-2023": (
        "Gao, L., Schulman, J., Hilton, J. (2023). Scaling laws for reward model overoptimization. "
        "Proceedings of Machine Learning Research 202, 10835-10866."
    ),
    "gilbert-1959": "Gilbert, E. N. (1959). Random graphs. Annals of Mathematical Statistics 30(4), 1141-1144.",
    "goffman-1959": "Goffman, E. (1959). The presentation of self in everyday life. Doubleday Anchor, New York.",
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
    "hamilton-1975": (
        "Hamilton, W. D. (1975). Innate social aptitudes of man: an approach from evolutionary genetics. In "
        "Fox, R. (ed.), Biosocial anthropology, 133-155. Malaby Press, London."
    ),
    "harris-2019": (
        "Harris, M., Tayler, B. (2019). Don't let metrics undermine your business. Harvard Business Review 97(5), 62-69."
    ),
    "heisler-1987": (
        "Heisler, I. L., Damuth, J. (1987). A method for analyzing selection in hierarchically structured "
        "populations. The American Naturalist 130(4), 582-602."
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
    "jensen-1976": (
        "Jensen, M. C., Meckling, W. H. (1976). Theory of the firm: managerial behavior, agency costs and ownership "
        "structure. Journal of Financial Economics 3(4), 305-360."
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
    "kolk-2014": (
        "Kolk, M., Cownden, D., Enquist, M. (2014). Correlations in fertility across generations: can low fertility "
        "persist? Proceedings of the Royal Society B 281(1779), 20132561."
    ),
    "kwa-2024": (
        "Kwa, T., Thomas, D., Garriga-Alonso, A. (2024). Catastrophic Goodhart: regularizing RLHF with KL "
        "divergence does not mitigate heavy-tailed reward misspecification. Advances in Neural Information "
        "Processing Systems 37. arXiv:2407.14503."
    ),
    "langosco-2022": (
        "Langosco, L. L. D., Koch, J., Sharkey, L. D., Pfau, J., Krueger, D. (2022). Goal misgeneralization in deep "
        "reinforcement learning. Proceedings of Machine Learning Research 162, 12004-12019."
    ),
    "lucas-1976": (
        "Lucas, R. E. (1976). Econometric policy evaluation: a critique. Carnegie-Rochester Conference Series"
        " on Public Policy 1, 19-46."
    ),
    "lush-1937": "Lush, J. L. (1937). Animal breeding plans. Iowa State College Press, Ames.",
    "lynch-1993": (
        "Lynch, M., Lande, R. (1993). Evolution and extinction in response to environmental change. In Kareiva, P. M., "
        "Kingsolver, J. G., Huey, R. B. (eds.), Biotic interactions and global change, 234-250. Sinauer, Sunderland."
    ),
    "manheim-2018": "Manheim, D., Garrabrant, S. (2018). Categorizing variants of Goodhart's law. arXiv:1803.04585.",
    "manheim-2019": (
        "Manheim, D. (2019). Re-introducing selection vs control for optimization (Optimizing and Goodhart effects, "
        "clarifying thoughts, part 1). AI Alignment Forum."
    ),
    "manheim-2019b": (
        "Manheim, D. (2019). Applying overoptimization to selection vs. control (Optimizing and Goodhart effects, "
        "clarifying thoughts, part 3). AI Alignment Forum."
    ),
    "manheim-2019c": (
        "Manheim, D. (2019). Mesa-optimizers and over-optimization failure (Optimizing and Goodhart effects, "
        "clarifying thoughts, part 4). AI Alignment Forum."
    ),
    "mardia-2000": "Mardia, K. V., Jupp, P. E. (2000). Directional statistics. Wiley, Chichester.",
    "maruyama-1970": (
        "Maruyama, T. (1970). Effective number of alleles in a subdivided population. Theoretical Population "
        "Biology 1(3), 273-306."
    ),
    "maynard-smith-1974": (
        "Maynard Smith, J., Haigh, J. (1974). The hitch-hiking effect of a favourable gene. Genetical Research 23(1), 23-35."
    ),
    "mcmahan-2017": (
        "McMahan, B., Moore, E., Ramage, D., Hampson, S., Agüera y Arcas, B. (2017). Communication-efficient "
        "learning of deep networks from decentralized data. Proceedings of Machine Learning Research 54, "
        "1273-1282."
    ),
    "moran-1958": (
        "Moran, P. A. P. (1958). Random processes in genetics. Mathematical Proceedings of the Cambridge "
        "Philosophical Society 54(1), 60-71."
    ),
    "okasha-2006": "Okasha, S. (2006). Evolution and the levels of selection. Oxford University Press.",
    "perrin-1928": (
        "Perrin, F. (1928). Étude mathématique du mouvement brownien de rotation. Annales scientifiques de "
        "l'École Normale Supérieure 45, 1-51."
    ),
    "perry-1979": "Perry, J. (1979). The problem of the essential indexical. Noûs 13(1), 3-21.",
    "pigou-1920": "Pigou, A. C. (1920). The economics of welfare. Macmillan, London.",
    "price-1970": "Price, G. R. (1970). Selection and covariance. Nature 227, 520-521.",
    "price-1972": (
        "Price, G. R. (1972). Extension of covariance selection mathematics. Annals of Human Genetics 35(4), 485-490."
    ),
    "salmon-2011": (
        "Salmon, J. K., Moraes, M. A., Dror, R. O., Shaw, D. E. (2011). Parallel random numbers: as easy as "
        "1, 2, 3. Proceedings of the 2011 International Conference for High Performance Computing, "
        "Networking, Storage and Analysis (SC '11), 16:1-16:12."
    ),
    "schuirmann-1987": (
        "Schuirmann, D. J. (1987). A comparison of the two one-sided tests procedure and the power approach for assessing the "
        "equivalence of average bioavailability. Journal of Pharmacokinetics and Biopharmaceutics 15(6), 657-680."
    ),
    "seger-1987": (
        "Seger, J., Brockmann, H. J. (1987). What is bet-hedging? Oxford Surveys in Evolutionary Biology 4, 182-211."
    ),
    "smith-2006": (
        "Smith, J. E., Winkler, R. L. (2006). The optimizer's curse: skepticism and postdecision surprise in "
        "decision analysis. Management Science 52(3), 311-322."
    ),
    "sober-1998": (
        "Sober, E., Wilson, D. S. (1998). Unto others: the evolution and psychology of unselfish behavior. "
        "Harvard University Press, Cambridge."
    ),
    "stephens-1991": (
        "Stephens, D. W. (1991). Change, regularity, and value in the evolution of animal learning. Behavioral Ecology 2(1), "
        "77-89."
    ),
    "stigler-1971": (
        "Stigler, G. J. (1971). The theory of economic regulation. Bell Journal of Economics and Management Science 2(1), 3-21."
    ),
    "strohmer-2009": (
        "Strohmer, T., Vershynin, R. (2009). A randomized Kaczmarz algorithm with exponential convergence. "
        "Journal of Fourier Analysis and Applications 15(2), 262-278."
    ),
    "suspended-reason": (
        "Suspended Reason (undated). Everything bottlenecks with appearances. tis.so/everything-bottlenecks-with-appearances."
    ),
    "szabo-1998": (
        "Szabó, G., Tőke, C. (1998). Evolutionary prisoner's dilemma game on a square lattice. Physical Review E 58(1), 69-73."
    ),
    "thomas-2023": "Thomas, D., Kwa, T. (2023). When is Goodhart catastrophic? AI Alignment Forum, 9 May 2023.",
    "traulsen-2006": (
        "Traulsen, A., Nowak, M. A. (2006). Evolution of cooperation by multilevel selection. Proceedings of "
        "the National Academy of Sciences 103(29), 10952-10955."
    ),
    "traulsen-2006b": (
        "Traulsen, A., Nowak, M. A., Pacheco, J. M. (2006). Stochastic dynamics of invasion and fixation. "
        "Physical Review E 74(1), 011909."
    ),
    "watts-1998": (
        "Watts, D. J., Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393(6684), 440-442."
    ),
    "widrow-1960": "Widrow, B., Hoff, M. E. (1960). Adaptive switching circuits. IRE WESCON Convention Record 4, 96-104.",
    "williamson-1967": (
        "Williamson, O. E. (1967). Hierarchical control and optimum firm size. Journal of Political Economy 75(2), 123-138."
    ),
    "wright-1931": "Wright, S. (1931). Evolution in Mendelian populations. Genetics 16(2), 97-159.",
    "yudkowsky-2007": "Yudkowsky, E. (2007). Adaptation-executers, not fitness-maximizers. LessWrong, 11 November 2007.",
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
