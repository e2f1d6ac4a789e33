"""A language's grammar, query and tables, and the vocabulary of captures in which queries say what to look for.

The vocabulary is closed:

    @definition.<kind>   a definition; with @name, or @unnamed for what a module exports by default, and optionally
                         @body (where its signature ends), @type (declared or return type), @owner (the type it belongs
                         to, when that is not around it), @value (its
                         initial value), @pattern (several names at once), @exported / @private, @doc,
                         @opens (what a macro stands for, which opens namespaces),
                         @made (the macro that makes it, and inside of a function a block instead),
                         @forward (a prototype, whose body is elsewhere), @open (it reaches to the end of what is
                         around it: `namespace a;`)
    @declarator          instead of @name: the name is inside, and what is around it changes @type (`char *names[]`),
                         gives @owner (`A::f`) and @value, and says whether it is a function: a definition counts
                         only where that agrees with its kind
    @extension           members inside belong to the type @owner (impl blocks, extensions), as those of the trait @type
    @anonymous           members inside belong to a type without a name, which inherits from every @base
    @reference.<role>    a use of @name, perhaps as a member of @receiver (of several: a.b.name); with @assigned the
                         method is meant that an assignment to the member calls; with @expected the type is meant
                         that the place of that expression asks for
    @import.<kind>       an import of @name from @module (or the last name in it), known here as @alias; of several
                         at once by a @pattern that takes the module apart
    @import.prefix       the @module of the imports inside it begins with this one's @module, or is that
    @import.public       the imports and exports inside it are re-exports
    @binding.<how>       @name (or @pattern) has @type and @value, or a part of that by the place of @part among others;
                         @receiver as in self.name = value; @at is where it holds, when that is not where the name
                         stands; `iterate` binds an element of @value, `key` a key of it, `generic` a type parameter,
                         whose bound is @type; `reassign` gives a variable a value where it was declared, and writes it;
                         `global` and `nonlocal` say that the @name of a function is a variable of the file, or of a
                         function around it;
                         `alias` is another name of the @value, and no variable that holds it;
                         `function` what a function has that it does not declare: a receiver, and parameters;
                         `described` what the block @at has by the type @base that it is about;
                         `receiver` says what the receiver is in the function @at; `block` what a call, the @value, does
                         with its block: with that @at of which receiver it runs that, with a @name what that is given,
                         with the sign before a variable for a @name that it hands that on, with a @receiver that this
                         is called with @value, with a @base that the block @at mixes that in, or that a type
                         does which a variable holds; `narrow` says what the @name is inside @at only, or where
                         `narrowing` of the table finds it: by its @type, or by the @guard that asks for it; with @rest
                         the parameter is a list of its @type, with @keywords a map to it;
                         the names hold from their own line on, or from that of @from, or from the line after @after,
                         or from that after the value @own where the @name stands in it, which is of what it was before;
                         `store` is an assignment that is a statement: the name holds after its last line
    @heritage.<relation> the definition around it, or @owner, has the @base
    @expansion           the macro @name is given the names in @pattern, which it may extend
    @static              what is defined directly inside is of the type itself: `class << self`
    @scope               names bound inside are not visible outside, and its variables are local
    @branch              what may be run or not: what is bound inside may be what was bound before, afterwards
    @scope.function      the same for an anonymous function: what it returns is not of the function around it
    @scope.signature     the same for a type of functions: its parameters are no variables
    @exported            definitions directly inside are exported
    @read                an identifier that is read unless another capture claims it or it is a local variable
    @read.type, .call    the same for the name of a type; for one that is called when it is not a local variable
    @ignore              an identifier that is not a use of anything, or a node in which nothing is read
    @comment             a comment, which documents what follows it
    @fragment            text that the grammar leaves unparsed: read as statements, for references and bindings only
    @fragment.items      brackets with tokens that the grammar leaves unparsed: what is in them is read as items
    @arms                a rule of the macro @name: given what @pattern says it binds, in @value, the arms of a match

One match may carry several of these.  Where two patterns define the same name, the one that comes first in the
query wins; of references to one, the one with a receiver, and any other before `type` and `read`.  A parameter that is
in no function (a prototype's) is left out.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from tree_sitter import Language as Grammar
from tree_sitter import Node, Query

from ecp.index.extraction.components import Style, only_code
from ecp.index.extraction.constraints import Constraints
from ecp.index.extraction.lambdas import Lambdas
from ecp.index.extraction.macros import MacroRules
from ecp.index.extraction.narrowing import Narrowing
from ecp.index.extraction.notation.makers import MAKERS
from ecp.index.extraction.notation.tables import Notation
from ecp.index.extraction.overloads import Overloads
from ecp.index.extraction.parsing import BoundedParser, errors
from ecp.index.extraction.preprocess import Preprocessing
from ecp.index.facts import TYPE_KINDS
from ecp.index.languages import Language, languages, query_text, syntax_table

Captures = dict[str, list[Node]]
Head = tuple[str, str, str]
"""A capture that adds something, in parts and whole: ("binding", "assign", "binding.assign")."""

COMPONENTS = frozenset(
    "name unnamed body type owner value pattern declarator exported private forward open opens doc receiver module "
    "alias base at from after own rest keywords assigned guard expected part made".split()
)
HEADS = frozenset("definition reference import binding heritage".split())
BARE_HEADS = frozenset(
    "extension expansion anonymous static scope branch exported read ignore comment fragment arms".split()
)
ADDING_HEADS = (HEADS | BARE_HEADS) - {"read"}
"""The heads that add something to what is found of a blob, match by match; what is read is left to the end."""
KINDS = frozenset(
    "function method class struct interface trait enum enum_member type field variable attribute selfattr constant "
    "property macro module".split()
)
ROLES = frozenset("call new type inherit import decorate read write".split())
IMPORTS = frozenset(
    "module name star default namespace reexport reexport_star export include package prefix public condition".split()
)
BINDINGS = frozenset(
    "assign store parameter iterate key with except return yield generic reassign narrow receiver block member "
    "function described alias global nonlocal".split()
)
READS = frozenset(("type", "call"))
SCOPES = frozenset(("function", "signature"))
FRAGMENTS = frozenset(("items",))
RELATIONS = frozenset("extends implements embeds mixes expands".split())
FUNCTION_KINDS = frozenset(("function", "method", "macro", "property"))
VALUE_KINDS = frozenset(("variable", "attribute", "selfattr", "constant", "field", "enum_member"))
FRAGMENT_HEADS = frozenset("reference binding ignore".split())
MARKS = frozenset("read ignore comment scope exported static".split())
"""Captures that, alone in their pattern, say all by where they are."""

_TIMES_CLEANED = 2
"""How often a source is read again without what may be the reason that it does not parse."""


class Syntax:
    """A language's grammar, compiled query and tables, made once per process."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.grammar = _grammar(language.grammar)
        self.parser = BoundedParser(self.grammar)
        table = syntax_table(language.name)
        self.notation = Notation.from_table(table, self.grammar, MAKERS)
        self.wrappers = frozenset(table.get("wrappers", ()))
        """Nodes around a definition that belong to it: decorated_definition, export_statement."""
        self.modifiers = frozenset(table.get("modifiers", ()))
        """Children of a definition or its wrapper whose text is a modifier: decorator, `static`."""
        self.modifier_lists = frozenset(table.get("modifier_lists", ()))
        """Children whose own children are the modifiers."""
        self.specializing = frozenset(table.get("specializing", ()))
        """Children that, with nothing in them, make what they stand before `specialized`: `template <>`."""
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
        self.separator: str = table.get("separator", "::")
        """What stands between the parts of a module's name, where an import has them one by one."""
        self.reserved = frozenset(table.get("reserved", ()))
        """Words that error recovery may take for a name."""
        self.arrows = frozenset(table.get("arrows", ()))
        """Functions whose receiver is that of the place where they stand."""
        self.declarations = frozenset(table.get("declarations", ()))
        """Nodes around one or more definitions whose first word begins their signatures: `const`, `type`."""
        self.predeclared_types = frozenset(table.get("predeclared_types", ()))
        """Types of the language itself: no references are kept."""
        text = query_text(language.name)
        self.query = Query(self.grammar, text)
        captures = [_captures_of(self.query, text.encode(), i) for i in range(self.query.pattern_count)]
        self.heads = [_heads(names) for names in captures]
        """Per pattern: which of its captures add something."""
        self.fragment_heads = [[head for head in heads if head[0] in FRAGMENT_HEADS] for heads in self.heads]
        self.marks = [_mark(names) for names in captures]
        """Per pattern: its capture, where it says all by where it is."""
        self.markup: Style | None = table.get("markup")
        """In what the markup around source has code itself, where there is markup."""
        self.preprocessing = Preprocessing.from_table(table)
        self.overloads = Overloads.read(table.get("overloads"))
        self.constraints = Constraints.from_table(table)
        self.lambdas = Lambdas.read(table.get("lambdas"))
        self.narrowing = Narrowing.read(table.get("narrowing"))
        self.macro_rules = MacroRules.read(table.get("macro_rules"))
        self.type_comments = bool(table.get("type_comments", False))
        """Comments at the ends of lines declare types."""
        self.docblocks = str(table.get("docblocks", ""))
        """Doc comments declare types: where the source declares none (`source`), or before it (`comment`)."""

    def parse(self, source: bytes) -> tuple[bytes, Node]:
        """Parse a source; where the grammar cannot, once more without what the preprocessor puts in its way.

        Returns what was parsed, which has the same length, lines and names, and its root.  Raises TooCostlyError.
        """
        if self.markup is not None:
            source = only_code(source, self.markup)
        if self.preprocessing is None:
            return source, self.parser.parse(source).root_node
        text = self.preprocessing.prepared(source)
        tree = self.parser.parse(text)
        if not tree.root_node.has_error:
            return text, tree.root_node
        unparsed = list(errors(tree.root_node))
        for _ in range(_TIMES_CLEANED):
            clean = self.preprocessing.cleaned(text, [(node.start_point[0], node.end_point[0]) for node in unparsed])
            if clean == text:
                break
            cleaner = self.parser.parse_again(tree, text, clean)
            left = list(errors(cleaner.root_node)) if cleaner.root_node.has_error else []
            if len(left) >= len(unparsed):
                break
            text, tree, unparsed = clean, cleaner, left
            if not left:
                break
        return self.preprocessing.named(text, source), tree.root_node


