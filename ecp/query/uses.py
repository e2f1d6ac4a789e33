"""References joined with what they mean and where they stand, by name and by file: what most questions are made of.

Looked up in batches, since a query over a layer costs about a millisecond whether it is for one name or for a
thousand; and kept, so that a second question pays for what is new to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from ecp.index.facts import SCOPE_KINDS
from ecp.index.layer import LIST, listed
from ecp.model import CONFIDENCE
from ecp.query.resolution.counterparts import Identity, identities, identity
from ecp.query.resolution.indirect import INDIRECT, are_followed, may_mean
from ecp.query.resolution.meaning import CALLS, meaning, written
from ecp.query.resolution.program.definitions import CALLABLE_KINDS, TOP, Definition
from ecp.query.resolution.program.loaded import of_blobs
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.program.rows import Reference
from ecp.query.resolution.references.targets import Resolution
from ecp.query.resolution.resolver import Resolver
from ecp.query.resolution.spellings import Spellings, by_name
from ecp.query.resolution.types.parts import standing_for_all

T = TypeVar("T")
MODULE = "<module>"
"""The name of a file's code outside every definition."""


class Outcome(NamedTuple):
    """What references mean."""

    resolution: Resolution
    targets: tuple[Identity, ...]
    """The symbols that they mean."""
    confidence: float


Found = tuple[Reference, Outcome]
"""A reference and what it means."""


class Meant(NamedTuple):
    """A reference, the definition around it (None outside every definition), and what it means."""

    reference: Reference
    inside: Definition | None
    resolution: Resolution
    targets: tuple[Identity, ...]
    confidence: float


_REFERENCE = "SELECT blob, line, col, role, name, receiver, scope, arguments FROM reference WHERE "
_SCOPE = 6
"""Where the scope is in a row of these."""
_IS_CALL = "(role IN ('call', 'new', 'decorate')) = {}"
# DuckDB filters where it scans by one value, and by `list_contains`; by `IN` after it has read every row.
_NAMED_ONE = f"{_REFERENCE} name = ${{}}"
_NAMED = f"{_REFERENCE} name IN (SELECT unnest({LIST.format('$names')}))"
_IN_BLOBS = f"{_REFERENCE} {{}} AND {_IS_CALL}"
_IN_BODY = f"{_REFERENCE} blob = {{}} AND scope = {{}} AND {_IS_CALL}"
_IN_BODIES = f"{_REFERENCE} list_contains({{}}, blob) AND list_contains({{}}, scope) AND {_IS_CALL}"
_NO_VALUE = frozenset(("type", "module", "extension"))
"""Kinds of what holds no value, and is not called itself."""
_NO_BODIES = frozenset(("extension", "variable", "constant"))
"""Kinds of scopes that are part of what is around them."""
_READS = ("read", "write")
_FEW_NAMES = 12
"""Names up to which each is sought by itself."""
_FEW_BODIES = 16
"""Bodies of a file, or of several at once, up to which they may be read by themselves."""
_SINGLE_BODIES = 2
"""Times that bodies are read by themselves, before the whole of each file is."""
_FILES_AT_ONCE = 1_000
"""Files that are loaded for the references in them, at once."""


