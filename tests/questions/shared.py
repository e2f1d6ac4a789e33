"""What several tests of questions share."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ecp.commands import run

SHOP = {
    "shop/__init__.py": "from shop.base import Store as Shelf\n",
    "shop/base.py": '''
LIMIT = 10

class Store:
    """Keeps things."""

    def __init__(self, size):
        self.size = size

    def save(self, item):
        raise NotImplementedError

    @property
    def full(self):
        return self.size > LIMIT

class Nothing(Store):
    pass
''',
    "shop/disk.py": """
from shop.base import LIMIT, Store

class Disk(Store):
    def save(self, item):
        return write(item)

class Tape(Disk):
    def save(self, item):
        return super().save(item)

def write(item):
    return check(item)

def check(item):
    return item < LIMIT

def idle():
    return idle()

def _quiet():
    return 1
""",
    "shop/till.py": """
import shop
from shop.base import Nothing, Store
from shop.disk import Disk, check

def sell(store: Store, item):
    if store.full:
        return None
    return store.save(item)

def open_shop():
    disk = Disk(5)
    sell(disk, 1)
    return shop.Shelf(3)

def odd(thing):
    thing.save(1)
    thing.full

def main():
    open_shop()
    Nothing(1)

@register
def hook():
    pass

class Listener(outside.Base):
    def notify(self):
        pass
""",
    "tests/test_till.py": """
from shop.till import open_shop, sell

def test_open():
    open_shop()

def test_sell():
    sell(None, 1)
""",
}


def commit(folder: Path, files: dict[str, str]) -> Path:
    """Make a repository with one commit."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-C", str(folder))
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "one")):
        subprocess.run((*git, *arguments), check=True, capture_output=True)
    return folder


RUST = {
    "src/lib.rs": """use std::fmt;

pub struct Shelf;

impl Shelf {
    #[inline]
    pub fn forgotten(&self) {}
}

impl fmt::Debug for Shelf {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result { out.write_str("shelf") }
}

pub fn used() -> Shelf { Shelf }

#[register::here]
pub fn handler() {}

#[cfg(test)]
mod tests {
    use super::*;

    fn helper() -> Shelf { used() }

    #[test]
    fn shelves() { helper(); }
}
""",
}


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


COMMANDS = [
    ("callers", "check"),
    ("callers", "Store.save", "--unresolved"),
    ("callees", "open_shop"),
    ("references", "Store", "--role", "inherit", "--role", "type"),
    ("impact", "check", "--depth", "6"),
    ("impact", "sell", "--direction", "down"),
    ("hierarchy", "Disk.save"),
    ("path", "main", "check"),
    ("unused",),
    ("map", "--symbols", "8"),
    ("sql", "SELECT name FROM definitions ORDER BY name"),
    ("outline", "shop/disk.py"),
    ("search", "save"),
]