def _grammar(name: str) -> Grammar:
    """Return a grammar, loaded by its file: with the package come grammars of its own imports, and 11 ms of others."""
    from importlib import util
    from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader

    package = util.find_spec("tree_sitter_language_pack")
    folder = Path(package.origin or "").parent / "bindings" if package is not None else Path()
    for suffix in EXTENSION_SUFFIXES:
        place = folder / f"{name}{suffix}"
        if place.is_file():
            loader = ExtensionFileLoader(f"tree_sitter_language_pack.bindings.{name}", str(place))
            spec = util.spec_from_loader(loader.name, loader)
            assert spec is not None
            binding: Any = util.module_from_spec(spec)
            loader.exec_module(binding)
            return Grammar(binding.language())
    from tree_sitter_language_pack import get_language  # one that it has from another package

    return get_language(name)  # type: ignore[arg-type]


def _pattern_text(query: Query, text: bytes, pattern: int) -> str:
    """Return the text of one pattern, without comments."""
    start, end = query.start_byte_for_pattern(pattern), query.end_byte_for_pattern(pattern)
    return re.sub(r"(?m)^\s*;.*$", "", text[start:end].decode())


def _captures_of(query: Query, text: bytes, pattern: int) -> list[str]:
    return list(dict.fromkeys(re.findall(r"@([a-z_][\w.]*)", _pattern_text(query, text, pattern))))


def _mark(captures: list[str]) -> str:
    public = [name for name in captures if not name.startswith("_")]
    return public[0] if len(public) == 1 and public[0].partition(".")[0] in MARKS else ""


def _heads(captures: list[str]) -> list[Head]:
    heads = []
    public = [name for name in captures if not name.startswith("_")]
    for name in public:
        head, _, suffix = name.partition(".")
        if head in ADDING_HEADS and (name != "exported" or len(public) == 1):
            heads.append((head, suffix, name))
    return heads


@cache
def syntax(language_name: str) -> Syntax:
    """Return the (cached) syntax of a language."""
    return Syntax(languages()[language_name])
