"""What lists in braces give to members, by name or by position: `{ .read = read_file }`, `{ {"get", get_command} }`.

https://www.open-std.org/jtc1/sc22/wg14/www/docs/n1570.pdf, 6.7.9
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ecp.index.extraction.source import Source

_DEEPEST = 6
"""Members of members that are followed."""


class Given(NamedTuple):
    """What a member is given."""

    node: Node
    """The name of the member, else the value."""
    is_named: bool
    owners: tuple[str, ...]
    """The members that it is inside of, by name or position, from the outside in."""
    name: str
    """Its own name or position."""
    value: Node


def members_given(whole: Node, dimensions: int, source: Source) -> Iterator[Given]:
    """Yield what a list gives to members of a type, or of the elements of an array of so many dimensions."""
    pending: list[tuple[Node, int, tuple[str, ...]]] = [(whole, dimensions, ())]
    while pending:
        around, left, owners = pending.pop()
        place = 0
        for child in around.named_children:
            if child.is_extra:
                continue
            inside, path, name = left, owners, None
            for designator in child.children_by_field_name("designator"):
                if source.of(designator).startswith("["):
                    inside -= 1
                elif len(path) <= _DEEPEST:
                    name = next(iter(designator.named_children), designator)
                    path = (*path, source.of(name))
            if name is None and left <= 0:
                path = (*path, str(place))
                place += 1
            elif name is None:
                inside = left - 1
            value = _value(child)
            if value.type != whole.type:
                if path and inside <= 0:
                    yield Given(name or value, name is not None, path[:-1], path[-1], value)
            elif inside >= 0 and len(path) <= _DEEPEST:
                pending.append((value, inside, path))


def _value(node: Node) -> Node:
    """Return what a member is given, without a designator or a cast before it."""
    while (inner := node.child_by_field_name("value")) is not None:
        node = inner
    return node
