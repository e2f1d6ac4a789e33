"""The names that a symbol may be referred to by: where a question about it has to look.

More names than needed cost time, fewer lose answers: what a reference means is worked out after.

A variable of a function is no name of a symbol but in its file, and no member's: such a spelling is the name, a line
end, and the number of the blob that it holds in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from ecp.index.layer import LIST, listed
from ecp.index.records import DEFAULT, RECORD
from ecp.query.resolution.indirect import names_of_holders
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition, is_own_maker
from ecp.query.resolution.program.files import File
from ecp.query.resolution.resolver import Resolver

# What is known as what else; of a variable in which blob, and of one that may be a function's in which scope.
# `list_contains` filters where a table is scanned, `IN` what was read of it.
_SCOPE = "CASE WHEN how IN ('store', 'parameter') AND scope >= 0 THEN scope END"
_RENAMES_OF = f"""
SELECT   name, alias, NULL, NULL FROM import
WHERE    list_contains({LIST.format("$names")}, name) AND name <> '' AND alias NOT IN ('', name)
UNION ALL
SELECT   regexp_extract(module, '[^.]*$'), alias, NULL, NULL FROM import
WHERE    kind = 'namespace' AND alias <> '' AND list_contains({LIST.format("$names")}, regexp_extract(module, '[^.]*$'))
UNION ALL
SELECT   regexp_extract(value, '\\w+$'), name, blob, {_SCOPE} FROM binding
WHERE    list_contains({LIST.format("$words")}, value) AND value <> '' AND name <> ''
         AND (name <> value OR how <> 'store')
UNION ALL
SELECT   type[6:-2], name, blob, {_SCOPE} FROM binding
WHERE    list_contains({LIST.format("$classes")}, type) AND type <> '' AND name <> ''
"""
_EVERY_RENAME = f"""
SELECT   DISTINCT name, alias, NULL, NULL FROM import WHERE alias NOT IN ('', name) AND name <> ''
UNION
SELECT   DISTINCT regexp_extract(module, '[^.]*$'), alias, NULL, NULL FROM import
WHERE    kind = 'namespace' AND alias <> ''
UNION
SELECT   DISTINCT regexp_extract(value, '\\w+$'), name, blob, {_SCOPE} FROM binding
WHERE    name <> '' AND (name <> value OR how <> 'store') AND regexp_full_match(value, '((module\\.)?exports\\.)?\\w+')
UNION
SELECT   DISTINCT type[6:-2], name, blob, {_SCOPE} FROM binding WHERE type LIKE 'type[%' AND name <> ''
"""
_EVERY_IMPORT = "SELECT DISTINCT name, alias FROM import WHERE alias NOT IN ('', name) AND name <> ''"
_EVERY_WHOLE = r"""
SELECT   DISTINCT regexp_extract(module, '([^/]+?)(\.(?:[cm]?[jt]sx?|vue|svelte))?$', 1), alias FROM import
WHERE    kind IN ('default', 'module') AND alias <> ''
"""
_EVERY_TYPED = r"""
SELECT   DISTINCT regexp_extract(type, '^[\w.]*?(\w+)(\[.*)?$', 1), kind, name FROM definition
WHERE    kind IN ('field', 'type') AND type <> ''
"""
_ALIASES = f"""
SELECT   DISTINCT name FROM definition
WHERE    kind = 'type' AND type IN (SELECT unnest({LIST.format("$types")}))
"""
_HOLDING = """
SELECT   DISTINCT name FROM binding
WHERE    (type = $type OR value = $made) AND name <> ''
"""
_EVERY_GIVEN = r"""
SELECT   DISTINCT name, value FROM binding
WHERE    name <> '' AND (starts_with(value, '{=') OR regexp_full_match(value, '[\w.]+'))
"""
# Variables that hold one of several classes, and what is declared by a name that such a type is given.
_EVERY_CLASS_HELD = rf"""
WITH named AS (
    SELECT DISTINCT name, value FROM binding WHERE regexp_matches(value, '^<type\[.*[tT]ype\[')
)
SELECT value, name, NULL, NULL FROM named
UNION
SELECT named.value, binding.name, blob, {_SCOPE} FROM binding JOIN named ON binding.type = named.name
UNION
SELECT type, name, blob, {_SCOPE} FROM binding
WHERE    regexp_matches(type, '[tT]ype\[.') AND NOT regexp_full_match(type, 'type\[\w+\]')
"""
_MEMBERS = re.compile(r"(?<=[={,])(\w+)=([\w.]+)(?=[,}])")
_WHOLE = frozenset((DEFAULT, "exports"))
"""What a module exports as one, or without a name."""
_WORDS = re.compile(r"\w+")
_AFTER_OWNER = frozenset(("method", "property", "field", "attribute", "selfattr"))
"""Kinds of members that nothing imports by their own name."""
_WORD = re.compile(r"\w+\Z", re.ASCII)
_IN = "\n"
"""Between a name that holds in one file only, and the number of its blob."""
_Rename = tuple[str, int | None, int | None]
"""Another name, for a variable the blob, and the scope for one that may be a function's."""
_LOOKS = 3
"""Looks for the other names of some names that cost less than to list those of all, once."""
_RENAMES, _MOST_RENAMES = 200, 500
"""Names of one symbol up to which others of others are looked for, and those past which they are left out."""


