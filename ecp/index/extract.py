"""Read the facts off one blob: a pure function of its bytes, its language and the fingerprint.

A language's query says what to look for, in a closed vocabulary of captures:

    @definition.<kind>   a definition; with @name, and optionally @body (where its signature ends), @type (declared
                         or return type), @owner (the type it belongs to, when that is not around it), @value (its
                         initial value), @pattern (several names at once), @exported / @private, @doc,
                         @forward (a prototype, whose body is elsewhere), @open (it reaches to the end of what is
                         around it: `namespace a;`)
    @declarator          instead of @name: the name is inside, and what is around it changes @type (`char *names[]`),
                         gives @owner (`A::f`) and @value, and says whether it is a function: a definition counts
                         only where that agrees with its kind
    @extension           members inside belong to the type @owner (impl blocks, extensions), as those of the trait @type
    @anonymous           members inside belong to a type without a name, which inherits from every @base
    @reference.<role>    a use of @name, perhaps as a member of @receiver (of several: a.b.name)
    @import.<kind>       an import of @name from @module (or the last name in it), known here as @alias; of several
                         at once by a @pattern that takes the module apart
    @import.prefix       the @module of the imports inside it begins with this one's @module, or is that
    @import.public       the imports and exports inside it are re-exports
    @binding.<how>       @name (or @pattern) has @type and @value; @receiver as in self.name = value; @at is where
                         it holds, when that is not where the name stands; `iterate` binds an element of
                         @value, `key` a key of it, `generic` a type parameter, whose bound is @type; `reassign`
                         gives a variable a value where it was declared, and writes it; `narrow` says what the
                         @name is inside @at only; with @rest the parameter is a list of its @type, with
                         @keywords a map to it; the names hold from their own line on, or from that of @from, or
                         from the line after @after
    @heritage.<relation> the definition around it, or @owner, has the @base
    @expansion           the macro @name is given the names in @pattern, which it may extend
    @scope               names bound inside are not visible outside, and its variables are local
    @branch              what may be run or not: what is bound inside may be what was bound before, afterwards
    @scope.function      the same for an anonymous function: what it returns is not of the function around it
    @exported            definitions directly inside are exported
    @read                an identifier that is read unless another capture claims it or it is a local variable
    @read.type, .call    the same for the name of a type; for one that is called when it is not a local variable
    @ignore              an identifier that is not a use of anything, or a node in which nothing is read
    @comment             a comment, which documents what follows it
    @fragment            text that the grammar leaves unparsed: read as statements, for references and bindings only
    @fragment.items      brackets with tokens that the grammar leaves unparsed: what is in them is read as items

One match may carry several of these.  Where two patterns define the same name, the one that comes first in the
query wins; of references to one, the one with a receiver, and any other before `type` and `read`.  A parameter that is
in no function (a prototype's) is left out.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import TypeVar

from tree_sitter import Language as Grammar
from tree_sitter import Node, Query

from ecp.index.docblocks import Docblock, docblock, imported, is_vague, named_types
from ecp.index.expressions import Notation, Source, declared, pattern_names
from ecp.index.facts import Facts, Interner
from ecp.index.lambdas import Lambdas
from ecp.index.languages import Language, languages, query_text, syntax_table
from ecp.index.macros import only_items
from ecp.index.overloads import Overloads
from ecp.index.parsing import BoundedParser, cursor, errors, is_too_deep
from ecp.index.preprocess import Preprocessing, only_fragments
from ecp.index.records import RECORD

Captures = dict[str, list[Node]]
_LONGEST_TYPE = 1_000

COMPONENTS = frozenset(
    "name body type owner value pattern declarator exported private forward open doc receiver module alias base "
    "at from after rest keywords".split()
)
HEADS = frozenset("definition reference import binding heritage".split())
BARE_HEADS = frozenset("extension expansion anonymous scope branch exported read ignore comment fragment".split())
KINDS = frozenset(
    "function method class struct interface trait enum enum_member type field variable attribute selfattr constant "
    "property macro module".split()
)
ROLES = frozenset("call new type inherit import decorate read write".split())
IMPORTS = frozenset(
    "module name star default namespace reexport reexport_star export include package prefix public".split()
)
BINDINGS = frozenset("assign parameter iterate key with except return yield generic reassign narrow".split())
READS = frozenset(("type", "call"))
SCOPES = frozenset(("function",))
FRAGMENTS = frozenset(("items",))
RELATIONS = frozenset("extends implements embeds mixes expands".split())

TYPE_KINDS = frozenset(("class", "struct", "interface", "trait", "enum", "extension"))
SCOPE_KINDS = TYPE_KINDS | {"function", "method", "module", "macro", "property"}
FUNCTION_KINDS = frozenset(("function", "method", "macro", "property"))
VALUE_KINDS = frozenset(("variable", "attribute", "selfattr", "constant", "field", "enum_member"))

_QUALIFIED = 2_000
_SIGNATURE = 240
_DOC = 160
_GIVEN = 16
"""Names that a macro is given of which it is known."""
_LATE_ROLES = {"type": 10_000, "read": 20_000}
"""Roles that a name has only where no pattern gives it another."""
_CALLS = frozenset(("call", "new"))
_FRAGMENT_HEADS = frozenset("reference binding ignore".split())
_MARKS = frozenset("read ignore comment scope exported".split())
"""Captures that, alone in their pattern, say all by where they are."""
_START = attrgetter("start_byte")
_SPACE = re.compile(r"\s+")
_BEFORE_BODY = " {:;="
_SUMMARY_TAG = re.compile(r"</?summary>")
_COMMENT_MARKS = re.compile(r"^\s*(?:/\*+!?|\*+/|\*|//+!?|#+!?|--+|\"\"\"|''')?\s*|\s*\*+/\s*$|\s*(?:\"\"\"|''')\s*$")


class Syntax:
    """A language's grammar, compiled query and tables, made once per process."""

    def __init__(self, language: Language) -> None:
        from tree_sitter_language_pack import get_language

        self.language = language
        self.grammar: Grammar = get_language(language.grammar)  # type: ignore[arg-type]
        self.parser = BoundedParser(self.grammar)
        table = syntax_table(language.name)
        self.notation = Notation.from_table(table, self.grammar)
        self.wrappers = frozenset(table.get("wrappers", ()))
        """Nodes around a definition that belong to it: decorated_definition, export_statement."""
        self.modifiers = frozenset(table.get("modifiers", ()))
        """Children of a definition or its wrapper whose text is a modifier: decorator, `static`."""
        self.modifier_lists = frozenset(table.get("modifier_lists", ()))
        """Children whose own children are the modifiers."""
        self.exporting_modifiers = frozenset(table.get("exporting_modifiers", ()))
        self.hiding_modifiers = frozenset(table.get("hiding_modifiers", ()))
        """Modifiers that hide what is not in a type."""
        self.private_modifiers = frozenset(table.get("private_modifiers", ()))
        """Modifiers that hide anything, in a language whose definitions are public unless they say otherwise."""
        self.leading = frozenset(table.get("leading", ()))
        """Siblings before a definition that belong to it: decorator, attribute_item."""
        self.type_kinds = TYPE_KINDS.union(table.get("type_kinds", ()))
        """The kinds whose functions are methods: a module's too, where it can be mixed in."""
        self.member_variable = table.get("member_variable", "field")
        """The kind of a variable that is defined directly in a type."""
        self.reserved = frozenset(table.get("reserved", ()))
        """Words that error recovery may take for a name."""
        self.declarations = frozenset(table.get("declarations", ()))
        """Nodes around one or more definitions whose first word begins their signatures: `const`, `type`."""
        self.predeclared_types = frozenset(table.get("predeclared_types", ()))
        """Types of the language itself: no references are kept."""
        text = query_text(language.name)
        self.query = Query(self.grammar, text)
        captures = [_captures_of(self.query, text.encode(), i) for i in range(self.query.pattern_count)]
        self.heads = [
            [(_HANDLERS[head], suffix, name) for head, suffix, name in _heads(names) if head in _HANDLERS]
            for names in captures
        ]
        """Per pattern: what adds which of its captures, and how."""
        of_fragments = {_HANDLERS[head] for head in _FRAGMENT_HEADS}
        self.fragment_heads = [[head for head in heads if head[0] in of_fragments] for heads in self.heads]
        marks = [pattern for pattern, names in enumerate(captures) if _only_marks(names)]
        self.marks = Query(self.grammar, "\n".join(_pattern_text(self.query, text.encode(), each) for each in marks))
        """The patterns that only mark nodes, apart: captures alone are cheaper than matches, and these are many."""
        for pattern in marks:
            self.query.disable_pattern(pattern)
        self.preprocessing = Preprocessing.from_table(table)
        self.overloads = Overloads.read(table.get("overloads"))
        self.lambdas = Lambdas.read(table.get("lambdas"))
        self.docblocks = bool(table.get("docblocks", False))
        """Doc comments declare types."""

    def parse(self, source: bytes) -> tuple[bytes, Node]:
        """Parse a source; where the grammar cannot, once more without what the preprocessor puts in its way.

        Returns what was parsed, which has the same length and lines, and its root.  Raises TooCostlyError.
        """
        if self.preprocessing is None:
            return source, self.parser.parse(source).root_node
        text = self.preprocessing.prepared(source)
        tree = self.parser.parse(text)
        if not tree.root_node.has_error:
            return text, tree.root_node
        unparsed = list(errors(tree.root_node))
        clean = self.preprocessing.cleaned(text, [(node.start_point[0], node.end_point[0]) for node in unparsed])
        if clean == text:
            return text, tree.root_node
        second = self.parser.parse_again(tree, text, clean).root_node
        if second.has_error and sum(1 for _ in errors(second)) >= len(unparsed):
            return text, tree.root_node
        return clean, second


