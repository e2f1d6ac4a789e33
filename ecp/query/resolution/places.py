"""Where names mean the same: what is worked out at one place of a file serves every place like it.

Most names in a function are not its own, and mean what they mean in every other function of the file.  Those that are
mean the same where they are bound alike: a parameter `connection` of one test is that of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import itemgetter

from ecp.index.languages import languages
from ecp.index.records import DEFINED
from ecp.query.resolution.fixtures import fixture_of, is_passed_by_framework
from ecp.query.resolution.modules import find_module, joined
from ecp.query.resolution.notation import members_of, names_of, names_of_type
from ecp.query.resolution.program.definitions import FUNCTION, OTHER, TOP, TYPE, Definition
from ecp.query.resolution.program.files import Context, File, local_name
from ecp.query.resolution.receivers import hides_receiver
from ecp.query.resolution.types.declared_types import SELF_TYPES
from ecp.query.resolution.values import Module

_ENDLESS = 1 << 30
Place = tuple[Context, bool, int, int]
"""Where it is; whether what the names mean depends on the line; the first and last line within which it is like."""


class Sought:
    """Some names that are sought in one file: at which of its places they mean the same, as far as that was asked."""

    __slots__ = (
        "_brought", "around", "file", "is_narrowed", "is_of_file", "is_outside", "left", "may_be_alone", "names",
        "outside", "places", "top",
    )  # fmt: skip

    def __init__(self, file: File, names: frozenset[str]) -> None:
        """Tell the names that mean something of the type around from those that some scope has."""
        self.file = file
        self.names = names
        self.around = names & _names_of_what_is_around(file.language.name)
        inside = names - self.around if self.around else names
        self.left = frozenset([name for name in inside if not file.is_outside(name)])
        """Those that something inside the file may have."""
        self.is_of_file = len(self.left) < len(inside)
        self.is_narrowed = file.language.narrows_members and not names.isdisjoint(file.bindings.names_narrowed)
        self.may_be_alone = bool(self.around) or self.is_narrowed or file.language.lambda_receivers
        self.is_outside = not (names and (self.left or self.may_be_alone))
        """Whether they mean everywhere what they mean at the top."""
        self.top = Context(file, TOP, 0)
        self.places: dict[int, Place | None] = {}
        """None while that is asked."""
        self.outside: set[int] = set()
        """Scopes in which they mean what they mean at the top."""
        self._brought: tuple[object, ...] | None = None

    @property
    def brought(self) -> tuple[object, ...]:
        """What is the same for all files where imports bring the same under the names; empty where others may, too."""
        if self._brought is None:
            found = [_imported(self.file, name) for name in sorted(self.names)] if self.is_outside else []
            self._brought = (*sorted(self.names), *found) if found and None not in found else ()
        return self._brought

    def place_at(self, scope: int, line: int) -> Context:
        """Return the place, the same for all like it, at which they mean what they mean on a line of a scope.

        Its line is 0 where they mean that anywhere in the scope.
        """
        if scope == TOP:
            return Context(self.file, scope, line)
        if self.is_outside:
            return self.top
        found = self.places.get(scope) or self._find_place(scope)
        if found is None:  # what is found meanwhile serves names that are bound to what is made of them
            return Context(self.file, scope, line)
        like, keeps_line, first, last = found
        if keeps_line:
            return Context(self.file, like.scope, line)
        return like if not line or first <= line <= last else Context(self.file, scope, line)

    def _find_place(self, scope: int) -> Place | None:
        if scope not in self.places:
            self.places[scope] = None
            self.places[scope] = _find(self, scope)
        return self.places[scope]

    def is_narrowed_in(self, scope: int) -> bool:
        """Say whether a member of one of them is narrowed in a scope."""
        return self.is_narrowed and any((scope, name) in self.file.bindings.narrowed for name in self.names)


def names_at(file: File, text: str) -> frozenset[str]:
    """Return the names on which the meaning of an expression depends in a file, and members of names."""
    names, narrowed = names_of(text), file.narrowed_members
    return names if not narrowed or narrowed.isdisjoint(members_of(text)) else names | (members_of(text) & narrowed)


def sought_in(file: File, text: str) -> Sought:
    """Return the names on which the meaning of an expression depends, as they are sought in a file."""
    found = file.sought_of.get(text)
    if found is None:
        found = file.sought_of[text] = sought_for(file, names_at(file, text))
    return found


def place_of(context: Context, names: frozenset[str]) -> Context:
    """Return the place, the same for all like it, at which an expression of some names means what it means here."""
    file, scope, line = context
    return sought_for(file, names).place_at(scope, line) if scope != TOP else context


def sought_for(file: File, names: frozenset[str]) -> Sought:
    """Return some names as they are sought in a file."""
    found = file.sought.get(names)
    if found is None:
        found = file.sought[names] = Sought(file, names)
    return found


def _find(sought: Sought, scope: int) -> Place:
    """Go outwards past functions that have none of the names, or have them alike, as long as that can be told."""
    file, left, of_type = sought.file, sought.left, bool(sought.around)
    language, definitions = file.language, file.definitions
    if sought.may_be_alone and _is_alone(sought, scope):
        return Context(file, scope, 0), True, 0, 0
    bound: list[tuple[str, _Way]] = []
    passed: list[int] = []
    like, first, last, at = scope, 0, _ENDLESS, scope
    while at != TOP and at not in sought.outside:
        own = _bound_alike(file, at, left) if _is_passed(file, at, of_type) else None
        if own is None:
            stop = like if bound else at
            stop = scope if sought.is_narrowed_in(stop) else stop
            return Context(file, stop, 0), stop == scope or language.ordered_locals or language.narrows, 0, _ENDLESS
        if own:
            like = like if bound else at
            for name, way, line, until in own:
                bound.append((name, way))
                if (at == scope or language.ordered_locals) and until > 0:
                    last = min(last, until)
                if language.ordered_locals:
                    first = max(first, line)
            left = left.difference([each[0] for each in own])
            if not (left or of_type or language.sees_members):
                break
        passed.append(at)
        inner, at = at, definitions.place(at)[0]
        if at != TOP and definitions.place(at)[1] == TYPE:
            beyond = None if of_type or language.implicit_members else _out_of_types(file, at, left)
            if beyond is None:
                like = like if bound else inner
                if language.ordered_locals and _is_in_function(file, at):
                    return Context(file, like, 0), True, 0, 0
                of = (at, _is_of_type_itself(file, file.definitions[inner]))
                return _first_alike(file.alike, (of, sought.names, *bound), file, like), False, first, last
            at = beyond
    if of_type or (language.narrows and any(_is_narrowed(file, name) for name in left)):
        return Context(file, scope, 0), True, 0, 0
    if not bound:
        sought.outside.update(passed)
        return sought.top, False, 0, _ENDLESS
    is_anywhere = not (left or sought.is_of_file or language.sees_members or language.conditional_files) and all(
        len(way) == _ANYWHERE for _, way in bound
    )
    alike = file.program.alike if is_anywhere else file.alike
    return _first_alike(alike, (language.name, sought.names, *bound), file, like), False, first, last


def _is_alone(sought: Sought, scope: int) -> bool:
    """Say whether no other place is like a scope, for what is around it decides."""
    file, language = sought.file, sought.file.language
    if sought.around:
        if language.assigned_members:  # the receiver is what the function is assigned to, if anything
            return True
        if language.named_receivers and any(hides_receiver(file, scope, name) for name in sought.around):
            return True
    return (language.lambda_receivers and _has_receivers(file, scope)) or sought.is_narrowed_in(scope)


def _has_receivers(file: File, scope: int) -> bool:
    """Say whether functions without a name that have receivers stand in a scope or in one around it."""
    return any(map(file.has_receivers, file.scopes_out(scope)))


def _first_alike(alike: dict[tuple[object, ...], Context], key: tuple[object, ...], file: File, scope: int) -> Context:
    """Return the first place that was asked of, of those of which a key is the same."""
    found = alike.get(key)
    if found is None:
        found = alike[key] = Context(file, scope, 0)
    return found


def _is_passed(file: File, at: int, of_type: bool) -> bool:
    """Say whether names that a definition does not have mean outside of it what they mean in it."""
    if at in file.definitions.owners or at in file.scopes_of_stars:
        return False
    if (kind := file.definitions.place(at)[1]) != FUNCTION and (of_type or kind != OTHER):
        return False  # an object may be the receiver
    return not file.language.extension_traits or not (at in file.members or at in file.scopes_of_imports)


_Way = tuple[object, ...]
"""What is the same for all names that are bound alike, in functions that stand in one."""
_ANYWHERE = 4
"""The length of that where it is not made of names, and so the same in any file."""


_Bound = tuple[str, _Way, int, int]
"""A name with how it is bound, on which line and up to which."""


def _bound_alike(file: File, scope: int, names: frozenset[str]) -> Sequence[_Bound] | None:
    """Return how a function binds those of some names that it has, by name; None if that is not alike anywhere."""
    found: list[_Bound] = []
    for name in names:
        key = scope, name
        if key in file.children or key in file.names_imported:
            return None
        fields = file.bindings.sole(scope, name)
        if fields is not None:
            way = _way(file, scope, fields) if fields else None
            if way is None:
                return None
            found.append((name, way, int(fields[4]), int(fields[5])))
    if len(found) > 1:
        found.sort(key=itemgetter(0))
    return found


def _way(file: File, scope: int, fields: Sequence[str]) -> _Way | None:
    name, _, _, how, line, _, type_text, value = fields
    passed = None
    if how == "parameter":
        if not type_text and file.stub is not None:
            return None
        if is_passed_by_framework(file, name):
            passed = fixture_of(file, file.definitions[scope], name)
    elif how in ("generic", "narrow"):
        return None
    if not type_text and not value:
        return how, "", "", passed
    made_of = names_of(value) | names_of_type(type_text) if type_text else names_of(value)
    if name in made_of or DEFINED in value or DEFINED in type_text:  # the latter by its line
        return None
    if not made_of:
        return how, type_text, value, passed
    sought = sought_for(file, made_of)
    if brought := sought.brought:
        return how, type_text, value, (passed, brought)
    place = sought.place_at(scope, int(line))
    if place.file is not file:  # what is the same there is so in any file
        return how, type_text, value, (passed, place)
    return how, type_text, value, passed, place


def _imported(file: File, name: str) -> tuple[object, ...] | None:
    """Return what decides what a name at the top means that one import brings; None of others."""
    key = TOP, name
    imported = file.names_imported.get(key, ())
    if len(imported) != 1 or file.stars or key in file.children or file.bindings.has(*key):
        return None
    _, _, kind, module, part, alias = each = imported[0]
    if kind not in ("name", "module") or not file.language.no_globals:
        return None
    program = file.program
    found = find_module(program, file, module)
    if Module(file) in found:  # a name of its own
        return None
    if kind == "module":
        return kind, module, alias, found, find_module(program, file, local_name(each, file.language))
    return kind, module, part, found, find_module(program, file, joined(module, part))


def _out_of_types(file: File, at: int, names: frozenset[str]) -> int | None:
    """Return the scope around types in each other; None where one has one of the names as a type parameter."""
    while at != TOP and (definition := file.definitions[at]).is_type:
        if definition.kind == "extension" or definition.name in names or at in file.scopes_of_stars:
            return None
        if any(file.bindings.has(at, name) for name in names):
            return None
        if file.language.ordered_types and any((at, name) in file.children for name in names):
            return None
        at = definition.container
    return at


def _is_narrowed(file: File, name: str) -> bool:
    """Say whether what a name at the top of a file stands for depends on the line."""
    return any(each.how == "narrow" for each in file.bindings.plain(TOP, name))


def _is_in_function(file: File, at: int) -> bool:
    return any(not file.definitions[each].is_type for each in file.scopes_out(at)[:-1])


def _is_of_type_itself(file: File, member: Definition) -> bool:
    modifiers = member.modifiers.split()
    return "@classmethod" in modifiers or file.language.type_modifier in modifiers


@cache
def _names_of_what_is_around(language_name: str) -> frozenset[str]:
    """Return the names that mean something of the type or module around their use, whatever that binds."""
    language = languages()[language_name]
    supers = (name.removesuffix("()") for name in language.super_names)
    return SELF_TYPES.union(language.self_names, language.self_types, supers, language.parent_names, language.passing)
