"""Where a symbol is referred to, and its code."""

from __future__ import annotations

import pytest

from ecp import render
from ecp.errors import UsageError
from ecp.query.index import Index


@pytest.mark.parametrize(
    ("symbol", "role", "places"),
    [
        ("Store", "inherit", [("shop/base.py", "Nothing"), ("shop/disk.py", "Disk")]),
        ("Store", "type", [("shop/till.py", "sell")]),
        ("Store", "import", [("shop/__init__.py", "<module>"), ("shop/disk.py", "<module>"),
                             ("shop/till.py", "<module>")]),
        ("LIMIT", "read", [("shop/base.py", "Store.full"), ("shop/disk.py", "check")]),
        ("LIMIT", "import", [("shop/disk.py", "<module>")]),
        ("Store.full", "read", [("shop/till.py", "sell")]),
        ("size", "read", [("shop/base.py", "Store.full")]),
        ("size", "write", [("shop/base.py", "Store.__init__")]),
        ("check", "call", [("shop/disk.py", "write")]),
        ("check", "write", []),
    ],
)  # fmt: skip
def test_references_by_role(code: Index, symbol: str, role: str, places: list[tuple[str, str]]) -> None:
    found = code.references(symbol, roles=[role])
    assert [(use.path, use.qualified_name) for use in found.items] == places
    assert {use.role for use in found.items} <= {role}


def test_references_count_what_they_may_lack(code: Index) -> None:
    assert code.references("Store.full").unresolved == 1


def test_an_unknown_role_is_the_callers_mistake(code: Index) -> None:
    with pytest.raises(UsageError, match="jump"):
        code.references("Store", roles=["jump"])


def test_references_show_their_lines_if_asked_to(code: Index) -> None:
    assert {call.text for call in code.callers("check", source=True).items} == {"return check(item)"}
    assert {call.text for call in code.callers("check").items} == {""}
    assert "\n      return write(item)\n" in render.callees(code.callees("save", source=True)) + "\n"
    assert "from shop.disk import Disk, check" in {use.text for use in code.references("check", source=True).items}
    assert [each.text for each in code.unresolved("save", source=True).items] == ["thing.save(1)"]
