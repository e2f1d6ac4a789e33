"""What is blanked before a grammar that knows no macros reads a source; each in time linear in the source."""

from __future__ import annotations

import pytest

from ecp.index.extraction.preprocess import Preprocessing, conditionals, only_fragments
from ecp.index.extraction.syntax import syntax

EVERYWHERE = [(0, 1_000_000)]
PREPROCESSING = Preprocessing(annotations=(), misread=(), unknown=())


def cleaned(source: str) -> list[str]:
    """Return what is left of a source that does not parse, without blank ends and lines."""
    lines = PREPROCESSING.cleaned(source.encode(), EVERYWHERE).decode().split("\n")
    assert [len(line) for line in lines] == [len(line) for line in source.split("\n")]
    return [line.strip() for line in lines if line.strip()]


def fragment(text: str) -> str:
    """Return what is left of one fragment, which stands behind a directive."""
    source = "#define " + text
    left = only_fragments(source.encode(), [(len("#define "), len(source))])[0].decode()
    return left.removesuffix(";}").strip().removeprefix("{")


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("#if A\nf() {\n#else\ng() {\n#endif\n}", ["f() {", "}"]),
        ("#if 0\nf() {\n#elif B\ng() {\n#else\nh() {\n#endif\n}", ["g() {", "}"]),
        ("#if A\nf() {\n#if B\nx\n#endif\n#else\ng() {\n#endif\n}", ["f() {", "#if B", "x", "#endif", "}"]),
        ("#if A\n#if B\nf() {\n#else\nf(int) {\n#endif\n}\n#endif", ["#if A", "f() {", "}", "#endif"]),
        ("#if A\n#if 0\n)))\n#endif\n#else\nx\n#endif", ["#if A", "#if 0", "#endif", "#else", "x", "#endif"]),
        ("#if A\nc = '(';\n#endif", ["#if A", "c = '(';", "#endif"]),
        ("#endif\n#else\nf() {\n", ["#endif", "#else", "f() {"]),
        ('#define A "x" /* y */ \\\n 1', ['#define A "x"         \\', "1"]),
    ],
)
def test_one_branch_is_left_of_what_does_not_parse(source: str, left: list[str]) -> None:
    assert cleaned(source) == left


def test_directives_are_told_without_comments_and_ends_of_lines() -> None:
    source = b"#ifdef A\n x # if B\n# if defined(C) /* D */ && \\\n   !E // F\n#define G\n  #  else // A\n#endif"
    assert list(conditionals(source)) == [(0, "#ifdef A"), (2, "#if defined(C) && !E"), (5, "#else"), (6, "#endif")]
    assert list(conditionals(b"#ifndef A\n\n#define A\n#endif")) == [(0, "#if 1"), (3, "#endif")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a = b;", "a = b;"),
        ("f(a##b, #c)", "f(0000,  c)"),
        ("f(a ## b ## c d)", "f(00000000000 d)"),
        ("f(, ##rest)", "f(, 000000)"),
        ("f(", ""),
        ("f('(')", "f('(')"),
        ('f(")" /* ) */ don\'t)', 'f(")" /* ) */ don\'t)'),
    ],
)
def test_a_fragment_is_left_without_pasted_names(text: str, left: str) -> None:
    assert fragment(text) == left


@pytest.mark.parametrize("part", ["a", " ", "_1", "/* ", '"\\', "'\\", "a##", "##", "#"])
def test_no_fragment_takes_the_square_of_its_length(part: str) -> None:
    assert len(fragment("a" + part * 300_000)) <= 1 + len(part) * 300_000


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ('a b[] = {\n#include "c"\n#define D 1\nD,\n#undef D\n};', ["a b[] = {", "D,", "};"]),
        ("a b[] = {{\n#if C\n1\n#endif\n}};", ["a b[] = {{", "1", "}};"]),
        ("f(1,\n#pragma x\n2);", ["f(1,", "2);"]),
        ("f(\n#define C 1\n};\n", ["f(", "#define C 1", "};"]),
        ("f() {\n#define C 1\n}", ["f() {", "#define C 1", "}"]),
        ("a = {\n#define C 1\n", ["a = {", "#define C 1"]),
        ('a = { "}",\n#define C 1\n};', ['a = { "}",', "};"]),
    ],
)
def test_no_directive_is_left_inside_an_initializer_or_brackets(source: str, left: list[str]) -> None:
    assert cleaned(source) == left


@pytest.mark.parametrize("condition", ["0", "A"])
@pytest.mark.parametrize("inside", ["", "x = 1;\n", "#else\n(\n"])
def test_conditionals_may_lie_in_each_other_to_any_depth(condition: str, inside: str) -> None:
    depth = 10_000
    source = f"#if {condition}\n" * depth + inside + "#endif\n" * depth + "last();\n"
    left = cleaned(source)
    assert left[-1] == "last();"
    assert "(" not in left
    assert ("x = 1;" in left) == (inside == "x = 1;\n" and condition == "A")


def test_call_signatures_without_a_semicolon_are_separated() -> None:
    source = (
        b"interface A {\n  <T>(a: T): B<T>\n  // next\n  <T, U>(a: T): U\n  (a: string): B\n  in?: B\n}\nf(\n  (a)\n)\n"
    )
    rules = syntax("typescript")
    text, root = rules.parse(source)
    assert not root.has_error
    for separated in (b"<T, U>", b"(a: ", b"in?"):
        source = source.replace(b"\n  " + separated, b"\n ;" + separated)
    assert text == source


def test_what_the_typescript_grammar_does_not_know_is_blanked() -> None:
    source = (
        b"interface A<in T, out U extends B = B,\n  /** each */ in out V> { a: T }\n"
        b"export type * from './a'\nfor (const x in out) f(x in y, out)\n"
    )
    text, root = syntax("typescript").parse(source)
    assert not root.has_error
    assert (
        text.split()
        == (
            b"interface A< T, U extends B = B, /** each */ V> { a: T } "
            b"export * from './a' for (const x in out) f(x in y, out)"
        ).split()
    )