def _pattern_text(query: Query, text: bytes, pattern: int) -> str:
    """Return the text of one pattern, without comments."""
    start, end = query.start_byte_for_pattern(pattern), query.end_byte_for_pattern(pattern)
    return re.sub(r"(?m)^\s*;.*$", "", text[start:end].decode())


def _captures_of(query: Query, text: bytes, pattern: int) -> list[str]:
    return list(dict.fromkeys(re.findall(r"@([a-z_][\w.]*)", _pattern_text(query, text, pattern))))


def _only_marks(captures: list[str]) -> bool:
    public = [name for name in captures if not name.startswith("_")]
    return len(public) == 1 and public[0].partition(".")[0] in _MARKS


def _heads(captures: list[str]) -> list[tuple[str, str, str]]:
    heads = []
    public = [name for name in captures if not name.startswith("_")]
    for name in public:
        head, _, suffix = name.partition(".")
        if head in HEADS or (head in BARE_HEADS and (name != "exported" or len(public) == 1)):
            heads.append((head, suffix, name))
    return heads


@cache
def syntax(language_name: str) -> Syntax:
    """Return the (cached) syntax of a language."""
    return Syntax(languages()[language_name])


@dataclass(eq=False)
class _Definition:
    start: int
    end: int
    kind: str
    name: str
    name_node: Node
    node: Node
    captures: Captures
    pattern: int
    owner: str = ""
    value: str = ""
    type: str = ""
    container: int = -1
    ordinal: int = -1


_Handler = Callable[["_Blob", Syntax, Captures, Node, str, int], None]
_Head = tuple[_Handler, str, str]
"""What adds a match, the suffix of its head and the head itself: (_bind, "assign", "binding.assign")."""


@dataclass(eq=False)
class _Blob:
    """What the patterns found in one blob, before it is known what lies in what."""

    source: Source
    tree: Source
    """What is being read: the source as it was parsed, then its fragments."""
    definitions: dict[int, _Definition] = field(default_factory=dict)  # by the start of the name
    references: dict[int, tuple[Node, str, str, int, str]] = field(default_factory=dict)  # node role receiver rank name
    calls: dict[int, Node] = field(default_factory=dict)  # of a language with overloads, as references
    imports: list[tuple[Node, str, str, str, str]] = field(default_factory=list)
    prefixes: list[tuple[int, int, str]] = field(default_factory=list)
    public: list[tuple[int, int]] = field(default_factory=list)
    bindings: list[tuple[Node, str, str, str, str, str]] = field(default_factory=list)
    held_from: dict[int, int] = field(default_factory=dict)  # rows, by the start of a name that holds from there on
    heritage: list[tuple[Node, str, str, str]] = field(default_factory=list)
    scopes: list[tuple[int, int, int]] = field(default_factory=list)  # start end last line
    functions: list[tuple[int, int]] = field(default_factory=list)  # anonymous ones
    branches: list[tuple[int, int, int]] = field(default_factory=list)  # start end last line
    exported: list[tuple[int, int]] = field(default_factory=list)
    comments: dict[int, Node] = field(default_factory=dict)  # by last row
    fragments: list[tuple[int, int]] = field(default_factory=list)
    items: list[tuple[int, int]] = field(default_factory=list)
    named_types: list[tuple[Node, str, str]] = field(default_factory=list)  # of doc comments: name value
    documented: dict[int, dict[str, str]] = field(default_factory=dict)  # types of parameters, by definition
    ignored: list[tuple[int, int, int]] = field(default_factory=list)  # spans in which nothing is read
    claimed: set[int] = field(default_factory=set)  # starts of identifiers that are not reads
    imported: set[int] = field(default_factory=set)  # starts of names that an import brings in


