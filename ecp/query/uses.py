"""References joined with what they mean and where they stand, by name and by file: what most questions are made of.

Looked up in batches, since a query over a layer costs about a millisecond whether it is for one name or for a
thousand; and kept, so that a second question pays for what is new to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from ecp.index.layer import LIST, listed
from ecp.model import CONFIDENCE
from ecp.query.files import CALLABLE_KINDS, TOP, Definition, Reference
from ecp.query.meaning import CALLS, UNCERTAIN, meaning, written
from ecp.query.modules.scripts import same_module
from ecp.query.program import Program, among
from ecp.query.references import Resolution
from ecp.query.resolver import Resolver
from ecp.query.spellings import Spellings

T = TypeVar("T")
Identity = tuple[str, str]
"""Path and qualified name: what overloads and redefinitions of one symbol share."""
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


_NAMED = f"""
SELECT   blob, line, col, role, name, receiver, scope, arguments
FROM     reference
WHERE    name IN (SELECT unnest({LIST.format("$names")})) AND (role IN ('call', 'new', 'decorate')) = $is_call
"""
_IN_BLOBS = """
SELECT   blob, line, col, role, name, receiver, scope, arguments
FROM     reference
WHERE    blob IN ({blobs}) AND (role IN ('call', 'new', 'decorate')) = $is_call
"""
_NAMED_IN_BLOBS = """
SELECT   blob, line, col, role, name, receiver, scope, arguments
FROM     reference
WHERE    name IN ({names}) AND blob IN ({blobs})
         AND role IN ('call', 'new', 'decorate')
