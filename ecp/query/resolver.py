"""Meaning, worked out when asked: which definitions a reference may mean, and how that is known.

Facts are local to one blob; this joins them along scopes, imports, bindings and inheritance for just the references
that a question touches.  An expression is evaluated to the values it may stand for (`ecp.query.values`); no value
means that nothing is known, which is not the same as `Outside`.

What differs between languages is data (`languages.toml`) except how an import finds its file
(`ecp.query.imports`).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ecp.index.languages import Language, methods_of_library
from ecp.index.records import CALLED, MORE, REST
from ecp.query import imports, included
from ecp.query.adapters import adapted, adapter_of, adapting
from ecp.query.conditions import compiled_with, files_beside
from ecp.query.containers import (
    awaited,
    elements_of,
    entered,
    indexed,
    is_enumeration,
    library_call,
    library_member,
    position_of,
    sliced,
    with_keys,
)
from ecp.query.declared_types import aliased, named_type, type_values, types_named
from ecp.query.extensions import extension_functions
from ecp.query.files import (
    CALLABLE_KINDS,
    FUNCTION_KINDS,
    TOP,
    Binding,
    Context,
    Definition,
    File,
    Import,
    Reference,
    local_name,
)
from ecp.query.generics import matched, substitute
from ecp.query.heirs import members_of_heirs
from ecp.query.includes import includes
from ecp.query.inheritance import embedded, find_above, find_member, linearization, members_along
from ecp.query.memo import Memo
from ecp.query.modules import declared_script, find_module
from ecp.query.notation import ROOT, UNKNOWN, Tree, names_of, names_of_type, parse_expression, parse_type
from ecp.query.overloads import arguments_given, fitting, narrowed
from ecp.query.own_type import gives_itself
from ecp.query.parts import members_in_parts, other_parts, standing_for_all
from ecp.query.places import names_at, place_at, place_of
from ecp.query.program import Program
from ecp.query.prototypes import assigned_members, is_self_of, makes_objects, receiver_of
from ecp.query.traits import methods_of_traits
from ecp.query.type_arguments import (
    arguments_extended,
    arguments_in,
    extending,
    filled_in,
    given_by,
    parameters_of,
    passed_to,
)
from ecp.query.values import (
    BREADTH,
    Class,
    Container,
    Function,
    Holder,
    Instance,
    Literal,
    Module,
    Namespace,
    Opened,
    Outside,
    Package,
    Parameter,
    Shape,
    Super,
    Value,
    Values,
    as_held,
    gathered,
    unwrapped,
)
from ecp.query.wrappers import hides_members

_SIGNATURE = "("
"""The name of what an interface is when it is called."""
_DECORATOR = re.compile(r"@([\w.]+)(\()?")
_HEAD = re.compile(r"[^\w$@]")

_NO_VALUES = ("none", MORE[1:])
"""Literals that are of no type, or stand for what was left out."""
_PROPERTY_MARKS = ("property", "get", "cached_property", "hybrid_property")
_UNCHANGED = ("same", "class", "instance")
"""How functions of a library give what they are given, and do not go over it."""
_OF_CALLEE = ("call", "new", "decorate")
"""The roles of a reference to what is called."""


class Resolution(NamedTuple):
    """What a reference means."""

    targets: tuple[Definition, ...]
    how: str
    """The last step that found it: see `ecp.model.CONFIDENCE`."""
    reason: str = ""
    """Why there is none: `external`, `dynamic receiver`, `unknown name`, `no such member`, `through a variable`."""
    candidates: tuple[Definition, ...] = ()
    """What it may mean when that is not certain."""


class Resolver(Memo):
    """Resolves references of one program.  Keeps what it found, so ask one resolver many questions."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self._resolved: dict[tuple[object, ...], Resolution] = {}

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
                if each.name in wanted or each.alias in wanted or local_name(each, file.language) in wanted:
                    imported |= {each.file.path for each in self.modules(file, each.module) if isinstance(each, Module)}
        program.load(imported)
        program.load_pending()

    # -- references ------------------------------------------------------------------------------------------------

    def resolve(self, reference: Reference) -> Resolution:
        """Return what a reference of any role means: the same for all that are alike."""
        key = self._likeness(reference)
        known = self._resolved.get(key)
        if known is None:
            known = self._resolved[key] = self._resolve_one(reference)
        return known

    def _likeness(self, reference: Reference) -> tuple[object, ...]:
        """Return what is the same for references of one meaning: all but the line, where no binding lies between."""
        path, line, _, role, name, receiver, scope, arguments = reference
        if role == "import" or arguments:
            return reference
        file = self.program.file(path)
        names = names_at(file, receiver) if receiver else frozenset((name,))
        if receiver or name not in file.language.super_names:
            file, scope, line = place_at(file, scope, line, names)
            if not line:
                return (file.path, scope, 0, role, name, receiver)
        if file.language.lambda_receivers:
            names = names.union(file.language.self_names)
        return (file.path, scope, file.line_alike(scope, line, names), role, name, receiver)

    def _resolve_one(self, reference: Reference) -> Resolution:
        try:
            return self.bounded(lambda: self._settle(reference))
        except RecursionError:  # deeper than the interpreter follows
            return Resolution((), "", "unknown name")

    def _settle(self, reference: Reference) -> Resolution:
        resolution = self._resolve(reference)
        if reference.role == "decorate":
            return self._decoration(reference, resolution)
        if len(resolution.targets) > 1 and (file := self.program.file(reference.path)).language.conditional_files:
            return resolution._replace(targets=compiled_with(self.program, file, resolution.targets))
        if reference.arguments and resolution.targets:
            context = Context(self.program.file(reference.path), reference.scope, reference.line)
            return resolution._replace(targets=fitting(self, context, reference, resolution.targets))
        return resolution

    def _decoration(self, reference: Reference, resolution: Resolution) -> Resolution:
        """Return what a decoration means, which may have names of its own or may leave out the end of one."""
        language = self.program.file(reference.path).language
        if suffix := language.attribute_suffix if not resolution.targets else "":
            whole = self._resolve(reference._replace(name=reference.name + suffix))
            return whole if whole.targets else resolution
        if language.decorations and any(each.kind not in language.decorations for each in resolution.targets):
            return Resolution((), "", "external")
        return resolution

    def _resolve(self, reference: Reference) -> Resolution:
        file = self.program.file(reference.path)
        context = Context(file, reference.scope, reference.line)
        if reference.role == "import":
            values = self._imported_name(file, reference)
            return self._resolution(values, "import")
        if reference.receiver:
            return self._resolve_member(context, reference)
        if reference.name in file.language.super_names and file.language.mixins:
            return self._same_of_super(context)
        if reference.role == "call" and reference.name in file.language.self_names and not file.language.call_methods:
            around = file.type_around(reference.scope)  # one constructor runs another
            return Resolution(self._made_by((around,)) if around is not None else (), "self")
        look = self.type_name if reference.role == "new" else self.name
        values, how = look(context, reference.name)
        if reference.role == "new" and how == "self" and not any(isinstance(value, Class) for value in values):
            return self._initialized_member(context, reference)
        resolution = self._resolution(values, how, callee=reference.role in _OF_CALLEE)
        if not resolution.targets and reference.role == "call":
            methods = self._methods_around(context, reference.name) if file.language.methods_apart else ()
            if methods:
                return Resolution(methods, "self")
        if not resolution.targets and reference.role == "call" and file.language.extension_functions:
            found = self._extension_of_this(context, reference.name)
            return self._resolution(found, "self") if found else resolution
        return resolution

    def _initialized_member(self, context: Context, reference: Reference) -> Resolution:
        """Return the class of the member that a constructor's head initialises: `Pen() : ink_(3) {}`.

        A pointer is given a value, and makes none; neither does what holds one: `std::unique_ptr<Ink> ink_`.
        https://eel.is/c++draft/class.base.init
        """
        found: list[Definition] = []
        for at in context.file.scopes_out(context.scope):
            around = context.file.definitions[at] if at != TOP else None
            if around is None or not (around.is_type or around.owner):
                continue
            for owner in (around,) if around.is_type else self.owners(around):
                for field in find_member(self, owner, reference.name):
                    written = parse_type(field.type) if field.type else UNKNOWN
                    if field.kind == "field" and written[0] == "type" and not _is_pointer(field):
                        values = named_type(self, Context(field.file, field.container, field.line), written[1])
                        found += [value.type for value in values if isinstance(value, Class)]
            break
        made = tuple(dict.fromkeys(named for each in found for named in self._made_by_name_of(each)))
        passed = arguments_given(reference.arguments) or ()
        if len(passed) == 1 and any(
            isinstance(value, Instance) and value.type in made for value in self.evaluate(context, passed[0].value)
        ):
            return Resolution((), "", "external")  # a copy
        return Resolution(self._made_by(made), "self") if made else Resolution((), "", "external")

    def _made_by_name_of(self, definition: Definition) -> tuple[Definition, ...]:
        """Return the class that a name with arguments makes a value of: none, where it converts to another type."""
        if definition.kind != "type":
            return (definition,) if definition.kind != "enum" else ()
        if _is_pointer(definition):
            return ()
        types = (value.type for value in aliased(self, definition) if isinstance(value, Instance))
        return tuple(each for each in types if each.kind != "enum")

    def _extension_of_this(self, context: Context, name: str) -> Values:
        """Return the extension of a type around that a bare call means, the innermost first."""
        for receivers in self._lambda_receivers(context) if context.file.language.lambda_receivers else ():
            if extensions := extension_functions(self, context, receivers, name):
                return extensions
        for at in context.file.scopes_out(context.scope):
            around = context.file.definitions[at] if at != TOP else None
            if around is not None and (around.is_type or around.is_extension_function):
                types = [self.type_of_extension(around)] if around.is_type else self.owners(around)
                values: Values = tuple(map(Instance, types))
                of_library = () if values else (Outside(around.owner.partition("[")[0]),)
                if of_library and (found := extension_functions(self, context, of_library, name)):
                    return found
                if found := extension_functions(self, context, values, name):
                    return found
        return ()

    def _same_of_super(self, context: Context) -> Resolution:
        """Return what a bare `super` means: the method around it, of what the type inherits from."""
        for at in context.file.scopes_out(context.scope):
            definition = context.file.definitions[at] if at != TOP else None
            if definition is not None and definition.kind in FUNCTION_KINDS:
                around = context.file.type_around(definition.container)
                found = find_member(self, around, definition.name, skip_own=True) if around is not None else ()
                if found and around is not None and (modifier := context.file.language.type_modifier):
                    is_type = modifier in definition.modifiers.split()
                    found = self._of_value_or_type(around, definition.name, found, is_type=is_type)
                return Resolution(found, "super") if found else Resolution((), "", "external")
        return Resolution((), "", "external")

    def _methods_around(self, context: Context, name: str) -> tuple[Definition, ...]:
        """Return what a bare call means where variables of the name do not count."""
        file = context.file
        for at in file.scopes_out(context.scope):
            if at != TOP and file.definitions[at].is_type:
                found = find_member(self, file.definitions[at], name)
                if methods := tuple(each for each in found if each.kind in FUNCTION_KINDS):
                    return methods
        return ()

    def _imported_name(self, file: File, reference: Reference) -> Values:
        for each in file.imports:
            if each.line == reference.line and each.name == reference.name:
                return self.import_values(file, each)
        return ()

    def _resolve_member(self, context: Context, reference: Reference) -> Resolution:
        """Return what a reference with a receiver means: the same for all of one set of values that it is on.

        But for functions that are called as members: which of them are seen depends on the place.
        """
        language = context.file.language
        receiver = parse_expression(reference.receiver)
        if language.closed_wrappers and hides_members(self, context, receiver, reference.name):
            return Resolution((), "", "external")
        owners = self.one(self.evaluate(place_of(context, names_at(context.file, reference.receiver)), receiver))
        is_self = receiver[0] == "name" and receiver[1] in language.self_names
        form = "self" if is_self else receiver[0]
        if language.extension_functions or any(isinstance(each, Namespace) for each in owners):
            return self._member_of(context, owners, form, reference)
        if language.extension_traits and (own := methods_of_traits(self, context, owners, reference.name)):
            found = tuple(value for owner in owners for value in self.member(owner, reference.name))
            if all(isinstance(value, Outside | Container) for value in found):
                return self._resolution(own, _how_of_receiver(form, owners))
        key = ("meant", id(owners), form, reference.role in _OF_CALLEE, reference.name, language.name)
        return self.complete(key, lambda: self._member_of(context, owners, form, reference))

    def _member_of(self, context: Context, owners: Values, form: str, reference: Reference) -> Resolution:
        """Return what a reference means as a member of some values, the expression of which has a form."""
        is_callee = reference.role in _OF_CALLEE
        read = self._properties(owners, reference.name) if is_callee and context.file.language.descriptors else ()
        if read:  # what they give is called, too, but has no name there
            return Resolution(read, _how_of_receiver(form, owners))
        found: list[Value] = []
        for owner in owners:
            found += self.member(owner, reference.name)
        if len(found) > 1 and any(isinstance(owner, Namespace) for owner in owners):
            found = list(imports.nearest_types(context.file, tuple(found)))
        if not found and reference.name in context.file.language.making and context.file.language.constructors:
            found += [owner for owner in owners if isinstance(owner, Class)]  # as a call of the class
        if context.file.language.extension_functions and all(isinstance(value, Outside) for value in found):
            is_type = not owners and form == "name" and reference.receiver[:1].isupper()  # a library's, as named
            extensions = () if is_type else extension_functions(self, context, owners, reference.name)
            if extensions and not owners:
                return self._resolution(extensions, "sole", reference.role in _OF_CALLEE)
            found = [*extensions, *found]
        resolution = self._resolution(tuple(found), _how_of_receiver(form, owners), reference.role in _OF_CALLEE)
        if resolution.targets or resolution.reason == "external":
            return resolution
        if not owners and context.file.language.sole_methods and reference.role == "call":
            return self._sole_method(context.file.language, reference.name)
        if all(isinstance(owner, Parameter) for owner in owners):
            return Resolution((), "", "dynamic receiver")
        if reference.name in context.file.language.passing:
            return Resolution((), "", "external")
        if all(isinstance(owner, Outside | Container) for owner in owners):
            return Resolution((), "", "external")
        if any(isinstance(o, Instance | Class | Super) and linearization(self, o.type)[1] for o in owners):
            return Resolution((), "", "external")
        return Resolution((), "", "no such member")

    def _sole_method(self, language: Language, name: str) -> Resolution:
        """Return the only method of a name, where nothing else can be meant: the library has none of that name."""
        found: list[Definition] = []
        if name not in methods_of_library(language.name):
            found = [each for each in self.program.named(name) if _is_member(each, language)]
            if not found and language.setter_suffix and name.endswith(language.setter_suffix):
                read = self.program.named(name.removesuffix(language.setter_suffix))
                found = [each for each in read if each.kind == "property" and _is_member(each, language)]
        if len({each.qualified_name for each in found}) == 1:
            return Resolution(tuple(found), "sole")
        return Resolution((), "", "dynamic receiver")

    def _properties(self, owners: Values, name: str) -> tuple[Definition, ...]:
        """Return the methods that are called where a member of some values is read."""
        found: list[Definition] = []
        for owner in owners:
            if isinstance(owner, Instance):
                found += filter(_is_property, find_member(self, owner.type, name))
            elif isinstance(owner, Super):
                found += filter(_is_property, find_above(self, owner, name))
        return tuple(dict.fromkeys(each for each in found if each.kind in FUNCTION_KINDS))

    def _resolution(self, values: Values, how: str, callee: bool = True) -> Resolution:
        targets: list[Definition] = []
        held: list[Definition] = []
        outside = False
        for value in values:
            match value:
                case Class() | Function():
                    (held if value.is_held else targets).append(_definition_of(value))
                case Holder(definition):
                    if not callee or definition.kind != "module":
                        targets.append(definition)
                case Instance(definition, _):
                    if callee:
                        for method in definition.file.language.call_methods:
                            targets += find_member(self, definition, method)
                case Super(definition):
                    bases = linearization(self, definition)[0][1:]
                    made = [base for base in bases if base.kind != "interface"][:1]
                    targets += made
                    outside = outside or not made
                case Outside() | Container():
                    outside = True
        unique = tuple(dict.fromkeys(targets))
        if callee and any(each.kind in FUNCTION_KINDS for each in unique):  # which hides a struct or class of its name
            unique = tuple(each for each in unique if not (each.is_type and each.file.language.textual_includes))
        if callee and any(each.kind in ("type", "enum") and each.file.language.textual_includes for each in unique):
            unique = tuple(dict.fromkeys(made for each in unique for made in self._made_by_name_of(each)))
            outside = outside or not unique
        if callee:
            unique = self._made_by(unique)
        if unique:
            return Resolution(unique, how)
        if held:
            return Resolution((), "", "through a variable", tuple(dict.fromkeys(held)))
        return Resolution((), "", "external" if outside else "unknown name")

    def _made_by(self, targets: tuple[Definition, ...]) -> tuple[Definition, ...]:
        """Return the parts that have the constructor, of types in pieces."""
        found: list[Definition] = []
        for each in targets:
            if each.is_type and each.kind in each.file.language.open_kinds and not _makes(each):
                found += [part for part in other_parts(self.program, each) if _makes(part)] or [each]
            else:
                found.append(each)
        return tuple(dict.fromkeys(found))

    # -- names -----------------------------------------------------------------------------------------------------

    def name(self, context: Context, name: str) -> tuple[Values, str]:
        """Return what a bare name stands for at a place, and how that was found."""
        file, scope, line = context
        language = file.language
        if name == ROOT:
            return imports.root(language), "module"
        if name in language.self_names or name in language.self_types:
            receivers = self._lambda_receivers(context) if language.lambda_receivers else []
            values = receivers[0] if receivers else self._self_values(context, name)
            if values:
                return values, "self"
        if name in language.super_names and (around := file.type_around(scope)):
            return (Super(around),), "super"
        if name in language.parent_names:
            return imports.path_head(self, file, scope, name), "module"
        if language.lambda_receivers and not self._is_local(file, scope, name):
            for owners in self._lambda_receivers(context):
                if found := self._known_members(owners, name):
                    return found, "self"
        innermost = True
        first_type = TOP
        visited = {TOP}
        for at in file.scopes_out(scope):
            visited.add(at)
            around = file.definitions[at] if at != TOP else None
            is_type = around is not None and around.is_type
            if is_type and first_type == TOP:
                first_type = at
            if around is not None and around.name == name and _names_itself(around):
                return (Class(around),), "scope"
            if around is not None and is_type and not (innermost and language.types_are_scopes):
                if language.implicit_members:
                    found = self._implicit_members(self.type_of_extension(around), name, context)
                    if language.mixins and at != first_type:  # names around it, but not its methods
                        found = tuple(value for value in found if not isinstance(value, Function))
                    if found:
                        return found, "self"
                generic = [each for each in file.bound(at, name) if each.how == "generic"]
                if generic:
                    return self._bound_values(file, generic, 0, is_function=False), "scope"
                continue
            bound: Values | None = None
            if at == TOP and imports.means_module(file, name):
                return (imports.whole(self, Module(file)) if name in imports.WHOLE else (Module(file),)), "module"
            if file.has_name(at, name):
                in_order = line and (at == scope or (language.ordered_locals and at != TOP and not is_type))
                if in_order:
                    bound = self._name_in_scope(file, at, name, line)
                else:
                    narrowing = self._narrowing(file, at, name, line) if line and language.narrows else ()
                    bound = narrowing or self._name_in(file, at, name)
            if bound is None and around is not None and not language.textual_includes:
                bound = self._in_other_parts(around, name)
            if bound is not None:
                if at == TOP and language.package_scope == "program" and _all_forward(bound):
                    return self._defined_elsewhere(file, name, bound)
                return bound, "scope" if at != TOP else "file"
            innermost = False
            if around is None:
                continue
            if language.implicit_members and is_type:
                found = self._implicit_members(self.type_of_extension(around), name, context)
                if found:
                    return found, "self"
            if around.owner and not language.implicit_members:
                for owner in self.owners(around):  # `func (b *Box[T]) get() T`
                    for binding in owner.file.bound(owner.ordinal, name):
                        if binding.how == "generic":
                            return self.binding_values(owner.file, binding), "scope"
            if around.owner and language.implicit_members:
                for owner in self.owners(around):
                    found = self._implicit_members(owner, name, context)
                    if found:
                        return found, "self"
            if language.closed_modules and around.kind == "module":
                visited.discard(TOP)
                break
        if file.stars and language.package_scope == "package":  # whose names hide what comes with a star
            values, how = imports.in_own_package(self, file, name)
            if how == "package":
                return values, how
        outside: Values = ()
        for each in file.stars:
            for module in imports.star_modules(self, file, each) if each.scope in visited else ():
                if imports.star_brings(module, name) and (found := self.export(module, name)):
                    if not isinstance(module, Class) or not all(isinstance(value, Outside) for value in found):
                        return found, "import"
                    outside = outside or found  # perhaps inherited from a library's type
        if name in language.passing and (around := file.type_around(scope)) is not None:
            return (Container("function", ((Instance(self.type_of_extension(around)),),)),), ""
        around = file.type_around(scope) if language.mixins and name in language.making else None
        if around is not None and self._is_type_itself(file, scope, around.ordinal):
            return (Class(around),), "self"
        values, how = imports.visible_without_import(self, file, name, scope)
        return (values, how) if values or not outside else (outside, "import")

    @staticmethod
    def _is_local(file: File, scope: int, name: str) -> bool:
        """Say whether a function around a place binds or defines a name."""
        around = (at for at in file.scopes_out(scope) if at != TOP and file.definitions[at].kind in FUNCTION_KINDS)
        return any(file.has_name(at, name) for at in around)

    def _known_members(self, owners: Values, name: str) -> Values:
        """Return the members of some values that are of this repository."""
        found = (value for owner in owners for value in self.member(owner, name))
        return tuple(value for value in found if not isinstance(value, Outside))

    def _lambda_receivers(self, context: Context) -> list[Values]:
        """Return the receivers of the functions without a name around a place, the innermost first."""
        file, scope, line = context
        name = file.language.self_names[0]
        around = [
            binding
            for at in file.scopes_out(scope)
            if file.has_name(at, name)
            for binding in file.bound(at, name)
            if binding.how == "receiver" and binding.line <= line <= abs(binding.until_line)
        ]
        around.sort(key=lambda binding: -binding.line)
        return [values for binding in around if (values := self.binding_values(file, binding))]

    def _implicit_members(self, owner: Definition, name: str, context: Context) -> Values:
        """Return what a bare name means as a member of a type around it; a constructor's is the type's own."""
        for each in linearization(self, owner)[0] if _names_itself(owner) else ():
            if each.name == name:
                return (Class(each),)
        around = next(
            (at for at in context.file.scopes_out(context.scope) if self._is_of(context.file, at, owner)), TOP
        )
        is_class = around != TOP and self._is_type_itself(context.file, context.scope, around)
        return self.members_as_values(Class(owner) if is_class else Instance(owner), name)

    def _is_of(self, file: File, at: int, owner: Definition) -> bool:
        return at != TOP and file.definitions[at].is_type and self.type_of_extension(file.definitions[at]) is owner

    def _is_type_itself(self, file: File, scope: int, at: int) -> bool:
        """Say whether the receiver in a scope inside a type is the type itself, not one of its values."""
        modifier = file.language.type_modifier
        method = self._method_of(file, scope, at)
        if method is None:
            return bool(modifier)
        modifiers = method.modifiers.split()
        return "classmethod" in modifiers or (bool(modifier) and modifier in modifiers)

    def _in_other_parts(self, definition: Definition, name: str) -> Values | None:
        """Return the type or constant that another part of a module or class defines."""
        found = [d for d in members_in_parts(self.program, definition, name) if d.kind not in FUNCTION_KINDS]
        return tuple(value for each in found for value in self.definition_at_top(each)) if found else None

    def type_name(self, context: Context, name: str) -> tuple[Values, str]:
        """Return what a name stands for where a type is meant: no field or property of the same name."""
        values, how = self.name(context, name)
        is_hidden = how in ("self", "scope") and context.file.language.implicit_members
        if is_hidden and not any(isinstance(value, Class) for value in values):
            outer, outer_how = self.name(Context(context.file, TOP, 0), name)
            if any(isinstance(value, Class) for value in outer):
                return outer, outer_how
        return values, how

    def _defined_elsewhere(self, file: File, name: str, declared: Values) -> tuple[Values, str]:
        """Return the definition of what a file only declares, or the declaration when there is none."""
        values, how = imports.visible_without_import(self, file, name)
        return (values, how) if values and not _all_forward(values) else (declared, "file")

    def _name_in_scope(self, file: File, scope: int, name: str, line: int) -> Values | None:
        """Return what a name stands for in one scope, or None when the scope does not have it.

        `line` is where it is used when that is in the same scope (later bindings do not count then), else 0.
        """
        key = (scope, name)
        in_type = scope != TOP and file.definitions[scope].is_type
        # the methods of an object literal, and those that name their type, are no names of the scope they stand in
        definitions = [d for d in file.children.get(key, ()) if not d.owner and (in_type or d.kind != "method")]
        solid = [d for d in definitions if d.kind in CALLABLE_KINDS or d.kind in ("type", "module")]
        imported = file.names_imported.get(key)
        if solid:
            found = tuple(self.definition_values(solid))
            if all(each.kind == "module" for each in solid):  # what is no module may have its name
                found += tuple(value for each in imported or () for value in self.import_values(file, each))
                bindings = file.bound(scope, name) if file.language.assigned_members else []
                found += self._bound_values(file, bindings, 0, is_function=False) if bindings else ()
            return found
        bindings = file.bound(scope, name)
        if bindings and file.language.narrows:
            bindings = [b for b in bindings if b.how != "narrow" or b.line <= line]
        if bindings and line:  # those of blocks that end before hold no longer
            bindings = [
                b for b in bindings if b.until_line <= 0 or (line <= b.until_line and (b.line <= line or scope != TOP))
            ]
        if bindings and line and scope != TOP and file.language.ordered_locals and not in_type:
            bindings = [b for b in bindings if b.line <= line or b.how == "generic"]
        if imported and not bindings:
            values: list[Value] = []
            for each in imported:
                values += self.import_values(file, each)
            return tuple(dict.fromkeys(values)) or (Outside(name),)
        if bindings:
            held = tuple(Holder(d) for d in definitions if file.has_members(d))
            return held + self._bound_values(file, bindings, line, is_function=scope != TOP)
        if definitions:
            return tuple(self.definition_values(definitions))
        return None

    def _name_in(self, file: File, scope: int, name: str) -> Values | None:
        """Return what a name stands for in one scope, by all its bindings, or None when the scope does not have it."""
        return self.complete(("scope", file.path, scope, name), lambda: self._name_in_scope(file, scope, name, 0))

    def name_at(self, file: File, scope: int, name: str) -> tuple[Values, str]:
        """Return what a bare name stands for anywhere in a scope."""
        return self.name(Context(file, scope, 0), name)

    @staticmethod
    def definitions_of(values: Iterable[Value]) -> list[Definition]:
        """Return the functions among some values."""
        return [value.definition for value in values if isinstance(value, Function)]

    def definition_at_top(self, definition: Definition) -> Values:
        """Return what the name of a definition stands for, and what a variable holds."""
        values = tuple(self.definition_values([definition]))
        return values or self._attribute(definition)

    def name_at_top(self, file: File, name: str) -> Values:
        """Return what the files of the same package see of a name at the top of one of them."""
        if (TOP, name) in file.names_imported:
            return ()
        return self._name_in_scope(file, TOP, name, 0) or ()

    def _bound_values(self, file: File, bindings: list[Binding], line: int, *, is_function: bool) -> Values:
        """Return the values of a name from its bindings: the one in force, or all where order is not known."""
        if len(bindings) > 1 and all(b.how == "generic" for b in bindings):
            return self._bounded_everywhere(file, bindings)
        if file.language.top_types and len(bindings) > 1:
            bindings = _as_declared(bindings)
        visible = bindings
        if line and is_function:
            visible = [b for b in bindings if b.line <= line] or bindings
            last = visible[-1]
            if last.how != "narrow" and (last.until_line >= 0 or line <= -last.until_line):  # of what it was before
                visible = [b for b in visible if b.how != "narrow"]
            declared = [b for b in visible if b.type] if not file.language.ordered_locals else []
            possible: list[Value] = []
            for binding in declared[-1:] or reversed(visible):
                possible += self.binding_values(file, binding)
                if binding.until_line >= 0 or line <= -binding.until_line:  # the others are of branches before it
                    break
            if possible or len(visible) == 1 or binding.value not in ("", "#none"):
                return tuple(dict.fromkeys(possible))[:BREADTH]
        found: list[Value] = []
        for binding in reversed(visible):
            found += self.binding_values(file, binding)
        return tuple(dict.fromkeys(found))[:BREADTH]

    def _bounded_everywhere(self, file: File, bindings: list[Binding]) -> Values:
        """Return a type parameter with the bounds that all the places give it: its own, and `where` after the names."""
        made = [value for each in bindings for value in self.binding_values(file, each)]
        bounds = dict.fromkeys(bound for value in made if isinstance(value, Parameter) for bound in value.bound)
        return (Parameter(bindings[0].name, tuple(bounds)[:BREADTH]),)

    def binding_values(self, file: File, binding: Binding) -> Values:
        """Return what one binding gives its name."""
        return self.memo(("binding", id(binding)), lambda: self._binding_values(file, binding), ())

    def _binding_values(self, file: File, binding: Binding) -> Values:
        context = Context(file, binding.scope, binding.line)
        if binding.how == "receiver":  # it is named outside
            outside = context._replace(line=max(binding.line - 1, 1))
            return self._held(self.evaluate(outside, parse_expression(binding.value)))
        if binding.how == "narrow":
            return self._narrowed(context, binding)
        if binding.how == "generic" or binding.value.rpartition(".")[2] in file.language.type_parameter_makers:
            bound = type_values(self, context, parse_type(binding.type)) if binding.type else ()
            return (Parameter(binding.name, bound or self._bound_by_owner(file, binding)),)
        if binding.type:
            written = parse_type(binding.type)
            cursors = file.language.cursors
            if cursors and binding.value and written[1:] and str(written[1]).rpartition(".")[2] in cursors:
                values = self._held(self._value_of(context, binding))
                if any(not isinstance(each, Outside) for each in values):
                    return values
            values = type_values(self, _before(context, binding, names_of_type(binding.type)), written)
            if values:
                return values
        if binding.how == "parameter":
            values = self._parameter_values(context, binding)
            if values:
                return values
        if not binding.value:
            return ()
        values = self._value_of(context, binding)
        if binding.name != imports.DEFAULT:  # which is no variable, and what it is imported as is a name of the value
            values = self._held(values)
        match binding.how:
            case "iterate":
                return elements_of(self, values)
            case "with":
                return entered(self, values)
        return values

    def _narrowed(self, context: Context, binding: Binding) -> Values:
        """Return what a name stands for where its type was asked for: of what it may be, all that are of that type.

        https://www.typescriptlang.org/docs/handbook/2/narrowing.html
        """
        told = type_values(self, context, parse_type(binding.type))
        before = self._before_narrowing(context.file, binding)
        types = {value.type for value in told if isinstance(value, Instance)}
        kept = tuple(
            each
            for each in (before if types else ())
            if isinstance(each, Instance) and not types.isdisjoint(linearization(self, each.type)[0])
        )
        return kept or told or before

    def _before_narrowing(self, file: File, binding: Binding) -> Values:
        """Return what a name stands for around the place where it is narrowed."""
        scope, name, line = binding.scope, binding.name, binding.line
        if "." in name:
            owner, _, member = name.partition(".")
            return self._members(self.evaluate(Context(file, scope, line), ("name", owner)), member)
        bindings = [
            each
            for each in file.bound(scope, name)
            if line <= _end(each) and (each.how != "narrow" or (each.line, -_end(each)) < (line, -_end(binding)))
        ]
        if bindings:
            return self._bound_values(file, bindings, line, is_function=scope != TOP)
        return self.name(Context(file, file.definitions[scope].container, line), name)[0] if scope != TOP else ()

    def _narrowing(self, file: File, scope: int, name: str, line: int) -> Values:
        """Return what a name of a scope stands for in a function inside that, at a line where it is narrowed."""
        around = [each for each in file.bound(scope, name) if each.how == "narrow" and each.line <= line <= _end(each)]
        return self.binding_values(file, around[-1]) if around else ()

    def _bound_by_owner(self, file: File, binding: Binding) -> Values:
        """Return the bound of a type parameter that a method has a name of its own for: `func (b *Box[E]) get() E`."""
        method = file.definitions[binding.scope] if binding.scope != TOP else None
        if method is None or not method.owner or binding.how != "generic":
            return ()
        names = parameters_of(self, method)
        for owner in self.owners(method) if binding.name in names else ():
            declared = owner.file.generics.get(owner.ordinal, ())
            place = names.index(binding.name)
            values = self.binding_values(owner.file, declared[place]) if place < len(declared) else ()
            if values and isinstance(values[0], Parameter):
                return values[0].bound
        return ()

    def _value_of(self, context: Context, binding: Binding) -> Values:
        """Return the values of the expression that a name is bound to."""
        names = names_at(context.file, binding.value)
        place = place_of(_before(context, binding, names), names)
        return self.evaluate(place, parse_expression(binding.value))

    def _held(self, values: Values) -> Values:
        """Return values as a variable holds them, worked out once for each set of them."""
        values = self.one(values)
        return self.complete(("held", id(values)), lambda: self.one(map(as_held, values)))

    def _parameter_values(self, context: Context, binding: Binding) -> Values:
        file, scope = context.file, binding.scope
        if scope != TOP and file.definitions[scope].kind in FUNCTION_KINDS:
            if binding.name in file.language.self_names:
                return self._self_values(context, binding.name)
            return imports.injected_parameter(self, file, file.definitions[scope], binding.name)
        return ()

    def _self_values(self, context: Context, name: str) -> Values:
        file, scope, _ = context
        for at in file.scopes_out(scope):
            if at == TOP:
                break
            definition = file.definitions[at]
            if definition.is_type:
                found = self.values_of_type(definition)
                if name in file.language.self_types or self._is_type_itself(file, scope, at):
                    return tuple(Class(*value) if isinstance(value, Instance) else value for value in found)
                return found
            if definition.owner and definition.kind in FUNCTION_KINDS:
                owners = tuple(Instance(each) for each in self.owners(definition))
                return owners or receiver_of(self, definition)
            if makes_objects(definition):
                return (Instance(definition),)
            if definition.kind == "variable" or (definition.container != TOP and definition.kind == "method"):
                container = definition if definition.kind == "variable" else file.definitions[definition.container]
                if not container.is_type and container.kind not in FUNCTION_KINDS:
                    return (Holder(container),)
            if values := receiver_of(self, definition):
                return values
        return ()

    @staticmethod
    def _method_of(file: File, scope: int, type_ordinal: int) -> Definition | None:
        for at in file.scopes_out(scope):
            if at != TOP and file.definitions[at].container == type_ordinal:
                return file.definitions[at]
        return None

    def type_of_extension(self, definition: Definition) -> Definition:
        """Return the type that an extension (impl block) adds to, or the type itself."""
        if definition.kind != "extension" or definition.is_anonymous:
            return definition
        context = Context(definition.file, definition.container, definition.line)
        return next(iter(types_named(self, context, definition.name)), definition)

    def values_of_type(self, definition: Definition) -> Values:
        """Return the values of a type, or of the type that an extension (impl block) adds to."""
        if definition.kind != "extension":
            return (Instance(definition),)
        nothing: Values = ()
        return self.memo(("extended", id(definition)), lambda: self._extended_values(definition), nothing)

    def _extended_values(self, definition: Definition) -> Values:
        if definition.file.has_name(definition.ordinal, definition.name) and (
            parameter := self._extended_parameter(definition)
        ):
            return (parameter,)
        of = self.type_of_extension(definition)
        if of is definition and "[" in definition.owner:  # of a library's wrapper: `impl Draw for Box<Pen>`
            context = Context(definition.file, definition.ordinal, definition.line)
            held = type_values(self, context, parse_type(definition.owner))
            if any(isinstance(value, Instance | Parameter) for value in held):
                return held
        return (Instance(of, arguments_extended(self, definition)),)

    def _extended_parameter(self, definition: Definition) -> Parameter | None:
        """Return the type parameter that an extension adds to, which has the trait, too: `impl<T: Draw> Show for T`."""
        file = definition.file
        generic = [each for each in file.bound(definition.ordinal, definition.name) if each.how == "generic"]
        if not generic:
            return None
        context = Context(file, definition.ordinal, definition.line)
        bounds = [v for each in generic for v in type_values(self, context, parse_type(each.type))]
        bounds += type_values(self, context, parse_type(definition.type))
        return Parameter(definition.name, tuple(dict.fromkeys(bounds))[:BREADTH])

    def owners(self, definition: Definition) -> tuple[Definition, ...]:
        """Return the types that the owner of a definition outside them may mean."""
        context = Context(definition.file, definition.container, definition.line)
        name = definition.owner.partition("[")[0]  # that of an extension has its arguments
        nothing: tuple[Definition, ...] = ()
        return self.memo(("owner", id(definition)), lambda: tuple(types_named(self, context, name)), nothing)

    def import_values(self, file: File, each: Import) -> Values:
        key = ("import", file.path, each)
        return self.memo(key, lambda: imports.import_values(self, file, each), ())

    def modules(self, file: File, module: str) -> Values:
        """Return the modules that a module name of an import in `file` leads to; empty when it is a library's."""
        return find_module(self.program, file, module)

    def export(self, module: Value, name: str) -> Values:
        """Return what a module offers under a name, through re-exports."""
        match module:
            case Module(file) if name in file.language.parent_names:
                return imports.path_head(self, file, TOP, name)
            case Module(file) if name in file.language.module_names:
                return imports.whole(self, module)
            case Module(file):
                return self._file_export(file, name)
            case Holder() | Class():
                return tuple(self.member_values(module, name))
            case Namespace(family, namespace):
                return imports.of_namespace(self, family, namespace, name)
            case Package(folder):
                found: list[Value] = []
                for file in files_beside(self.program, folder):
                    if file.language.package_scope == "folder":
                        found += self._file_export(file, name)
                    if found:
                        break
                if not found:
                    found += imports.submodule(self.program, folder, name)
                return tuple(found)
        return ()

    def _file_export(self, file: File, name: str) -> Values:
        return self.memo(("export", file.path, name), lambda: self._find_export(file, name), ())

    def _find_export(self, file: File, name: str) -> Values:
        for each in file.offered.get(name, ()):
            if not _is_inner(file, each):
                if each.kind == "export":
                    if each.name != name:
                        return self.name(Context(file, TOP, 0), each.name)[0]
                    continue
                beside = file.children.get((TOP, name), ())
                values = self.import_values(file, each)
                if beside and all(isinstance(value, Outside) for value in values):
                    continue  # of another configuration: `#[cfg]`
                if values:
                    return (*values, *self.definition_values([d for d in beside if d.kind == "module"]))
        own = self._own_export(file, name)
        if own and not all(isinstance(value, Outside) for value in own):
            return own
        for each in file.offered_stars:
            for module in imports.star_modules(self, file, each):
                if imports.star_brings(module, name) and (found := self.export(module, name)):
                    return found
        if found := imports.submodule_of(self.program, file, name):
            return found
        return own or imports.assigned_to_exports(self, file, name) or self._export_of_whole(file, name)

    def _export_of_whole(self, file: File, name: str) -> Values:
        """Return a member of the one thing that a module exports, else what the script offers that it declares."""
        if file.language.module_names or not file.offered.keys().isdisjoint(imports.WHOLE):
            exported = tuple(value for value in imports.whole(self, Module(file)) if value != Module(file))
            if found := tuple(gathered(exported, lambda value: self.member(value, name))):
                return found
            if exported and not file.language.module_names:
                return ()
        script = declared_script(self.program, file)
        return self._file_export(script, name) if script is not None else ()

    def _own_export(self, file: File, name: str) -> Values | None:
        """Return what a name at the top of a file stands for, where others may get it from there."""
        key = (TOP, name)
        is_private = file.language.private_imports and key in file.names_imported and name not in file.offered
        if is_private and key not in file.children:
            return None
        return self._name_in_scope(file, TOP, name, 0)

    # -- expressions -----------------------------------------------------------------------------------------------

    def evaluate(self, context: Context, tree: Tree) -> Values:
        """Return the values that an expression may stand for; empty when nothing is known."""
        if tree[0] == "name":  # its binding or import is a step, and remembered
            values = self._bounded(context, self.one(self.name(context, tree[1])[0]))
            return self._called_bare(values) if context.file.language.bare_calls else values
        if tree[0] == "member" and tree[1][0] == "name" and not _is_narrowed(context.file, tree):
            context = place_of(context, names_of(tree[1][1]))
        key = (context.file.path, context.scope, context.line, tree)
        return self.memo(key, lambda: self._bounded(context, self.one(self._evaluate(context, tree))), ())

    def _called_bare(self, values: Values) -> Values:
        """Return what a name stands for where a method is called by its bare name."""
        if not any(isinstance(value, Function) for value in values):
            return values
        return self.one(gathered(values, lambda each: self.call(each) if isinstance(each, Function) else (each,)))

    def _bounded(self, context: Context, values: Values) -> Values:
        """Give type parameters of a type the bounds that the block around which extends the type gives them."""
        for value in values:
            if isinstance(value, Parameter) and not value.bound:
                return self.one(self._with_bounds(context, values))
        return values if len(values) <= BREADTH else self.one(values[:BREADTH])

    def _with_bounds(self, context: Context, values: Values) -> Values:
        found: list[Value] = []
        for value in values:
            if isinstance(value, Parameter) and not value.bound:
                found += self._parameter_of_extension(context, value)
            else:
                found.append(value)
        return tuple(dict.fromkeys(found))[:BREADTH]

    def _parameter_of_extension(self, context: Context, value: Parameter) -> Values:
        for at in context.file.scopes_out(context.scope):
            if at != TOP and context.file.definitions[at].kind == "extension":
                for binding in context.file.bound(at, value.name):
                    if binding.how == "generic" and binding.type:
                        return self.binding_values(context.file, binding) or (value,)
        return (value,)

    def _evaluate(self, context: Context, tree: Tree) -> Iterable[Value]:
        match tree:
            case ("member", ("name", owner), name) if (
                context.line
                and _is_narrowed(context.file, tree)
                and (told := self._narrowing(context.file, context.scope, f"{owner}.{name}", context.line))
            ):
                return told
            case ("member", inner, name):
                owners = self.evaluate(context, inner)
                said = context.file.language.library_constants.get(inner[1] if inner[0] == "name" else "")
                if said and all(isinstance(owner, Outside) for owner in owners):
                    return (Outside(said),)
                found = self._members(owners, name)
                if (
                    context.file.language.extension_traits
                    and all(isinstance(value, Outside | Container) for value in found)
                    and (own := methods_of_traits(self, context, owners, name))
                ):
                    return own
                if len(found) > 1 and any(isinstance(owner, Namespace) for owner in owners):
                    found = imports.nearest_types(context.file, found)
                if name in context.file.language.passing:
                    return self._passed_on(owners, name)
                if said := context.file.language.adapters.get(name):
                    adapted_owners = self._adapted_owners(owners, name)
                    others = tuple(owner for owner in owners if owner not in adapted_owners)
                    own = self._members(others, name) if adapted_owners else found
                    return (*adapting(self, adapted_owners, adapter_of(said)), *own)
                if context.file.language.extension_functions and all(isinstance(v, Outside) for v in found):
                    return extension_functions(self, context, owners, name) or found
                return found
            case ("call", ("name", name), *_) if f"{name}()" in context.file.language.super_names:
                return self._super_of(context, tree[2:])
            case ("call", inner, *arguments):
                return self._called(context, inner, arguments)
            case ("record", *_):
                return (Literal(context, tree),)
            case ("tuple", *parts):
                return (Container("tuple", tuple(self.evaluate(context, part) for part in parts)),)
            case ("map", *parts):
                return (Container("map", ((), tuple(v for part in parts for v in self.evaluate(context, part)))),)
            case ("applied", inner, *types):
                return self._applied(context, self.evaluate(context, inner), types)
            case ("index", inner, position):
                return indexed(self, self.evaluate(context, inner), position)
            case ("slice", inner):
                return sliced(self, self.evaluate(context, inner))
            case ("await", inner):
                return awaited(self, unwrapped(self.evaluate(context, inner), "await"))
            case ("element", inner) if context.file.language.loops_over_keys:
                return elements_of(self, with_keys(self.evaluate(context, inner)))
            case ("element", inner):
                return elements_of(self, self.evaluate(context, inner))
            case ("key", inner):
                keyed = (value for value in self.evaluate(context, inner) if isinstance(value, Container))
                return [key for value in keyed if value.kind == "map" for key in value.inside[0]]
            case ("parameter", inner, position):
                return gathered(self.evaluate(context, inner), lambda value: passed_to(self, value, position))
            case ("instance", type_tree):
                return type_values(self, context, type_tree)
            case ("or", *parts):
                return [value for part in parts for value in self.evaluate(context, part)]
            case ("giving", body):
                return (Container("function", (self.evaluate(context, body),)),)
            case ("literal", kind):
                return () if kind in _NO_VALUES else (Outside(str(kind)),)
        return ()

    def _super_of(self, context: Context, arguments: Sequence[Tree]) -> Values:
        """Return what a call of `super` gives, which may say after which class: `super(Pen, self)`."""
        around = context.file.type_around(context.scope)
        if around is None:
            return ()
        for value in self.evaluate(context, arguments[0]) if len(arguments) > 1 else ():
            if isinstance(value, Class) and value.type is not around:
                return (Super(around, value.type),) if value.type in linearization(self, around)[0] else ()
        return (Super(around),)

    def _members(self, owners: Values, name: str) -> Values:
        """Return the values of a member of some values, worked out once for each set of them."""
        owners = self.one(owners)
        return self.complete(
            ("members of all", id(owners), name),
            lambda: self.one(gathered(owners, lambda value: self.member_values(value, name))),
        )

    def _called(self, context: Context, callee: Tree, arguments: Sequence[Tree]) -> Iterable[Value]:
        """Return what a call gives, type parameters as its arguments tell, or what a library's function does."""
        found: Values = ()
        if callee[0] == "member" and (said := context.file.language.adapters.get(callee[2])):
            owners = self._adapted_owners(self.evaluate(context, callee[1]), callee[2])
            passed = [self.evaluate(context, argument) for argument in arguments]
            if found := adapted(self, owners, adapter_of(said), passed):
                return found
        values = self.evaluate(context, callee)
        if callee[0] == "applied":
            if any(isinstance(value, Container) for value in values):
                return gathered(values, self.call)
            return self._called(context, callee[1], arguments)
        if callee[0] == "name" and context.file.language.methods_apart and not any(map(self.call, values)):
            values = tuple(map(Function, self._methods_around(context, callee[1]))) or values
        if context.file.language.top_types:
            values = self.one(narrowed(self, context, values, arguments))
        for given, generic in given_by(self, values, len(arguments)):
            told: dict[str, Values] = {}
            for position, declared in generic:
                matched(declared, self.evaluate(context, arguments[position]), told)
            found += substitute(given, told)
        known = context.file.language.library_functions.get(callee[-1]) if callee[0] in ("name", "member") else None
        if known and arguments and all(isinstance(value, Outside) for value in values):
            passed = [self.evaluate(context, argument) for argument in arguments]
            if context.file.language.loops_over_keys and known not in _UNCHANGED:
                passed = list(map(with_keys, passed))
            return library_call(self, known, passed) or found
        return self._given_by_library(context, callee, found) or found

    def _applied(self, context: Context, values: Values, types: Sequence[Tree]) -> Values:
        """Return functions with type arguments: of those that take any, what they give with these.

        https://www.typescriptlang.org/docs/handbook/2/functions.html#specifying-type-arguments
        """
        found: list[Value] = []
        for value in values:
            own = value.definition.file.generics.get(value.definition.ordinal) if isinstance(value, Function) else None
            if own:
                given = (type_values(self, context, each) for each in types)
                told = dict(zip((each.name for each in own), given, strict=False))
                found.append(Container("function", (substitute(self.call(value), told),)))
            else:
                found.append(value)
        return tuple(found)

    def _passed_on(self, owners: Values, name: str) -> Values:
        """Return a member of some values that the library's wrappers have, too: what is held, or the value itself."""
        found: list[Value] = []
        for owner in owners:
            own = self._members((owner,), name)
            if isinstance(owner, Outside) or any(not isinstance(value, Outside | Container) for value in own):
                found += own
            else:
                found.append(Container("function", (self._as_library_value(owner),)))
        return tuple(dict.fromkeys(found))

    def _as_library_value(self, owner: Value) -> Values:
        """Return a value, or the library's where an extension adds to a type of it: `impl Take for [u8]`."""
        if isinstance(owner, Instance) and owner.type.kind == "extension":
            context = Context(owner.type.file, owner.type.container, owner.type.line)
            return type_values(self, context, parse_type(owner.type.owner)) or (owner,)
        return (owner,)

    def _adapted_owners(self, owners: Values, name: str) -> Values:
        """Return the values whose member of a name is a library's method, and takes a function."""
        return tuple(
            owner
            for owner in owners
            if isinstance(owner, Container)
            or (
                isinstance(owner, Instance | Parameter | Function)
                and all(isinstance(value, Outside) for value in self.member_values(owner, name))
            )
        )

    def _given_by_library(self, context: Context, callee: Tree, found: Values) -> Values:
        """Return what a library's method gives by its name, where nothing else tells."""
        language = context.file.language
        if not language.top_types or any(not isinstance(value, Outside) for value in found):
            return ()
        if callee[-1] in language.top_results:
            return (Outside(language.top_results[callee[-1]]),)
        if callee[0] != "member":
            return ()
        _, owner, name = callee
        is_maker = name in language.library_makers and owner[0] == "name" and owner[1][:1].isupper()
        if not is_maker and name not in language.library_results:
            return ()
        owners = self.evaluate(context, owner)
        if is_maker:
            return (Outside(owner[1]),) if all(isinstance(each, Outside) for each in owners) else ()
        is_of_library = owners and all(isinstance(each, Outside | Container) for each in owners)
        return (Outside(language.library_results[name]),) if is_of_library else ()

    def call(self, value: Value) -> Values:
        """Return what calling a value gives."""
        match value:
            case Class(definition, arguments):
                own = () if arguments else tuple((Parameter(name, ()),) for name in parameters_of(self, definition))
                return (Instance(definition, arguments or own),)
            case Function(definition, receiver):
                made: Values = (Instance(definition),) if makes_objects(definition) else ()
                return (*made, *self.result_values(definition, receiver))
            case Instance(definition, _):
                names = definition.file.language.call_methods
                found = self.first_members(value, names) if names else self.signatures(value)
                return tuple(gathered(found, self.call))
            case Shape():
                return tuple(gathered(self.signatures(value), self.call))
            case Container("function", inside):
                return inside[0]
            case Super(definition):
                return (Instance(definition),)
            case Parameter(_, bound):  # else a conversion to it
                return tuple(gathered(bound, self.call)) or (value,)
            case Outside(name):
                return (Outside(f"{name}()"),)
        return ()

    def signatures(self, value: Instance | Shape) -> Values:
        """Return the functions that a value is, by the call signatures of its type.

        https://www.typescriptlang.org/docs/handbook/2/functions.html#call-signatures
        """
        if isinstance(value, Shape):
            return tuple(self.member_values(value, CALLED))
        return self.complete(("signatures", value), lambda: tuple(self._declared_signatures(value)))

    def _declared_signatures(self, value: Instance) -> Iterator[Value]:
        for each in linearization(self, value.type)[0] if value.type.kind in ("interface", "type") else ():
            for binding in each.file.bound(each.ordinal, _SIGNATURE):
                context = Context(each.file, each.ordinal, binding.line)
                declared = type_values(self, context, parse_type(binding.type), value)
                yield from substitute(declared, arguments_in(self, value, each))

    def result_values(self, definition: Definition, receiver: Value | None = None) -> Values:
        """Return what a function returns: by its declared type, else by what its body returns."""
        return self.complete(
            ("given", id(definition), receiver),
            lambda: filled_in(self, self._result_values(definition, receiver), receiver, definition),
        )

    def _result_values(self, definition: Definition, receiver: Value | None) -> Values:
        file = definition.file
        if definition.kind == "enum_member":
            return (Instance(file.definitions[definition.container]),)
        if definition.name in file.language.constructors and isinstance(receiver, Instance | Class):
            return (Instance(receiver.type),)
        if definition.type:
            context = Context(file, definition.ordinal, definition.line)
            values = type_values(self, context, parse_type(definition.type), receiver)
            if values:
                return values
        if definition.kind == "property":
            return self._attribute(definition)
        inferred: Values = ()
        inferred = self.memo(("result", id(definition)), lambda: self._inferred_result(definition), inferred)
        if not isinstance(receiver, Instance | Class | Super) or not definition.file.language.self_types:
            return inferred
        around = definition.file.definitions[definition.container] if definition.container != TOP else None
        own = Instance(around) if around is not None else None
        if own not in inferred or receiver.type is around or not gives_itself(self, definition):
            return inferred
        return tuple(Instance(receiver.type) if value == own else value for value in inferred)

    def _inferred_result(self, definition: Definition) -> Values:
        file = definition.file
        found: list[Value] = []
        yields: list[Value] = []
        for binding in file.results.get(definition.ordinal, ()):
            target = yields if binding.how == "yield" else found
            target += self.binding_values(file, binding)
        if yields:
            found.append(Container("list", (tuple(dict.fromkeys(yields)),)))
        return tuple(dict.fromkeys(found))[:BREADTH]

    # -- types -----------------------------------------------------------------------------------------------------

    # -- members ---------------------------------------------------------------------------------------------------

    def definition_values(self, definitions: Iterable[Definition]) -> Iterator[Value]:
        """Yield what each definition's name stands for."""
        for definition in definitions:
            if definition.is_type or definition.kind == "type":
                yield Class(standing_for_all(self.program, definition))
            elif definition.kind in FUNCTION_KINDS:
                yield Function(definition)
            elif definition.kind == "module":
                yield imports.module_value(self.program, definition)
            elif definition.file.has_members(definition):
                yield Holder(definition)

    def member(self, owner: Value, name: str) -> Values:
        """Return the member itself: a method, field or class, not the field's value, where the member is callable."""
        match owner:
            case Instance() | Class() | Super():
                return self.members_as_values(owner, name)
            case Parameter(_, bound):
                return tuple(found for each in bound for found in self.member(each, name))
        return tuple(self.member_values(owner, name))

    def member_values(self, owner: Value, name: str) -> Iterable[Value]:
        """Return the values of a member."""
        match owner:
            case Instance() | Class() | Super():
                found = self.members_as_values(owner, name)
                if found:
                    return found
                if name in owner.type.file.language.type_attributes and isinstance(owner, Instance):
                    return (Class(owner.type, owner.arguments),)
                if name.isdigit() and isinstance(owner, Instance):
                    return position_of(self, owner.type, int(name))
                if name in owner.type.file.language.passing and isinstance(owner, Instance):
                    return (Container("function", ((owner,),)),)
                if name in owner.type.file.language.self_members and isinstance(owner, Class):
                    return (owner,)
                if name in owner.type.file.language.type_members and isinstance(owner, Instance):
                    return (Container("function", ((Class(owner.type),),)),)
                if name in owner.type.file.language.making and isinstance(owner, Class):
                    return (Container("function", ((Instance(owner.type),),)),)
                if not linearization(self, owner.type)[1]:
                    return ()
                held = elements_of(self, (owner,)) if isinstance(owner, Instance) else ()
                if held and not isinstance(inherited := library_member(Container("list", (held,)), name)[0], Outside):
                    return (inherited,)  # of a library's container that the type inherits from
                return (Outside(f"{owner.type.name}.{name}"),)
            case Holder(definition) if definition.kind == "module" and definition.file.language.textual_includes:
                return included.member_of_namespace(self, included.whole_name(definition), definition.file, name)
            case Opened(whole, file):
                return included.member_of_namespace(self, whole, file, name)
            case Holder(definition):
                parts = [definition, *other_parts(self.program, definition)]
                members = [each for part in parts for each in part.file.children.get((part.ordinal, name), ())]
                found = tuple(self.definition_values(members))
                return (
                    found
                    or tuple(self.definition_values(assigned_members(definition, name)))
                    or self._scope_binding(definition, name)
                    or self._module_import(definition, name)
                    or self._assigned_member(definition, name)
                )
            case Function(definition, _) if definition.file.language.replacing_decorators and definition.modifiers:
                return gathered(self._decorated(definition), lambda each: self.member_values(each, name))
            case Function(definition, _) if definition.file.language.assigned_members:
                given = tuple(self.definition_values(find_member(self, definition, name)))
                return given or self._assigned_member(definition, name)
            case Literal(context, record):
                return self._member_of_literal(context, record, name)
            case Shape(names, inside):
                return inside[names.index(name)] if name in names else self._promoted(owner, name)
            case Module() | Package() | Namespace():
                return self.export(owner, name)
            case Parameter(_, bound):
                return gathered(bound, lambda each: self.member_values(each, name))
            case Container("list" | "map" | "await" | "tuple", _):
                return library_member(owner, name)
            case Outside(outer):
                return (Outside(f"{outer}.{name}"),)
        return ()

    def _promoted(self, owner: Shape, name: str) -> Values:
        """Return a member that a type without a name has from one that it embeds, and so has under the name of that."""
        found: list[Value] = []
        named = ((field, value) for field, inside in zip(*owner, strict=True) for value in inside)
        for field, value in named:
            if isinstance(value, Instance) and value.type.name == field:
                found += self.members_as_values(value, name) if value.type.file.language.embedded_fields else ()
        return tuple(dict.fromkeys(found))

    def _decorated(self, definition: Definition) -> Values:
        """Return what the decorators of a function make of it, the outermost that is known to return another value."""
        file = definition.file
        context = Context(file, definition.container, definition.line)
        for decorator in map(_DECORATOR.match, definition.modifiers.split()):
            if decorator is None:
                continue
            made = self.evaluate(context, parse_expression(f"{decorator[1]}(){'()' if decorator[2] else ''}"))
            if found := tuple(value for value in made if isinstance(value, Instance)):
                return found
        return ()

    def _member_of_literal(self, context: Context, record: Tree, name: str) -> Values:
        """Return a member of an object literal: the last that is given under the name, else one of a spread object."""
        members = list(zip(record[1].split(","), record[2:], strict=True))
        for given, tree in reversed(members):
            if given == name and tree[0] == "defined":
                return self.defined_on_line(context.file, tree[1], name)
            if given == name:
                values = self.evaluate(context, tree)
                return values if tree == ("name", name) else tuple(map(as_held, values))
        for given, tree in reversed(members):
            spread = self.evaluate(context, tree) if given == REST else ()
            if found := gathered(spread, lambda value: self.member_values(value, name)):
                return tuple(dict.fromkeys(found))
        return ()

    def defined_on_line(self, file: File, line: int, name: str) -> Values:
        """Return the method that a literal defines on a line, or what its getter gives."""
        defined = [d for d in file.all_definitions if d.line == line and d.name == name and d.kind == "method"]
        is_read = any("get" in each.modifiers.split() for each in defined)
        return self.result_values(defined[0]) if is_read else tuple(self.definition_values(defined))

    def _assigned_member(self, holder: Definition, name: str) -> Values:
        """Return what is given to a member of an object that a variable holds: `{name: value}`."""
        file = holder.file
        found: list[Value] = []
        for binding in file.attributes_bound(name):
            if binding.receiver == holder.name and binding.scope == holder.container:
                found += self.binding_values(file, binding)
        return tuple(dict.fromkeys(found))[:BREADTH]

    def _scope_binding(self, definition: Definition, name: str) -> Values:
        bindings = definition.file.bound(definition.ordinal, name)
        return self._bound_values(definition.file, bindings, 0, is_function=False) if bindings else ()

    def _module_import(self, definition: Definition, name: str) -> Values:
        """Return what a module inside a file imports under a name."""
        file = definition.file
        if definition.kind != "module":
            return ()
        for each in file.names_imported.get((definition.ordinal, name), ()):
            if values := self.import_values(file, each):
                return values
        for star in file.stars:
            for module in imports.star_modules(self, file, star) if star.scope == definition.ordinal else ():
                if values := self.export(module, name):
                    return values
        return ()

    def members_as_values(self, owner: Instance | Class | Super, name: str) -> Values:
        return self.complete(("members", owner, name), lambda: self._find_members_as_values(owner, name))

    def first_members(self, owner: Instance, names: Iterable[str]) -> Values:
        """Return the members of the first of some names that a value has members of."""
        return next(filter(None, (self.members_as_values(owner, name) for name in names)), ())

    def _find_members_as_values(self, owner: Instance | Class | Super, name: str) -> Values:
        if (whole := standing_for_all(self.program, owner.type)) is not owner.type:
            return self.members_as_values(owner._replace(type=whole), name)
        if owner.type.file.language.embedded_fields and (found_inside := embedded(self, owner.type, name)):
            return found_inside
        definitions = find_above(self, owner, name) if isinstance(owner, Super) else find_member(self, owner.type, name)
        if not definitions and (suffix := owner.type.file.language.setter_suffix) and name.endswith(suffix):
            read = find_member(self, owner.type, name.removesuffix(suffix), skip_own=isinstance(owner, Super))
            definitions = tuple(each for each in read if each.kind == "property")
        if definitions and owner.type.file.language.type_modifier and not isinstance(owner, Super):
            definitions = self._of_value_or_type(owner.type, name, definitions, is_type=isinstance(owner, Class))
        if len(definitions) > 1 and _arguments_of(owner):
            definitions = extending(self, definitions, _arguments_of(owner))
        found: list[Value] = []
        for definition in definitions:
            if definition.is_constructor and definition.name not in definition.file.language.constructors:
                continue  # its name means the type
            if definition.kind in FUNCTION_KINDS:
                if _is_property(definition) and not isinstance(owner, Class):
                    found += self.result_values(definition, owner)
                else:
                    found.append(Function(definition, owner))
            elif definition.kind == "property" and definition.file.language.property_storage:
                found.append(Function(definition, owner))
            elif definition.is_type or definition.kind == "type":
                found.append(Class(standing_for_all(self.program, definition)))
            elif definition.kind == "enum_member" and definition.ordinal in definition.file.members:
                found.append(Class(definition))  # a variant with fields, a subtype of its enum
            elif definition.kind == "enum_member" and definition.type:
                found.append(Function(definition))  # a variant with a payload is a function that makes one
            elif definition.kind == "enum_member" or (
                definition.kind == "attribute" and not definition.type and is_enumeration(self, owner.type)
            ):
                found.append(Instance(definition.file.definitions[definition.container]))
            else:
                found += self._got(filled_in(self, self._attribute(definition), owner, definition), definition)
        if not definitions and owner.type.kind == "module" and isinstance(owner, Instance):
            found += self.definition_values(members_of_heirs(self, owner.type, name))
        if not definitions:
            found += self._assigned_attribute(owner.type, name) or self._dereferenced_member(owner, name)
            if isinstance(owner, Class) and owner.type.file.language.assigned_members:
                found += self._assigned_member(owner.type, name)
        if not found and isinstance(owner, Class) and owner.type.kind == "type":  # another name of a type
            for value in aliased(self, owner.type):
                if isinstance(value, Instance) and value.type is not owner.type:
                    found += self.members_as_values(Class(value.type, value.arguments), name)
        return tuple(dict.fromkeys(found))

    def _got(self, values: Values, definition: Definition) -> Values:
        """Return what an attribute of a class gives: what its value says that has a method for that.

        https://docs.python.org/3/howto/descriptor.html
        """
        names = definition.file.language.descriptors if definition.kind == "attribute" else ()
        if not names or not any(isinstance(value, Instance) for value in values):
            return values
        found: list[Value] = []
        for value in values:
            methods = self.first_members(value, names) if isinstance(value, Instance) else ()
            found += tuple(gathered(methods, self.call)) if methods else (value,)
        return tuple(dict.fromkeys(found))

    def _of_value_or_type(
        self, owner: Definition, name: str, found: tuple[Definition, ...], *, is_type: bool
    ) -> tuple[Definition, ...]:
        """Return the members of a name that a type itself has, or that its values have; else any of them.

        What a module that is mixed in has for values, `extend` gives to the type.
        """
        modifier = owner.file.language.type_modifier

        def fitting(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
            return tuple(
                each
                for each in definitions
                if (modifier in each.modifiers.split()) == is_type
                or (is_type and each.container != TOP and each.file.definitions[each.container].kind == "module")
                or each.is_type
            )

        if own := fitting(found):
            return own
        along = (fitting(each) for each in members_along(self, owner, name))
        return next(filter(None, along), found)

    def _dereferenced_member(self, owner: Instance | Class | Super, name: str) -> Values:
        """Return a member of what a value stands for where it does not have the member itself.

        https://doc.rust-lang.org/reference/expressions/method-call-expr.html
        """
        method = owner.type.file.language.dereferencing
        if not method or name == method or name.isdigit() or not isinstance(owner, Instance):
            return ()
        return self.memo(("dereferenced", owner, name), lambda: self._find_dereferenced(owner, method, name), ())

    def _find_dereferenced(self, owner: Instance, method: str, name: str) -> Values:
        given = gathered(self.members_as_values(owner, method), self.call)
        found = gathered(tuple(given), lambda value: self.member(value, name))
        return tuple(value for value in found if not isinstance(value, Outside))

    def _attribute(self, definition: Definition) -> Values:
        """Return the values of a field or attribute: by its declared type, else by what is assigned to it."""
        return self.memo(("attribute", id(definition)), lambda: self._attribute_values(definition), ())

    def _attribute_values(self, definition: Definition) -> Values:
        file = definition.file
        found: list[Value] = []
        if definition.type:
            context = Context(file, definition.container, definition.line)
            found += type_values(self, context, parse_type(definition.type))
        if not found:
            for binding in file.bound(definition.container, definition.name):
                found += self.binding_values(file, binding)
        if not found and definition.container != TOP:
            found += self._assigned_attribute(file.definitions[definition.container], definition.name)
            if definition.kind == "property" and (storage := file.language.property_storage):
                stored = storage.replace("{name}", definition.name)
                found += self._assigned_attribute(file.definitions[definition.container], stored)
        if file.has_members(definition):
            found.append(Holder(definition))
        return tuple(dict.fromkeys(found))[:BREADTH]

    def _assigned_attribute(self, owner: Definition, name: str) -> Values:
        """Return the values that the methods of a type assign to `self.name`."""
        whole = standing_for_all(self.program, owner)
        key = ("assigned", id(whole), name)
        return self.memo(key, lambda: self._find_assigned_attribute(whole, name), ())

    def _find_assigned_attribute(self, owner: Definition, name: str) -> Values:
        for each in linearization(self, owner)[0]:
            found: list[Value] = []
            for part in (each, *other_parts(self.program, each)):
                file = part.file
                for binding in file.attributes_bound(name):
                    if binding.receiver in file.language.self_names and is_self_of(file, binding.scope, part):
                        found += self.binding_values(file, binding)
            if found:
                return tuple(dict.fromkeys(found))[:BREADTH]
        return ()

    # -- inheritance -----------------------------------------------------------------------------------------------


def _arguments_of(owner: Instance | Class | Super) -> tuple[Values, ...]:
    """Return the type arguments of what a member is of."""
    return () if isinstance(owner, Super) else owner.arguments


def _how_of_receiver(form: str, owners: Values) -> str:
    """Return how a member was found, by the form of the receiver and what that stands for."""
    if form == "self":
        return "self"
    if any(isinstance(owner, Super) for owner in owners):
        return "super"
    if any(isinstance(owner, Module | Package | Namespace | Opened) for owner in owners):
        return "module"
    if any(isinstance(owner, Class) for owner in owners):
        return "class"
    return {"name": "variable", "member": "attribute", "call": "result", "instance": "variable"}.get(form, "element")


def _end(binding: Binding) -> int:
    """Return the last line on which a binding holds."""
    return binding.until_line if binding.until_line > 0 else sys.maxsize


def _as_declared(bindings: list[Binding]) -> list[Binding]:
    """Leave out what is only assigned to a variable that has a declared type, which it keeps."""
    typed = [each for each in bindings if each.type]
    return [
        each
        for each in bindings
        if each.type
        or each.how != "assign"
        or not any(one.line <= each.line and (one.until_line <= 0 or each.line <= one.until_line) for one in typed)
    ]


def _is_property(definition: Definition) -> bool:
    """Say whether a method is called where it is read."""
    modifiers = definition.modifiers
    if not modifiers or not definition.file.language.descriptors:
        return any(mark in modifiers for mark in _PROPERTY_MARKS)
    decorators = (each.partition("(")[0] for each in modifiers.split() if each.startswith("@"))
    return any(each.endswith("property") for each in decorators)


def _is_narrowed(file: File, tree: Tree) -> bool:
    """Say whether something says the type of a member of a name at some place of a file."""
    return bool(file.narrowed_members) and f"{tree[1][1]}.{tree[2]}" in file.narrowed_members


def _before(context: Context, binding: Binding, names: frozenset[str]) -> Context:
    """Return where what a binding is made of has its meaning: `x = x.y` reads the x of before, as does `x *x`."""
    if binding.scope == TOP or binding.name not in names:
        return context
    return context._replace(line=max(binding.line - 1, 1))


def _makes(definition: Definition) -> bool:
    """Say whether a type, or a part of one, has a constructor."""
    children, language = definition.file.children, definition.file.language
    names = (name.replace("{name}", definition.name) for name in language.constructors)
    return any((definition.ordinal, name) in children for name in names)


def _is_member(definition: Definition, language: Language) -> bool:
    """Say whether a definition is a method or property of a type."""
    is_method = definition.kind in ("method", "property") and definition.container != TOP
    return is_method and definition.file.language.family == language.family


def _is_pointer(definition: Definition) -> bool:
    """Say whether a field holds where a value of its type is, not one."""
    return "pointer" in definition.modifiers.split()


def _names_itself(definition: Definition) -> bool:
    """Say whether a type's name means the type inside it, where its constructors have that name, too."""
    return definition.is_type and "{name}" in definition.file.language.constructors


def _is_inner(file: File, each: Import) -> bool:
    """Say whether a re-export stands in a module inside the file, whose it is then."""
    return each.scope != TOP and file.definitions[each.scope].kind == "module"


def _all_forward(values: Values) -> bool:
    return bool(values) and all(
        isinstance(value, Function | Class) and included.is_forward(_definition_of(value)) for value in values
    )


def _definition_of(value: Function | Class) -> Definition:
    return value.definition if isinstance(value, Function) else value.type
