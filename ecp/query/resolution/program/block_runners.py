"""Which functions run the block that they are given with a receiver of their choice, by name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ecp.index.languages import Language
from ecp.index.records import OF_BLOCK, RUN

if TYPE_CHECKING:
    from ecp.query.resolution.program.program import Program

_HANDED = """
SELECT   DISTINCT definition.name, binding.name, binding.value
FROM     binding JOIN definition ON definition.blob = binding.blob AND definition.ordinal = binding.scope
WHERE    binding.name BETWEEN '&' AND '&&'
"""
"""The receivers of which blocks are run, and the calls that they are handed on to: `RUN` and `HANDED_ON`."""


def may_have_receiver(program: Program, language: Language, value: str) -> bool:
    """Say whether a block has a receiver by its binding: what is said, or what the call may run it with."""
    if not value.endswith(OF_BLOCK):
        return True
    runners = program.once(f"block runners {language.name}", lambda: _block_runners(program, language))
    return not runners.isdisjoint(_called(value[: -len(OF_BLOCK)], language))


def _block_runners(program: Program, language: Language) -> frozenset[str]:
    found: set[str] = set()
    handing: dict[str, list[str]] = defaultdict(list)
    for function, name, value in program.view.rows(_HANDED):
        if name == RUN:
            found.add(function)
        else:
            for called in _called(value, language):
                handing[called].append(function)
    waiting = list(found)
    for runner in waiting:
        new = {each for each in handing.get(runner, ()) if each not in found}
        found |= new
        waiting += new
    return frozenset(found)


def _called(call: str, language: Language) -> tuple[str, ...]:
    """Return the names of what a call may call: of a type, what makes a value of it."""
    end = _start_of_brackets(call)
    last = call[:end].rpartition(".")[2]
    return (*language.making, *language.constructors) if last[:1].isupper() else (last,)


def _start_of_brackets(call: str) -> int:
    """Return where the last brackets of a call begin, or where it ends."""
    depth = 0
    for at in range(len(call) - 1, -1, -1):
        depth += (call[at] == ")") - (call[at] == "(")
        if depth == 0:
            return at if call[at] == "(" else len(call)
    return len(call)
