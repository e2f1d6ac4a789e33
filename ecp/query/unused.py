"""Question: which definitions does nothing reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecp.index.facts import EXPRESSION
from ecp.index.layer import LIST, listed
from ecp.model import Unused
from ecp.query.doubts import Doubts
from ecp.query.globs import GLOBBED, parameters
from ecp.query.hierarchy import overridden
from ecp.query.resolution.counterparts import Identity, identity
from ecp.query.resolution.meaning import ROLES
from ecp.query.resolution.program.definitions import CALLABLE_KINDS, FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.types.parts import other_parts, standing_for_all
from ecp.query.symbols import grouped
from ecp.query.testing import is_test, is_test_path
from ecp.query.unrecorded import is_run_by_syntax, why_in_use
from ecp.query.uses import Meant, Uses

KINDS = tuple(sorted(CALLABLE_KINDS | {"type"}))
"""The kinds that are looked at unless one is asked for."""

_BATCH = 256
_RUN_BY_NAME = frozenset(("main", "init", "TestMain", "conftest", "setup", "teardown", "setUp", "tearDown"))
_CANDIDATES = f"""
SELECT   DISTINCT path
FROM     definition JOIN file USING (blob)
WHERE    definition.kind IN (SELECT unnest({LIST.format("$kinds")})) AND {GLOBBED}
ORDER BY path
"""


def unused(uses: Uses, *, kind: str = "", path: str = "") -> Iterator[Unused]:
    """Yield definitions that no resolved reference reaches, by path and line.

    A reference of any role counts, imports and exports too, unless it stands inside the definition itself.  Left
    out, since they are run without being named: tests and what lies in test files, `main` and `init`, what syntax runs
    (operators, subscripts, `__this__`), constructors, methods that override one which is used, and declarations
    without a body in an interface.  Listed with a note, since a library or framework may use them: what is decorated
    or annotated, methods of types with bases outside the repository, classes in those that a metaclass makes, and what
    scripts that nothing imports export.  Each comes with the number of unresolved references of its name.

    `path` is a glob over whole paths, `kind` one kind of definition (else functions, methods, types and macros).  Who
    takes only the first does not have all of a large repository looked at.
    """
    program = uses.program
    kinds = (kind,) if kind else KINDS
    rows = program.view.rows(_CANDIDATES, {"kinds": listed(kinds), **parameters(path)})
    files = [file for (file,) in rows if not is_test_path(file) and program.has(file)]
    batch: list[list[Definition]] = []
    for start in range(0, len(files), 32):
        program.load(files[start : start + 32])
        for file in files[start : start + 32]:
            those = (each for each in program.file(file).all_definitions if each.kind in kinds)
            whole = (group for group in grouped(those) if standing_for_all(program, group[0]) is group[0])
            batch += [group for group in whole if not _is_run_unnamed(group[0])]
        if len(batch) >= _BATCH:
            yield from _nothing_reaches(uses, batch)
            batch = []
    yield from _nothing_reaches(uses, batch)


def _is_run_unnamed(definition: Definition) -> bool:
    return _is_entry(definition) or _is_value(definition) or is_test(definition)


def _is_entry(definition: Definition) -> bool:
    """Say whether a definition is run without being named."""
    name = definition.name
    if name in _RUN_BY_NAME or is_run_by_syntax(definition) or definition.is_constructor:
        return True
    container = definition.file.definitions[definition.container] if definition.container >= 0 else None
    return container is not None and container.kind in ("interface", "trait") and definition.kind == "method"


def _is_value(definition: Definition) -> bool:
    """Say whether a function is a value, or one inside a function that of a variable there, or of what is returned.

    Where the name is a variable's too, its reads are not recorded as references.
    """
    if EXPRESSION in definition.modifiers.split():
        return True
    around = definition.container
    if around == TOP or definition.file.definitions[around].kind not in FUNCTION_KINDS:
        return False
    return bool(definition.file.bound(around, definition.name)) or any(
        each.value == definition.name for each in definition.file.results.get(around, ())
    )


def _nothing_reaches(uses: Uses, groups: Sequence[list[Definition]]) -> Iterator[Unused]:
    """Yield those of some symbols that no reference leads to.  Asks about each reference only until one does."""
    names_of = {identity(group[0]): uses.spellings.of(group[0]) for group in groups}
    uses.read_named({name for names in names_of.values() for name in names}, ROLES)
    reached: set[Identity] = set()
    for group in groups:
        own = identity(group[0])
        if own in reached:
            continue
        references = list(uses.written(names_of[own], ROLES))
        references.sort(key=lambda reference: reference.path != own[0])  # the likeliest first: most stop there
        doubts, uncertain = Doubts(uses.program, group), 0
        for reference in references:
            meant = uses.meant(reference)
            uncertain += doubts.may_mean(reference, meant.resolution)
            inside = _inside(meant)
            reached.update(each for each in meant.targets if not _is_within(inside, each))
            if own in reached:
                break
        if own not in reached and not any(uses.through(group)) and not _is_reached_unnamed(uses, group[0]):
            yield _unused(uses, group, uncertain)


def _inside(meant: Meant) -> Identity:
    return identity(meant.inside) if meant.inside is not None else ("", "", "")


def _is_within(inside: Identity, definition: Identity) -> bool:
    return inside[0] == definition[0] and f"{inside[1]}.".startswith(f"{definition[1]}.")


def _is_reached_unnamed(uses: Uses, definition: Definition) -> bool:
    return _is_run_through_base(uses, definition) or (definition.is_type and _has_used_member(uses, definition))


def _is_run_through_base(uses: Uses, member: Definition) -> bool:
    """Say whether a member overrides one that is referred to."""
    for above, _ in overridden(uses, member):
        wanted = identity(above)
        for reference in uses.written(uses.spellings.of(above), ROLES):
            if wanted in uses.meant(reference).targets:
                return True
    return False


def _has_used_member(uses: Uses, whole: Definition) -> bool:
    """Say whether something refers to a member of a type that nothing names: to one of a class of extensions."""
    parts = (whole, *other_parts(uses.program, whole))
    own = set(map(identity, parts))
    for part in parts:
        for member in part.file.members.get(part.ordinal, ()):
            wanted = identity(member)
            for reference in uses.written(uses.spellings.of(member), ROLES):
                meant = uses.meant(reference)
                if wanted in meant.targets and not any(_is_within(_inside(meant), each) for each in own):
                    return True
    return False


def _unused(uses: Uses, group: list[Definition], unresolved: int) -> Unused:
    first = group[0]
    return Unused(
        first.file.path, first.line, first.details.end_line, first.kind, first.name, first.qualified_name,
        bool(first.exported), unresolved, why_in_use(uses, group),
    )  # fmt: skip
