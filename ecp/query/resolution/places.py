"""Where names mean the same: what is worked out at one place of a file serves every place like it.

Most names in a function are not its own, and mean what they mean in every other function of the file.  Those that are
mean the same where they are bound alike: a parameter `connection` of one test is that of the next.
"""

from __future__ import annotations

from functools import cache

from ecp.index.languages import Language, languages
from ecp.index.records import DEFINED
from ecp.query.resolution.fixtures import fixture_of
from ecp.query.resolution.notation import members_of, names_of, names_of_type
from ecp.query.resolution.program.definitions import FUNCTION_KINDS, TOP, Definition
from ecp.query.resolution.program.files import Context, File
from ecp.query.resolution.program.rows import Binding
from ecp.query.resolution.receivers import hides_receiver
from ecp.query.resolution.types.declared_types import SELF_TYPES

_ENDLESS = 1 << 30
Place = tuple[Context, bool, int, int]
"""Where it is; whether what the names mean depends on the line; the first and last line within which it is like."""


class Sought:
    """Some names that are sought in one file: at which of its places they mean the same, as far as that was asked."""

    __slots__ = (
        "around", "file", "is_narrowed", "is_of_file", "is_outside", "left", "may_be_alone", "names", "outside",
        "places", "top",
    )  # fmt: skip

    def __init__(self, file: File, names: frozenset[str]) -> None:
        """Tell the names that mean something of the type around from those that some scope has."""
        self.file = file
        self.names = names
        self.around = names & _names_of_what_is_around(file.language.name)
        inside = names - self.around if self.around else names
        self.left = frozenset(name for name in inside if not file.is_outside(name))
        """Those that something inside the file may have."""
        self.is_of_file = len(self.left) < len(inside)
        self.is_narrowed = file.language.narrows_members and not names.isdisjoint(file.bindings.names_narrowed)
        self.may_be_alone = bool(self.around) or self.is_narrowed or file.language.lambda_receivers
        self.is_outside = not (self.left or self.may_be_alone)
        """Whether they mean everywhere what they mean at the top."""
        self.top = Context(file, TOP, 0)
        self.places: dict[int, Place | None] = {}
        """None while that is asked."""
        self.outside: set[int] = set()
        """Scopes in which they mean what they mean at the top."""

    def place_at(self, scope: int) -> Place:
        """Return the place, the same for all like it, at which they mean what they mean in a scope."""
        if scope not in self.places:
            self.places[scope] = None
            self.places[scope] = _find(self, scope)
        # what is found meanwhile serves names that are bound to what is made of them
        return self.places[scope] or (Context(self.file, scope, 0), True, 0, 0)

    def is_narrowed_in(self, scope: int) -> bool:
        """Say whether a member of one of them is narrowed in a scope."""
        return self.is_narrowed and any((scope, name) in self.file.bindings.narrowed for name in self.names)


def names_at(file: File, text: str) -> frozenset[str]:
    """Return the names on which the meaning of an expression depends in a file, and members of names."""
    names, narrowed = names_of(text), file.narrowed_members
    return names if not narrowed or narrowed.isdisjoint(members_of(text)) else names | (members_of(text) & narrowed)


def place_of(context: Context, names: frozenset[str]) -> Context:
    """Return the place, the same for all like it, at which an expression of some names means what it means here.

    Its line is 0 where the names mean that anywhere in the scope.
    """
    file, scope, line = context
    return place_at(file, scope, line, names) if scope != TOP else context


def place_at(file: File, scope: int, line: int, names: frozenset[str]) -> Context:
    """Return the same for a line of a scope."""
    if scope == TOP:
        return Context(file, scope, line)
    if not names:
        return Context(file, TOP, 0)
    sought = file.sought.get(names)
    if sought is None:
        sought = file.sought[names] = Sought(file, names)
    if sought.is_outside:
        return sought.top
    like, keeps_line, first, last = sought.place_at(scope)
    if keeps_line:
        return Context(file, like.scope, line)
    return like if not line or first <= line <= last else Context(file, scope, line)


