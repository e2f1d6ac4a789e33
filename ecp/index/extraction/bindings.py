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
    adding = _Adding(found, places, enclosing, _Rows(found, blob, rows, codes))
    adding.definitions(definitions)
    adding.bindings(definitions, docblocks)
    adding.named_types()
    adding.reassigned()
    return places.scopes


class _Rows:
    """The rows of bindings, with what all of a blob have in common."""

    def __init__(self, found: Found, blob: int, rows: array[int], codes: Interner) -> None:
        self._held_from = found.held_from
        self._blob, self._rows, self._codes = blob, rows, codes

    def add(self, binding: FoundBinding, scope: int, until: int) -> None:
        """Add a binding that holds in a scope up to a line."""
        node, name, receiver, how, type_text, value = binding
        line = self._held_from.get(node.byte_range, node.start_point[0]) + 1
        if until and how != "parameter":
            line = min(line, abs(until))  # in a block of one line the order of the statements is not known
        codes = self._codes
        texts = codes[name], codes[receiver], codes[how], codes[type_text], codes[value]
        self._rows.extend((self._blob, line, scope, until, *texts))


class _Adding:
    """What is added of a blob, step by step: later ones need the names that earlier ones have declared."""

    def __init__(self, found: Found, places: _Places, enclosing: Enclosing, rows: _Rows) -> None:
        self._found, self._places, self._scopes = found, places, places.scopes
        self._scope_at, self._add = enclosing.at, rows.add
        self._defined: set[int] = set()
        """Where names of definitions stand, which the same place binds no more."""
        self._reassigned: list[FoundBinding] = []

    def definitions(self, definitions: list[FoundDefinition]) -> None:
        """Add what definitions of values bind."""
        for each in definitions:
            if each.kind not in VALUE_KINDS:
                self._defined.add(each.name_node.start_byte)
            elif each.kind != "selfattr" and (each.type or each.value):
                self._defined.add(each.name_node.start_byte)
                bound = FoundBinding(each.name_node, each.name, "", "assign", each.type, each.value)
                self._add(bound, each.container, 0)

    def bindings(self, definitions: list[FoundDefinition], docblocks: str) -> None:
        """Add what else is bound, and declare its names; what an assignment without a declaration gives comes later."""
        places, scopes = self._places, self._scopes
        elsewhere = self._elsewhere()
        for binding in _best(self._found.bindings):
            name, how, position = binding.name, binding.how, binding.node.start_byte
            if self._is_known(binding):
                continue
            if how == "reassign":
                self._reassigned.append(binding)
                continue
            scope = self._scope_at(position)
            if elsewhere and not binding.receiver and how != "narrow" and (of := elsewhere.get((scope, name))):
                if how not in _ELSEWHERE:
                    around = -1 if of == "global" else scopes.declaring_around(scope, name)
                    self._add(binding._replace(how="assign"), around, 0)
                continue
            if how == "parameter" and not places.has_parameters(position, scope):
                continue
            if not name and places.is_of_anonymous(position, definitions[scope] if scope >= 0 else None):
                continue
            self._add(_as_documented(self._found, docblocks, binding, scope), scope, places.until(binding, scope))
            if name and not binding.receiver and how not in ("narrow", "receiver"):
                scopes.declare(position, name, how)

    def _elsewhere(self) -> dict[tuple[int, str], str]:
        """Return the names of each scope that are variables of another one, with what says so."""
        bindings = (each for each in self._found.bindings if each.how in _ELSEWHERE)
        return {(self._scope_at(each.node.start_byte), each.name): each.how for each in bindings}

    def _is_known(self, binding: FoundBinding) -> bool:
        """Say whether a definition or an import binds the name at this place already."""
        position = binding.node.start_byte
        if not binding.name:
            return False
        is_defined = position in self._defined and binding.how not in ("parameter", "generic")
        return is_defined or position in self._found.imported

    def named_types(self) -> None:
        """Add the names that doc comments give to types."""
        for node, name, value in self._found.named_types:
            self._add(FoundBinding(node, name, "", "assign", "", value), self._scope_at(node.start_byte), 0)

    def reassigned(self) -> None:
        """Add what variables are given after they were declared; a name that no scope declares is written to."""
        scopes = self._scopes
        for node, name, _, _, type_text, value in self._reassigned:
            scope = scopes.declaring(node.start_byte, name)
            if scope < 0:
                self._found.references.setdefault(node.start_byte, (node, "write", "", 0, name))
            until = scopes.last_row[scope] if scope >= 0 else 0
            self._add(FoundBinding(node, name, "", "assign", type_text, value), scopes.definitions[scope], until)


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
