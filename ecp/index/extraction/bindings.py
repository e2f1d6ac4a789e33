"""What was found in a blob that names stand for, as rows of bindings: each with where it holds."""

from __future__ import annotations

from array import array
from collections import defaultdict

from ecp.index.extraction.arranged import Enclosing, documented
from ecp.index.extraction.docblocks import is_vague, refined
from ecp.index.extraction.matches.bindings import PARAMETER, documented_part
from ecp.index.extraction.matches.captured import one
from ecp.index.extraction.matches.found import Found, FoundBinding, FoundDefinition
from ecp.index.extraction.syntax import FUNCTION_KINDS, VALUE_KINDS
from ecp.index.facts import Interner

_ELSEWHERE = ("global", "nonlocal")
"""What says that a name of a function is a variable of the file, or of a function around it."""


class NameScopes:
    """Where names are local, and so not to be looked up: functions, anonymous ones too, types, and blocks."""

    def __init__(self, found: Found, definitions: list[FoundDefinition]) -> None:
        spans = [(d.start, d.end, d.ordinal) for d in definitions if d.is_scope]
        self.functions = {d.ordinal for d in definitions if d.kind in FUNCTION_KINDS}
        self.first_block = len(definitions)
        self.last_row = [d.node.end_point[0] + 1 for d in definitions] + [last for _, _, last in found.scopes]
        spans += [(start, end, self.first_block + i) for i, (start, end, _) in enumerate(found.scopes)]
        self.enclosing = Enclosing(spans)
        self.parents = {-1: -1}
        self.definitions = {-1: -1}
        """The innermost definition of each scope."""
        stack: list[tuple[int, int]] = []
        for start, end, scope in sorted(spans, key=lambda span: (span[0], -span[1])):
            while stack and stack[-1][0] <= start:
                stack.pop()
            parent = self.parents[scope] = stack[-1][1] if stack else -1
            self.definitions[scope] = scope if scope < self.first_block else self.definitions[parent]
            stack.append((end, scope))
        self.variables: dict[int, set[str]] = defaultdict(set)
        self.type_parameters: dict[int, set[str]] = defaultdict(set)

    def declare(self, position: int, name: str, how: str) -> None:
        """Note a local name, if it is one: what a type itself binds is not."""
        scope = self.enclosing.at(position)
        if how == "generic":
            self.type_parameters[scope].add(name)
        elif scope >= self.first_block or scope in self.functions:
            self.variables[scope].add(name)

    def declaring(self, position: int, name: str) -> int:
        """Return the scope in which a variable that is used at a position is local; -1 if there is none."""
        scope = self.enclosing.at(position)
        while scope >= 0 and name not in self.variables.get(scope, ()):
            scope = self.parents[scope]
        return scope

    def declaring_around(self, scope: int, name: str) -> int:
        """Return the function around another that a name of that is a variable of; -1 if there is none."""
        scope = self.parents[scope]
        while scope >= 0 and name not in self.variables.get(scope, ()):
            scope = self.parents[scope]
        return self.definitions[scope]

    def holding(self, own: dict[int, set[str]]) -> Names:
        """Return the names that some kind of local name has in each scope, ready to be asked."""
        nearest: dict[int, int | None] = {}
        around: dict[int, int | None] = {}
        for scope, parent in self.parents.items():  # outer scopes come first, and outside of all is -1
            around[scope] = nearest.get(parent)
            nearest[scope] = scope if own.get(scope) else around[scope]
        return Names({scope: (names, around[scope]) for scope, names in own.items() if names}, nearest)


class Names:
    """Names by scope.  Not one set for each scope of all that is visible there: their sizes multiply."""

    def __init__(self, own: dict[int, tuple[set[str], int | None]], nearest: dict[int, int | None]) -> None:
        self._own = own
        """Per scope that has names of its own: these, and the next such scope around it."""
        self._nearest = nearest

    def has(self, scope: int, name: str) -> bool:
        """Say whether a name is one of a scope's own or of the scopes around it."""
        place = self._nearest[scope]
        while place is not None:
            names, place = self._own[place]
            if name in names:
                return True
        return False


