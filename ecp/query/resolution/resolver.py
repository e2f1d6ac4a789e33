"""What was worked out, remembered, and the functions that need each other in a circle."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ecp.index.records import LENT
from ecp.query.resolution import bindings, erasure, evaluation, members, names, offered, receivers, results
from ecp.query.resolution.memo import Memo
from ecp.query.resolution.places import sought_for, sought_in
from ecp.query.resolution.program.definitions import TOP
from ecp.query.resolution.program.files import local_name
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.references.settle import settle
from ecp.query.resolution.references.targets import Resolution
from ecp.query.resolution.textual.conditionals import compiled, may_be_told_apart, parts_of
from ecp.query.resolution.textual.includes import includes
from ecp.query.resolution.types import given_bases, implementations, type_members
from ecp.query.resolution.values import Module

_HEAD = re.compile(r"[^\w$@]")


class Resolver(Memo):
    """Resolves references of one program.  Keeps what it found, so ask one resolver many questions."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self._resolved: dict[tuple[object, ...], Resolution] = {}
        self._in_parts: set[int] = set()
        """Of what is resolved, by identity, that which depends on the part of a file that a reference stands in."""
        self._erased: dict[tuple[object, ...], Resolution | None] = {}

    def prepare(self, references: Sequence[Reference]) -> None:
        """Load at once what resolving some references will look at first: their files and what these import."""
        program = self.program
        if program.is_loaded:
            return
        program.load_for(references)
        includes(program).follow(dict.fromkeys(each.path for each in references if not each.receiver))
        imported: set[str] = set()
        heads: dict[str, set[str]] = defaultdict(set)
        for reference in references:
            heads[reference.path].add(_HEAD.split(reference.receiver or reference.name, 1)[0])
        for path, wanted in heads.items():
            file = program.file(path)
            for each in file.imports:
                own = each.alias or each.name or local_name(each, file.language)
                if own in wanted or each.name in wanted:
                    imported |= {each.file.path for each in self.modules(file, each.module) if isinstance(each, Module)}
        program.load(imported)
        program.load_pending()

    def resolve(self, reference: Reference) -> Resolution:
        """Return what a reference of any role means: the same for all that are alike."""
        if "(" in reference.receiver and not reference.arguments:
            chain = erasure.erased(self.program.language(reference.path), reference.receiver)
            found = self._resolve_erased(reference._replace(receiver=chain)) if chain else None
            if found is not None:
                return found
        if reference.arguments and self.program.language(reference.path).extension_traits:
            found = self.resolve(reference._replace(arguments=""))
            if not implementations.depends_on_arguments(reference, found.targets):
                return found
        key = self._likeness(reference)
        known = self._resolved.get(key)
        if known is None:
            known = self._resolved[key] = self._resolve_one(reference)
            if may_be_told_apart(known):
                self._in_parts.add(id(known))
        if self._in_parts and id(known) in self._in_parts:
            return self._compiled(reference, key, known)
        return known

    def _compiled(self, reference: Reference, key: tuple[object, ...], resolution: Resolution) -> Resolution:
        """Return what of a resolution is compiled where a reference stands: the same for all of one part of a file."""
        key = (key, parts_of(self.program.file(reference.path)).at(reference.line))
        known = self._resolved.get(key)
        if known is None:
            known = self._resolved[key] = compiled(self.program, reference, resolution)
        return known

    def _likeness(self, reference: Reference) -> tuple[object, ...]:
        """Return what is the same for references of one meaning: all but the line, where no binding lies between."""
        path, line, _, role, name, receiver, scope, arguments = reference
        if role == "import" or arguments:
            return reference
        file = self.program.file(path)
        sought = sought_in(file, receiver) if receiver else sought_for(file, frozenset((name,)))
        if receiver or name not in file.language.super_names:
            file, scope, line = sought.place_at(scope, line)
            if not line:
                return (file.path, scope, 0, role, name, receiver)
        names = sought.names
        if file.language.lambda_receivers and file.has_receivers(scope):
            names = names.union(file.language.self_names)
        if not receiver and file.language.bare_calls and file.has_name(TOP, LENT):
            names = names.union((LENT,))
        return (file.path, scope, file.line_alike(scope, line, names), role, name, receiver)

    def _resolve_one(self, reference: Reference) -> Resolution:
        try:
            return self.bounded(settle, self, reference)
        except RecursionError:  # deeper than the interpreter follows
            return Resolution((), "", "unknown name")

    def _resolve_erased(self, reference: Reference) -> Resolution | None:
        """Return what a reference on a chain without arguments means, or None where that depends on these."""
        key = self._likeness(reference)
        if key not in self._erased:
            try:
                self._erased[key] = self.bounded(erasure.settle, self, reference)
            except RecursionError:
                self._erased[key] = None
        return self._erased[key]

    # Steps that need each other in a circle: each is a function of the module that it is named with.

    name = names.name
    type_name = names.type_name
    name_at = names.name_at
    path_beginning = names.path_beginning
    definition_at_top = names.definition_at_top
    name_at_top = names.name_at_top
    definitions_of = staticmethod(names.definitions_of)
    type_of_extension = receivers.type_of_extension
    values_of_type = receivers.values_of_type
    owners = receivers.owners
    types_given = given_bases.types_given
    given_bases = given_bases.given_bases
    binding_values = bindings.binding_values
    import_values = offered.import_values
    modules = offered.modules
    export = offered.export
    evaluate = evaluation.evaluate
    members_of = evaluation.members_of
    call = results.call
    signatures = results.signatures
    result_values = results.result_values
    definition_values = members.definition_values
    member = members.member
    member_values = members.member_values
    defined_on_line = members.defined_on_line
    members_as_values = type_members.members_as_values
    first_members = type_members.first_members
