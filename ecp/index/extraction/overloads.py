"""What tells overloads apart: the parameters of a definition and the arguments of a call, in short.

Parameters:  `(a,b=,c*)`  names (`_` where there is none), each marked `=` when it may be left out, `*` when it takes
             any number, `.` when it is what an extension is called on, and `!` when it is constant; before a name the
             label that a call has to give, and `:`; `!` at the end where a constant may be called on it; where types
             have marks, `<T>` of its type in the place of a name that is left out; after ` if ` what has to hold
             of a template's arguments (`ecp.index.extraction.constraints`)
Arguments:   `(e,label:f)`  expressions in the notation of `ecp.index.extraction.notation`, `?` where they say nothing
             or are long; after `<int>` where the call says type arguments (`<>` where types have no marks); each with
             the signs before it of what it takes the address of (`&e`) or what that points to (`*e`)

`""` means that nothing is known: no function, no list, or an argument that stands for several.  Which nodes are which
is the table `overloads` of `queries/<language>.toml`; a language without one has no overloads.
"""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from ecp.index.extraction.notation.expressions import expression
from ecp.index.extraction.notation.tables import emptied
from ecp.index.extraction.notation.written_types import qualifiers, type_expression
from ecp.index.extraction.source import Source
from ecp.index.languages import NodeTypes
from ecp.index.records import CONSTANT, RECORD

_DEPTH = 5
"""Levels between a definition and its parameters: `int *(*f(int a))(int b)` and the like."""
_LONGEST_ARGUMENT = 48
_LONGEST_LIST = 160
_INDIRECTIONS = ("&", "*")
OPERATOR = ".operator"
"""What calls an operator, whose operand matters."""


