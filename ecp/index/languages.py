"""The languages: which files are theirs, and what of their semantics is data.

`languages.toml` holds one entry per language; `queries/<language>.scm` holds what the extractor looks for and
`queries/<language>.toml` how the grammar spells expressions, types and patterns.  Nothing else in `ecp` knows a
language by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Self

_HERE = Path(__file__).parent
QUERIES = _HERE / "queries"
_EMPTY: Mapping[str, Any] = MappingProxyType({})


class Language:
    """One entry of languages.toml, made once and never changed: it is equal to itself alone.

    No dataclass, whose functions with a parameter for each key take 6 ms to make, of every process.
    """

    name: str
    """Its name, which its query's file and its syntax table have, too."""
    grammar: str
    """The grammar's name in tree-sitter-language-pack."""
    extensions: tuple[str, ...]
    """Ends of the names of its files, with the dot."""
    filenames: tuple[str, ...] = ()
    """Whole names of files that are its own."""
    interpreters: tuple[str, ...] = ()
    """Names that may follow `#!` in a file without a known extension."""
    imports: str = "none"
    """The strategy that finds the file of an import."""
    module_name: str = ""
    """What an import of a module binds of its path: the `first` part, the `last`, or Go's `package`."""
    reexports_bind: bool = False
    """A re-export binds its names in its own module, too: `pub use`."""
    private_imports: bool = False
    """What a module imports it does not offer in turn, unless it says so."""
    files_run: bool = False
    """Each file is a module, which may be run, or loaded by a name that no import has: a script, a route, a plugin."""
    no_globals: bool = False
    """A bare name that no scope, import or star import brings is the language's own, never another module's."""
    listed_stars: bool = False
    """A star import brings what the module lists as exported, else what has no underscore before it."""
    loading_imports: tuple[str, ...] = ()
    """Kinds of imports that load a file into the same space of names."""
    textual_includes: bool = False
    """An import is the text of a file, so a name means what an included file defines and no file owns a namespace."""
    package_file: str = ""
    """The file, without its extension, that makes a package of its folder: `__init__`."""
    declared_modules: bool = False
    """A module that is declared without a body is a file of its own: `mod name;`."""
    parent_names: tuple[str, ...] = ()
    """Names of the module around, which may begin a path: `super`."""
    exported: str = "marked"
    """How a definition shows that others may use it: `no_underscore`, `capitalized`, `marked` or `unmarked`."""
    self_names: tuple[str, ...] = ()
    """Names of the receiver inside a method: `self`, `this`."""
    assigned_members: bool = False
    """What is assigned to a member of a function, of its prototype or of an object is a member of that."""
    named_by_file: bool = False
    """What a file exports by default is known by the file's name: `UserCard.vue`."""
    returned_modules: bool = False
    """A module is what its file returns; of the file's names others see those alone that are not local to it."""
    value_functions: bool = False
    """Functions are values like others: a variable or member that is given one is another name of it."""
    fallback_member: str = ""
    """The member of a table in which those are sought that it lacks itself: `__index`."""
    module_names: tuple[str, ...] = ()
    """Names of a module inside it, and of what it exports: `module` and `exports`."""
    self_types: tuple[str, ...] = ()
    """Names of the type around: `Self`, PHP's `static`."""
    super_names: tuple[str, ...] = ()
    """Names of the receiver as a value of the base type: `super`, `parent`, `super()` where it is a call."""
    type_modifier: str = ""
    """The modifier of a method of the type itself, where one of its values may have another of that name."""
    constructors: tuple[str, ...] = ()
    """Names of the method that a call of the class runs; `{name}` is the class's own."""
    iterators: tuple[str, ...] = ()
    """Methods of a type whose value holds the elements that a loop over one of its values gives."""
    next_methods: tuple[str, ...] = ()
    """Methods of an iterator that give the next element, the first that it has: `__next__`."""
    subscripts: tuple[str, ...] = ()
    """Members of a type that give what is subscripted: `__getitem__`."""
    call_methods: tuple[str, ...] = ()
    """Methods of a type that a call of one of its values runs: `__call__`."""
    enter_methods: tuple[str, ...] = ()
    """Methods of a type whose value `with` binds, the first that it has: `__enter__`."""
    widening: Mapping[str, tuple[str, ...]] = _EMPTY
    """The language's own types → those that their values are turned into, the nearest first."""
    boxes: Mapping[str, str] = _EMPTY
    """The language's own types → the library's that hold one of their values."""
    literal_types: Mapping[str, str] = _EMPTY
    """Kinds of literals → their types."""
    arithmetic_types: Mapping[str, str] = _EMPTY
    """Names of arithmetic types, the library's too → the types that they are.  A language that says so tells overloads
    apart by the ranks of conversions."""
    character_prefixes: Mapping[str, str] = _EMPTY
    """What stands before the quote of a literal → the type of its characters."""
    character_strings: Mapping[str, str] = _EMPTY
    """Types of the library that are made of characters, and of which."""
    top_types: tuple[str, ...] = ()
    """What every type inherits from.  A language that says so tells overloads apart in phases."""
    top_results: Mapping[str, str] = _EMPTY
    """Methods of every type → the library's type that they give."""
    library_results: Mapping[str, str] = _EMPTY
    """Methods of the library's types → what they give, where that is the same for all that are common."""
    types_given: Mapping[str, str] = _EMPTY
    """Functions and methods of the library → the type, with marks, that what they give is of; `same` where it is a
    wrapper like that which the method is of; of `Cell.get`, a method of one of these, it may be another or none."""
    library_elements: Mapping[str, str] = _EMPTY
    """The library's containers → which of their type arguments their elements are of, `1` where the first is a key."""
    content_methods: Mapping[str, str] = _EMPTY
    """Methods of these, and of smart pointers → what they give: an `element`, an `iterator`, a `pointer`."""
    library_bases: Mapping[str, tuple[str, ...]] = _EMPTY
    """Types of the library → what they inherit from, but for the `vague_types`."""
    library_suffixes: tuple[str, ...] = ()
    """Ends of the names of the library's types that inherit from the type of that name."""
    library_makers: tuple[str, ...] = ()
    """Functions of the library's types that make one of their own."""
    enumeration_methods: Mapping[str, str] = _EMPTY
    """Methods that an enumeration has of itself → whether they give `one` of its values or a `list` of all."""
    library_constants: Mapping[str, str] = _EMPTY
    """Types of the library → what their constants are values of."""
    final_types: tuple[str, ...] = ()
    """Types of the library that nothing inherits from."""
    vague_types: tuple[str, ...] = ()
    """Types that many types of the library inherit from and few overloads take."""
    function_pointers: bool = False
    """What fields and variables hold of functions is known by what is put there, not by their types."""
    implicit_members: bool = False
    """A bare name inside a method may mean a member of its class."""
    property_storage: str = ""
    """Where the values of a property are kept, which is a method that is called then: `@{name}`."""
    setter_suffix: str = ""
    """What the name of a method ends in that an assignment to a member calls: `name=`."""
    bare_calls: bool = False
    """A bare name of a method calls it: what it stands for is what the method gives."""
    types_are_scopes: bool = True
    """A bare name in the body of a type may mean a member of it, as in Python and unlike in Go."""
    types_share_names: bool = False
    """A namespace may have the name of a type beside it: which is meant, what follows shows."""
    nested_packages: bool = False
    """A file may say its package in several lines, each in the one before, and sees the names of all of them."""
    declares_for_all: bool = False
    """A module may declare names for all files (`declare global`), and one of declarations that is no module
    declares its own for all; types of one name that are declared so are one."""
    global_objects: Mapping[str, str] = _EMPTY
    """Names of the object that the global scope is, and the type that declares its members."""
    package_scope: str = "file"
    """How far a top-level name is visible without an import: `file`, `folder`, `package` or `program`.

    `crate` is `file` and the names of crates, and the macros of the file's own that reach it."""
    function_reach: str = "all"
    """Which functions of the `program` a file sees: `all`, those it has `loaded`, or its process has (`together`)."""
    global_functions: bool = False
    """A function that the own namespace does not have is the global one of that name."""
    methods_apart: bool = False
    """Names of methods and functions are apart: none hides a variable or a type, or is meant where a type is."""
    fields_apart: bool = False
    """A field and a method of one type may have the same name, and are two symbols."""
    sole_extensions: bool = False
    """On what nothing is known of, an extension of a library's type is meant where nothing else has its name."""
    aliases_make: bool = False
    """A call of a type by another name that it is given makes a value of it: `typealias`."""
    extended_library: bool = False
    """What extensions add to a library's types may be meant on any value of these, and where nothing else has its name
    on what nothing is known of; labels have to fit."""
    element_methods: tuple[str, ...] = ()
    """Methods of the library's containers that give what these hold, of which nothing says what it is."""
    described: Mapping[str, str] = _EMPTY
    """What a block has that a test framework runs for a {type}: names, and what each stands for."""
    undeclared_parameters: tuple[str, ...] = ()
    """Those of a function without a name that declares none, with their number where there are several: `it`, `$0`."""
    lambda_receivers: bool = False
    """A function without a name may have a receiver of its own, whose members bare names in it mean first."""
    extension_functions: bool = False
    """A function outside a type may be called as its method where it is imported."""
    number_types: tuple[str, ...] = ()
    """Types of numbers whose names begin paths to their functions and constants: `u8::MAX`."""
    extension_traits: bool = False
    """A trait that is in scope gives its methods to the types of others that it is implemented for."""
    default_types: bool = False
    """A type parameter may have a default, which is kept as its value: `struct Pen<T = Ink>`."""
    library_methods: tuple[str, ...] = ()
    """Methods that most of the library's types have themselves."""
    sole_methods: bool = False
    """A call on what nothing is known of means the only method of its name, unless the library has one of that name."""
    mixins: bool = False
    """A module is a type that others mix in, and a bare `super` is the same method of what follows."""
    open_kinds: tuple[str, ...] = ()
    """Kinds of definitions that may be continued elsewhere: `module` for namespaces, `class` where classes reopen."""
    declared_apart: bool = False
    """A function may be declared elsewhere than it is defined, and what it takes by default only there."""
    repeated_modifiers: tuple[str, ...] = ()
    """Modifiers of functions that are defined in each file that uses them."""
    overriding: str = ""
    """The modifier of methods that have the defaults of the method that they override."""
    closed_modules: bool = False
    """A module inside a file does not see the names around it."""
    configured_items: bool = False
    """An item may be there several times under one name, each in another configuration: `#[cfg(unix)] use …`."""
    types_apart: bool = False
    """Types and modules have names apart from those of variables, and macros may bring them where they are used."""
    decorations: tuple[str, ...] = ()
    """Kinds of what may stand as a decoration, where it has names of its own; empty for any."""
    project_file: str = ""
    """How the names of the files end whose folders are programs, of which each file sees what one says for all."""
    types_by_arity: bool = False
    """Types of one name are told apart by the number of their type parameters."""
    library_extensions: bool = False
    """An extension of a library's type may be meant on any value of a library's, whose type may have that as a base.

    So it is where all extensions of its name are of one type, and the library has no method of that name."""
    explicit_members: bool = False
    """A member that names the interface it is of, as a modifier (`IShape.`), is one of its values only as of that."""
    attribute_suffix: str = ""
    """What the name of an attribute's class may end in beyond the name that it is used by."""
    self_members: tuple[str, ...] = ()
    """Members of a type by which it names itself as an object: Kotlin's `Companion`."""
    type_members: tuple[str, ...] = ()
    """Methods of every value that give its type: `class`."""
    passing: tuple[str, ...] = ()
    """Methods of the library's wrappers (`Option`, `Arc`) that give what is wrapped, or another wrapper of it."""
    holder_methods: tuple[str, ...] = ()
    """Methods of the library's smart pointers, for which what they hold stands, that give it: `get`."""
    closed_wrappers: tuple[str, ...] = ()
    """The library's generic types whose values have none of the members of what they hold: `Option`."""
    keeping: tuple[str, ...] = ()
    """Methods of theirs that give a wrapper of the same kind: `as_ref`."""
    inherent: Mapping[str, tuple[str, ...]] = _EMPTY
    """Methods of the library's types, by the name of the type, which traits cannot give another meaning."""
    failing: tuple[str, ...] = ()
    """Generic types of the library whose second argument is what a value holds that has failed: `Result`."""
    failure_methods: tuple[str, ...] = ()
    """Their methods that give it: `err`."""
    failure_adapters: tuple[str, ...] = ()
    """Their methods whose first argument is called with it: `map_err`."""
    open_wrappers: tuple[str, ...] = ()
    """Those whose values have them, but for the `own_members`, which the library gives them, too: `Box`."""
    own_members: tuple[str, ...] = ()
    """See there."""
    making: tuple[str, ...] = ()
    """Functions of a type that the library gives it, which make one: Rust's derived `default`."""
    family: str = ""
    """Languages of one family see each other's definitions; defaults to the name."""
    library_names: tuple[str, ...] = ()
    """Namespaces that are known not to be of the repository: `std`."""
    type_parameter_makers: tuple[str, ...] = ()
    """Functions whose value, once assigned, is a type parameter of that name: `TypeVar`."""
    library_types: Mapping[str, tuple[str, ...]] = _EMPTY
    """Kinds of types of the library → those that are of them: see `ecp.query.resolution.types.library_types`."""
    library_functions: Mapping[str, str] = _EMPTY
    """Functions of the library whose value is made of their arguments, and how: see
    `ecp.query.resolution.types.library_calls`."""
    adapters: Mapping[str, str] = _EMPTY
    """Methods of the library's containers and wrappers that take a function, and how: see
    `ecp.query.resolution.types.adapters`."""
    cursors: tuple[str, ...] = ()
    """Types inside a container, of the library's too, whose values stand for its elements: `vector<T>::iterator`."""
    dereferencing: str = ""
    """The method whose value has the members that a type does not have itself: `deref`."""
    local_variables: bool = True
    """A name assigned in a function is local to it."""
    local_functions: bool = False
    """A function or type that an anonymous function defines is a name of that alone."""
    taken_by_name: bool = False
    """A variable of the name of the member that it is bound to is a name of what that is: `const { draw } = pens`."""
    ordered_locals: bool = False
    """A local variable is one from its declaration on; before, and in it, the name means what it means outside."""
    ordered_types: bool = False
    """So it is in the body of a type: until a member is bound there, its name means what it means outside."""
    embedded_fields: bool = False
    """A type that is embedded in another is a field of it, too, of the type's own name."""
    claims: Mapping[str, tuple[str, ...]] = _EMPTY
    """Other languages, each with patterns: their files in which one occurs are this language's.

    Each begins with a literal, for which Python's engine has a fast search; a line begins behind its `\\n`.
    """
    fixtures: str = ""
    """The file, beside a test or above it, whose fixtures the test framework passes for parameters of their names."""
    replacing_decorators: bool = False
    """A decorated function is what its decorators return."""
    positional_bases: tuple[str, ...] = ()
    """A library's types whose heirs have their fields by position, too: `NamedTuple`."""
    positional_marks: tuple[str, ...] = ()
    """A library's decorators that do the same for patterns: `dataclass`."""
    metaclass: str = ""
    """The name under which a type's body has the type of that type itself: `class Pens(metaclass=Registered)`."""
    keyed_bases: tuple[str, ...] = ()
    """A library's types whose heirs have their fields by key: `TypedDict`."""
    enumeration_bases: tuple[str, ...] = ()
    """A library's types whose heirs have their values for attributes: `Enum`."""
    getters_called: bool = False
    """A call of what a getter gives is one of the getter, where that is not known."""
    type_bodies_run: bool = False
    """What stands in the body of a type is run, with the type itself as its receiver."""
    type_attributes: tuple[str, ...] = ()
    """Members of every value that are its type: `__class__`."""
    prototypes: tuple[str, ...] = ()
    """Attributes of a type that have what its values have: JavaScript's `prototype`."""
    named_receivers: bool = False
    """The receiver is a parameter: another binding of its name, in the method or inside it, hides it."""
    has_stubs: bool = False
    """A file whose ending has one letter more may say the types of what a source defines: `.pyi`."""
    absent_members: tuple[str, ...] = ()
    """Methods that give the members which a value has not: `__getattr__`."""
    type_unions: tuple[str, ...] = ()
    """Methods of operators that join types where these are none of their own: `A | B`."""
    narrows_assigned: bool = False
    """What is assigned to a variable of a declared type says more of it, if it is of a part of that type."""
    await_methods: tuple[str, ...] = ()
    """Methods whose generator returns what waiting for a value gives: `__await__`."""
    loops_over_keys: bool = False
    """A loop over a map gives its keys."""
    loops_over_pairs: bool = False
    """It gives pairs of a key and a value; an object by the type of its members has these under their names."""
    narrows_members: bool = False
    """What is asked of a member of a name narrows what that member means, too."""
    descriptors: tuple[str, ...] = ()
    """Methods by which a class's attribute says what reading it gives: `__get__`."""
    run_by_syntax: str = ""
    """What modifiers and name of a function end in that the language's syntax runs without its name: `operator +`."""
    read_marks: str = ""
    """A pattern for the modifiers of a function that is read, not called: `@property`."""
    test_marks: str = ""
    """A pattern for the modifiers of what only tests run: `#[cfg(test)]`, `@BeforeEach`."""
    plain_marks: tuple[str, ...] = ()
    """Decorators and attributes that say something of a definition and hand it to nobody: `property`, `inline`."""
    bare_bases: tuple[str, ...] = ()
    """Types of the library that have no members which an heir could override: `ABC`."""
    narrows: bool = False
    """What is asked of a value's type narrows what its name means, where the answer holds."""
    conditional_files: bool = False
    """A file may say, in a line or by the end of its name, for which systems and builds it is compiled."""
    conditional_parts: bool = False
    """Parts of a file may be compiled on conditions: `#if`."""
    usual_macros: Mapping[str, bool] = _EMPTY
    """Macros that tell systems and compilers → whether they are defined in the builds that most would ask about."""
    macros_of_headers: Mapping[str, str] = _EMPTY
    """Headers that only some systems have → the macro that is defined there."""
    checked_interfaces: bool = False
    """What a type implements says which members it has to have, and gives it none."""
    structural_interfaces: bool = False
    """A type implements an interface by having its methods, without saying so."""

    def __init__(self, **entry: Any) -> None:
        """Take the values of an entry; what it does not say has the value above."""
        keys = Language.__annotations__
        if unknown := entry.keys() - keys.keys():
            raise TypeError(f"no keys of a language: {', '.join(sorted(unknown))}")
        defaults = {key: value for key, value in vars(Language).items() if key in keys}
        vars(self).update(defaults, **entry)

    @cached_property
    def words(self) -> frozenset[str]:
        """The names that are the language's own: "" for what is around all, the receiver's, its type's and so on."""
        return frozenset(("", *self.self_names, *self.self_types, *self.super_names, *self.parent_names))

    @cached_property
    def kinds_of_library_types(self) -> Mapping[str, str]:
        """Types of the library → their kinds."""
        return {name: kind for kind, names in self.library_types.items() for name in names}

    @cached_property
    def sees_members(self) -> bool:
        """Whether a bare name may mean a member of what is around it, or of what is in scope there."""
        return self.implicit_members or self.extension_traits or self.extension_functions

    @cached_property
    def plain_scopes(self) -> bool:
        """Whether a bare name means what the scopes around it have, and no member of a type that one of them is."""
        return not (self.sees_members or self.lambda_receivers or self.closed_modules or self.open_kinds)


