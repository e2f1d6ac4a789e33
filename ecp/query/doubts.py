"""Which references that resolve to nothing may mean a symbol all the same: what its answer says that it may lack."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ecp.query.resolution.meaning import UNCERTAIN
from ecp.query.resolution.program.definitions import Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.receivers import is_in_type
from ecp.query.resolution.references.targets import Resolution


def is_uncertain(program: Program, reference: Reference, resolution: Resolution) -> bool:
    """Say whether a reference has no target and yet may mean a definition of the repository.

    Where names come into a module by imports alone, a bare name that none brings is the language's own: `append(x)`.
    """
    if resolution.targets or resolution.reason not in UNCERTAIN:
        return False
    if reference.receiver or resolution.reason != "unknown name":
        return True
    file = program.file(reference.path)
    return not file.language.no_globals or bool(file.stars) or _is_bound(file, reference)


class Doubts:
    """Tells of the uncertain references of a symbol's names those that may mean it."""

    def __init__(self, program: Program, symbols: Iterable[Definition]) -> None:
        """Tell for the definitions of one symbol, or of several."""
        self._program = program
        self._symbols = tuple(symbols)
        self._defined = frozenset(self._symbols)
        self._families = {each.file.language.family for each in self._symbols}

    def may_mean(self, reference: Reference, resolution: Resolution) -> bool:
        """Say whether a reference may mean the symbol, though it resolves to nothing, or to what is more usual.

        A bare name that no scope around has means no member, unless its language leaves out `this`.
        """
        if resolution.targets:
            return not self._defined.isdisjoint(resolution.candidates)
        if not is_uncertain(self._program, reference, resolution):
            return False
        file = self._program.file(reference.path)
        if file.language.family not in self._families:
            return False
        if reference.receiver or resolution.reason != "unknown name" or file.language.implicit_members:
            return True
        return _is_bound(file, reference) or not self._all_members

    @cached_property
    def _all_members(self) -> bool:
        self._program.load({each.file.path for each in self._symbols})
        return all(map(_is_member, self._symbols))


def _is_bound(file: File, reference: Reference) -> bool:
    """Say whether a scope around gives a bare name a value, known or not."""
    return any(file.bindings.has(scope, reference.name) for scope in file.scopes_out(reference.scope))


def _is_member(definition: Definition) -> bool:
    return bool(definition.owner) or (definition.kind != "enum_member" and is_in_type(definition))