@dataclass(frozen=True)
class Overloads(NodeTypes):
    """A language's table `overloads`: types of nodes."""

    parameter_lists: frozenset[str]
    parameters: frozenset[str]
    optional: frozenset[str]
    """What makes a parameter optional, as its own type, inside it or after it: `=`."""
    rest: frozenset[str]
    """What makes it take any number of arguments, as its own type, inside it or before it: `...`, `vararg`."""
    receivers: frozenset[str]
    """The modifier of the parameter that an extension is called on: C#'s `this`."""
    argument_lists: frozenset[str]
    named_by: frozenset[str]
    """What the name of a call stands in that says its arguments, long ones too.  Without any, every call does."""
    suffixes: frozenset[str]
    """Nodes between a call and its list."""
    spreads: frozenset[str]
    """Arguments that stand for several."""
    trailing: frozenset[str]
    """Functions after the list, or instead of it, that are arguments."""
    type_arguments: frozenset[str]
    """Lists of type arguments, after the name of what is called or among the parts of the call."""
    labels: frozenset[str]
    """Fields of a parameter with the label that calls have to give."""
    indirections: frozenset[str]
    """Arguments that are the address of something, or what a pointer points to."""
    constants: frozenset[str]
    """What makes a constant of what is declared beside it, where it says `const`."""

    def parameters_of(self, definition: Node, body: Node | None, source: Source, self_names: tuple[str, ...]) -> str:
        """Return the parameters of a definition; those that `self_names` names are its receiver."""
        holder, beside = self._parameter_list(definition, body) if self.parameter_lists else (None, [])
        if holder is None:
            return ""
        found: list[str] = []
        marks: list[set[str]] = []
        is_rest = False  # what comes next
        for child in holder.children:
            if child.type in self.parameters:
                name = self._named(child, source)
                if name in self_names or source.of(child) == "void":
                    continue
                found.append(name)
                marks.append(self._marks(child, source) | ({"*"} if is_rest else set()))
                is_rest = False
            elif child.type in self.optional and marks:
                marks[-1].add("=")
            elif child.type in self.rest or any(each.type in self.rest for each in _leaves(child)):
                is_rest = True
        if is_rest:  # a list of its own: `params int[] rest`, `...`
            name_node = holder.child_by_field_name("name")
            found.append(source.of(name_node) if name_node is not None else "_")
            marks.append({"*"})
        after = (each for each in beside if each.start_byte > holder.start_byte)
        suffix = CONSTANT if any(self._says_constant(each, source) for each in after) else ""
        return f"({','.join(name + ''.join(sorted(mark)) for name, mark in zip(found, marks, strict=True))}){suffix}"

    def is_constant(self, declaration: Node, source: Source) -> bool:
        """Say whether what is declared is constant, or what it points to."""
        return any(self._says_constant(each, source) for each in declaration.children)

    def _says_constant(self, node: Node, source: Source) -> bool:
        return node.type in self.constants and source.of(node) == "const"

    def _parameter_list(self, definition: Node, body: Node | None) -> tuple[Node | None, list[Node]]:
        """Return the list of a definition's parameters, and what stands beside it."""
        groups = [[definition]]
        for _ in range(_DEPTH):
            for group in groups:
                for node in group:
                    if node.type in self.parameter_lists:
                        return node, group
            groups = [[each for each in node.named_children if each != body] for group in groups for node in group]
        return None, []

    def _named(self, parameter: Node, source: Source) -> str:
        label = next((n for name in self.labels if (n := parameter.child_by_field_name(name)) is not None), None)
        name = parameter.child_by_field_name("name") or parameter.child_by_field_name("pattern")
        if name is None:
            name = parameter.child_by_field_name("declarator")
            while name is not None and name.named_child_count:
                name = name.child_by_field_name("declarator") or name.named_children[-1]
        for child in parameter.named_children if name is None else ():  # `String... names`
            name = child.child_by_field_name("name") or name
        if name is not None and name.type in self.rest:
            name = name.named_children[-1] if name.named_child_count else None
        if name is None and parameter.child_by_field_name("type") is None:
            name = next((child for child in parameter.named_children if child.type.endswith("identifier")), None)
        text = source.of(name) if name is not None and not name.named_child_count else "_"
        written = parameter.child_by_field_name("type")
        if written is not None and name is not None and self._takes_apart(name):
            return f"<{type_expression(written, source)}>"
        if written is not None and source.notation.qualifiers and (name is None or not _is_declared(name, parameter)):
            marks = qualifiers(parameter, parameter.child_by_field_name("declarator"), source)
            return f"<{type_expression(written, source)}{marks}>"
        if not self.labels:
            return text
        return f"{source.of(label)}:{text}" if label is not None else f"{text}:{text}"

    def _takes_apart(self, node: Node) -> bool:
        """Say whether a parameter is a pattern, which binds names to parts of what is passed."""
        return node.type.endswith("_pattern") and node.type not in self.rest

    def _marks(self, parameter: Node, source: Source) -> set[str]:
        inside = {parameter.type, *(child.type for child in parameter.children)}
        whole = [child for child in parameter.children if not self._takes_apart(child)]
        deeper = inside | {each.type for child in whole for each in _leaves(child)}
        modifiers = (child for child in parameter.children if child.type == "modifier")
        is_receiver = any(source.of(each) in self.receivers for each in modifiers)
        return (
            ({"="} if inside & self.optional else set())
            | ({"*"} if deeper & self.rest else set())
            | ({"."} if is_receiver else set())
            | ({CONSTANT} if self.is_constant(parameter, source) else set())
        )

    def arguments_of(self, call: Node, name: Node, source: Source) -> str:
        """Return the arguments of a call of a name."""
        if self.named_by and (name.parent is None or name.parent.type not in self.named_by):
            return ""
        nodes = call.children
        if self.suffixes:
            nodes += [inner for child in nodes if child.type in self.suffixes for inner in child.children]
        holder, trailing, generic = None, 0, None
        for node in nodes:
            kind = node.type
            if kind in self.argument_lists and holder is None:
                holder = node
            elif kind in self.trailing:
                trailing += 1
            elif kind in self.type_arguments:
                generic = node
        if holder is None and not trailing:
            return ""
        found = []
        for child in holder.named_children if holder is not None else ():
            if child.is_extra:
                continue
            said = self._argument(child, source)
            if said is None:
                return ""
            found.append(said)
        found += ["#function"] * trailing
        if generic is None and self.type_arguments and source.between(name.end_byte, name.end_byte + 1) == "<":
            beside = name.next_sibling  # which the library finds from the root on
            generic = beside if beside is not None and beside.type in self.type_arguments else None
        text = ",".join(found)
        text = text if len(text) <= _LONGEST_LIST else ",".join("?" * len(found))
        return f"<{_told(generic, source)}>({text})" if generic is not None else f"({text})"

    def _argument(self, node: Node, source: Source) -> str | None:
        """Return one argument, with its label where it has one (`name: value`, `name = value`); None for a spread."""
        label, value, kind = "", node, node.type
        if kind in self.spreads:
            return None
        if "argument" in kind and node.named_child_count:
            parts = node.children
            types = [part.type for part in parts]
            if not self.spreads.isdisjoint(types):
                return None
            value = node.named_children[-1]
            separator = next((part for part, each in zip(parts, types, strict=True) if each in (":", "=")), None)
            if separator is not None and separator.start_byte < value.start_byte:
                label = f"{source.of(node.named_children[0])}:"
        signs = ""
        while value.type in self.indirections and value.children[0].type in _INDIRECTIONS:
            signs += value.children[0].type
            value = value.named_children[-1]
        said = signs + (expression(value, source) or "?")
        if said.startswith(RECORD):
            said = "#object"
        longest = _LONGEST_LIST if self.named_by else _LONGEST_ARGUMENT
        return label + (said if len(said) <= longest else self._shorter(said, source))

    def _shorter(self, said: str, source: Source) -> str:
        """Return a long argument without the arguments of the calls in it, where types have marks."""
        if not source.notation.qualifiers:
            return "?"
        text = emptied(said)
        is_whole = said.count("(") == said.count(")")
        return text if len(text) <= _LONGEST_ARGUMENT and is_whole and OPERATOR not in text else "?"


def _told(generic: Node, source: Source) -> str:
    """Return the type arguments of a call, where types have marks."""
    if not source.notation.qualifiers:
        return ""
    found = [type_expression(each, source) or "?" for each in generic.named_children if not each.is_extra]
    text = ",".join(found)
    return text if len(text) <= _LONGEST_ARGUMENT else ",".join("?" * len(found))


def _is_declared(name: Node, parameter: Node) -> bool:
    """Say whether a node is the name in a parameter's declarator, and not one in its type."""
    declarator = parameter.child_by_field_name("declarator")
    return declarator is not None and name.start_byte >= declarator.start_byte and name.type.endswith("identifier")


def _leaves(node: Node) -> list[Node]:
    return [*node.children, *(inner for child in node.children for inner in child.children)]
