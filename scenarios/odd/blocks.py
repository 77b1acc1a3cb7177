"""What a document is made of: sections of texts, lists and tables, which go into Markdown and JSON alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

type Cell = str | tuple[str, ...]
type Row = Mapping[str, Cell]


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list; numbered if the order matters."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows with the same columns, under a name by which programs find them. A cell may list several things."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Entries:
    """The same, but each row is an item of a list: its name, where it holds, a sentence, and what else is to be said."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Code:
    """Lines as they are typed."""

    text: str


type Block = Text | Items | Table | Entries | Code


@dataclass(frozen=True)
class Section:
    """A title, what stands under it, and sections within it."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True)
class Document:
    """A title, what is said first, and numbered sections."""

    title: str
    preface: tuple[Block, ...]
    sections: tuple[Section, ...]
    appendix: tuple[Section, ...] = ()  # not numbered


def markdown(document: Document) -> str:
    """The document to be read."""
    lines = [f"# {document.title}", *_blocks(document.preface)]
    for number, section in enumerate(document.sections, 1):
        lines += _section(section, f"{number}", 2)
    for section in document.appendix:
        lines += _section(section, "", 2)
    return "\n\n".join(lines) + "\n"


def _section(section: Section, number: str, depth: int) -> Iterator[str]:
    yield f"{'#' * depth} {number} {section.title}" if number else f"{'#' * depth} {section.title}"
    yield from _blocks(section.blocks)
    for place, inner in enumerate(section.sections, 1):
        yield from _section(inner, f"{number}.{place}" if number else "", depth + 1)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Text(text):
                yield text
            case Items(items, ordered):
                marks = [f"{place}." if ordered else "-" for place in range(1, len(items) + 1)]
                yield "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))
            case Table(_, rows):
                yield _table(rows)
            case Entries(_, rows):
                yield "\n".join(_entry(row) for row in rows)
            case Code(text):
                yield f"```\n{text}\n```"


def _said(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ", ".join(cell)


def _table(rows: tuple[Row, ...]) -> str:
    columns = list(rows[0])
    lines = [columns, ["---"] * len(columns), *([_said(row[column]) for column in columns] for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _entry(row: Row) -> str:
    """Name, place and sentence in one line, the rest below; what is empty isn't said."""
    (_, name), (_, where), (_, sentence), *others = row.items()
    lines = [f"- **{_said(name)}** ({_said(where)}). {_ended(_said(sentence))}"]
    lines += [f"  - {label}: {_said(cell)}" if label else f"  - {_said(cell)}" for label, cell in others if cell]
    return "\n".join(lines)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def data(document: Document) -> dict[str, Any]:
    """The same for a program: plain lists, dicts and texts."""
    return {
        "title": document.title,
        "preface": [_plain(block) for block in document.preface],
        "sections": [_plain_section(one, f"{number}") for number, one in enumerate(document.sections, 1)],
        "appendix": [_plain_section(one, "") for one in document.appendix],
    }


def _plain_section(section: Section, number: str) -> dict[str, Any]:
    inner = [_plain_section(one, f"{number}.{place}" if number else "") for place, one in enumerate(section.sections, 1)]
    content = [_plain(block) for block in section.blocks]
    return {"number": number, "title": section.title, "content": content, "sections": inner}


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Text(text):
            return {"text": text}
        case Items(items, _):
            return {"items": list(items)}
        case Code(text):
            return {"code": text}
        case _:
            rows = [{name: cell if isinstance(cell, str) else list(cell) for name, cell in row.items()} for row in block.rows]
            return {"table": block.name, "rows": rows}