def extract(source: bytes, language: Language, blob: int, facts: Facts) -> int:
    """Append the facts of one blob to `facts` and return its number of lines.

    What does not parse becomes rows of `diagnostic`.  Raises TooCostlyError, with no fact added, for what would take
    too long.
    """
    rules = syntax(language.name)
    text, root = rules.parse(source)
    unparsed = list(errors(root))
    tree = Source(text, rules.notation)
    found = _Blob(tree if text is source else Source(source, rules.notation), tree)
    marks = [cursor(rules.marks).captures(root)]
    _collect_marks(found, rules, marks[0], _MARKS)
    _collect(found, rules, root, rules.heads)
    if found.fragments:
        text = only_fragments(source, found.fragments)
        marks.append(_read_again(found, rules, text, _FRAGMENT_HEADS, rules.fragment_heads))
    if found.items:
        _forget_inside(found, marks[0])
        text = only_items(source, found.items)
        marks.append(_read_again(found, rules, text, _MARKS, rules.heads))
    found.tree = tree
    definitions = _arrange(found, rules)
    enclosing = _Enclosing((d.start, d.end, d.ordinal) for d in definitions if d.kind in SCOPE_KINDS)
    codes = facts.interner
    if rules.docblocks:
        _read_docblocks(found, rules, definitions)
    _add_definitions(found, rules, definitions, blob, facts.rows["definition"], codes)
    scopes = _add_bindings(found, rules.docblocks, definitions, enclosing, blob, facts.rows["binding"], codes)
    _add_imports(found, enclosing, blob, facts, codes)
    _add_heritage(found, rules, definitions, blob, facts.rows["heritage"], codes)
    _add_references(found, rules, scopes, blob, facts.rows["reference"], codes)
    for each in marks:
        _add_reads(found, rules, each, scopes, blob, facts)
    _add_diagnostics(unparsed, is_too_deep(text, root), blob, facts)
    return _count_lines(source)


def _forget_inside(found: _Blob, marks: Captures) -> None:
    """Let go of what was read as tokens and is to be read as items."""
    inside = _Enclosing(((start, end, 1) for start, end in found.items), outside=0)
    found.references = {start: each for start, each in found.references.items() if not inside.at(start)}
    found.bindings = [each for each in found.bindings if not inside.at(each[0].start_byte)]
    for nodes in marks.values():
        nodes[:] = [node for node in nodes if not inside.at(node.start_byte)]


def _read_again(
    found: _Blob, rules: Syntax, text: bytes, mark_heads: frozenset[str], heads: list[list[_Head]]
) -> Captures:
    """Read what the grammar left unparsed, and return its marks."""
    found.tree = Source(text, rules.notation)
    root = rules.parser.parse(text).root_node
    marks = cursor(rules.marks).captures(root)
    _collect_marks(found, rules, marks, mark_heads)
    _collect(found, rules, root, heads)
    return marks


def _count_lines(source: bytes) -> int:
    return source.count(b"\n") + (not source.endswith(b"\n") and bool(source))


def _collect(found: _Blob, rules: Syntax, root: Node, heads: list[list[_Head]]) -> None:
    for pattern, captures in cursor(rules.query).matches(root):
        for handler, suffix, name in heads[pattern]:
            nodes = captures.get(name)
            if nodes:
                handler(found, rules, captures, nodes[0], suffix, pattern)


def _collect_marks(found: _Blob, rules: Syntax, marks: Captures, heads: frozenset[str]) -> None:
    for name, nodes in marks.items():
        head, _, suffix = name.partition(".")
        if head in heads and head in _HANDLERS:
            nodes.sort(key=_START)  # the cursor's order changes from run to run
            _HANDLERS[head](found, rules, marks, nodes[0], suffix, -1)


# -- what each head does -------------------------------------------------------------------------------------------


def _one(captures: Captures, name: str) -> Node | None:
    nodes = captures.get(name)
    return nodes[0] if nodes else None


def _bare(text: str) -> str:
    """Return a name without the quotes of a property's name or the colon of a symbol."""
    return text.strip("\"'`").lstrip(":")


def _name(found: _Blob, node: Node) -> str:
    return _bare(found.tree.of(node))


def _type(found: _Blob, captures: Captures, name: str = "type") -> str:
    nodes = captures.get(name)
    return found.tree.type_expression(nodes[0]) if nodes else ""


def _value(found: _Blob, captures: Captures, name: str = "value") -> str:
    nodes = captures.get(name)
    return found.tree.expression(nodes[0]) if nodes else ""


def _receiver(found: _Blob, captures: Captures, name: Node) -> str:
    """Return what a name is a member of: as captured, or as its kind says (Ruby's `@name` is self's).

    Where a qualified name is captured it is what stands before its last part.
    """
    nodes = captures.get("receiver")
    if nodes is not None:
        texts = [found.tree.expression(node) for node in nodes]
        return _before_last(texts[0]) if nodes[0].end_byte == name.end_byte and "." in texts[0] else ".".join(texts)
    notation = found.tree.notation
    return notation.owners.get(name.type, "") if notation.owners else ""


def _before_last(path: str) -> str:
    """Return what the last part of a dotted name is a member of: `.` where that is outside every namespace."""
    return path.rpartition(".")[0] or path[:1] * path.startswith(".")


def _is_held(found: _Blob, captures: Captures) -> bool:
    """Say whether a type is of what holds another value: a smart pointer."""
    node = _one(captures, "type")
    if node is None or node.end_byte - node.start_byte > _LONGEST_TYPE:
        return False
    base, _, inside = found.tree.of(node).partition("<")
    return bool(inside) and base.strip().replace("::", ".") in found.tree.notation.transparent_types


def _define(found: _Blob, rules: Syntax, captures: Captures, node: Node, kind: str, pattern: int) -> None:
    if "receiver" in captures and _value(found, captures, "receiver") not in rules.language.self_names:
        return
    value, declared_type, owner = _value(found, captures), _type(found, captures), _type(found, captures, "owner")
    names = [(name, _name(found, name), value, declared_type, owner) for name in captures.get("name", ())]
    for holder in captures.get("pattern", ()):
        for name, part, own_type in _parts(found, holder, value, declared_type, _one(captures, "value")):
            names.append((name, _name(found, name), part, own_type, owner))
    pointers: set[int] = set()
    is_held = kind in ("field", "type") and rules.language.textual_includes and _is_held(found, captures)
    for holder in captures.get("declarator", ()):
        inside = declared(holder, found.tree, declared_type)
        if inside is not None:
            found.claimed.add(inside.name.start_byte)
            if kind == "type" or inside.is_function == (kind in FUNCTION_KINDS):
                names.append((inside.name, inside.text, inside.value or value, inside.type, inside.owner or owner))
                if inside.is_pointer and kind in ("field", "type"):
                    pointers.add(inside.name.start_byte)
    around = node.parent if "open" in captures else None
    end = around.end_byte if around is not None else node.end_byte
    for name_node, text, part, own_type, within in names:
        start = name_node.start_byte
        if not text or text in rules.notation.discards or text in rules.reserved:  # a missing name is empty
            continue
        known = found.definitions.get(start)
        if known is not None:
            better, other = (known, captures) if known.pattern <= pattern else (None, known.captures)
            if "private" in other:  # whichever pattern says so
                captures = {**captures, "private": other["private"]}
                if better is not None:
                    better.captures = {**better.captures, "private": other["private"]}
            if better is not None:
                continue
        found.claimed.add(start)
        if start in pointers or is_held:
            captures = {**captures, "pointer": [name_node]}
        found.definitions[start] = _Definition(
            node.start_byte,
            end,
            kind,
            text,
            name_node,
            node,
            captures,
            pattern,
            within.partition("[")[0],
            part,
            own_type,
        )