class Spellings:
    """The other names of a program's symbols.  Keeps what it looked up."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._program = resolver.program
        self._known: dict[str, frozenset[str]] = {}
        self._looks = 0

    def of(self, target: Definition) -> frozenset[str]:
        """Return the names that a symbol may be called or referred to by."""
        names = self._referred_to_by(target)
        if target.kind == "function" and target.file.language.function_pointers:
            names |= names_of_holders(self._resolver, target, by_position=any(map(str.isdigit, names)))
        return names

    def _referred_to_by(self, target: Definition) -> frozenset[str]:
        """Return the names that a symbol may be referred to by, but for those of pointers to it.

        Its own, import aliases, variables that hold it; a constructor's type's; of a callable value the variables
        that hold it, and of a type the fields that a constructor's head initialises.
        """
        language = target.file.language
        names = self.of_name(target.name)
        if len(names) > 1 and _is_named_after_owner(target):  # else the file may stay unread
            names = _names_in_its_type(target)
        runs_unnamed = target.container != TOP and (target.is_constructor or target.name in language.call_methods)
        runs_unnamed = runs_unnamed or (target.container != TOP and is_own_maker(target))
        around = target.file.definitions[target.container].name if runs_unnamed else ""
        if language.attribute_suffix and target.is_type:
            names |= self.of_name(target.name.removesuffix(language.attribute_suffix))
        if target.kind == "property" and language.setter_suffix:
            names |= self.of_name(target.name + language.setter_suffix)
        if around and (target.is_constructor or is_own_maker(target)):
            names |= self.of_name(around)
        if language.bare_calls and (target.is_type or around):  # on what holds the type: `described_class.new`
            names |= frozenset(language.making)
        if target.name in language.call_methods and around:
            names |= self._holding(around)
        if (target.is_type or target.kind == "type") and language.textual_includes:
            names |= self._typed(names) if language.constructors else self._aliased(names)
        if language.aliases_make and (target.is_type or (target.is_constructor and around)):
            names |= self._aliased(frozenset((around or target.name,)))
        if target.is_type and language.type_unions:
            names |= self._spelled(each for name in names for each in self._every_class_held.get(name, ()))
        names |= self._wrapped(target)
        if language.value_functions:
            if target.owner and target.name in language.call_methods:
                names |= self.of_name(target.owner.rpartition(".")[2])
            names |= self._given(names)
        if not names.isdisjoint(_WHOLE):
            names |= self._of_module(target)
        return names

    def of_name(self, name: str) -> frozenset[str]:
        """Return a name and those that it is imported or assigned as, directly or by way of another."""
        if name not in self._known:
            found, waiting = {name}, {name}
            while waiting and len(found) < _RENAMES:
                waiting = self._renamed(waiting) - found
                if len(found) + len(waiting) > _MOST_RENAMES:
                    break
                found |= waiting
                waiting = {each for each in waiting if not each.isdigit()}  # a position of many types
            self._known[name] = frozenset(found)
        return self._known[name]

    def read(self, target: Definition) -> frozenset[str]:
        """Return the names that a symbol may be read or written by.

        What a variable of another name is given is that one's value: `copy = pen`, of which nobody reads `pen`.  Unless
        a module may offer it so, or the names are in declarations.
        """
        language = target.file.language
        assigned = language.assigned_members or language.value_functions or language.textual_includes
        if assigned or target.kind == "property":
            return self._referred_to_by(target)
        found, waiting = {target.name}, [target.name]
        while waiting:
            more = self._every_import.get(waiting.pop(), set()) - found
            found |= more
            waiting += more
        return frozenset(found)

    @cached_property
    def _every_import(self) -> dict[str, set[str]]:
        """What names are imported as."""
        return self._second_by_first(_EVERY_IMPORT)

    def _renamed(self, spellings: set[str]) -> set[str]:
        """Return what some names are imported or assigned as, those of one file in that alone."""
        held_in = by_name(spellings)
        return self._spelled(
            each
            for name, others in self._renames_of(list(held_in)).items()
            for each in others
            if (blobs := held_in[name]) is None or each[1] in blobs
        )

    def _spelled(self, renames: Iterable[_Rename]) -> set[str]:
        """Return the spellings of some other names, once it is known which of them are variables of functions."""
        program, renames = self._program, list(renames)
        held = [(name, blob, scope) for name, blob, scope in renames if blob is not None and scope is not None]
        path_of = {blob: path for _, blob, _ in held for path in program.paths_of(blob)[:1]}
        program.load(path_of.values())
        local = {each for each in held if each[1] in path_of and _is_local(program.file(path_of[each[1]]), *each)}
        return {f"{each[0]}{_IN}{each[1]}" if each in local else each[0] for each in renames}

    def _renames_of(self, names: list[str]) -> dict[str, set[_Rename]]:
        self._looks += 1
        if self._looks > _LOOKS:
            return {name: self._every_rename.get(name, set()) for name in names}
        words = [name for name in names if _WORD.match(name)]
        wanted = {
            "names": listed(names),
            "words": listed(f"{before}{word}" for word in words for before in ("", "exports.", "module.exports.")),
            "classes": listed(f"type[{word}]" for word in words),
        }
        return self._renames_by_name(_RENAMES_OF, wanted)

    @cached_property
    def _every_rename(self) -> dict[str, set[_Rename]]:
        return self._renames_by_name(_EVERY_RENAME)

    def _renames_by_name(self, query: str, parameters: dict[str, str] | None = None) -> dict[str, set[_Rename]]:
        found: dict[str, set[_Rename]] = defaultdict(set)
        for name, *rename in self._program.view.rows(query, parameters):
            found[name].add((*rename,))
        return found

    @cached_property
    def _every_class_held(self) -> dict[str, set[_Rename]]:
        """The variables that hold one of several classes, by the names in their types."""
        found: dict[str, set[_Rename]] = defaultdict(set)
        for held, *rename in self._program.view.rows(_EVERY_CLASS_HELD):
            for word in _WORDS.findall(held):
                found[word].add((*rename,))
        return dict(found)

    def _second_by_first(self, query: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for first, second in self._program.view.rows(query):
            found[first].add(second)
        return dict(found)

    def _wrapped(self, target: Definition) -> frozenset[str]:
        """Return the variables that hold what something made of a function of their file: `memo(PlainRow)`."""
        if "same" not in target.file.language.library_functions.values() or target.container != TOP:
            return frozenset()
        passed = f"({target.name})"
        return frozenset(each.name for each in target.file.bindings.of_value(passed) if each.value.endswith(passed))

    def _of_module(self, target: Definition) -> frozenset[str]:
        """Return what a module's export without a name is imported as, by what the path of the module ends in."""
        inside = target.qualified_name.removesuffix(f".{target.name}")  # a module may be declared in another
        parts = [*target.file.path.rsplit(".", 1)[0].split("/"), inside.rpartition("/")[2]]
        names = frozenset(name for part in parts for name in self._imported_whole.get(part, ()))
        return names.union(parts[-2:-1]) if target.file.language.named_by_file else names

    @cached_property
    def _imported_whole(self) -> dict[str, set[str]]:
        """The names of whole modules, by the last part of what is imported."""
        return self._second_by_first(_EVERY_WHOLE)

    def _holding(self, owner: str) -> frozenset[str]:
        """Return the variables that hold values of a type, which are called as these."""
        rows = self._program.view.rows(_HOLDING, {"type": owner, "made": f"{owner}()"})
        return frozenset(name for (name,) in rows)

    def _aliased(self, types: frozenset[str]) -> frozenset[str]:
        """Return what some types are called by `typedef`."""
        found: set[str] = set()
        waiting = set(types)
        while waiting:
            rows = self._program.view.rows(_ALIASES, {"types": listed(sorted(waiting))})
            waiting = {name for (name,) in rows} - found - types
            found |= waiting
        return frozenset(found)

    def _given(self, names: frozenset[str]) -> frozenset[str]:
        """Return the variables and members that are given what has some names: `local draw = pen.draw`."""
        found: set[str] = set()
        waiting = set(names)
        while waiting and len(found) < _MOST_RENAMES:
            waiting = {other for name in waiting for other in self._every_given.get(name, ())} - found - names
            found |= waiting
        return frozenset(found)

    @cached_property
    def _every_given(self) -> dict[str, set[str]]:
        """The variables and members that are given something by its name, by the last part of that."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, value in self._program.view.rows(_EVERY_GIVEN):
            pairs = _MEMBERS.findall(value) if value.startswith(RECORD) else [(name, value)]
            for given, written in pairs:
                found[written.rpartition(".")[2]].add(given)
        return dict(found)

    def _typed(self, types: frozenset[str]) -> frozenset[str]:
        """Return the fields of some types, or of aliases of these: `Pen() : ink_(3) {}` makes an `Ink`."""
        found: set[str] = set()
        waiting = set(types)
        while waiting:
            typed = {each for name in waiting for each in self._every_typed.get(name, ())}
            waiting = {name for kind, name in typed if kind == "type"} - found
            found |= {name for _, name in typed}
        return frozenset(found)

    @cached_property
    def _every_typed(self) -> dict[str, set[tuple[str, str]]]:
        """Kind and name of fields and aliases, by the last part of their type."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for written, kind, name in self._program.view.rows(_EVERY_TYPED):
            found[written].add((kind, name))
        return dict(found)


