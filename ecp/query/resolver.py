"""Meaning, worked out when asked: which definitions a reference may mean, and how that is known.

Facts are local to one blob; this joins them along scopes, imports, bindings and inheritance for just the references
that a question touches.  An expression is evaluated to the values it may stand for (`ecp.query.values`); no value
means that nothing is known, which is not the same as `Outside`.

What differs between languages is data (`languages.toml`) except how an import finds its file
(`ecp.query.imports`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from ecp.query import imports, included
from ecp.query.extensions import extension_functions, is_extension_function
from ecp.query.generics import has_parameter, matched, substitute
from ecp.query.modules import find_module
from ecp.query.notation import Tree, names_in, parse_expression, parse_type
from ecp.query.overloads import fitting, is_shaped_as, parameter_types
from ecp.query.program import (
    CALLABLE_KINDS,
    FUNCTION_KINDS,
    TOP,
    Binding,
    Context,
    Definition,
    File,
    Import,
    Program,
    Reference,
    local_name,
)
from ecp.query.values import (
    Class,
    Container,
    Function,
    Holder,
    Instance,
    Module,
    Namespace,
    Opened,
    Outside,
    Package,
    Parameter,
    Super,
    Value,
    Values,
    unwrapped,
)

_DEPTH = 60
"""Nested evaluations after which the rest is unknown."""
_STEPS = 20_000
"""Evaluations for one reference after which the rest is unknown."""
_NEVER = 1 << 30
_HEAD = re.compile(r"[^\w$@]")
_BREADTH = 12
"""Values of one expression that are followed."""

_LISTS = frozenset(
    "list List Sequence MutableSequence Iterable Iterator Collection AbstractSet Set MutableSet FrozenSet set "
    "frozenset Deque deque Generator AsyncIterator AsyncIterable AsyncGenerator Array ReadonlyArray ArrayList "
    "LinkedList Queue Stack Vec VecDeque HashSet BTreeSet IEnumerable IList ICollection IReadOnlyList HashSet "
    "LinkedHashSet TreeSet Stream MutableList ArrayDeque Channel chan ContextManager AbstractContextManager "
    "AsyncContextManager Slice slice vector deque unordered_set initializer_list span array "
    "IEnumerator IAsyncEnumerable Traversable".split()
)
_MAPS = frozenset(
    "map dict Dict Mapping MutableMapping DefaultDict defaultdict OrderedDict Map ReadonlyMap WeakMap Record "
    "HashMap BTreeMap Dictionary IDictionary ConcurrentHashMap LinkedHashMap TreeMap MutableMap unordered_map".split()
)
_AWAITED = frozenset("Awaitable Coroutine Future Task Promise PromiseLike ValueTask CompletableFuture".split())
_TRANSPARENT = frozenset(
    "Optional Final ClassVar Annotated Required NotRequired ReadOnly Readonly Partial NonNullable "
    "Box Rc Arc "
    "RefCell Cell Mutex RwLock Ref RefMut MutexGuard Pick Omit Extract Exclude Awaited "
    "Nullable unique_ptr shared_ptr weak_ptr Lazy Some Result "
    "Option".split()
)
_RESULTS = frozenset(("ReturnType", "InstanceType"))
_CLASS_OF = frozenset(("type", "Type", "Class"))
_SIGNATURES: dict[str, Callable[[tuple[Values, ...]], tuple[Values, ...]]] = {
    "fn": lambda inside: inside or ((),),
    "Callable": lambda inside: inside[-1:] or ((),),
    **dict.fromkeys(("Func", "Function", "BiFunction"), lambda inside: (*inside[-1:], *inside[:-1])),
    **dict.fromkeys(("Action", "Consumer", "BiConsumer", "Predicate", "BiPredicate"), lambda inside: ((), *inside)),
}
"""Types of functions, by their arguments → what such a function gives, then what it is called with."""
_SELF_TYPES = frozenset(("Self", "this", "self"))
_PROPERTY_MARKS = ("property", "get", "cached_property", "hybrid_property")


_BODILY = frozenset(("default", "static", "private"))
_EXPORTS = ("reexport", "export")

T = TypeVar("T")
Bases = tuple[tuple[Definition, ...], bool]
"""Some types, and whether there are more that are not of this repository."""


Generic = tuple[tuple[int, Values], ...]
"""Parameters of a function, by position, with the type parameters that their types have."""


class Resolution(NamedTuple):
    """What a reference means."""

    targets: tuple[Definition, ...]
    how: str
    """The last step that found it: see `ecp.model.CONFIDENCE`."""
    reason: str = ""
    """Why there is none: `external`, `dynamic receiver`, `unknown name`, `no such member`, `through a variable`."""
    candidates: tuple[Definition, ...] = ()
    """What it may mean when that is not certain."""


class Resolver:
    """Resolves references of one program.  Keeps what it found, so ask one resolver many questions."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._known: dict[object, Any] = {}
        self._active: dict[object, int] = {}
        self._lowest_cut = _NEVER
        self._steps = 0
        self._resolved: dict[tuple[object, ...], Resolution] = {}

    def _memo(self, key: object, compute: Callable[[], T], cut: T) -> T:
        """Return what `compute` gives for `key`, remembered, or `cut` where that needs itself or leads too far.

        What was worked out with the help of a cut is only remembered by the evaluation that the cut went back to:
        before that it may be incomplete (the rule by which Tarjan finds strongly connected components).
        """
        if key in self._known:
            return self._known[key]  # type: ignore[no-any-return]
        position = self._active.get(key)
        if position is not None:
            self._lowest_cut = min(self._lowest_cut, position)
            return cut
        position = len(self._active)
        self._steps = self._steps + 1 if position else 0
        if position > _DEPTH or self._steps > _STEPS:
            self._lowest_cut = 0
            return cut
        outer_cut, self._lowest_cut = self._lowest_cut, _NEVER
        self._active[key] = position
        try:
            value = compute()
        finally:
            del self._active[key]
            is_complete = self._lowest_cut >= position
            self._lowest_cut = outer_cut if is_complete else min(outer_cut, self._lowest_cut)
        if is_complete:
            self._known[key] = value
        return value

    def _complete(self, key: object, compute: Callable[[], T]) -> T:
        """Return what `compute` gives for a key, remembered unless a cut had a part in it.

        For what never needs itself but by way of `_memo`, and so is no step of its own.
        """
        if key in self._known:
            return self._known[key]  # type: ignore[no-any-return]
        outer_cut, self._lowest_cut = self._lowest_cut, _NEVER
        try:
            value = compute()
        finally:
            was_cut = self._lowest_cut < _NEVER
            self._lowest_cut = min(outer_cut, self._lowest_cut)
        if not was_cut:
            self._known[key] = value
        return value

    def prepare(self, references: Sequence[Reference]) -> None:
        """Load at once what resolving some references will look at first: their files and what these import."""
        program = self.program
        program.load(reference.path for reference in references)
        heads: dict[str, set[str]] = defaultdict(set)
        for reference in references:
            heads[reference.path].add(_HEAD.split(reference.receiver or reference.name, 1)[0])
        for path, wanted in heads.items():
            file = program.file(path)
            for each in file.imports:
                if each.name in wanted or each.alias in wanted or local_name(each, file.language) in wanted:
                    self.modules(file, each.module)
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
        names = names_in(parse_expression(receiver)) if receiver else (name,)
        return (path, scope, self.program.file(path).line_alike(scope, line, names), role, name, receiver)

    def _resolve_one(self, reference: Reference) -> Resolution:
        resolution = self._resolve(reference)
        if reference.role == "decorate":
            return self._decoration(reference, resolution)
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
        look = self.type_name if reference.role == "new" else self.name
        values, how = look(context, reference.name)
        resolution = self._resolution(values, how, callee=reference.role in ("call", "new", "decorate"))
        if not resolution.targets and reference.role == "call":
            methods = self._methods_around(context, reference.name) if file.language.methods_apart else ()
            if methods:
                return Resolution(methods, "self")
        if not resolution.targets and reference.role == "call" and file.language.extension_functions:
            found = self._extension_of_this(context, reference.name)
            return self._resolution(found, "self") if found else resolution
        return resolution

    def _extension_of_this(self, context: Context, name: str) -> Values:
        """Return the extension of a type around that a bare call means, the innermost first."""
        for at in context.file.scopes_out(context.scope):
            around = context.file.definitions[at] if at != TOP else None
            if around is not None and (around.is_type or is_extension_function(around)):
                types = [self.type_of_extension(around)] if around.is_type else self.owners(around)
                if found := extension_functions(self, context, tuple(map(Instance, types)), name):
                    return found
        return ()

    def _same_of_super(self, context: Context) -> Resolution:
        """Return what a bare `super` means: the method around it, of what the type inherits from."""
        for at in context.file.scopes_out(context.scope):
            definition = context.file.definitions[at] if at != TOP else None
            if definition is not None and definition.kind in FUNCTION_KINDS:
                around = context.file.type_around(definition.container)
                found = self.find_member(around, definition.name, skip_own=True) if around is not None else ()
                return Resolution(found, "super") if found else Resolution((), "", "external")
        return Resolution((), "", "external")

    def _methods_around(self, context: Context, name: str) -> tuple[Definition, ...]:
        """Return what a bare call means where variables of the name do not count."""
        file = context.file
        for at in file.scopes_out(context.scope):
            if at != TOP and file.definitions[at].is_type:
                found = self.find_member(file.definitions[at], name)
                if methods := tuple(each for each in found if each.kind in FUNCTION_KINDS):
                    return methods
        return ()

    def _imported_name(self, file: File, reference: Reference) -> Values:
        for each in file.imports:
            if each.line == reference.line and each.name == reference.name:
                return self._import_values(file, each)
        return ()

    def _resolve_member(self, context: Context, reference: Reference) -> Resolution:
        receiver = parse_expression(reference.receiver)
        owners = self.evaluate(context, receiver)
        found: list[Value] = []
        for owner in owners:
            found += self.member(owner, reference.name)
        if not found and reference.name in context.file.language.making and context.file.language.constructors:
            found += [owner for owner in owners if isinstance(owner, Class)]  # as a call of the class
        if context.file.language.extension_functions and all(isinstance(value, Outside) for value in found):
            found = [*extension_functions(self, context, owners, reference.name), *found]
        how = self._how_of_receiver(context, receiver, owners)
        resolution = self._resolution(tuple(found), how, callee=reference.role in ("call", "new", "decorate"))
        if resolution.targets or resolution.reason == "external":
            return resolution
        if all(isinstance(owner, Parameter) for owner in owners):
            return Resolution((), "", "dynamic receiver")
        if reference.name in context.file.language.passing:
            return Resolution((), "", "external")
        if all(isinstance(owner, Outside | Container) for owner in owners):
            return Resolution((), "", "external")
        if any(isinstance(o, Instance | Class | Super) and self.linearization(o.type)[1] for o in owners):
            return Resolution((), "", "external")
        return Resolution((), "", "no such member")

    def _how_of_receiver(self, context: Context, receiver: Tree, owners: Values) -> str:
        if receiver[0] == "name" and receiver[1] in context.file.language.self_names:
            return "self"
        if any(isinstance(owner, Super) for owner in owners):
            return "super"
        if any(isinstance(owner, Module | Package | Namespace | Opened) for owner in owners):
            return "module"
        if any(isinstance(owner, Class) for owner in owners):
            return "class"
        return {"name": "variable", "member": "attribute", "call": "result", "instance": "variable"}.get(
            receiver[0], "element"
        )

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
                        targets += self.find_member(definition, "__call__")
                case Super(definition):
                    for base in self.linearization(definition)[0][1:2]:
                        targets.append(base)
                case Outside() | Container():
                    outside = True
        unique = tuple(dict.fromkeys(targets))
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
                found += [part for part in imports.other_parts(self.program, each) if _makes(part)] or [each]
            else:
                found.append(each)
        return tuple(dict.fromkeys(found))

    # -- names -----------------------------------------------------------------------------------------------------

    def name(self, context: Context, name: str) -> tuple[Values, str]:
        """Return what a bare name stands for at a place, and how that was found."""
        file, scope, line = context
        language = file.language
        if name in language.self_names or name in language.self_types:
            values = self._self_values(context, name)
            if values:
                return values, "self"
        if name in language.super_names and (around := file.type_around(scope)):
            return (Super(around),), "super"
        if name == "super" and language.imports == "crate":
            return imports.path_head(self, file, scope, name), "module"
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
            if file.has_name(at, name):
                in_order = at == scope and line
                bound = self._name_in_scope(file, at, name, line) if in_order else self._name_in(file, at, name)
            if bound is None and around is not None and language.imports != "include":
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
        for each in file.stars:
            for module in self._star_modules(file, each) if each.scope in visited else ():
                if imports.star_brings(module, name) and (found := self.export(module, name)):
                    return found, "import"
        if name in language.passing and (around := file.type_around(scope)) is not None:
            return (Container("function", ((Instance(self.type_of_extension(around)),),)),), ""
        return imports.visible_without_import(self, file, name, scope)

    def _implicit_members(self, owner: Definition, name: str, context: Context) -> Values:
        """Return what a bare name means as a member of a type around it; a constructor's is the type's own."""
        for each in self.linearization(owner)[0] if _names_itself(owner) else ():
            if each.name == name:
                return (Class(each),)
        around = next(
            (at for at in context.file.scopes_out(context.scope) if self._is_of(context.file, at, owner)), TOP
        )
        is_class = around != TOP and self._is_type_itself(context.file, context.scope, around)
        return self._members_as_values(Class(owner) if is_class else Instance(owner), name)

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
        for part in imports.other_parts(self.program, definition):
            found = [d for d in part.file.children.get((part.ordinal, name), ()) if d.kind not in FUNCTION_KINDS]
            if found:
                return tuple(value for each in found for value in self.definition_at_top(each))
        return None

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
            if imported and all(each.kind == "module" for each in solid):  # what is no module may have its name
                found += tuple(value for each in imported for value in self._import_values(file, each))
            return found
        bindings = file.bound(scope, name)
        if bindings and line:  # those of blocks that end before hold no longer
            bindings = [
                b for b in bindings if b.until_line <= 0 or (line <= b.until_line and (b.line <= line or scope != TOP))
            ]
        if bindings and line and scope != TOP and file.language.ordered_locals and not in_type:
            bindings = [b for b in bindings if b.line <= line] or self._not_being_evaluated(bindings)
        if imported and not bindings:
            values: list[Value] = []
            for each in imported:
                values += self._import_values(file, each)
            return tuple(dict.fromkeys(values)) or (Outside(name),)
        if bindings:
            held = tuple(Holder(d) for d in definitions if d.ordinal in file.members)
            return held + self._bound_values(file, bindings, line, is_function=scope != TOP)
        if definitions:
            return tuple(self.definition_values(definitions))
        return None

    def _name_in(self, file: File, scope: int, name: str) -> Values | None:
        """Return what a name stands for in one scope, by all its bindings, or None when the scope does not have it."""
        return self._complete(("scope", file.path, scope, name), lambda: self._name_in_scope(file, scope, name, 0))

    def _not_being_evaluated(self, bindings: list[Binding]) -> list[Binding]:
        """Leave out the declarations whose own values are asked for: there the name is that of something else."""
        found = []
        for binding in bindings:
            position = self._active.get(("binding", id(binding)))
            if position is None:
                found.append(binding)
            else:
                self._lowest_cut = min(self._lowest_cut, position)
        return found

    def name_at(self, file: File, scope: int, name: str) -> tuple[Values, str]:
        """Return what a bare name stands for anywhere in a scope."""
        return self.name(Context(file, scope, 0), name)

    @staticmethod
    def definitions_of(values: Iterable[Value]) -> list[Definition]:
        """Return the functions among some values."""
        return [value.definition for value in values if isinstance(value, Function)]

    def memo(self, key: object, compute: Callable[[], Values]) -> Values:
        """Return the values that `compute` gives for a key, remembered."""
        return self._memo(key, compute, ())

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
        visible = bindings
        if line and is_function:
            visible = [b for b in bindings if b.line <= line] or bindings
            declared = [b for b in visible if b.type]
            possible: list[Value] = []
            for binding in declared[-1:] or reversed(visible):
                possible += self.binding_values(file, binding)
                if binding.until_line >= 0 or line <= -binding.until_line:  # the others are of branches before it
                    break
            if possible or len(visible) == 1 or binding.value not in ("", "#none"):
                return tuple(dict.fromkeys(possible))[:_BREADTH]
        found: list[Value] = []
        for binding in reversed(visible):
            found += self.binding_values(file, binding)
        return tuple(dict.fromkeys(found))[:_BREADTH]

    def binding_values(self, file: File, binding: Binding) -> Values:
        """Return what one binding gives its name."""
        return self._memo(("binding", id(binding)), lambda: self._binding_values(file, binding), ())

    def _binding_values(self, file: File, binding: Binding) -> Values:
        context = Context(file, binding.scope, binding.line)
        if binding.how == "generic" or binding.value.rpartition(".")[2] in file.language.type_parameter_makers:
            return (Parameter(binding.name, self.type_values(context, parse_type(binding.type))),)
        if binding.type:
            values = self.type_values(context, parse_type(binding.type))
            if values:
                return values
        if binding.how == "parameter":
            values = self._parameter_values(context, binding)
            if values:
                return values
        if not binding.value:
            return ()
        # `x = x.y` reads the x of before
        before = context._replace(line=max(binding.line - 1, 1)) if binding.scope != TOP else context
        values = tuple(map(_held, self.evaluate(before, parse_expression(binding.value))))
        match binding.how:
            case "iterate":
                return self.elements(values)
            case "with":
                return self._entered(values)
        return values

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
                around = self.type_of_extension(definition)
                if name in file.language.self_types or self._is_type_itself(file, scope, at):
                    return (Class(around),)
                return (Instance(around),)
            if definition.owner and definition.kind in FUNCTION_KINDS:
                return tuple(Instance(each) for each in self.owners(definition))
            if definition.kind == "variable" or (definition.container != TOP and definition.kind == "method"):
                container = definition if definition.kind == "variable" else file.definitions[definition.container]
                if not container.is_type and container.kind not in FUNCTION_KINDS:
                    return (Holder(container),)
        return ()

    @staticmethod
    def _method_of(file: File, scope: int, type_ordinal: int) -> Definition | None:
        for at in file.scopes_out(scope):
            if at != TOP and file.definitions[at].container == type_ordinal:
                return file.definitions[at]
        return None

    def type_of_extension(self, definition: Definition) -> Definition:
        """Return the type that an extension (impl block) adds to, or the type itself."""
        if definition.kind != "extension":
            return definition
        context = Context(definition.file, definition.container, definition.line)
        return next(iter(self._types_named(context, definition.name)), definition)

    def owners(self, definition: Definition) -> tuple[Definition, ...]:
        """Return the types that the owner of a definition outside them may mean."""
        context = Context(definition.file, definition.container, definition.line)
        nothing: tuple[Definition, ...] = ()
        return self._memo(
            ("owner", id(definition)), lambda: tuple(self._types_named(context, definition.owner)), nothing
        )

    def _types_named(self, context: Context, name: str) -> Iterator[Definition]:
        for value in self.type_values(context, ("type", name)):
            if isinstance(value, Instance):
                yield value.type

    def _import_values(self, file: File, each: Import) -> Values:
        key = ("import", file.path, each)
        return self._memo(key, lambda: imports.import_values(self, file, each), ())

    def modules(self, file: File, module: str) -> Values:
        """Return the modules that a module name of an import in `file` leads to; empty when it is a library's."""
        return find_module(self.program, file, module)

    def _star_modules(self, file: File, each: Import) -> Values:
        if file.language.imports == "crate":
            key = ("star", file.path, each)
            return self._memo(key, lambda: imports.path_values(self, file, each.scope, each.module), ())
        if file.language.imports == "package":
            path = each.module.replace("\\", ".").strip(".")
            return imports.qualified(self, file.language.family, path)
        return self.modules(file, each.module)

    def export(self, module: Value, name: str) -> Values:
        """Return what a module offers under a name, through re-exports."""
        match module:
            case Module(file) if name == "super" and file.language.imports == "crate":
                return imports.path_head(self, file, TOP, name)
            case Module(file):
                return self._file_export(file, name)
            case Holder() | Class():
                return tuple(self.member_values(module, name))
            case Namespace(family, namespace):
                return imports.in_namespace(self, family, namespace, name) or imports.inner_namespace(
                    self, family, f"{namespace}.{name}"
                )
            case Package(folder):
                found: list[Value] = []
                for file in self.program.files_in(folder):
                    if file.language.package_scope != "file":
                        found += self._file_export(file, name)
                    if found:
                        break
                if not found:
                    found += imports.submodule(self.program, folder, name)
                return tuple(found)
        return ()

    def _file_export(self, file: File, name: str) -> Values:
        return self._memo(("export", file.path, name), lambda: self._find_export(file, name), ())

    def _find_export(self, file: File, name: str) -> Values:
        for each in file.imports:
            if each.kind in _EXPORTS and (each.alias or each.name) == name and not _is_inner(file, each):
                if each.kind == "export":
                    if each.name != name:
                        return self.name(Context(file, TOP, 0), each.name)[0]
                    continue
                if values := self._import_values(file, each):
                    modules = [d for d in file.children.get((TOP, name), ()) if d.kind == "module"]
                    return (*values, *self.definition_values(modules))
        own = self._name_in_scope(file, TOP, name, 0)
        if own and not all(isinstance(value, Outside) for value in own):
            return own
        for each in file.imports:
            if each.kind in ("star", "reexport_star") and not each.alias and each.scope == TOP:
                for module in self._star_modules(file, each):
                    if imports.star_brings(module, name) and (found := self.export(module, name)):
                        return found
        if found := imports.submodule_of(self.program, file, name):
            return found
        return own or ()

    # -- expressions -----------------------------------------------------------------------------------------------

    def evaluate(self, context: Context, tree: Tree) -> Values:
        """Return the values that an expression may stand for; empty when nothing is known."""
        key = (context.file.path, context.scope, context.line, tree)
        known = self._known.get(key)
        if known is not None:
            return known  # type: ignore[no-any-return]
        return self._memo(key, lambda: self._bounded(context, tuple(dict.fromkeys(self._evaluate(context, tree)))), ())

    def _bounded(self, context: Context, values: Values) -> Values:
        """Give type parameters of a type the bounds that the block around which extends the type gives them."""
        if not any(isinstance(value, Parameter) and not value.bound for value in values):
            return values[:_BREADTH]
        found: list[Value] = []
        for value in values:
            if isinstance(value, Parameter) and not value.bound:
                found += self._parameter_of_extension(context, value)
            else:
                found.append(value)
        return tuple(dict.fromkeys(found))[:_BREADTH]

    def _parameter_of_extension(self, context: Context, value: Parameter) -> Values:
        for at in context.file.scopes_out(context.scope):
            if at != TOP and context.file.definitions[at].kind == "extension":
                for binding in context.file.bound(at, value.name):
                    if binding.how == "generic" and binding.type:
                        return self.binding_values(context.file, binding) or (value,)
        return (value,)

    def _evaluate(self, context: Context, tree: Tree) -> Iterable[Value]:
        match tree:
            case ("name", name):
                return self.name(context, name)[0]
            case ("member", inner, name):
                owners = self.evaluate(context, inner)
                found = self._each(owners, lambda value: self.member_values(value, name))
                if context.file.language.extension_functions and all(isinstance(v, Outside) for v in found):
                    return extension_functions(self, context, owners, name) or found
                return found
            case ("call", ("name", name), *_) if f"{name}()" in context.file.language.super_names:
                around = context.file.type_around(context.scope)
                return (Super(around),) if around is not None else ()
            case ("call", inner, *arguments):
                return self._called(context, inner, arguments)
            case ("tuple", *parts):
                return (Container("tuple", tuple(self.evaluate(context, part) for part in parts)),)
            case ("map", *parts):
                return (Container("map", ((), tuple(v for part in parts for v in self.evaluate(context, part)))),)
            case ("index", inner, position):
                return self._index(self.evaluate(context, inner), position)
            case ("await", inner):
                return unwrapped(self.evaluate(context, inner), "await")
            case ("element", inner):
                return self.elements(self.evaluate(context, inner))
            case ("key", inner):
                keyed = (value for value in self.evaluate(context, inner) if isinstance(value, Container))
                return [key for value in keyed if value.kind == "map" for key in value.inside[0]]
            case ("parameter", inner, position):
                return self._each(self.evaluate(context, inner), lambda value: self.passed(value, position))
            case ("instance", type_tree):
                return self.type_values(context, type_tree)
            case ("or", *parts):
                return [value for part in parts for value in self.evaluate(context, part)]
            case ("literal", kind):
                return () if kind == "none" else (Outside(str(kind)),)
        return ()

    def _called(self, context: Context, callee: Tree, arguments: Sequence[Tree]) -> Iterable[Value]:
        """Return what a call gives, type parameters as its arguments tell, or what a library's function does."""
        found: list[Value] = []
        values = self.evaluate(context, callee)
        if not any(map(self.call, values)) and callee[0] == "name" and context.file.language.methods_apart:
            values = tuple(map(Function, self._methods_around(context, callee[1]))) or values
        for given, generic in self._given_by(values, len(arguments)):
            told: dict[str, Values] = {}
            for position, declared in generic:
                matched(declared, self.evaluate(context, arguments[position]), told)
            found += substitute(given, told) if told else given
        if arguments and all(isinstance(value, Outside) for value in values) and callee[0] in ("name", "member"):
            known = context.file.language.library_functions.get(callee[-1])
            if known:
                passed = [self.evaluate(context, argument) for argument in arguments]
                return imports.library_call(self, known, passed) or found
        return found

    def _given_by(self, values: Values, count: int) -> tuple[tuple[Values, Generic], ...]:
        """Return what calls of some values give, each with the parameters that tell of type parameters in that."""
        return self._complete(("calls", values, count), lambda: tuple(self._find_given_by(values, count)))

    def _find_given_by(self, values: Values, count: int) -> Iterator[tuple[Values, Generic]]:
        for value in values:
            given = self.call(value)
            if not count or not has_parameter(given) or not isinstance(value, Function | Class):
                yield given, ()
                continue
            if isinstance(value, Class):
                names = value.type.file.language.constructors
                called = [d for name in names for d in self.find_member(value.type, name)]
            else:
                called = [value.definition]
            yield given, self._generic_parameters(called[0], count) if called else ()

    def _generic_parameters(self, definition: Definition, count: int) -> Generic:
        """Return which of a function's first parameters have type parameters in their types, with these types."""

        def find() -> Generic:
            file = definition.file
            declared = file.parameters.get(definition.ordinal, [])
            in_type = definition.container != TOP and file.definitions[definition.container].is_type
            if in_type and declared and declared[0].name in file.language.self_names:
                declared = declared[1:]
            context = Context(file, definition.ordinal, definition.line)
            types = (self.type_values(context, parse_type(binding.type)) for binding in declared[:count])
            return tuple((position, values) for position, values in enumerate(types) if has_parameter(values))

        return self._complete(("generic parameters", id(definition), count), find)

    def passed(self, value: Value, position: int) -> Values:
        """Return what a function is called with for one of its parameters, counted from 0, or from -1 at the end."""
        match value:
            case Container("function", (_, *taken)):
                return taken[position] if -len(taken) <= position < len(taken) else ()
            case Function(definition, receiver):
                return self._filled_in(self._declared_parameter(definition, position), receiver, definition)
            case Class(definition, _):
                made = [d for name in definition.file.language.constructors for d in self.find_member(definition, name)]
                return self._declared_parameter(made[0], position) if len(made) == 1 else ()
            case Instance(definition, _) if definition.kind == "interface":
                members = definition.file.members.get(definition.ordinal, ())
                methods = [d for d in members if d.kind in FUNCTION_KINDS and not _has_body(d)]
                if len(methods) == 1:  # a lambda is a value of it
                    found = self._declared_parameter(methods[0], position)
                    return self._filled_in(found, value, methods[0])
            case Parameter(_, bound):
                return tuple(self._each(bound, lambda each: self.passed(each, position)))
        return ()

    def _declared_parameter(self, definition: Definition, position: int) -> Values:
        """Return the values of a parameter by its declared type."""
        types = parameter_types(definition)
        if not -len(types) <= position < len(types):
            return ()
        context = Context(definition.file, definition.ordinal, definition.line)
        return self.type_values(context, parse_type(types[position]))

    def parameters_of(self, definition: Definition) -> tuple[str, ...]:
        """Return the names of a type's parameters, as declared or as its bases have them (`Generic[T]`)."""
        nothing: tuple[str, ...] = ()
        return self._memo(("parameters", id(definition)), lambda: self._type_parameters(definition), nothing)

    def _type_parameters(self, definition: Definition) -> tuple[str, ...]:
        file = definition.file
        own = [each.name for each in file.generics.get(definition.ordinal, ())]
        if own or not file.language.type_parameter_makers:
            return tuple(own)
        context = Context(file, definition.container, definition.line)
        bases = [parse_type(each.base) for each in file.heritage_of.get(definition.ordinal, ())]
        bases.sort(key=lambda base: base[1:2] != ("Generic",))
        found: dict[str, None] = {}
        for argument in (argument for base in bases for argument in base[2:]):
            for value in self.type_values(context, argument):
                if isinstance(value, Parameter):
                    found[value.name] = None
        return tuple(found)

    def _arguments_in(self, owner: Instance | Class, where: Definition) -> dict[str, Values]:
        """Return what the type parameters of a base (or the type itself) stand for in a value of a type."""
        parameters = self.parameters_of(owner.type)
        known = {name: values for name, values in zip(parameters, owner.arguments, strict=False) if values}
        if where is owner.type:
            return known
        for base in self.generic_bases(owner.type):
            if base.type is where or where in self.linearization(base.type)[0]:
                actual = Instance(base.type, tuple(substitute(each, known) for each in base.arguments))
                return self._arguments_in(actual, where)
        return {}

    def _filled_in(self, values: Values, owner: Value | None, member: Definition) -> Values:
        """Return the values of a member with the type arguments of what it is a member of."""
        if not has_parameter(values) or not isinstance(owner, Instance | Class):
            return values
        where: Definition | None = None
        if member.owner:
            where = next(iter(self.owners(member)), None)
        elif member.container != TOP:
            where = self.type_of_extension(member.file.definitions[member.container])
        if where is None:
            return values
        known = {**self._arguments_in(owner, where), **self._told_by_self(member, owner)}
        if member.owner:  # `func (b *Box[E]) get() E` has names of its own for them
            of_owner = [known.get(name, ()) for name in self.parameters_of(where)]
            known.update(zip(self.parameters_of(member), of_owner, strict=False))
        return substitute(values, known)

    def _told_by_self(self, member: Definition, owner: Value) -> dict[str, Values]:
        """Return what a method's receiver tells of the type parameters of its own `self: T` or `cls: type[T]`."""
        known: dict[str, Values] = {}
        file = member.file
        for name in file.language.self_names:
            for binding in file.bound(member.ordinal, name):
                if binding.how == "parameter" and binding.type:
                    context = Context(file, member.ordinal, member.line)
                    matched(self.type_values(context, parse_type(binding.type)), (owner,), known)
        return known

    @staticmethod
    def _each(values: Values, step: Callable[[Value], Iterable[Value]]) -> list[Value]:
        return [found for value in values for found in step(value)]

    def call(self, value: Value) -> Values:
        """Return what calling a value gives."""
        match value:
            case Class(definition, arguments):
                own = () if arguments else tuple((Parameter(name, ()),) for name in self.parameters_of(definition))
                return (Instance(definition, arguments or own),)
            case Function(definition, receiver):
                return self.result_values(definition, receiver)
            case Instance(definition, _):
                called = self._members_as_values(value, "__call__")
                return tuple(self._each(called, self.call)) if called else ()
            case Container("function", inside):
                return inside[0]
            case Super(definition):
                return (Instance(definition),)
            case Outside(name):
                return (Outside(f"{name}()"),)
        return ()

    def result_values(self, definition: Definition, receiver: Value | None = None) -> Values:
        """Return what a function returns: by its declared type, else by what its body returns."""
        return self._complete(
            ("given", id(definition), receiver),
            lambda: self._filled_in(self._result_values(definition, receiver), receiver, definition),
        )

    def _result_values(self, definition: Definition, receiver: Value | None) -> Values:
        file = definition.file
        if definition.kind == "enum_member":
            return (Instance(file.definitions[definition.container]),)
        if definition.name in file.language.constructors and isinstance(receiver, Instance | Class):
            return (Instance(receiver.type),)
        if definition.type:
            context = Context(file, definition.ordinal, definition.line)
            values = self.type_values(context, parse_type(definition.type), receiver)
            if values:
                return values
        return self._memo(("result", id(definition)), lambda: self._inferred_result(definition), ())

    def _inferred_result(self, definition: Definition) -> Values:
        file = definition.file
        found: list[Value] = []
        yields: list[Value] = []
        for binding in file.results.get(definition.ordinal, ()):
            target = yields if binding.how == "yield" else found
            target += self.binding_values(file, binding)
        if yields:
            found.append(Container("list", (tuple(dict.fromkeys(yields)),)))
        return tuple(dict.fromkeys(found))[:_BREADTH]

    def _index(self, values: Values, position: int | None) -> Iterable[Value]:
        found: list[Value] = []
        for value in values:
            match value:
                case Container("tuple", inside):
                    if position is not None and position < len(inside):
                        found += inside[position]
                    else:
                        found += [each for part in inside for each in part]
                case Function(definition, _) if definition.kind == "enum_member" and position is not None:
                    found += self._position(definition, position)
                case Class(definition, _):
                    found.append(Class(definition))  # a subscripted class is its generic form
                case _ if position == 0 and not isinstance(value, Container | Outside | Instance):
                    found.append(value)
                case _:
                    found += self.elements((value,))
        return found

    def _position(self, definition: Definition, position: int) -> Values:
        """Return the values of one position of a tuple struct, or of a variant's payload."""
        tree = parse_type(definition.type)
        context = Context(definition.file, definition.container, definition.line)
        if tree[:2] != ("type", "tuple"):  # of one alone
            return self.type_values(context, tree) if position == 0 else ()
        if position + 2 >= len(tree):
            return ()
        return self.type_values(context, tree[position + 2])

    def elements(self, values: Values) -> Values:
        """Return the elements of what is iterated over or subscripted."""
        found: list[Value] = []
        for value in values:
            match value:
                case Container("list" | "await", inside):
                    found += inside[0]
                case Container("map", inside):
                    found += inside[-1]
                case Container("tuple", inside):
                    found += [each for part in inside for each in part]
                case Instance():
                    found += self._elements_of(value)
                case Class(definition) if definition.kind == "enum":
                    found.append(Instance(definition))
        return tuple(dict.fromkeys(found))

    def _elements_of(self, value: Instance) -> Values:
        """Return the elements of a value of a type that can be iterated over or subscripted.

        By the members that do that, else by a library's container that it inherits from: `class Pens(list[Pen])`.
        """
        language = value.type.file.language
        for names, is_iterator in ((language.iterators, True), (language.subscripts, False)):
            for name in names:
                if methods := self._members_as_values(value, name):
                    results = tuple(self._each(methods, lambda v: self.call(v) if isinstance(v, Function) else (v,)))
                    if elements := self.elements(results) if is_iterator else results:
                        return elements
        for each in self.linearization(value.type)[0]:
            for base in each.file.heritage_of.get(each.ordinal, ()):
                context = Context(each.file, each.ordinal, each.line)
                held = [v for v in self.type_values(context, parse_type(base.base)) if isinstance(v, Container)]
                if elements := self.elements(tuple(held)):
                    return self._filled_in_base(elements, value, each)
        return ()

    def _filled_in_base(self, values: Values, owner: Instance, base: Definition) -> Values:
        return substitute(values, self._arguments_in(owner, base)) if has_parameter(values) else values

    def _entered(self, values: Values) -> Values:
        """Return what `with` binds: what `__enter__` returns, or the element of a generator."""
        found: list[Value] = []
        for value in values:
            match value:
                case Instance():
                    methods = self._members_as_values(value, "__enter__") or self._members_as_values(
                        value, "__aenter__"
                    )
                    results = tuple(self._each(methods, self.call)) if methods else ()
                    found += results or (value,)
                case Container("list" | "await", inside):
                    found += inside[0]
                case _:
                    found.append(value)
        return tuple(dict.fromkeys(found))

    # -- types -----------------------------------------------------------------------------------------------------

    def type_values(self, context: Context, tree: Tree, receiver: Value | None = None) -> Values:
        """Return the values that have a type, as written at a place."""
        if tree[0] == "union":
            return tuple(v for part in tree[1:] for v in self.type_values(context, part, receiver))[:_BREADTH]
        if tree[0] != "type":
            return ()
        name, arguments = tree[1], tree[2:]
        if name == "typeof" and len(arguments) == 1 and arguments[0][0] == "type":
            return tuple(map(_held, self._named_type(context, arguments[0][1])))
        last = name.rpartition(".")[2]
        if name in _SELF_TYPES or last == "Self":
            if isinstance(receiver, Instance | Class):
                return (Instance(receiver.type, receiver.arguments),)
            around = context.file.type_around(context.scope)
            return (Instance(self.type_of_extension(around)),) if around is not None else ()
        known = self._named_type(context, name)
        inside = tuple(self.type_values(context, argument, receiver) for argument in arguments)
        found: list[Value] = []
        for value in known:
            match value:
                case Class(definition) if definition.kind == "type":
                    found += self._generic_alias(definition, arguments, inside) or self._aliased(definition)
                case Class(definition, _):
                    found.append(Instance(definition, inside))
                case Instance() | Container() | Parameter():
                    found.append(value)
                case Function(definition) if definition.kind == "enum_member":
                    found.append(value)
                case Function() if "." in name:  # the type of a method: `A["b"]`
                    found.append(_held(value))
        if found:
            return tuple(dict.fromkeys(found))
        return self._library_type(context, last, arguments, inside, bool(known))

    def _library_type(
        self, context: Context, last: str, arguments: tuple[Tree, ...], inside: tuple[Values, ...], known: bool
    ) -> Values:
        if inside and last in _LISTS:
            return (Container("list", (inside[0],)),)
        if inside and last in _MAPS:
            return (Container("map", (inside[0], inside[-1])),)
        if inside and last in _AWAITED:
            return (Container("await", (inside[-1],)),)
        if inside and last in _RESULTS:
            return tuple(self._each(inside[0], self.call))
        if inside and last in _TRANSPARENT:
            return inside[0]
        if inside and last in _CLASS_OF:
            if has_parameter(inside[0]):
                return (Container("class", (inside[0],)),)
            return tuple(Class(value.type) for value in inside[0] if isinstance(value, Instance))
        if last in ("tuple", "Tuple"):
            if len(arguments) == 2 and arguments[1] == ("type", "..."):
                return (Container("list", (inside[0],)),)
            return (Container("tuple", inside),)
        if last in _SIGNATURES:
            return (Container("function", _SIGNATURES[last](inside)),)
        if last in ("None", "null", "undefined", "void", "nil"):
            return ()
        return (Outside(last),) if known or context.file.language.local_variables else ()

    def _named_type(self, context: Context, name: str) -> Values:
        def find() -> Values:
            first, *rest = name.split(".")
            values = self.type_name(context, first)[0]
            for part in rest:
                values = tuple(found for value in values for found in self.member_values(value, part))
            if not values and rest and context.file.language.open_kinds:  # of a library's module, and reopened here
                known = (each for each in self.program.named(rest[-1]) if each.is_type and each.qualified_name == name)
                values = tuple(self.definition_values(known))
            return values

        key = ("type", context, name)
        known = self._known.get(key)
        return known if known is not None else self._memo(key, find, ())

    def _aliased(self, definition: Definition) -> Values:
        """Return the values of a type alias, or the alias itself as a type with members of its own."""
        nothing: Values = ()
        values = self._memo(("alias", id(definition)), lambda: self._aliased_type(definition), nothing)
        known = tuple(value for value in values if not isinstance(value, Outside))
        if known and self._has_members(definition):  # an intersection with members of its own
            return (Instance(definition), *known)
        return known or (Instance(definition),)

    def _generic_alias(self, definition: Definition, arguments: tuple[Tree, ...], inside: tuple[Values, ...]) -> Values:
        """Return the values of `type Result<T> = library::Result<T, Error>` with its parameters filled in."""
        tree = parse_type(definition.type)
        if not arguments or tree[0] != "type":
            return ()
        file = definition.file
        own = (definition.container, definition.ordinal)
        generics = (each for scope in own for each in file.generics.get(scope, ()))
        names = [each.name for each in generics if each.line == definition.line]
        context = Context(file, definition.container, definition.line)
        given = {("type", name): values for name, values in zip(names, inside, strict=False)}
        if tree in given:
            return given[tree]
        if len(tree) < 3:
            return ()
        filled = tuple(given[each] if each in given else self.type_values(context, each) for each in tree[2:])
        if any(isinstance(value, Class) for value in self._named_type(context, tree[1])):
            return ()
        values = self._library_type(context, tree[1].rpartition(".")[2], tree[2:], filled, False)
        return tuple(value for value in values if not isinstance(value, Outside))

    def _aliased_type(self, definition: Definition) -> Values:
        if not definition.type:
            return ()
        context = Context(definition.file, definition.container, definition.line)
        return self.type_values(context, parse_type(definition.type))

    def _has_members(self, definition: Definition) -> bool:
        return definition.ordinal in definition.file.members or definition.name in self.program.owned

    # -- members ---------------------------------------------------------------------------------------------------

    def definition_values(self, definitions: Iterable[Definition]) -> Iterator[Value]:
        """Yield what each definition's name stands for."""
        for definition in definitions:
            if definition.is_type or definition.kind == "type":
                yield Class(definition)
            elif definition.kind in FUNCTION_KINDS:
                yield Function(definition)
            elif definition.kind == "module":
                yield imports.module_value(self.program, definition)
            elif definition.ordinal in definition.file.members:
                yield Holder(definition)

    def member(self, owner: Value, name: str) -> Values:
        """Return the member itself: a method, field or class, not the field's value, where the member is callable."""
        match owner:
            case Instance() | Class() | Super():
                return self._members_as_values(owner, name)
            case Parameter(_, bound):
                return tuple(found for each in bound for found in self.member(each, name))
        return tuple(self.member_values(owner, name))

    def member_values(self, owner: Value, name: str) -> Iterable[Value]:
        """Return the values of a member."""
        match owner:
            case Instance() | Class() | Super():
                found = self._members_as_values(owner, name)
                if found:
                    return found
                if name.isdigit() and isinstance(owner, Instance):
                    return self._position(owner.type, int(name))
                if name in owner.type.file.language.passing and isinstance(owner, Instance):
                    return (Container("function", ((owner,),)),)
                if name in owner.type.file.language.self_members and isinstance(owner, Class):
                    return (owner,)
                if name in owner.type.file.language.making and isinstance(owner, Class):
                    return (Container("function", ((Instance(owner.type),),)),)
                return (Outside(f"{owner.type.name}.{name}"),) if self.linearization(owner.type)[1] else ()
            case Holder(definition) if definition.kind == "module" and definition.file.language.imports == "include":
                return included.member_of_namespace(self, included.whole_name(definition), definition.file, name)
            case Opened(whole, file):
                return included.member_of_namespace(self, whole, file, name)
            case Holder(definition):
                parts = [definition, *imports.other_parts(self.program, definition)]
                members = [each for part in parts for each in part.file.children.get((part.ordinal, name), ())]
                found = tuple(self.definition_values(members))
                return (
                    found
                    or self._scope_binding(definition, name)
                    or self._module_import(definition, name)
                    or self._assigned_member(definition, name)
                )
            case Module() | Package() | Namespace():
                return self.export(owner, name)
            case Parameter(_, bound):
                return self._each(bound, lambda each: self.member_values(each, name))
            case Container("list" | "map" | "await" | "tuple", _):
                return imports.library_member(owner, name)
            case Outside(outer):
                return (Outside(f"{outer}.{name}"),)
        return ()

    def _assigned_member(self, holder: Definition, name: str) -> Values:
        """Return what is given to a member of an object that a variable holds: `{name: value}`."""
        file = holder.file
        found: list[Value] = []
        for binding in file.attributes_bound(name):
            if binding.receiver == holder.name and binding.scope == holder.container:
                found += self.binding_values(file, binding)
        return tuple(dict.fromkeys(found))[:_BREADTH]

    def _scope_binding(self, definition: Definition, name: str) -> Values:
        bindings = definition.file.bound(definition.ordinal, name)
        return self._bound_values(definition.file, bindings, 0, is_function=False) if bindings else ()

    def _module_import(self, definition: Definition, name: str) -> Values:
        """Return what a module inside a file imports under a name."""
        file = definition.file
        if definition.kind != "module":
            return ()
        for each in file.names_imported.get((definition.ordinal, name), ()):
            if values := self._import_values(file, each):
                return values
        for star in file.stars:
            for module in self._star_modules(file, star) if star.scope == definition.ordinal else ():
                if values := self.export(module, name):
                    return values
        return ()

    def _members_as_values(self, owner: Instance | Class | Super, name: str) -> Values:
        return self._complete(("members", owner, name), lambda: self._find_members_as_values(owner, name))

    def _find_members_as_values(self, owner: Instance | Class | Super, name: str) -> Values:
        definitions = self.find_member(owner.type, name, skip_own=isinstance(owner, Super))
        if (modifier := owner.type.file.language.type_modifier) and not isinstance(owner, Super):
            is_class = isinstance(owner, Class)
            fitting = [each for each in definitions if (modifier in each.modifiers.split()) == is_class]
            definitions = tuple(fitting) or definitions
        found: list[Value] = []
        for definition in definitions:
            if _is_constructor(definition):
                continue  # its name means the type
            if definition.kind in FUNCTION_KINDS:
                if any(mark in definition.modifiers for mark in _PROPERTY_MARKS) and not isinstance(owner, Class):
                    found += self.result_values(definition, owner)
                else:
                    found.append(Function(definition, owner))
            elif definition.is_type or definition.kind == "type":
                found.append(Class(definition))
            elif definition.kind == "enum_member" and definition.ordinal in definition.file.members:
                found.append(Class(definition))  # a variant with fields, a subtype of its enum
            elif definition.kind == "enum_member" and definition.type:
                found.append(Function(definition))  # a variant with a payload is a function that makes one
            elif definition.kind == "enum_member":
                found.append(Instance(definition.file.definitions[definition.container]))
            else:
                found += self._filled_in(self._attribute(definition), owner, definition)
        if not definitions:
            found += self._assigned_attribute(owner.type, name)
        if not found and isinstance(owner, Class) and owner.type.kind == "type":  # another name of a type
            for value in self._aliased(owner.type):
                if isinstance(value, Instance) and value.type is not owner.type:
                    found += self._members_as_values(Class(value.type, value.arguments), name)
        return tuple(dict.fromkeys(found))

    def find_member(self, owner: Definition, name: str, *, skip_own: bool = False) -> tuple[Definition, ...]:
        """Return the definitions of a member in the first type of the inheritance order that has it."""
        if not skip_own and (own := self._members_of_one(owner, name)):
            return own  # most are, and the order of the bases would take their files to know
        return next(self.members_along(owner, name), ())

    def members_along(self, owner: Definition, name: str) -> Iterator[tuple[Definition, ...]]:
        """Yield what each base of a type that has a member of a name defines, in the order of inheritance."""
        for each in self.linearization(owner)[0][1:]:
            if found := self._members_of_one(each, name):
                yield found

    def _members_of_one(self, owner: Definition, name: str) -> tuple[Definition, ...]:
        nothing: tuple[Definition, ...] = ()
        return self._memo(("member", id(owner), name), lambda: self._defined_members(owner, name), nothing)

    def _defined_members(self, owner: Definition, name: str) -> tuple[Definition, ...]:
        """Return a type's own members of a name: what is only declared there counts where nothing defines it."""
        found = tuple(self._own_members(owner, name))
        defined = tuple(each for each in found if not included.is_forward(each))
        declared = (each for each in found if included.is_forward(each))
        return defined + tuple(each for each in declared if not any(is_shaped_as(each, one) for one in defined))

    def _own_members(self, owner: Definition, name: str) -> Iterator[Definition]:
        yield from owner.file.children.get((owner.ordinal, name), ())
        for other in self.program.owned.get(owner.name, ()):
            if other.kind == "extension":
                if self.type_of_extension(other) is owner:
                    yield from other.file.children.get((other.ordinal, name), ())
            elif other.name == name and not is_extension_function(other) and self._belongs(other, owner):
                yield other
        for part in imports.other_parts(self.program, owner):
            yield from part.file.children.get((part.ordinal, name), ())

    def _belongs(self, member: Definition, owner: Definition) -> bool:
        """Say whether a member that names its owner means this one."""
        return member.file is owner.file or any(each is owner for each in self.owners(member))

    def _attribute(self, definition: Definition) -> Values:
        """Return the values of a field or attribute: by its declared type, else by what is assigned to it."""
        return self._memo(("attribute", id(definition)), lambda: self._attribute_values(definition), ())

    def _attribute_values(self, definition: Definition) -> Values:
        file = definition.file
        found: list[Value] = []
        if definition.type:
            context = Context(file, definition.container, definition.line)
            found += self.type_values(context, parse_type(definition.type))
        if not found:
            for binding in file.bound(definition.container, definition.name):
                found += self.binding_values(file, binding)
        if not found and definition.container != TOP:
            found += self._assigned_attribute(file.definitions[definition.container], definition.name)
        if definition.ordinal in file.members:
            found.append(Holder(definition))
        return tuple(dict.fromkeys(found))[:_BREADTH]

    def _assigned_attribute(self, owner: Definition, name: str) -> Values:
        """Return the values that the methods of a type assign to `self.name`."""
        for each in self.linearization(owner)[0]:
            found: list[Value] = []
            file = each.file
            for binding in file.attributes_bound(name):
                if binding.receiver in file.language.self_names and file.type_around(binding.scope) is each:
                    found += self.binding_values(file, binding)
            if found:
                return tuple(dict.fromkeys(found))[:_BREADTH]
        return ()

    # -- inheritance -----------------------------------------------------------------------------------------------

    def bases(self, definition: Definition) -> Bases:
        """Return the bases of a type that are of this repository, and whether it has others."""
        cut: Bases = ((), False)
        return self._memo(("bases", id(definition)), lambda: self._declared_bases(definition), cut)

    def generic_bases(self, definition: Definition) -> tuple[Instance, ...]:
        """Return the bases of a type with their type arguments."""
        nothing: tuple[Instance, ...] = ()
        return self._memo(("generic bases", id(definition)), lambda: self._instances_of_bases(definition), nothing)

    def _instances_of_bases(self, definition: Definition) -> tuple[Instance, ...]:
        found: list[Instance] = []
        for each in definition.file.heritage_of.get(definition.ordinal, ()):
            context = Context(definition.file, definition.ordinal, definition.line)
            found += [v for v in self.type_values(context, parse_type(each.base)) if isinstance(v, Instance)]
        return tuple(each for each in found if each.type is not definition)

    def _declared_bases(self, definition: Definition) -> Bases:
        heritage = definition.file.heritage_of
        declared = [(definition.file, each.base) for each in heritage.get(definition.ordinal, ())]
        for file, each in self.program.inherited_outside.get(definition.name, ()):
            context = Context(file, TOP, each.line)
            if any(found is definition for found in self._types_named(context, each.owner)):
                declared.append((file, each.base))
        for part in imports.other_parts(self.program, definition):
            declared += [(part.file, each.base) for each in part.file.heritage_of.get(part.ordinal, ())]
        known = [definition.file.definitions[definition.container]] if definition.kind == "enum_member" else []
        others = False
        for file, base in declared:
            scope = definition.container if file is definition.file else TOP
            values = self.type_values(Context(file, scope, definition.line), parse_type(base))
            types = [value.type for value in values if isinstance(value, Instance) and value.type is not definition]
            known += types
            others = others or not types
        return tuple(dict.fromkeys(known)), others

    def linearization(self, definition: Definition) -> Bases:
        """Return a type and its bases in the order in which members are looked up, and whether some are unknown.

        Python's C3 order; where that has no solution (and in languages that forbid such bases), depth first.
        """
        cut: Bases = ((definition,), False)
        return self._memo(("order", id(definition)), lambda: self._order(definition), cut)

    def _order(self, definition: Definition) -> Bases:
        bases, others = self.bases(definition)
        orders = [self.linearization(base) for base in bases]
        merged = _merge([list(order) for order, _ in orders] + [list(bases)])
        return (definition, *merged), others or any(unknown for _, unknown in orders)


