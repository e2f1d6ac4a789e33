"""Names that are searched for."""

from __future__ import annotations

from pathlib import Path

import ecp
from tests.questions.shared import commit


def test_search_puts_what_is_likelier_meant_first(twins: Path) -> None:
    with ecp.open(twins) as code:
        found = [each.qualified_name for each in code.search("get").items]
    assert found == ["Two.get", "One.get", "Two.get", "GET", "get", "target_get", "get_target"]


def test_search_takes_words_in_any_order(twins: Path) -> None:
    with ecp.open(twins) as code:
        for text in ("use two", "two  use"):
            found = [each.qualified_name for each in code.search(text).items]
            assert found[:2] == ["Two.use", "Two.use"]
            assert "One.get" not in found
        assert [each.name for each in code.search("last target").items] == ["target_get"]  # twins/last.py
        assert [each.name for each in code.search("last target beyond").items] == ["target_get"]
        assert not code.search("last beyond").items
        assert code.why_no_match("last beyond")[1] == "fewer words find more"
        assert [each.name for each in code.search("wanted").items] == ["target_get"]  # its parameter


def test_other_peoples_code_comes_last_in_a_search(home: Path, tmp_path: Path) -> None:
    minified = "x" * 600 + "=1;function getX(){}\n"
    sources = {
        "vendor/a.js": "function get() {}\nfunction getA() {}\n",
        "b.min.js": minified,
        "tests/c.js": "function getC() {}",
    }
    with ecp.open(commit(tmp_path, sources)) as code:
        assert [each.name for each in code.search("get").items] == ["get", "getC", "getX", "getA"]


def test_a_path_with_square_brackets_is_itself_and_brackets_are_still_a_globs(home: Path, tmp_path: Path) -> None:
    """Next.js, SvelteKit and React Router name files by the parts of an address that vary."""
    page = "export function Page() {}\nfunction rest() {}\n"
    with ecp.open(
        commit(tmp_path, {"app/[slug]/page.tsx": page, "app/s/page.tsx": page, "app/[...all].ts": page})
    ) as code:
        for pattern, paths in {
            "app/[slug]/page.tsx": ["app/[slug]/page.tsx", "app/s/page.tsx"],
            "app/[[]slug]/*": ["app/[slug]/page.tsx"],
            "app/[...all].ts": ["app/[...all].ts"],
            "app/[rst]/*": ["app/s/page.tsx"],
            "app/[x]/*": [],
        }.items():
            answers = [
                code.definitions("Page", path=pattern).items,
                code.search("Page", path=pattern).items,
                code.unused(path=pattern).items,
                code.map(path=pattern).items,
            ]
            assert [sorted({each.path for each in items}) for items in answers] == [paths] * 4, pattern