def _is_named_after_owner(definition: Definition) -> bool:
    """Say whether a definition is a member whose name means nothing without that of its type or of a value."""
    if definition.kind not in _AFTER_OWNER or definition.container == TOP:
        return False
    return not definition.file.language.implicit_members and definition.file.definitions[definition.container].is_type


def _names_in_its_type(member: Definition) -> frozenset[str]:
    """Return the names of a member that only the body of its type may name alone: `repaint = paint`."""
    found, waiting = {member.name}, [member.name]
    while waiting:
        given = member.file.bindings.names_given(member.container, waiting.pop())
        waiting += given - found
        found |= given
    return frozenset(found)


def _is_local(file: File, name: str, _: int, scope: int) -> bool:
    """Say whether a variable of a scope is one of a function alone, and no parameter that makes a member."""
    around = file.definitions[scope]
    return around.kind in FUNCTION_KINDS and (around.container, name) not in file.children


def by_name(spellings: Iterable[str]) -> dict[str, set[int] | None]:
    """Return where names hold, sorted: in files of some blobs alone and not as members, or anywhere (None)."""
    found: dict[str, set[int] | None] = {}
    for name, _, blob in (each.partition(_IN) for each in sorted(spellings)):
        held_in = found.setdefault(name, set() if blob else None)
        if held_in is not None:
            held_in.add(int(blob))
    return found