class _Languages(Mapping[str, Language]):
    """The entries of languages.toml by name, each read when it is asked for: most programs have few languages."""

    def __init__(self) -> None:
        text = (_HERE / "languages.toml").read_text(encoding="utf-8")
        heads = list(_ENTRY.finditer(text))
        self._texts: dict[str, str] = {}
        for head, following in zip_longest(heads, heads[1:]):
            end = following.start() if following is not None else len(text)
            self._texts[head[1]] = self._texts.get(head[1], "") + text[head.start() : end]
        self._read: dict[str, Language] = {}

    def __getitem__(self, name: str) -> Language:
        if name not in self._read:
            self._read[name] = _language(name, self._entry(name))
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def _entry(self, name: str) -> dict[str, Any]:
        """Return a language's entry, over that of the language that it inherits, but for what tells its files."""
        import tomllib  # a cache hit needs the fingerprint alone

        entry: dict[str, Any] = tomllib.loads(self._texts[name])[name]
        parent = entry.pop("inherits", "")
        inherited = self._entry(parent) if parent else {}
        return {**{key: value for key, value in inherited.items() if key not in _OF_FILES}, **entry}


_OF_FILES = frozenset(("extensions", "filenames", "interpreters", "claims"))

_ENTRY = re.compile(r"(?m)^\[(\w+)[\w.]*\]$")
"""The head of a language's entry, or of a table in it."""