def _has_body(method: Definition) -> bool:
    """Say whether a method of an interface says itself what it does, as static and default ones do."""
    return not _BODILY.isdisjoint(method.modifiers.split())


def _makes(definition: Definition) -> bool:
    """Say whether a type, or a part of one, has a constructor."""
    children, language = definition.file.children, definition.file.language
    names = (name.replace("{name}", definition.name) for name in language.constructors)
    return any((definition.ordinal, name) in children for name in names)


def _names_itself(definition: Definition) -> bool:
    """Say whether a type's name means the type inside it, where its constructors have that name, too."""
    return definition.is_type and "{name}" in definition.file.language.constructors


def _is_inner(file: File, each: Import) -> bool:
    """Say whether a re-export stands in a module inside the file, whose it is then."""
    return each.scope != TOP and file.definitions[each.scope].kind == "module"


def _is_constructor(definition: Definition) -> bool:
    """Say whether a method is a constructor that has the name of its type."""
    if definition.kind != "method" or "{name}" not in definition.file.language.constructors:
        return False
    return definition.container != TOP and definition.file.definitions[definition.container].name == definition.name


def _all_forward(values: Values) -> bool:
    return bool(values) and all(
        isinstance(value, Function | Class) and included.is_forward(_definition_of(value)) for value in values
    )


def _definition_of(value: Function | Class) -> Definition:
    return value.definition if isinstance(value, Function) else value.type


def _held(value: Value) -> Value:
    """Return a value as the variable that it is bound to holds it."""
    return value._replace(is_held=True) if isinstance(value, Function | Class) else value


def _merge(sequences: list[list[Definition]]) -> list[Definition]:
    """Merge base orders as C3 does; when stuck, take what comes first."""
    merged: list[Definition] = []
    sequences = [sequence for sequence in sequences if sequence]
    while sequences:
        head = next(
            (s[0] for s in sequences if not any(s[0] in other[1:] for other in sequences)),
            sequences[0][0],
        )
        merged.append(head)
        sequences = [rest for s in sequences if (rest := [each for each in s if each is not head])]
    return merged