def _parts(
    found: _Blob, holder: Node, value: str, declared: str, value_node: Node | None
) -> list[tuple[Node, str, str]]:
    """Return the names that a pattern binds, each with its value and declared type.

    Of names side by side each has the declared type; of any other pattern the whole has it.
    """
    if not declared or found.tree.notation.is_side_by_side(holder):
        return [(name, part, declared) for name, part in pattern_names(holder, found.tree, value, value_node)]
    whole = value if declared.startswith(("?", RECORD)) else f"<{declared}>"
    return [
        (name, value, declared) if part == whole else (name, part, "")
        for name, part in pattern_names(holder, found.tree, whole)
    ]


def _extend(found: _Blob, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    name_node = _one(captures, "owner")
    if name_node is not None:
        owner = _type(found, captures, "owner")
        found.definitions[-node.start_byte - 1] = _Definition(
            node.start_byte, node.end_byte, "extension", owner.partition("[")[0], name_node, node, captures, pattern,
            owner, type=_type(found, captures),
        )  # fmt: skip


def _extend_bases(found: _Blob, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    """Take a type without a name for a block that extends no other."""
    start = node.start_byte
    if -start - 1 not in found.definitions:
        found.definitions[-start - 1] = _Definition(
            start, node.end_byte, "extension", "", node, node, captures, pattern
        )
    for base in captures.get("base", ()):
        found.heritage.append((node, "", "extends", found.tree.type_expression(base)))


def _refer(found: _Blob, rules: Syntax, captures: Captures, node: Node, role: str, pattern: int) -> None:
    has_receiver = "receiver" in captures
    predeclared = rules.predeclared_types if role == "type" and not has_receiver else ()
    rank = _LATE_ROLES.get(role, 0) + pattern - 5_000 * has_receiver
    for name in captures.get("name", ()):
        start = name.start_byte
        known = found.references.get(start)
        if known is not None and known[3] <= rank:
            continue
        text = found.tree.of(name)
        if text in predeclared:
            continue
        found.references[start] = (name, role, _receiver(found, captures, name), rank, text)
        if rules.overloads is not None and role in _CALLS:
            found.calls[start] = node
        found.claimed.add(start)


def _import(found: _Blob, rules: Syntax, captures: Captures, node: Node, kind: str, pattern: int) -> None:
    module_node, alias_node = _one(captures, "module"), _one(captures, "alias")
    module = "::".join([_SPACE.sub("", found.tree.of(part).strip("\"'`")) for part in captures.get("module", ())])
    if kind == "public":
        found.public.append((node.start_byte, node.end_byte))
        return
    if kind == "prefix":
        found.prefixes.append((node.start_byte, node.end_byte, module))
        return
    alias = _name(found, alias_node) if alias_node is not None else ""
    if alias_node is not None:
        found.claimed.add(alias_node.start_byte)
        found.imported.add(alias_node.start_byte)
    names = captures.get("name", ())
    for holder in captures.get("pattern", ()):
        _import_parts(found, holder, kind, module)
    for name in names:
        found.claimed.add(name.start_byte)
        if module_node is not None and module_node.start_byte < name.start_byte < module_node.end_byte:
            module = found.tree.of(module_node)[: name.start_byte - module_node.start_byte].rstrip(".:/\\ \n\t")
        if kind != "export":  # an export may stand at the definition itself
            found.imported.add(name.start_byte)
        found.imports.append((name, kind, module, _name(found, name), alias))
    if not names and "pattern" not in captures:
        found.imports.append((module_node or node, kind, module, "", alias))


def _import_parts(found: _Blob, holder: Node, kind: str, module: str) -> None:
    """Add what a pattern takes out of a module; what it takes out of that in turn is no import."""
    for part in holder.named_children:
        for name, value in pattern_names(part, found.tree, _MODULE):
            member = value.removeprefix(f"{_MODULE}.")
            if member == value or not member.isidentifier():
                continue
            text = _name(found, name)
            found.claimed |= {part.start_byte, name.start_byte}
            found.imported |= {part.start_byte, name.start_byte}
            found.imports.append((part, kind, module, member, text if text != member else ""))


_MODULE = "module"
"""What stands for a module that a pattern takes apart."""


_PARAMETER = "\0"
"""Before the number of a parameter that is taken apart, until its function's doc comment tells its type."""


def _as_parameter(pattern: Node) -> str:
    around = pattern.parent
    if around is None or around.parent is None:
        return ""
    return f"{_PARAMETER}{[child for child in around.named_children if not child.is_extra].index(pattern)}"


def _documented_part(found: _Blob, value: str, scope: int) -> str:
    """Return a part of a parameter that is taken apart, by the type that a doc comment gives it: tags are in order."""
    number, *parts = value.removeprefix(_PARAMETER).split(".")
    types = found.documented.get(scope, {})
    names = [name for name in types if "." not in name]
    if not number.isdigit() or int(number) >= len(names):
        return ""
    name = names[int(number)]
    if parts and (said := types.get(f"{name}.{parts[0]}")):
        return ".".join([f"<{said}>", *parts[1:]])
    return ".".join([f"<{types[name]}>", *parts])


_PARTS = {"iterate": "*", "key": "^"}
"""What the names of these bindings get of the value."""


def _bind(found: _Blob, rules: Syntax, captures: Captures, node: Node, how: str, pattern: int) -> None:
    value, declared_type = _value(found, captures), _type(found, captures)
    at, row = _one(captures, "at"), _row_held_from(captures)
    if how == "parameter" and rules.lambdas is not None and not declared_type and not value:
        named = captures.get("name") or captures.get("pattern")
        value = rules.lambdas.given(named[0], found.tree) if named else ""
    if how == "parameter" and rules.docblocks and "pattern" in captures and not (declared_type or value):
        value = _as_parameter(captures["pattern"][0])
    if declared_type and "rest" in captures:
        declared_type = f"list[{declared_type}]"
    elif declared_type and "keywords" in captures:
        declared_type = f"map[?,{declared_type}]"
    if how in _PARTS:
        value, how = f"{value}{_PARTS[how]}", "assign"
    for holder in captures.get("pattern", ()):
        for name, part, own_type in _parts(found, holder, value, declared_type, _one(captures, "value")):
            found.claimed.add(name.start_byte)
            receiver = _receiver(found, captures, name)
            found.bindings.append((at or name, _name(found, name), receiver, how, own_type, part))
            if row is not None:
                found.held_from[(at or name).start_byte] = row
    for holder in captures.get("declarator", ()):
        inside = declared(holder, found.tree, declared_type)
        if inside is None:
            continue
        found.claimed.add(inside.name.start_byte)
        if how == "parameter" and inside.is_function:  # that is a pointer to a function
            found.bindings.append((inside.name, inside.text, "", how, f"fn[{inside.type}]", value))
        elif not inside.is_function:
            found.bindings.append((inside.name, inside.text, "", how, inside.type, inside.value or value))
    for name in captures.get("name", ()):
        receiver = _receiver(found, captures, name)
        if receiver:
            known = found.references.get(name.start_byte)
            if known is None or known[1] == "read":
                found.references[name.start_byte] = (name, "write", receiver, 0, found.tree.of(name))
        if at is None:
            found.claimed.add(name.start_byte)
        if found.tree.of(name) not in rules.notation.discards:
            found.bindings.append((at or name, _name(found, name), receiver, how, declared_type, value))
            if row is not None:
                found.held_from[(at or name).start_byte] = row
    if how in ("return", "yield"):
        found.bindings.append((node, "", "", how, declared_type, value))


def _row_held_from(captures: Captures) -> int | None:
    """Return the row from which the names of a binding hold, where that is not their own."""
    if first := captures.get("from"):
        return first[0].start_point[0]
    if whole := captures.get("after"):
        return whole[0].end_point[0] + 1
    return None


def _inherit(found: _Blob, rules: Syntax, captures: Captures, node: Node, relation: str, pattern: int) -> None:
    owner = _type(found, captures, "owner").partition("[")[0]
    for base in captures.get("base", ()):
        text = found.tree.type_expression(base)
        found.heritage.append((base, owner, relation, text))
        name = _last_name(base)
        found.claimed.add(name.start_byte)
        receiver = _before_last(text.partition("[")[0])
        found.references[name.start_byte] = (name, "inherit", receiver, 0, found.tree.of(name))


def _expand(found: _Blob, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    """Note which names a macro is given, each with its place among them: it may make blocks for types of them."""
    macro, given = _one(captures, "name"), _one(captures, "pattern")
    if macro is None or given is None:
        return
    names = [each for each in given.named_children if each.type == macro.type]
    for place, name in enumerate(names[:_GIVEN]):
        text = found.tree.of(name)
        if text[:1].isupper():  # as the names of types are
            found.heritage.append((name, text, "expands", f"{found.tree.of(macro)}[{place}]"))


_LAST_NAMES = ("attribute", "name", "type", "value", "property", "field")


def _last_name(node: Node) -> Node:
    """Return the node of the last name of a dotted or generic type: `List` in `typing.List[int]`."""
    last: Node | None = node
    while last is not None:
        node, last = last, next(filter(None, map(last.child_by_field_name, _LAST_NAMES)), None)
        if last is None:
            children = node.named_children
            named = [each for each in children if "argument" not in each.type and "parameter" not in each.type]
            last = named[-1] if named else None
    return node


def _branch(found: _Blob, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    found.branches.append((node.start_byte, node.end_byte, node.end_point[0] + 1))


def _scope(found: _Blob, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    for scope in captures["scope.function" if suffix else "scope"]:
        span = scope.start_byte, scope.end_byte
        found.scopes.append((*span, scope.end_point[0] + 1))
        if suffix == "function":
            found.functions.append(span)


def _export(found: _Blob, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    found.exported += [(exported.start_byte, exported.end_byte) for exported in captures["exported"]]


def _comment(found: _Blob, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    for comment in captures["comment"]:
        row, column = comment.end_point
        found.comments[row - (column == 0)] = comment


def _ignore(found: _Blob, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    for ignored in captures["ignore"]:
        if ignored.named_child_count:
            found.ignored.append((ignored.start_byte, ignored.end_byte, 1))
        else:
            found.claimed.add(ignored.start_byte)


def _fragment(found: _Blob, rules: Syntax, captures: Captures, node: Node, suffix: str, pattern: int) -> None:
    for fragment in captures["fragment.items" if suffix else "fragment"]:
        (found.items if suffix else found.fragments).append((fragment.start_byte, fragment.end_byte))


_HANDLERS: dict[str, _Handler] = {
    "definition": _define,
    "extension": _extend,
    "anonymous": _extend_bases,
    "reference": _refer,
    "import": _import,
    "binding": _bind,
    "heritage": _inherit,
    "expansion": _expand,
    "scope": _scope,
    "branch": _branch,
    "exported": _export,
    "comment": _comment,
    "ignore": _ignore,
    "fragment": _fragment,
}


# -- what lies in what ---------------------------------------------------------------------------------------------


class _Enclosing:
    """The innermost of some nested spans around a position, by binary search."""

    def __init__(self, spans: object, outside: int = -1) -> None:
        self.starts = [-1]
        self.values = [outside]
        stack: list[tuple[int, int]] = []
        for start, end, value in sorted(spans, key=lambda span: (span[0], -span[1])):  # type: ignore[call-overload]
            while stack and stack[-1][0] <= start:
                closed = stack.pop()[0]
                self._mark(closed, stack[-1][1] if stack else outside)
            stack.append((end, value))
            self._mark(start, value)
        while stack:
            closed = stack.pop()[0]
            self._mark(closed, stack[-1][1] if stack else outside)

    def _mark(self, position: int, value: int) -> None:
        if self.starts[-1] == position:
            self.values[-1] = value
        else:
            self.starts.append(position)
            self.values.append(value)

    def at(self, position: int) -> int:
        """Return the value of the innermost span around a byte position."""
        return self.values[bisect_right(self.starts, position) - 1]


def _arrange(found: _Blob, rules: Syntax) -> list[_Definition]:
    """Order the definitions, find their containers, settle their kinds, and drop what is a local variable."""
    kept: list[_Definition] = []
    stack: list[_Definition] = []
    seen: set[tuple[int, str]] = set()
    blocks = _Enclosing(((start, end, start) for start, end, _ in found.scopes))
    for definition in sorted(found.definitions.values(), key=lambda d: (d.start, -d.end, d.name_node.start_byte)):
        span = (definition.start, definition.end)
        while stack and (stack[-1].end <= definition.start or (stack[-1].start, stack[-1].end) == span):
            stack.pop()
        around = stack[-1] if stack else None
        if around is not None and _has_body_of(definition, around):
            continue  # `run = function named() {}` is one definition
        if definition.kind == "selfattr":
            around = _type_around(stack, rules.type_kinds, None)
            if around is None:
                continue
        elif definition.name_node.start_byte in found.imported or (  # `const fs = require("fs")`
            definition.kind in ("variable", "constant")
            and rules.language.local_variables
            and blocks.at(definition.start) > (around.start if around is not None else -1)
        ):
            continue
        elif around is not None:
            is_parameter = definition.kind == "field" and around.kind in FUNCTION_KINDS  # and becomes a field
            if is_parameter or (definition.kind == "method" and "receiver" in definition.captures):
                around = _type_around(stack, rules.type_kinds, around)
            if definition.kind == "variable" and around.kind in rules.type_kinds:
                definition.kind = rules.member_variable
            elif definition.kind == "function" and around.kind in rules.type_kinds:
                definition.kind = "method"
            in_function = around.kind in FUNCTION_KINDS and rules.language.local_variables
            if definition.kind in ("variable", "constant") and in_function:
                continue
        if definition.owner and definition.kind == "function":
            definition.kind = "method"
        definition.container = around.ordinal if around is not None else -1
        if definition.kind in VALUE_KINDS:
            key = (definition.container, definition.name)
            if key in seen:
                continue
            seen.add(key)
        definition.ordinal = len(kept)
        kept.append(definition)
        stack.append(definition)
    return kept


def _has_body_of(definition: _Definition, around: _Definition) -> bool:
    body = _one(definition.captures, "body")
    return body is not None and body == _one(around.captures, "body")


_Default = TypeVar("_Default")


def _type_around(stack: list[_Definition], kinds: frozenset[str], default: _Default) -> _Definition | _Default:
    """Return the innermost type among the definitions around a place."""
    return next((outer for outer in reversed(stack) if outer.kind in kinds), default)


def _add_definitions(
    found: _Blob, rules: Syntax, definitions: list[_Definition], blob: int, rows: array[int], codes: Interner
) -> None:
    qualified: list[str] = []
    comment_starts = sorted(comment.start_byte for comment in found.comments.values())
    exported_at = _Enclosing(((start, end, 1) for start, end in found.exported), outside=0)
    public = _public(found)
    listed = {name for node, kind, _, name, _ in found.imports if kind == "export" and not public.at(node.start_byte)}
    among: dict[Node, list[str]] = {}
    for definition in definitions:
        outer = qualified[definition.container] if definition.container >= 0 else ""
        in_type = definition.container >= 0 and definitions[definition.container].kind in rules.type_kinds
        within = "" if in_type or definition.kind == "extension" else definition.owner
        qualified.append(_joined(".", outer, within, definition.name.replace("::", ".")))
        outermost = _outermost(rules, definition.node)
        leading = _leading(rules, outermost)
        first = leading[0] if leading else outermost
        row, column = definition.name_node.start_point
        modifiers = _modifiers(found, rules, definition, leading, outermost, among)
        rows.extend(
            (
                blob,
                definition.ordinal,
                codes[definition.kind],
                codes[definition.name],
                codes[qualified[-1]],
                definition.container,
                codes[definition.owner],
                row + 1,
                column + 1,
                first.start_point[0] + 1,
                outermost.end_point[0] + 1,
                codes[_signature(found, rules, definition, outermost, comment_starts)],
                codes[_doc(found, definition, first)],
                _is_exported(rules, definition, definitions, exported_at, listed, set(modifiers.split())),
                codes[definition.type],
                codes[modifiers],
                codes[_parameters(found, rules, definition)],
            )
        )


def _parameters(found: _Blob, rules: Syntax, definition: _Definition) -> str:
    if rules.overloads is None or definition.kind not in ("function", "method"):
        return ""
    body = _one(definition.captures, "body")
    return rules.overloads.parameters_of(definition.node, body, found.tree, rules.language.self_names)


def _outermost(rules: Syntax, node: Node) -> Node:
    """Return the last of the wrappers around a definition, or itself."""
    parent = node.parent if rules.wrappers else None  # which the library finds from the root on
    while parent is not None and parent.type in rules.wrappers:
        node, parent = parent, parent.parent
    return node


def _leading(rules: Syntax, node: Node) -> list[Node]:
    """Return the siblings before a definition that belong to it, in order."""
    leading: list[Node] = []
    before = node.prev_named_sibling if rules.leading else None
    while before is not None and (before.type in rules.leading or before.is_extra):
        if not before.is_extra:
            leading.insert(0, before)
        before = before.prev_named_sibling
    return leading


def _modifiers(
    found: _Blob,
    rules: Syntax,
    definition: _Definition,
    leading: list[Node],
    wrapper: Node,
    among: dict[Node, list[str]],
) -> str:
    """Return a definition's modifiers.  `among` remembers a node's, which thousands of names may share: `int a, b;`."""
    texts = ["forward"] if "forward" in definition.captures else []
    if "pointer" in definition.captures:
        texts.append("pointer")
    if definition.kind == "method" and "receiver" in definition.captures:
        texts.append("assigned")
    if rules.modifiers:
        texts += _modifiers_of(found, rules, leading)
        for node in (wrapper, definition.node) if wrapper != definition.node else (wrapper,):
            if node not in among:
                among[node] = _modifiers_of(found, rules, node.children)
            texts += among[node]
    return " ".join(texts)


def _modifiers_of(found: _Blob, rules: Syntax, nodes: list[Node]) -> list[str]:
    texts = []
    for node in nodes:
        kind = node.type
        if kind in rules.modifier_lists:
            texts += [
                "".join(found.tree.of(each).split())[:60] for each in node.children if each.type in rules.modifiers
            ]
        elif kind in rules.modifiers:
            texts.append("".join(found.tree.of(node).split())[:60])
    return texts


def _signature(found: _Blob, rules: Syntax, definition: _Definition, outermost: Node, comment_starts: list[int]) -> str:
    """Return a definition's text up to its body (or its first line), on one line, without comments."""
    body = _one(definition.captures, "body")
    start, declared_type = definition.start, _one(definition.captures, "type")
    if declared_type is not None and outermost.start_byte <= declared_type.start_byte < start:
        start = declared_type.start_byte
    end = body.start_byte if body is not None else definition.end
    after = bisect_right(comment_starts, start)
    if after < len(comment_starts):
        end = min(end, comment_starts[after])
    text = found.source.between(start, min(end, start + 4 * _SIGNATURE))
    if body is None and definition.kind not in FUNCTION_KINDS:
        text = text.partition("\n")[0]
    declaration = _declaration(rules, definition.node) if rules.declarations else None
    if declaration is not None:
        text = f"{found.tree.of(declaration.child(0))} {text}"
    text = " ".join(text.split()).rstrip(_BEFORE_BODY)
    while text.endswith("=>"):
        text = text[:-2].rstrip(_BEFORE_BODY)
    return text if len(text) <= _SIGNATURE else text[: _SIGNATURE - 1] + "…"


def _declaration(rules: Syntax, node: Node) -> Node | None:
    """Return the declaration that a definition is one of: the `const (…)` around it, or around what is around it."""
    around = node.parent
    outer = around.parent if around is not None else None
    return next((each for each in (outer, around) if each is not None and each.type in rules.declarations), None)


def _doc(found: _Blob, definition: _Definition, first: Node) -> str:
    """Return the first line of the doc comment: captured as @doc, else the comment that ends just above."""
    doc = _one(definition.captures, "doc")
    return _first_line(found.tree.of(doc) if doc is not None else _comment_above(found, first.start_point[0]))


def _comment_above(found: _Blob, row: int) -> str:
    """Return the comment that ends just above a row, of several that stand alone the first of its lines too."""
    comment = last = found.comments.get(row - 1)
    topmost = None
    while comment is not None:
        if found.source.on_line_before(comment.start_byte).strip():
            break
        topmost = comment
        comment = found.comments.get(comment.start_point[0] - 1)
    if topmost is None or last is None:
        return ""
    return found.source.between(topmost.start_byte, last.end_byte)


def _read_docblocks(found: _Blob, rules: Syntax, definitions: list[_Definition]) -> None:
    """Take what doc comments import, and the types that they declare where the source says none."""
    for comment in found.comments.values():
        said_in = found.source.between(comment.start_byte, comment.end_byte)
        found.imports += [(comment, *each) for each in imported(said_in)]
        found.named_types += [(comment, *each) for each in named_types(said_in)]
    for definition in definitions:
        outermost = _outermost(rules, definition.node)
        leading = _leading(rules, outermost)
        said = _docblock_above(found, (leading[0] if leading else outermost).start_point[0])
        if said is None:
            continue
        if definition.kind in ("function", "method") or definition.kind in rules.type_kinds:
            found.bindings += [(definition.name_node, name, "", "generic", of, "") for name, of in said.templates if of]
        if definition.kind in ("function", "method"):
            found.documented[definition.ordinal] = said.parameters
            if said.result and is_vague(definition.type):
                definition.type = said.result
        elif definition.kind in VALUE_KINDS and said.variable and is_vague(definition.type):
            definition.type = said.variable


def _above_blank_line(found: _Blob, row: int) -> Node | None:
    """Return the comment that ends just above a row, if that is blank."""
    comment = found.comments.get(row - 1)
    return comment if comment is not None and found.source.is_blank_after(comment.end_byte) else None


def _docblock_above(found: _Blob, row: int) -> Docblock | None:
    comment = found.comments.get(row - 1) or _above_blank_line(found, row - 1)
    if comment is None or found.source.has_beside(comment.start_byte, comment.end_byte):
        return None
    return docblock(found.source.between(comment.start_byte, comment.end_byte))


def _documented(found: _Blob, how: str, name: str, row: int, scope: int) -> str:
    """Return the type that a doc comment declares for what is bound: a parameter's, or of the line below it."""
    if how == "parameter":
        return found.documented.get(scope, {}).get(name, "")
    said = _docblock_above(found, row) if how == "assign" else None
    return said.variable if said is not None and said.variable_name in ("", name) else ""


def _first_line(text: str) -> str:
    for line in text.strip("rRuUbB").splitlines():
        stripped = _SUMMARY_TAG.sub("", _COMMENT_MARKS.sub("", line)).strip()
        if stripped:
            return stripped[:_DOC]
    return ""


def _is_exported(
    rules: Syntax,
    definition: _Definition,
    definitions: list[_Definition],
    exported_at: _Enclosing,
    listed: set[str],
    modifiers: set[str],
) -> int:
    captures = definition.captures
    match rules.language.exported:
        case "no_underscore":
            return int(not definition.name.startswith("_") or definition.name.startswith("__"))
        case "capitalized":
            return int(definition.name[:1].isupper())
        case "unmarked":
            in_type = definition.container >= 0 and definitions[definition.container].kind in rules.type_kinds
            hidden = not in_type and not modifiers.isdisjoint(rules.hiding_modifiers)
            hidden = hidden or not modifiers.isdisjoint(rules.private_modifiers)
            return int("private" not in captures and not hidden)
    if "exported" in captures or not modifiers.isdisjoint(rules.exporting_modifiers):
        return 1
    if definition.container < 0:
        return int(definition.name in listed or exported_at.at(definition.start))
    around = definitions[definition.container]
    return int(around.kind not in FUNCTION_KINDS and "private" not in captures and exported_at.at(definition.start))


class _NameScopes:
    """Where names are local, and so not to be looked up: functions, anonymous ones too, types, and blocks."""

    def __init__(self, found: _Blob, definitions: list[_Definition]) -> None:
        spans = [(d.start, d.end, d.ordinal) for d in definitions if d.kind in SCOPE_KINDS]
        self.functions = {d.ordinal for d in definitions if d.kind in FUNCTION_KINDS}
        self.first_block = len(definitions)
        self.last_row = [d.node.end_point[0] + 1 for d in definitions] + [last for _, _, last in found.scopes]
        spans += [(start, end, self.first_block + i) for i, (start, end, _) in enumerate(found.scopes)]
        self.enclosing = _Enclosing(spans)
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

    def holding(self, own: dict[int, set[str]]) -> _Names:
        """Return the names that some kind of local name has in each scope, ready to be asked."""
        nearest: dict[int, int | None] = {}
        around: dict[int, int | None] = {}
        for scope, parent in self.parents.items():  # outer scopes come first, and outside of all is -1
            around[scope] = nearest.get(parent)
            nearest[scope] = scope if own.get(scope) else around[scope]
        return _Names({scope: (names, around[scope]) for scope, names in own.items() if names}, nearest)


class _Names:
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


def _add_bindings(
    found: _Blob,
    docblocks: bool,
    definitions: list[_Definition],
    enclosing: _Enclosing,
    blob: int,
    rows: array[int],
    codes: Interner,
) -> _NameScopes:
    """Add the bindings; return the scopes and the names that are local in each."""
    blocks = _Enclosing(((start, end, last) for start, end, last in found.scopes), outside=0)
    branches = _Enclosing(((start, end, last) for start, end, last in found.branches), outside=0)
    anonymous = _Enclosing((start, end, index) for index, (start, end) in enumerate(found.functions))
    scopes = _NameScopes(found, definitions)

    def add(node: Node, name: str, receiver: str, how: str, type_text: str, value: str, scope: int, until: int) -> None:
        line = found.held_from.get(node.start_byte, node.start_point[0]) + 1
        if until and how != "parameter":
            line = min(line, abs(until))  # in a block of one line the order of the statements is not known
        rows.extend(
            (
                blob,
                line,
                scope,
                until,
                codes[name],
                codes[receiver],
                codes[how],
                codes[type_text],
                codes[value],
            )
        )

    defined = {d.name_node.start_byte for d in definitions if d.kind not in VALUE_KINDS}
    for definition in definitions:
        if definition.kind in VALUE_KINDS and definition.kind != "selfattr" and (definition.type or definition.value):
            defined.add(definition.name_node.start_byte)
            add(
                definition.name_node, definition.name, "", "assign", definition.type, definition.value,
                definition.container, 0,
            )  # fmt: skip
    reassigned = []
    for binding in _best(found.bindings):
        node, name, receiver, how, type_text, value = binding
        position = node.start_byte
        if name and ((position in defined and how not in ("parameter", "generic")) or position in found.imported):
            continue
        if how == "reassign":
            reassigned.append(binding)
            continue
        scope = enclosing.at(position)
        if how == "parameter" and scope not in scopes.functions and not blocks.at(position):
            continue
        if not name and _is_of_anonymous(found, anonymous, position, definitions[scope] if scope >= 0 else None):
            continue
        if docblocks and name and is_vague(type_text):
            type_text = _documented(found, how, name, node.start_point[0], scope) or type_text
        if value.startswith(_PARAMETER):
            value = _documented_part(found, value, scope)
        until = blocks.at(position) or (scopes.last_row[scope] if scope >= 0 else 0)
        if how == "narrow":
            until = node.end_point[0] + 1
        elif until and (branch := branches.at(position)) and branch < until:
            until = -branch
        add(node, name, receiver, how, type_text, value, scope, until)
        if name and not receiver and how != "narrow":
            scopes.declare(position, name, how)
    for node, name, value in found.named_types:
        add(node, name, "", "assign", "", value, enclosing.at(node.start_byte), 0)
    for node, name, _, _, type_text, value in reassigned:
        scope = scopes.declaring(node.start_byte, name)
        if scope < 0:
            found.references.setdefault(node.start_byte, (node, "write", "", 0, name))
        until = scopes.last_row[scope] if scope >= 0 else 0
        add(node, name, "", "assign", type_text, value, scopes.definitions[scope], until)
    return scopes


_Binding = tuple[Node, str, str, str, str, str]


def _best(bindings: list[_Binding]) -> list[_Binding]:
    """Keep one binding of each place: the one that says most, what a function's place says of it the least."""
    best: dict[tuple[int, str], _Binding] = {}
    for binding in bindings:
        key = (binding[0].start_byte, binding[1])
        known = best.get(key)
        if known is None or _weight(known) < _weight(binding):
            best[key] = binding
    return list(best.values())


def _weight(binding: _Binding) -> tuple[bool, bool, bool]:
    type_text, value = binding[4], binding[5]
    return bool(type_text), bool(value) and ";" not in value, bool(value)


def _is_of_anonymous(found: _Blob, anonymous: _Enclosing, position: int, around: _Definition | None) -> bool:
    """Say whether what is returned here is returned by an anonymous function inside the definition around it."""
    index = anonymous.at(position)
    if index < 0:
        return False
    start, end = found.functions[index]
    body = _one(around.captures, "body") if around is not None else None
    return around is None or (start >= around.start and end <= around.end and (body is None or body.end_byte != end))


def _add_imports(found: _Blob, enclosing: _Enclosing, blob: int, facts: Facts, codes: Interner) -> None:
    rows, references = facts.rows["import"], facts.rows["reference"]
    public = _public(found)
    spans, prefixes = _full_prefixes(found.prefixes)
    prefix_at = _Enclosing(spans)
    for node, own_kind, module, name, alias in found.imports:
        position = node.start_byte
        is_public = public.at(position)
        kind = ("reexport_star" if own_kind == "star" else "reexport") if is_public else own_kind
        full_module = _joined("::", prefixes[prefix_at.at(position)], module)
        row, column = node.start_point
        scope = enclosing.at(position)
        if kind == "export" and position in found.definitions:  # it stands at the definition, not inside
            scope = found.definitions[position].container
        rows.extend(
            (
                blob,
                row + 1,
                scope,
                codes[kind],
                codes[full_module],
                codes[name],
                codes[alias],
            )
        )
        if name:
            references.extend(
                (
                    blob,
                    row + 1,
                    column + 1,
                    codes["import"],
                    codes[name],
                    codes[full_module],
                    scope,
                    0,
                )
            )


def _public(found: _Blob) -> _Enclosing:
    """Return where imports are re-exports."""
    return _Enclosing(((start, end, 1) for start, end in found.public), outside=0)


def _full_prefixes(prefixes: list[tuple[int, int, str]]) -> tuple[list[tuple[int, int, int]], dict[int, str]]:
    """Return the spans of the prefixes, numbered, and by number each behind those around it; -1 is none."""
    spans, full = [], {-1: ""}
    around = [(sys.maxsize, "")]
    for number, (start, end, prefix) in enumerate(sorted(prefixes, key=lambda each: (each[0], -each[1]))):
        while around[-1][0] <= start:
            around.pop()
        full[number] = _joined("::", around[-1][1], prefix)
        around.append((end, full[number]))
        spans.append((start, end, number))
    return spans, full


def _joined(separator: str, *parts: str) -> str:
    """Return a name behind the names around it, as much of its end as is bearable: such names multiply."""
    return separator.join(filter(None, parts))[-_QUALIFIED:]


def _add_heritage(
    found: _Blob, rules: Syntax, definitions: list[_Definition], blob: int, rows: array[int], codes: Interner
) -> None:
    types = _Enclosing(
        (d.start, d.end, d.ordinal) for d in definitions if d.kind in rules.type_kinds or d.kind == "type"
    )
    for node, owner, relation, base in found.heritage:
        subject = -1 if owner else types.at(node.start_byte)
        rows.extend(
            (
                blob,
                node.start_point[0] + 1,
                subject,
                codes[owner],
                codes[relation],
                codes[base],
            )
        )


def _add_references(
    found: _Blob, rules: Syntax, scopes: _NameScopes, blob: int, rows: array[int], codes: Interner
) -> None:
    definitions, scope_at, definition_of = found.definitions, scopes.enclosing.at, scopes.definitions
    local = {"write": scopes.holding(scopes.variables), "type": scopes.holding(scopes.type_parameters)}
    ignored = _Enclosing(found.ignored, outside=0)
    made: list[int] = []
    for start, (node, role, receiver, _, name) in found.references.items():
        if found.ignored and role in _LATE_ROLES and ignored.at(start):
            continue
        scope = scope_at(start)
        if start in definitions and (role in ("read", "type", "inherit") or definitions[start].kind in FUNCTION_KINDS):
            continue
        if not receiver and role in local and local[role].has(scope, name):
            continue
        row, column = node.start_point
        call = found.calls.get(start)
        arguments = rules.overloads.arguments_of(call, node, found.tree) if rules.overloads is not None and call else ""
        texts = codes[role], codes[_bare(name)], codes[receiver]
        made += (blob, row + 1, column + 1, *texts, definition_of[scope], codes[arguments])
    rows.fromlist(made)


def _add_reads(found: _Blob, rules: Syntax, marks: Captures, scopes: _NameScopes, blob: int, facts: Facts) -> None:
    """Add the identifiers that are read and are not local variables of a function around them."""
    intern, text_of, claimed = facts.interner, found.source.of, found.claimed
    no_reads = rules.notation.discards.union(rules.language.self_names)
    scope_at, definition_of, ignored = scopes.enclosing.at, scopes.definitions, _Enclosing(found.ignored, outside=0)
    made: list[int] = []
    for capture, nodes in marks.items():
        head, _, role_name = capture.partition(".")
        if head != "read":
            continue
        role = intern[role_name or "read"]
        local = scopes.holding(scopes.type_parameters if role_name == "type" else scopes.variables)
        skipped = rules.predeclared_types if role_name == "type" else no_reads
        at = {node.start_byte: node for node in nodes if not node.is_missing}
        for start in sorted(at.keys() - claimed):
            if found.ignored and ignored.at(start):
                continue
            node = at[start]
            name = text_of(node)
            scope = scope_at(start)
            if not name or name in skipped or local.has(scope, name):
                continue
            row, column = node.start_point
            made += (blob, row + 1, column + 1, role, intern[name], 0, definition_of[scope], 0)
    facts.rows["reference"].fromlist(made)


def _add_diagnostics(unparsed: list[Node], too_deep: bool, blob: int, facts: Facts) -> None:
    """Add where the source does not parse: at most ten rows a blob of each kind, which is enough to say so."""
    intern, rows = facts.interner, facts.rows["diagnostic"]
    if too_deep:
        rows.extend((blob, 1, intern["nested too deeply: what lies deeper than 1,000 levels is left out"]))
    for node in [node for node in unparsed if node.is_error][:10]:
        rows.extend((blob, node.start_point[0] + 1, intern["syntax error"]))
    for node in [node for node in unparsed if node.is_missing][:10]:
        rows.extend((blob, node.start_point[0] + 1, intern[f"missing {node.type}"]))