@cache
def languages() -> Mapping[str, Language]:
    """Return every language by name."""
    return _Languages()


def _language(name: str, entry: dict[str, Any]) -> Language:
    values: dict[str, Any] = {key: _frozen(value) for key, value in entry.items()}
    return Language(**{"name": name, "grammar": name, "family": name, **values})


def _frozen(value: Any) -> Any:
    """Return a value of the table with tuples in the place of lists."""
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(value) if isinstance(value, list) else value


def query_text(name: str) -> str:
    """Return the text of a language's query, what it inherits (`; inherits: other`) first."""
    text = (QUERIES / f"{name}.scm").read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    if first.startswith("; inherits:"):
        parents = [parent.strip() for parent in first.removeprefix("; inherits:").split(",")]
        return "\n".join([*map(query_text, parents), rest])
    return text


class NodeTypes:
    """A table inside a syntax table that gives types of nodes, a data class with a field for each."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @classmethod
    def read(cls, table: dict[str, Any] | None) -> Self | None:
        """Return such a table; None for a language without it."""
        return cls(**{name: frozenset(table.get(name, ())) for name in cls.__dataclass_fields__}) if table else None


def syntax_table(name: str) -> dict[str, Any]:
    """Return a language's syntax table, merged over the tables that it inherits."""
    import tomllib

    with (QUERIES / f"{name}.toml").open("rb") as file:
        table = tomllib.load(file)
    parent = table.pop("inherits", None)
    if parent is None:
        return table
    merged = syntax_table(parent)
    for key, value in table.items():
        if isinstance(value, dict):
            merged[key] = {**merged.get(key, {}), **value}
        else:
            merged[key] = value
    return merged


@cache
def methods_of_library(name: str) -> frozenset[str]:
    """Return the names of the methods that a language's own library has."""
    return frozenset(syntax_table(name).get("library_methods", "").split())
