"""What a link that another version has made must be told."""

from superorganisms.version import __version__

# Oldest first: what may come out otherwise than in the version before. Each release adds its line.
CHANGES: dict[str, str] = {"0.1.0": "the first version with links"}


def what_changed(version: str, *, own: str = __version__, changes: dict[str, str] | None = None) -> str:
    """One sentence for a link of that version; "" if there is nothing to say.

    >>> what_changed("0.1.0", own="0.3.0", changes={"0.1.0": "a", "0.2.0": "ties are drawn", "0.3.0": "rows are means"})
    'This link was made by version 0.1.0, this is 0.3.0. Since then: 0.2.0: ties are drawn; 0.3.0: rows are means.'
    >>> what_changed("7", own="0.1.0")
    'This link was made by version 7, which this one, 0.1.0, does not know: the world may come out otherwise.'
    """
    known = CHANGES if changes is None else changes
    if version in ("", own):
        return ""
    order = list(known)
    if version not in known or own not in known or order.index(version) > order.index(own):
        return (
            f"This link was made by version {version}, which this one, {own}, does not know: the world may come out otherwise."
        )
    since = "; ".join(f"{later}: {known[later]}" for later in order[order.index(version) + 1 : order.index(own) + 1])
    return f"This link was made by version {version}, this is {own}. Since then: {since}."
