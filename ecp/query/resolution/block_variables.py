"""What blocks outside types have of their receivers, which are not known: variables, and methods that are mixed in.

https://docs.ruby-lang.org/en/3.4/BasicObject.html#method-i-instance_exec
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecp.index.records import LENT
from ecp.query.resolution.notation import parse_expression
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.rows import Binding
from ecp.query.resolution.types.inheritance import find_member
from ecp.query.resolution.values import BREADTH, Class, Function, Values

if TYPE_CHECKING:
    from ecp.query.resolution.resolver import Resolver

_NONE = -1
"""No block."""
_NESTED = 20
"""Blocks around a place past which none is looked at."""


class Blocks:
    """The blocks of a file that stand in no function, by the lines on which they begin and end."""

    def __init__(self, file: File) -> None:
        """Take them from what binds the receiver; one that begins before another ends stands in or around it."""
        receivers = (each for each in file.bound(TOP, file.language.self_names[0]) if each.how == "receiver")
        lines = sorted({(each.line, -abs(each.until_line)) for each in receivers})
        self.first = [first for first, _ in lines]
        self._last = [-last for _, last in lines]
        self._outer: list[int] = []
        for first, _ in lines:
            self._outer.append(self._open_at(len(self._outer) - 1, first))

    def _open_at(self, block: int, line: int) -> int:
        """Return the innermost block that has not ended before a line, of one and those around it."""
        while block != _NONE and self._last[block] < line:
            block = self._outer[block]
        return block

    def at(self, line: int) -> int:
        """Return the innermost block around a line."""
        return self._open_at(bisect_right(self.first, line) - 1, line)

    def out_of(self, block: int) -> Iterator[int]:
        """Yield a block and those around it, then none for what is outside all."""
        for _ in range(_NESTED):
            yield block
            if block == _NONE:
                return
            block = self._outer[block]

    def around(self, block: int) -> int:
        """Return the block around another."""
        return self._outer[block] if block != _NONE else _NONE


def of_whoever_runs(resolver: Resolver, context: Context, name: str) -> Values:
    """Return what a variable of a receiver holds that is not known: one for what stands in a block outside types.

    What the block itself assigns; else what those around it do, and what stands right inside of these: one of them
    prepares what the others are run with.
    """
    file = context.file
    if file.type_around(context.scope) is not None:
        return ()
    blocks = _blocks(file)
    assigned = file.program.once(("assigned in blocks", file.path, name), lambda: _assigned_in(blocks, file, name))
    around = blocks.at(context.line)
    held = assigned.get((around, True))
    held = held or next(filter(None, (assigned.get((block, False)) for block in blocks.out_of(around))), None)
    if not held:
        return ()
    return resolver.memo(("held in block", name, id(held)), _of_each, (), resolver, file, blocks, held)


def method_lent(resolver: Resolver, context: Context, name: str) -> Values:
    """Return the method of a name that a block around mixes into the type which it runs as: `include Helpers`.

    What runs the blocks inside of it, or inherits from that type, has the method.
    https://docs.ruby-lang.org/en/3.4/Module.html#method-i-class_exec
    """
    file = context.file
    if not file.has_name(TOP, LENT) or file.type_around(context.scope) is not None:
        return ()
    blocks = _blocks(file)
    lent = file.program.once(("lent to blocks", file.path), lambda: _lent_to(blocks, file))
    for block in blocks.out_of(blocks.at(context.line)):
        for binding in lent.get(block, ())[:BREADTH]:
            for module in resolver.binding_values(file, binding):
                found = find_member(resolver, module.type, name) if isinstance(module, Class) else ()
                if methods := tuple(Function(each) for each in found if each.kind in FUNCTION_KINDS):
                    return methods
    return ()


def _blocks(file: File) -> Blocks:
    return file.program.once(("blocks", file.path), lambda: Blocks(file))


def _lent_to(blocks: Blocks, file: File) -> dict[int, list[Binding]]:
    """Return what blocks mix in, the last first, by the block."""
    found: dict[int, list[Binding]] = defaultdict(list)
    for each in reversed(file.bound(TOP, LENT)):
        found[blocks.at(each.line)].append(each)
    return dict(found)


def _assigned_in(blocks: Blocks, file: File, name: str) -> dict[tuple[int, bool], list[Binding]]:
    """Return what is assigned to a variable of the receiver outside types: by block, only in it, or right inside, too.

    What is made of the variable itself says for others nothing that they do not know from around.
    """
    found: dict[tuple[int, bool], list[Binding]] = defaultdict(list)
    for each in file.attributes_bound(name):
        if each.receiver in file.language.self_names and file.type_around(each.scope) is None:
            block = blocks.at(each.line)
            found[block, True].append(each)
            if _is_of_itself(each):
                continue
            found[block, False].append(each)
            if blocks.around(block) != _NONE:
                found[blocks.around(block), False].append(each)
    return dict(found)


def _of_each(resolver: Resolver, file: File, blocks: Blocks, bindings: list[Binding]) -> Values:
    values = (value for each in bindings[:BREADTH] for value in _of_one(resolver, file, blocks, each))
    return tuple(dict.fromkeys(values))


def _of_one(resolver: Resolver, file: File, blocks: Blocks, binding: Binding) -> Values:
    """Return what an assignment gives: made of the variable itself, of what that holds in the block around."""
    if not _is_of_itself(binding):
        return resolver.binding_values(file, binding)
    outer = blocks.around(blocks.at(binding.line))
    if outer == _NONE:
        return ()
    return resolver.evaluate(Context(file, binding.scope, blocks.first[outer]), parse_expression(binding.value))


def _is_of_itself(binding: Binding) -> bool:
    return f"{binding.receiver}.{binding.name}" in binding.value