def _find(sought: Sought, scope: int) -> Place:
    """Go outwards past functions that have none of the names, or have them alike, as long as that can be told."""
    file, left, of_type = sought.file, sought.left, bool(sought.around)
    language = file.language
    if sought.may_be_alone and _is_alone(sought, scope):
        return Context(file, scope, 0), True, 0, 0
    bound: list[tuple[str, _Way]] = []
    passed: list[int] = []
    like, first, last, at = scope, 0, _ENDLESS, scope
    while at != TOP and at not in sought.outside:
        definition = file.definitions[at]
        own = _bound_alike(file, definition, left) if _is_passed(file, definition, of_type) else None
        if own is None:
            stop = like if bound else at
            stop = scope if sought.is_narrowed_in(stop) else stop
            return Context(file, stop, 0), stop == scope or language.ordered_locals or language.narrows, 0, _ENDLESS
        if own:
            like = like if bound else at
            bound += [(binding.name, way) for binding, way in own]
            left = left.difference([binding.name for binding, _ in own])
            if at == scope or language.ordered_locals:
                first, last = _lines_of(language, own, first, last)
            if not (left or of_type or language.sees_members):
                break
        passed.append(at)
        at = definition.container
        if at != TOP and file.definitions[at].is_type:
            beyond = None if of_type or language.implicit_members else _out_of_types(file, at, left)
            if beyond is None:
                like = like if bound else definition.ordinal
                if language.ordered_locals and _is_in_function(file, at):
                    return Context(file, like, 0), True, 0, 0
                of = (at, _is_of_type_itself(file, definition))
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
    name = file.language.self_names[0]
    return any(each.how == "receiver" for at in file.scopes_out(scope) for each in file.bound(at, name))


def _first_alike(alike: dict[tuple[object, ...], Context], key: tuple[object, ...], file: File, scope: int) -> Context:
    """Return the first place that was asked of, of those of which a key is the same."""
    found = alike.get(key)
    if found is None:
        found = alike[key] = Context(file, scope, 0)
    return found


def _is_passed(file: File, definition: Definition, of_type: bool) -> bool:
    """Say whether names that a definition does not have mean outside of it what they mean in it."""
    if definition.owner:
        return False
    if definition.kind not in FUNCTION_KINDS and (of_type or definition.is_type or definition.kind == "module"):
        return False  # an object may be the receiver
    at = definition.ordinal
    if at in file.scopes_of_stars:
        return False
    return not file.language.extension_traits or not (at in file.members or at in file.scopes_of_imports)


_Way = tuple[object, ...]
"""What is the same for all names that are bound alike, in functions that stand in one."""
_ANYWHERE = 4
"""The length of that where it is not made of names, and so the same in any file."""


def _bound_alike(file: File, function: Definition, names: frozenset[str]) -> list[tuple[Binding, _Way]] | None:
    """Return how a function binds those of some names that it has, by name; None if that is not alike anywhere."""
    found: list[tuple[Binding, _Way]] = []
    scope = function.ordinal
    for name in names:
        key = scope, name
        if key in file.children.ordinals or key in file.names_imported:
            return None
        if bindings := file.bindings.plain(scope, name):
            way = _way(file, function, bindings[0]) if len(bindings) == 1 else None
            if way is None:
                return None
            found.append((bindings[0], way))
    return sorted(found, key=_name_bound) if len(found) > 1 else found


def _name_bound(bound: tuple[Binding, _Way]) -> str:
    return bound[0].name


def _way(file: File, definition: Definition, binding: Binding) -> _Way | None:
    scope, name, _, how, line, _, type_text, value = binding
    if how in ("generic", "narrow"):
        return None
    passed = fixture_of(file, definition, name) if how == "parameter" and file.language.fixtures else None
    if how == "parameter" and not type_text and file.stub is not None:
        return None
    if not type_text and not value:
        return how, "", "", passed
    made_of = names_of(value) | names_of_type(type_text) if type_text else names_of(value)
    if name in made_of or DEFINED in value or DEFINED in type_text:  # the latter by its line
        return None
    if not made_of:
        return how, type_text, value, passed
    return how, type_text, value, passed, place_at(file, scope, line, made_of)


def _lines_of(language: Language, bound: list[tuple[Binding, _Way]], first: int, last: int) -> tuple[int, int]:
    """Return the lines, within some, on which names are those that a scope binds."""
    for binding, _ in bound:
        if language.ordered_locals:
            first = max(first, binding.line)
        if binding.until_line > 0:
            last = min(last, binding.until_line)
    return first, last


def _out_of_types(file: File, at: int, names: frozenset[str]) -> int | None:
    """Return the scope around types in each other; None where one has one of the names as a type parameter."""
    while at != TOP and (definition := file.definitions[at]).is_type:
        if definition.kind == "extension" or definition.name in names or at in file.scopes_of_stars:
            return None
        if any(file.bindings.has(at, name) for name in names):
            return None
        if file.language.ordered_types and any((at, name) in file.children.ordinals for name in names):
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