class Uses:
    """The references of one program.  Keeps what it looked up, so ask one many questions."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.spellings = Spellings(resolver)
        self._named: dict[tuple[str, bool], list[Reference]] = {}
        self._in_file: dict[tuple[str, bool], dict[int, list[Reference]]] = defaultdict(dict)
        """The references of some bodies of a file."""
        self._whole: dict[tuple[str, bool], dict[int, list[tuple[Any, ...]]]] = {}
        """The rows of all references of a file, by scope."""
        self._bodies_read = 0
        self._outcome_of: dict[int, Outcome] = {}
        self._outcomes: dict[int, Outcome] = {}
        self._holding: dict[tuple[int, str, str], Outcome | None] = {}
        self._kept: dict[object, Any] = {}

    @property
    def program(self) -> Program:
        """The program whose references these are."""
        return self.resolver.program

    def once(self, key: object, build: Callable[[], T]) -> T:
        """Return what `build` gives for a key, made once."""
        if key not in self._kept:
            self._kept[key] = build()
        return self._kept[key]  # type: ignore[no-any-return]

    def prepared(self, spellings: Iterable[str], roles: Sequence[str] = CALLS) -> Iterator[Reference]:
        """Yield the references by some spellings as `written` does, when what they mean can be asked at little cost."""
        for references in _parts(self.written(spellings, roles)):
            self.resolver.prepare([each for each in references if id(each) not in self._outcome_of])
            yield from references

    def of_symbols(
        self, targets: Sequence[Definition], roles: Sequence[str] = CALLS, others: Iterable[str] = ()
    ) -> Iterator[Reference]:
        """Yield the references that may mean some symbols, or by some other names, as `prepared` does."""
        as_read = [role for role in roles if role in _READS]
        read = {name for target in targets for name in self.spellings.read(target)} if as_read else ()
        rest = [role for role in roles if role not in _READS]
        return chain(self.prepared(self.spelled(targets).union(others), rest), self.prepared(read, as_read))

    def spelled(self, targets: Iterable[Definition]) -> set[str]:
        """Return the spellings of some symbols."""
        return {name for target in targets for name in self.spellings.of(target)}

    def read_named(self, spellings: Iterable[str], roles: Sequence[str]) -> None:
        """Look up the references by some spellings in some roles, of all at once."""
        self._read_missing(by_name(spellings), roles)

    def written(self, spellings: Iterable[str], roles: Sequence[str] = CALLS) -> Iterator[Reference]:
        """Yield the references by some spellings, name by name, calls first, else by path and line."""
        held_in = by_name(spellings)
        self._read_missing(held_in, roles)
        for name, blobs in held_in.items():
            for is_call in _groups(roles):
                for each in self._named[name, is_call]:
                    if each.role in roles and (blobs is None or self._is_bare_in(each, blobs)):
                        yield each

    def _is_bare_in(self, reference: Reference, blobs: Collection[int]) -> bool:
        return not reference.receiver and self.program.blob(reference.path) in blobs

    def _read_missing(self, names: Iterable[str], roles: Sequence[str]) -> None:
        """Look up the references of names, calls (True) and others, as far as they were not looked up before.

        Of many names by one scan, of every row.
        """
        groups, known = _groups(roles), self._named
        missing = {name: [each for each in groups if (name, each) not in known] for name in names}
        missing = {name: wanted for name, wanted in missing.items() if wanted}
        if len(missing) > _FEW_NAMES:
            condition = f" AND {_IS_CALL.format(*groups)}" if len(groups) == 1 else ""
            rows = self.program.view.rows(_NAMED + condition, {"names": listed(sorted(missing))})
        else:
            only = {name: _IS_CALL.format(*wanted) if len(wanted) == 1 else "" for name, wanted in missing.items()}
            rows = self._rows_of_each(only) if only else []
        new: dict[tuple[str, bool], list[Reference]]
        new = {(name, each): [] for name, wanted in missing.items() for each in wanted}
        for reference in self.program.references(rows):
            key = reference.name, reference.role in CALLS
            if key in new:
                new[key].append(reference)
        self._named |= new

    def _rows_of_each(self, conditions: Mapping[str, str]) -> list[tuple[Any, ...]]:
        """Return the rows of a few names, on a condition if any, by a scan for each: one for several skips nothing."""
        only = [f" AND {condition}" if condition else "" for condition in conditions.values()]
        scans = (f"{_NAMED_ONE.format(f'name_{at}')}{condition}" for at, condition in enumerate(only))
        parameters = {f"name_{at}": name for at, name in enumerate(conditions)}
        return self.program.view.rows(" UNION ALL ".join(scans), parameters)

    def inside(self, definitions: Iterable[Definition], roles: Sequence[str] = CALLS) -> Iterator[Meant]:
        """Yield the references in the bodies of some definitions; those of nested definitions are theirs.

        The body of a variable at the top of a file is what gives it its value.  A call of what a variable or field
        holds, where nothing says what that is, means the variable.
        """
        definitions = [each for each in definitions if _has_body(each)]
        self.program.describe(each for each in definitions if each.kind not in SCOPE_KINDS)
        self.read_bodies(definitions, roles)
        for each in definitions:
            for is_call in _groups(roles):
                for reference in self._in_body(each.file.path, is_call, _body(each)):
                    if reference.role in roles and _is_inside(each, reference):
                        outcome = self.outcome(reference)
                        held = self._holders(reference, outcome) if is_call and _is_of_holder(outcome) else None
                        if held is not None:
                            yield self.placed(reference, held)
                        if held is None or outcome.targets:
                            yield self.placed(reference, outcome)

    def read_bodies(self, definitions: Iterable[Definition], roles: Sequence[str] = CALLS) -> None:
        """Look up what `inside` is to yield.

        All of a file, since another question may be about what is beside it; but not of several, nor at first: what
        answers one question needs a third of the time for the body alone.
        """
        for is_call in _groups(roles):
            wanted = {(each.file.path, _body(each)): each for each in definitions}
            missing = [each for (path, at), each in wanted.items() if not self._is_read(path, is_call, at)]
            paths = list(dict.fromkeys(each.file.path for each in missing))
            if missing and self._is_read_by_body(paths, len(missing), is_call):
                self._read_each(missing, is_call)
            elif missing:
                self._read_files(paths, is_call)

    def _is_read_by_body(self, paths: Sequence[str], bodies: int, is_call: bool) -> bool:
        if max(len(self._in_file[path, is_call]) for path in paths) + bodies > _FEW_BODIES:
            return False
        return len(paths) > 1 or self._bodies_read < _SINGLE_BODIES

    def _is_read(self, path: str, is_call: bool, ordinal: int) -> bool:
        return (path, is_call) in self._whole or ordinal in self._in_file[path, is_call]

    def _read_each(self, definitions: Sequence[Definition], is_call: bool) -> None:
        """Look up the references in some bodies."""
        self._bodies_read += 1
        blobs = sorted({self.program.blob(each.file.path) for each in definitions})
        scopes = sorted({scope for each in definitions for scope in each.file.scopes_of_body(_body(each))})
        is_one = len(blobs) == len(scopes) == 1
        query = _IN_BODY.format(blobs[0], scopes[0], is_call) if is_one else _IN_BODIES.format(blobs, scopes, is_call)
        found: dict[tuple[str, int], list[Reference]] = {(each.file.path, _body(each)): [] for each in definitions}
        for reference in self.program.references(self.program.view.rows(query)):
            body = reference.path, self._body_around(reference)
            if body in found:  # and not of another path, or in the scope of one body in the file of another
                found[body].append(reference)
        for (path, ordinal), references in found.items():
            self._in_file[path, is_call][ordinal] = references

    def _read_files(self, paths: Sequence[str], is_call: bool) -> None:
        """Look up the references in some files, which are only taken apart body by body."""
        self.program.load(paths)
        blobs = {self.program.blob(path) for path in paths}
        rows_of: dict[int, dict[int, list[tuple[Any, ...]]]] = {blob: defaultdict(list) for blob in blobs}
        for row in self.program.view.rows(_IN_BLOBS.format(of_blobs(blobs), is_call)):
            rows_of[row[0]][row[_SCOPE]].append(row)
        for path in paths:
            self._whole[path, is_call] = rows_of[self.program.blob(path)]

    def _in_body(self, path: str, is_call: bool, ordinal: int) -> list[Reference]:
        """Return the references in a body that was looked up."""
        bodies = self._in_file[path, is_call]
        if ordinal not in bodies:  # what is known of others keeps its ids
            rows_of = self._whole[path, is_call]
            rows = [row for scope in self.program.file(path).scopes_of_body(ordinal) for row in rows_of.get(scope, ())]
            found = sorted(Reference(path, *row[1:]) for row in rows)
            bodies[ordinal] = [each for each in found if self._body_around(each) == ordinal]
        return bodies[ordinal]

    def _body_around(self, reference: Reference) -> int:
        inside = enclosing(self.program, reference)
        return inside.ordinal if inside is not None else TOP

    def written_in(self, names: Mapping[str, Collection[str]]) -> Iterator[Found]:
        """Yield the calls of some names, path by path."""
        every = sorted({name for those in names.values() for name in those})
        if not every:
            return
        condition = f"{_IS_CALL.format(True)} AND {of_blobs({self.program.blob(path) for path in names})}"
        rows = self._rows_of_each(dict.fromkeys(every, condition))
        found = [each for each in self.program.references(rows) if each.name in names.get(each.path, ())]
        self.resolver.prepare(found)
        yield from ((each, self._as_outcome(self._meaning(self.resolver, each))) for each in found)

    def through(self, definitions: Iterable[Definition]) -> Iterator[Found]:
        """Yield the calls of what the variables and fields among some definitions hold, as calls of these.

        What they hold may be a library's or a class, or nothing says what it is: else it is that which is called.
        """
        holders = [each for each in definitions if _holds_value(each)]
        wanted = set(map(identity, holders))
        for reference in self.of_symbols(holders):
            outcome = self.outcome(reference)
            targets = outcome.resolution.targets
            if _is_of_holder(outcome) or all(each.name != reference.name for each in targets):
                held = self._holders(reference, outcome)
                if held is not None and not wanted.isdisjoint(held.targets):
                    yield reference, held

    def _holders(self, reference: Reference, outcome: Outcome) -> Outcome | None:
        """Return the variables and fields that hold what a call calls, if it is such a call."""
        # calls that mean the same without a target are of the same values
        key = id(outcome), reference.name, reference.path if outcome.targets else ""
        if key not in self._holding:
            held = written(self.resolver, reference)
            is_held = any(map(_holds_value, held.targets))
            self._holding[key] = self._as_outcome(held) if is_held else None
        return self._holding[key]

    def meant(self, reference: Reference) -> Meant:
        """Return what a reference means and where it stands."""
        return self.placed(reference, self.outcome(reference))

    def placed(self, reference: Reference, outcome: Outcome) -> Meant:
        """Return what is known of a reference with where it stands."""
        return Meant(reference, enclosing(self.program, reference), *outcome)

    def outcome(self, reference: Reference) -> Outcome:
        """Return what a reference means: the same object for all of which that is the same."""
        known = self._outcome_of.get(id(reference))
        if known is None:
            known = self._outcome_of[id(reference)] = self._as_outcome(self._meaning(self.resolver, reference))
        return known

    @cached_property
    def _meaning(self) -> Callable[[Resolver, Reference], Resolution]:
        """What says what a reference means: chosen once, so that pointers cost nothing where no language has them."""
        return may_mean if are_followed(self.program) else meaning

    def _as_outcome(self, resolution: Resolution) -> Outcome:
        known = self._outcomes.get(id(resolution))
        if known is None:
            named = (each for target in resolution.targets for each in identities(self.resolver, target))
            targets = tuple(dict.fromkeys(named))
            known = self._outcomes[id(resolution)] = Outcome(resolution, targets, confidence(resolution))
        return known


def _is_of_holder(outcome: Outcome) -> bool:
    """Say whether what a call means is at most what a variable or field may hold."""
    return not outcome.resolution.targets or outcome.resolution.how == INDIRECT


def _holds_value(definition: Definition) -> bool:
    """Say whether a definition is of what holds a value, which may be called as it."""
    return definition.kind not in CALLABLE_KINDS and definition.kind not in _NO_VALUE


def _has_body(definition: Definition) -> bool:
    """Say whether code is a definition's own: a function's, a type's, or what gives a variable of a file its value."""
    return definition.kind in SCOPE_KINDS or (definition.container == TOP and _holds_value(definition))