def add_bindings(
    found: Found,
    docblocks: str,
    definitions: list[FoundDefinition],
    enclosing: Enclosing,
    blob: int,
    rows: array[int],
    codes: Interner,
) -> NameScopes:
    """Add the bindings; return the scopes and the names that are local in each."""
    places = _Places(found, definitions)
    scopes = places.scopes

    def add(binding: FoundBinding, scope: int, until: int) -> None:
        line = found.held_from.get(binding.node.byte_range, binding.node.start_point[0]) + 1
        if until and binding.how != "parameter":
            line = min(line, abs(until))  # in a block of one line the order of the statements is not known
        _, name, receiver, how, type_text, value = binding
        rows.extend(
            (blob, line, scope, until, codes[name], codes[receiver], codes[how], codes[type_text], codes[value])
        )

    defined = {d.name_node.start_byte for d in definitions if d.kind not in VALUE_KINDS}
    for definition in definitions:
        if definition.kind in VALUE_KINDS and definition.kind != "selfattr" and (definition.type or definition.value):
            defined.add(definition.name_node.start_byte)
            add(_assigned(definition), definition.container, 0)
    reassigned = []
    elsewhere = {(enclosing.at(b.node.start_byte), b.name): b.how for b in found.bindings if b.how in _ELSEWHERE}
    for binding in _best(found.bindings):
        name, how, position = binding.name, binding.how, binding.node.start_byte
        if name and ((position in defined and how not in ("parameter", "generic")) or position in found.imported):
            continue
        if how == "reassign":
            reassigned.append(binding)
            continue
        scope = enclosing.at(position)
        if elsewhere and not binding.receiver and how != "narrow" and (of := elsewhere.get((scope, name))):
            if how not in _ELSEWHERE:
                add(binding._replace(how="assign"), -1 if of == "global" else scopes.declaring_around(scope, name), 0)
            continue
        if (how == "parameter" and not places.has_parameters(position, scope)) or (
            not name and places.is_of_anonymous(position, definitions[scope] if scope >= 0 else None)
        ):
            continue
        add(_as_documented(found, docblocks, binding, scope), scope, places.until(binding, scope))
        if name and not binding.receiver and how not in ("narrow", "receiver"):
            scopes.declare(position, name, how)
    for node, name, value in found.named_types:
        add(FoundBinding(node, name, "", "assign", "", value), enclosing.at(node.start_byte), 0)
    for binding in reassigned:
        position, name = binding.node.start_byte, binding.name
        scope = scopes.declaring(position, name)
        if scope < 0:
            found.references.setdefault(position, (binding.node, "write", "", 0, name))
        until = scopes.last_row[scope] if scope >= 0 else 0
        assigned = FoundBinding(binding.node, name, "", "assign", binding.type, binding.value)
        add(assigned, scopes.definitions[scope], until)
    return scopes


def _assigned(definition: FoundDefinition) -> FoundBinding:
    """Return what a definition of a value binds."""
    node, name = definition.name_node, definition.name
    return FoundBinding(node, name, "", "assign", definition.type, definition.value)


def _as_documented(found: Found, docblocks: str, binding: FoundBinding, scope: int) -> FoundBinding:
    """Return a binding with what a doc comment says of its type or value."""
    if docblocks and binding.name and (docblocks == "comment" or is_vague(binding.type)):
        said = documented(found, binding.how, binding.name, binding.node.start_point[0], scope)
        binding = binding._replace(type=refined(binding.type, said, docblocks))
    if binding.value.startswith(PARAMETER):
        binding = binding._replace(value=documented_part(found, binding.value, scope))
    return binding


class _Places:
    """Where in a blob what is bound at a place holds."""

    def __init__(self, found: Found, definitions: list[FoundDefinition]) -> None:
        self.scopes = NameScopes(found, definitions)
        self._found = found
        self._blocks = Enclosing(((start, end, last) for start, end, last in found.scopes), outside=0)
        self._branches = Enclosing(((start, end, last) for start, end, last in found.branches), outside=0)
        self._anonymous = Enclosing((start, end, index) for index, (start, end) in enumerate(found.functions))
        self._signatures = Enclosing(((start, end, 1) for start, end in found.signatures), outside=0)

    def has_parameters(self, position: int, scope: int) -> bool:
        """Say whether a parameter here is a variable: not one of a type of functions, or of what is no scope."""
        is_in_function = scope in self.scopes.functions or self._blocks.at(position)
        return bool(is_in_function) and not self._signatures.at(position)

    def until(self, binding: FoundBinding, scope: int) -> int:
        """Return the last line on which a binding holds, 0 for the end of the file; of a branch that is negative."""
        node, position = binding.node, binding.node.start_byte
        if binding.how == "narrow" and node.byte_range not in self._found.held_from:
            return node.end_point[0] + 1
        until = self._blocks.at(position) or (self.scopes.last_row[scope] if scope >= 0 else 0)
        branch = self._branches.at(position) if until else 0
        return -branch if branch and branch < until else until

    def is_of_anonymous(self, position: int, around: FoundDefinition | None) -> bool:
        """Say whether what is returned here is returned by an anonymous function inside the definition around it."""
        index = self._anonymous.at(position)
        if index < 0:
            return False
        if around is None:
            return True
        start, end = self._found.functions[index]
        body = one(around.captures, "body")
        is_its_value = body is not None and start < body.start_byte and end == body.end_byte  # `const draw = () => {}`
        return start >= around.start and end <= around.end and not is_its_value


def _best(bindings: list[FoundBinding]) -> list[FoundBinding]:
    """Keep one binding of each place: the one that says most, what a function's place says of it the least."""
    best: dict[tuple[int, str, str], FoundBinding] = {}
    for binding in bindings:  # all that is asked of a name
        key = (binding.node.start_byte, binding.name, binding.type if binding.how == "narrow" else "")
        known = best.get(key)
        if known is None or _weight(known) < _weight(binding):
            best[key] = binding
    return list(best.values())


def _weight(binding: FoundBinding) -> tuple[bool, bool, bool]:
    return bool(binding.type), bool(binding.value) and ";" not in binding.value, bool(binding.value)