"""
_NO_VALUE = frozenset(("type", "module", "extension"))
"""Kinds of what holds no value, and is not called itself."""
_FILES_AT_ONCE = 1_000
"""Files that are loaded for the references in them, at once."""


class Uses:
    """The references of one program.  Keeps what it looked up, so ask one many questions."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.spellings = Spellings(resolver.program)
        self._named: dict[tuple[str, bool], list[Reference]] = {}
        self._of_file: dict[tuple[str, bool], dict[int, list[Reference]]] = {}
        self._outcome_of: dict[int, Outcome] = {}
        self._outcomes: dict[int, Outcome] = {}
        self._beside: dict[str, str] = {}
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

    def named(self, names: Iterable[str], roles: Sequence[str] = CALLS) -> Iterator[Meant]:
        """Yield the references of some names, name by name, calls first, else by path and line."""
        return map(self.meant, self.prepared(names, roles))

    def prepared(self, names: Iterable[str], roles: Sequence[str] = CALLS) -> Iterator[Reference]:
        """Yield the same references, when what they mean can be asked at little cost."""
        for references in _parts(self.written(names, roles)):
            self.resolver.prepare([each for each in references if id(each) not in self._outcome_of])
            yield from references

    def written(self, names: Iterable[str], roles: Sequence[str] = CALLS) -> Iterator[Reference]:
        """Yield the references of some names as `named` does, but not what they mean."""
        names = list(dict.fromkeys(names))
        for is_call in _groups(roles):
            missing = [name for name in names if (name, is_call) not in self._named]
            if missing:
                for name in missing:
                    self._named[name, is_call] = []
                rows = self.program.view.rows(_NAMED, {"names": listed(missing), "is_call": is_call})
                for reference in self.program.references(rows):
                    self._named[reference.name, is_call].append(reference)
        for name in names:
            for is_call in _groups(roles):
                for reference in self._named[name, is_call]:
                    if reference.role in roles:
                        yield reference

    def inside(self, definitions: Iterable[Definition], roles: Sequence[str] = CALLS) -> Iterator[Meant]:
        """Yield the references in the bodies of some definitions; those of nested definitions are theirs."""
        definitions = list(definitions)
        paths = dict.fromkeys(each.file.path for each in definitions)
        for is_call in _groups(roles):
            missing = [path for path in paths if (path, is_call) not in self._of_file]
            if missing:
                for path in missing:
                    self._of_file[path, is_call] = defaultdict(list)
                self.program.load(missing)
                blobs = among([self.program.blob(path) for path in missing])
                rows = self.program.view.rows(_IN_BLOBS.format(blobs=blobs), {"is_call": is_call})
                for reference in self.program.references(rows):
                    if (reference.path, is_call) in self._of_file:  # and not another path of the same blob
                        inside = enclosing(self.program, reference)
                        at = inside.ordinal if inside is not None else TOP
                        self._of_file[reference.path, is_call][at].append(reference)
        for each in definitions:
            for is_call in _groups(roles):
                for reference in self._of_file[each.file.path, is_call].get(each.ordinal, ()):
                    if reference.role in roles:
                        yield self.meant(reference)

    def written_in(self, names: Mapping[str, Collection[str]]) -> Iterator[Found]:
        """Yield the calls of some names, path by path."""
        every = sorted({name for those in names.values() for name in those})
        wanted = {f"name_{at}": name for at, name in enumerate(every)}
        if not wanted:
            return
        query = _NAMED_IN_BLOBS.format(
            names=", ".join(f"${name}" for name in wanted),  # as few as they are they take half of what a list does
            blobs=among(sorted({self.program.blob(path) for path in names})),
        )
        rows = self.program.view.rows(query, wanted)
        found = [each for each in self.program.references(rows) if each.name in names.get(each.path, ())]
        self.resolver.prepare(found)
        yield from ((each, self._as_outcome(meaning(self.resolver, each))) for each in found)

    def through(self, definitions: Iterable[Definition]) -> Iterator[Found]:
        """Yield the calls of what the variables and fields among some definitions hold, as calls of these.

        What they hold may be a library's, or nothing says what it is: else it is that which is called.
        """
        holders = [each for each in definitions if each.kind not in CALLABLE_KINDS and each.kind not in _NO_VALUE]
        wanted = set(map(identity, holders))
        names = {name for holder in holders for name in self.spellings.of(holder)}
        for reference in self.prepared(sorted(names)) if names else ():
            if self.outcome(reference).resolution.targets:
                continue
            held = self._as_outcome(written(self.resolver, reference))
            if not wanted.isdisjoint(held.targets):
                yield reference, held

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
            known = self._outcome_of[id(reference)] = self._as_outcome(meaning(self.resolver, reference))
        return known

    def _as_outcome(self, resolution: Resolution) -> Outcome:
        known = self._outcomes.get(id(resolution))
        if known is None:
            targets = tuple(dict.fromkeys(self._identities(resolution.targets)))
            known = self._outcomes[id(resolution)] = Outcome(resolution, targets, confidence(resolution))
        return known

    def _identities(self, targets: Iterable[Definition]) -> Iterator[Identity]:
        """Yield the symbols that some definitions are: what declares a script is the same as what it declares."""
        for target in targets:
            yield identity(target)
            path = target.file.path
            beside = self._beside.get(path)
            if beside is None:
                beside = self._beside[path] = same_module(self.program, path)
            if beside:
                yield beside, target.qualified_name


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
    """Return the definition that a reference stands in; a block that extends a type is none."""
    file, scope = program.file(reference.path), reference.scope
    while scope != TOP and file.definitions[scope].kind == "extension":
        scope = file.definitions[scope].container
    return file.definitions[scope] if scope != TOP else None


def identity(definition: Definition) -> Identity:
    """Return what is the same for all definitions of one symbol."""
    return definition.file.path, definition.qualified_name


def is_uncertain(resolution: Resolution) -> bool:
    """Say whether a reference has no target and yet may mean a definition of its name."""
    return not resolution.targets and resolution.reason in UNCERTAIN


def confidence(resolution: Resolution) -> float:
    """Return the share of references resolved in this way that compilers confirm, split among equal targets."""
    symbols = len(set(map(identity, resolution.targets))) if len(resolution.targets) > 1 else 1
    return round(CONFIDENCE.get(resolution.how, 0.9) / symbols, 2)