def _body(definition: Definition) -> int:
    """Return the scope that a definition's own code is in."""
    return definition.ordinal if definition.kind in SCOPE_KINDS else TOP


def _is_inside(definition: Definition, reference: Reference) -> bool:
    """Say whether a reference in the scope of a definition's code is part of that."""
    return definition.kind in SCOPE_KINDS or definition.line <= reference.line <= definition.details.end_line


def _parts(references: Iterable[Reference]) -> Iterator[list[Reference]]:
    """Yield references in parts whose files can be loaded together."""
    part: list[Reference] = []
    paths: set[str] = set()
    for each in references:
        if len(paths) == _FILES_AT_ONCE and each.path not in paths:
            yield part
            part, paths = [], set()
        part.append(each)
        paths.add(each.path)
    yield part


def _groups(roles: Iterable[str]) -> list[bool]:
    """Return which groups of roles are looked up together: calls (True), and everything else."""
    return sorted({role in CALLS for role in roles}, reverse=True)


def enclosing(program: Program, reference: Reference) -> Definition | None:
    """Return the definition that a reference stands in, perhaps the whole file: no variable, no extending block."""
    file, scope = program.file(reference.path), reference.scope
    while scope != TOP and file.definitions[scope].kind in _NO_BODIES:
        scope = file.definitions[scope].container
    return file.definitions[scope] if scope != TOP else file.component


def initialized(program: Program, references: Iterable[Reference]) -> dict[int, Definition]:
    """Return, by the ids of references outside functions and types, the variables in the values of which they stand."""
    near = {
        id(each): (value, each.line)
        for each in references
        if (value := program.file(each.path).value_before(each.line)) is not None
    }
    program.describe(value for value, _ in near.values())
    return {key: value for key, (value, line) in near.items() if line <= value.details.end_line}


def confidence(resolution: Resolution) -> float:
    """Return the share of references resolved in this way that compilers confirm, split among equal targets.

    Not among functions of which each may be run.
    """
    targets = resolution.targets if resolution.how != INDIRECT else ()
    symbols = {identity(standing_for_all(each.file.program, each)) for each in targets} if len(targets) > 1 else targets
    return round(CONFIDENCE.get(resolution.how, 0.9) / (len(symbols) or 1), 2)


def of_each(resolution: Resolution) -> float:
    """Return the same for each definition: overloads of one symbol share it, as a call means one of them."""
    if resolution.how != "overload":
        return confidence(resolution)
    return round(CONFIDENCE[resolution.how] / len(resolution.targets), 2)
