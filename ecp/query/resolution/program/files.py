"""One file of a view as the resolver reads it: its definitions, imports and bindings by scope, made when looked up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ecp.index.languages import Language
from ecp.index.records import DEFAULT, DEFINED, IN_FUNCTION
from ecp.query.resolution.notation import Tree, parse_expression, records_in
from ecp.query.resolution.program.block_runners import may_have_receiver
from ecp.query.resolution.program.bound import Bindings
from ecp.query.resolution.program.definitions import (
    FUNCTION_KINDS,
    TOP,
    VALUE_KINDS,
    Children,
    ChildrenByName,
    Definition,
    Definitions,
    Grouped,
)
from ecp.query.resolution.program.local_functions import LocalFunctions
from ecp.query.resolution.program.rows import COLUMNS, Binding, Heritage, Import, Table, unpacked

if TYPE_CHECKING:
    from ecp.query.resolution.places import Sought
    from ecp.query.resolution.program.program import Program


STUB = "i"
"""What the name of a stub has after that of the source beside it: `.py`, `.pyi`."""


class Context(NamedTuple):
    """Where an expression stands."""

    file: File
    scope: int
    line: int


Packed = dict[str, tuple[int, str]]
"""Facts of a blob: per table how many rows it has, and these as one text."""


class File:
    """One path of the view and the facts of its blob, indexed by scope and name; loaded when first looked into.

    Facts arrive packed (`loaded._FACTS`) and are unpacked table by table and row by row: most are never looked at.
    """

    def __init__(self, program: Program, path: str, language: Language) -> None:
        self.program = program
        self.path = path
        self.language = language
        self.loaded: frozenset[str] = frozenset()
        """The tables whose facts are loaded."""
        self.packed: Packed = {}
        self.definitions = Definitions(self)
        self.bindings = Bindings(self)
        self._scopes_out: dict[int, tuple[int, ...]] = {}

    def table(self, name: str) -> Table:
        """Return the rows of one table, which are taken out of what arrived packed."""
        if name not in self.packed:
            self.program.load_facts_of(self, name)
        count, text = self.packed.pop(name)
        return unpacked(count, text, len(COLUMNS[name])) or self.program.odd_table(self, name)

    def release(self) -> None:
        """Let go of the facts, which are loaded again when they are looked into, but not of what has an identity."""
        kept = self.program, self.path, self.language, self.definitions, self.bindings
        vars(self).clear()
        self.program, self.path, self.language, self.definitions, self.bindings = kept
        self.loaded, self.packed, self._scopes_out = frozenset(), {}, {}
        self.definitions.release()
        self.bindings.release()

    @property
    def all_definitions(self) -> list[Definition]:
        """The definitions, by ordinal."""
        return [self.definitions[ordinal] for ordinal in range(len(self.definitions.in_order))]

    @cached_property
    def children(self) -> Children | ChildrenByName:
        """Definitions by (container, name)."""
        return ChildrenByName(self) if self.program.is_large else self.definitions.children

    @cached_property
    def members(self) -> Grouped[Definition]:
        """Definitions by container; a type without a name is no member."""
        return self.definitions.members

    def value_before(self, line: int) -> Definition | None:
        """Return the last variable at the top that is defined at a line or before, which may still go on there."""
        values = self._values_at_top
        after = bisect_right(values, line, key=attrgetter("line"))
        return values[after - 1] if after else None

    @cached_property
    def _values_at_top(self) -> list[Definition]:
        return sorted((d for d in self.members.get(TOP, ()) if d.kind in VALUE_KINDS), key=attrgetter("line"))

    @cached_property
    def imports(self) -> list[Import]:
        """The imports, in order of line."""
        table = self.table("import")
        rows = map(table.fields, table.rows)
        made = partial(tuple.__new__, Import)  # a named tuple's own takes twice as long
        found = [made((int(line), int(scope), *texts)) for line, scope, *texts in rows]
        found.sort(key=attrgetter("line"))
        return found + self.program.imports_for_all(self.path) if self.language.project_file else found

    @cached_property
    def heritage(self) -> list[Heritage]:
        """The bases of its types."""
        table = self.table("heritage")
        rows = map(table.fields, table.rows)
        return [Heritage(int(line), int(definition), *texts) for line, definition, *texts in rows]

    @cached_property
    def making_macros(self) -> tuple[int, ...]:
        """The macros at its top whose bodies define something."""
        at_top = self.members.get(TOP, ())
        return tuple(each.ordinal for each in at_top if each.kind == "macro" and each.ordinal in self.members)

    def bound(self, scope: int, name: str) -> list[Binding]:
        """Return the bindings without receiver of a name in a scope, in order of line."""
        return self.bindings.plain(scope, name)

    def has_name(self, scope: int, name: str) -> bool:
        """Say whether anything defines, imports or binds a name in a scope."""
        key = scope, name
        return key in self.children or key in self.names_imported or self.bindings.has(scope, name)

    def has_local_functions(self, name: str) -> bool:
        """Say whether anonymous functions define functions or types of a name that others have, too."""
        return self.language.local_functions and self.bindings.is_bound(f"{IN_FUNCTION}{name}")

    def has_local_functions_in(self, scope: int, name: str) -> bool:
        """Say the same of those in one scope."""
        return self.language.local_functions and self.bindings.has(scope, f"{IN_FUNCTION}{name}")

    def local_functions(self, scope: int, name: str) -> LocalFunctions:
        """Return the functions and types of a name in a scope that anonymous functions define."""
        found = self._local_functions.get((scope, name))
        if found is None:
            bindings, all_of_name = self.bound(scope, f"{IN_FUNCTION}{name}"), self.children.get((scope, name), ())
            found = self._local_functions[scope, name] = LocalFunctions(bindings, all_of_name)
        return found

    @cached_property
    def _local_functions(self) -> dict[tuple[int, str], LocalFunctions]:
        return {}

    def is_outside(self, name: str) -> bool:
        """Say whether a name means in every scope what it means anywhere at the top: nothing inside has it."""
        known = self._outside.get(name)
        if known is None:
            known = self._outside[name] = self._is_plain and not self._is_inside(name)
        return known

    def _is_inside(self, name: str) -> bool:
        if name in self.language.words or name in self._names_imported_inside:
            return True
        if self.definitions.scopes.are_inside(name) or self.bindings.are_inside(name):
            return True
        if self.has_local_functions(name):
            return True
        return self.language.narrows and any(each.how == "narrow" for each in self.bound(TOP, name))

    @cached_property
    def _outside(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _is_plain(self) -> bool:
        """Whether names mean what scopes around them have, and nothing else inside of it gives them a meaning."""
        if not self.language.plain_scopes or self.program.is_large or self.owners:
            return False
        return self.scopes_of_stars <= {TOP}

    @cached_property
    def _names_imported_inside(self) -> frozenset[str]:
        """The names that anything is imported under, other than at the top."""
        return frozenset(name for scope, name in self.names_imported if scope != TOP)

    def line_alike(self, scope: int, line: int, names: Iterable[str]) -> int:
        """Return the first line of a scope at which some names mean what they mean at another; of line 0, that."""
        if not line:
            return 0
        if self.language.ordered_types and scope != TOP and self.definitions[scope].is_type:
            return line
        first = 1
        for name in names:
            if turns := self.bindings.turns(scope, name):
                imported = self.names_imported.get((scope, name), ())
                lines = (each.line for each in imported if each.line <= line)
                first = max(first, turns[bisect_right(turns, line) - 1], *lines)
        if self.language.local_functions and scope != TOP and any(map(self.has_local_functions, names)):
            first = max(first, min(line, self.definitions[scope].line))  # all of it is in one function around
        return first

    def attributes_bound(self, name: str) -> list[Binding]:
        """Return the bindings of a name with a receiver: `self.name = …`."""
        return self.bindings.with_receiver(name)

    @cached_property
    def assigned(self) -> dict[tuple[str, str], list[Definition]]:
        """The functions and classes that are assigned to members, by what that is a member of, as written, and name."""
        found: dict[tuple[str, str], list[Definition]] = defaultdict(list)
        for definition in map(self.definitions.__getitem__, sorted(self.definitions.owners)):
            if definition.kind in FUNCTION_KINDS or definition.is_type:
                found[definition.owner, definition.name].append(definition)
        return dict(found)

    @cached_property
    def lines_of_definitions(self) -> dict[int, list[int]]:
        """The lines of the definitions in each scope, in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for definition in self.all_definitions:
            found[definition.container].append(definition.line)
        return {scope: sorted(lines) for scope, lines in found.items()}

    def receivers_around(self, scope: int, line: int) -> Iterator[Binding]:
        """Yield the receivers of the functions without a name in a scope that stand around a line, the inner first.

        On the line on which one of several lines begins stands what it is given to.
        """
        lines, nested = self._receivers_in(scope)
        at = bisect_right(lines, line) - 1
        while at >= 0:
            binding, outer = nested[at]
            end = abs(binding.until_line)
            if binding.line < line <= end or binding.line == line == end:
                yield binding
            at = outer

    def has_receivers(self, scope: int) -> bool:
        """Say whether functions without a name that have receivers stand in a scope."""
        return bool(self._receivers_in(scope)[0])

    def _receivers_in(self, scope: int) -> tuple[list[int], list[tuple[Binding, int]]]:
        if scope not in self._receivers:
            self._receivers[scope] = self._nested_receivers(scope)
        return self._receivers[scope]

    def _nested_receivers(self, scope: int) -> tuple[list[int], list[tuple[Binding, int]]]:
        """Return the receivers of a scope's functions without a name: their lines, and each with which is around it."""
        name = self.language.self_names[0]
        bound = self.bound(scope, name) if self.has_name(scope, name) else ()
        said = (each for each in bound if each.how == "receiver")
        kept = (each for each in said if may_have_receiver(self.program, self.language, each.value))
        found = sorted(kept, key=attrgetter("line"))
        nested: list[tuple[Binding, int]] = []
        around: list[int] = []
        for at, binding in enumerate(found):
            while around and abs(found[around[-1]].until_line) < binding.line:
                around.pop()
            nested.append((binding, around[-1] if around else -1))
            around.append(at)
        return [each.line for each in found], nested

    @cached_property
    def _receivers(self) -> dict[int, tuple[list[int], list[tuple[Binding, int]]]]:
        return {}

    @cached_property
    def owners(self) -> frozenset[str]:
        """What definitions outside of it name as the one that they belong to."""
        return frozenset(self.definitions.owners.values())

    @cached_property
    def receivers(self) -> frozenset[str]:
        """The names of which members are assigned."""
        return frozenset(receiver for _, receiver in self.bindings.receivers())

    @cached_property
    def assigning_to_self(self) -> frozenset[int]:
        """The scopes in which members of the receiver are assigned."""
        own = self.language.self_names
        return frozenset(scope for scope, receiver in self.bindings.receivers() if receiver in own)

    @cached_property
    def literals(self) -> dict[int, tuple[Binding, Tree]]:
        """The object literals with methods, and in which binding each stands, by the methods' lines."""
        found: dict[int, tuple[Binding, Tree]] = {}
        for binding in self.bindings.of_value(DEFINED):
            for record in records_in(parse_expression(binding.value)):
                for part in record[2:]:
                    if part[0] == "defined":
                        found.setdefault(part[1], (binding, record))
        return found

    def has_members(self, definition: Definition) -> bool:
        """Say whether anything is a member of what a definition's name stands for, inside it or assigned."""
        is_apart = "definition" not in self.loaded and self.program.is_large
        inside = self.program.has_inside(definition) if is_apart else definition.ordinal in self.members
        if self.language.value_functions and definition.name in self.receivers:
            return True
        return inside or (self.language.assigned_members and not self.owners.isdisjoint(self.names_of(definition)))

    def names_of(self, definition: Definition) -> tuple[str, ...]:
        """Return what may be written for a definition where members are assigned to it: `exports.pens` for `pens`."""
        if not (definition.exported and self.language.module_names):
            return (definition.name,)
        return (definition.name, f"exports.{definition.name}", f"module.exports.{definition.name}")

    @cached_property
    def parameters(self) -> Grouped[Binding]:
        """The parameters of each scope, in order."""
        return self.bindings.parameters()

    @cached_property
    def generics(self) -> Grouped[Binding]:
        """The type parameters of each scope, in order."""
        return self.bindings.generics()

    @cached_property
    def results(self) -> Grouped[Binding]:
        """What each scope returns or yields."""
        return self.bindings.results()

    @cached_property
    def names_imported(self) -> dict[tuple[int, str], list[Import]]:
        """Imports by (scope, local name)."""
        found: dict[tuple[int, str], list[Import]] = defaultdict(list)
        is_ordered = self.language.ordered_types
        for each in self.imports:
            if local := local_name(each, self.language):
                same = found[each.scope, local]
                if is_ordered or not same or same[-1][2:] != each[2:]:  # comments may import a type at every mention
                    same.append(each)
        return dict(found)

    @cached_property
    def offered(self) -> dict[str, list[Import]]:
        """Re-exports and exports by the name that they offer."""
        found: dict[str, list[Import]] = defaultdict(list)
        for each in self.imports:
            if each.kind in ("reexport", "export"):
                found[each.alias or each.name].append(each)
        return dict(found)

    @cached_property
    def listed(self) -> frozenset[str]:
        """The names that its exports list."""
        return frozenset(each.name for each in self.imports if each.kind == "export")

    @cached_property
    def offered_stars(self) -> list[Import]:
        """Imports at the top that bring every name of a module, which it offers in turn, unless they are of one file.

        https://go.dev/ref/spec#Import_declarations
        """
        kinds = ("star", "reexport_star") if self.language.package_scope != "folder" else ("reexport_star",)
        return self._last_first(
            each for each in self.imports if each.kind in kinds and not each.alias and each.scope == TOP
        )

    @cached_property
    def stub(self) -> File | None:
        """The file beside this one that says the types of what this one defines."""
        path = self.path + STUB
        return self.program.file(path) if self.language.has_stubs and self.program.has(path) else None

    @cached_property
    def stars(self) -> list[Import]:
        """Imports that bring every name of a module."""
        kinds = ("star", "reexport_star") if self.language.reexports_bind else ("star",)
        return self._last_first(each for each in self.imports if each.kind in kinds)

    def _last_first(self, stars: Iterable[Import]) -> list[Import]:
        """Return star imports in the order in which a name is sought: a later one replaces what others brought."""
        return list(stars)[:: -1 if self.language.listed_stars else 1]

    @cached_property
    def narrowed_members(self) -> frozenset[str]:
        """The members of names that something says the type of at some place: `self.pen`."""
        return frozenset(self.bindings.members()) if self.language.narrows_members else frozenset()

    @cached_property
    def scopes_of_imports(self) -> frozenset[int]:
        """The scopes in which something is imported."""
        return frozenset(each.scope for each in self.imports)

    @cached_property
    def scopes_of_stars(self) -> frozenset[int]:
        """The scopes in which every name of some module is imported."""
        return frozenset(each.scope for each in self.stars)

    @cached_property
    def sought(self) -> dict[frozenset[str], Sought]:
        """Where names mean the same, once that was asked."""
        return {}

    @cached_property
    def sought_of(self) -> dict[str, Sought]:
        """The same by expressions, as written, that depend on the names."""
        return {}

    @cached_property
    def hiding_receiver(self) -> dict[tuple[int, str], bool]:
        """Whether a name of the receiver is another variable in a scope, once that was asked."""
        return {}

    @cached_property
    def alike(self) -> dict[tuple[object, ...], Context]:
        """The first place that was asked of, of those that are alike, by what is the same for them."""
        return {}

    @cached_property
    def heritage_of(self) -> dict[int, list[Heritage]]:
        """Bases by the ordinal of the subtype."""
        found: dict[int, list[Heritage]] = defaultdict(list)
        for each in self.heritage:
            found[each.definition].append(each)
        return dict(found)

    def scopes_out(self, scope: int) -> tuple[int, ...]:
        """Return a scope and those around it, the top last."""
        found = self._scopes_out.get(scope)
        if found is None:
            scopes = [scope]
            while scopes[-1] != TOP:
                scopes.append(self.definitions[scopes[-1]].container)
            found = self._scopes_out[scope] = tuple(scopes)
        return found

    def scopes_of_body(self, ordinal: int) -> list[int]:
        """Return a scope with those that are part of its code: blocks in it that extend a type, and its variables."""
        component = self.component
        extensions = self.definitions.extensions
        scopes = [ordinal, TOP] if component is not None and component.ordinal == ordinal else [ordinal]
        for scope in scopes:
            scopes += extensions.get(scope, ())
            scopes += (each.ordinal for each in self.members.get(scope, ()) if each.kind in ("variable", "constant"))
        return scopes

    @property
    def component(self) -> Definition | None:
        """The component that the file is, to which all belongs that is outside every definition."""
        return next(iter(self.children.get((TOP, DEFAULT), ())), None) if self.language.named_by_file else None

    def around(self, scope: int) -> Iterator[Definition]:
        """Yield the definitions around a scope, its own first."""
        return map(self.definitions.__getitem__, self.scopes_out(scope)[:-1])

    def type_around(self, scope: int) -> Definition | None:
        """Return the innermost type (or extension) around a scope, the scope included."""
        return next((each for each in self.around(scope) if each.is_type), None)

    def function_around(self, scope: int) -> Definition | None:
        """Return the innermost function around a scope, the scope included."""
        return next((each for each in self.around(scope) if each.kind in FUNCTION_KINDS), None)


def local_name(each: Import, language: Language) -> str:
    """Return the name that an import binds in its scope, or "" when it binds none."""
    if each.kind == "reexport" and language.reexports_bind:
        return each.alias or each.name
    if each.kind in ("reexport", "reexport_star", "export", "package", "star", "condition"):
        return ""
    if each.alias:
        return each.alias
    if each.name:
        return each.name
    if each.kind == "module" and language.module_name:
        return _MODULE_NAMES[language.module_name](each.module)
    return ""


def _first_part(module: str) -> str:
    return module.split(".", 1)[0]


def _last_part(module: str) -> str:
    return module.rpartition("::")[2]


def _package_name(module: str) -> str:
    """Return the last element of a path that is no version: https://go.dev/ref/mod#major-version-suffixes."""
    elements = [part for part in module.split("/") if not _VERSION.match(part)]
    return elements[-1].rpartition(".v")[0] or elements[-1] if elements else ""


_VERSION = re.compile(r"v\d+\Z")
_MODULE_NAMES: dict[str, Callable[[str], str]] = {
    "first": _first_part,
    "last": _last_part,
    "package": _package_name,
}
