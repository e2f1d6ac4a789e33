"""Which code is a test's."""

from __future__ import annotations

import re

from ecp.query.resolution.program.definitions import Definition

TEST_PATH = re.compile(
    r"(^|/)([\w-]+-)?(tests?|__tests__|spec|testdata|testing)/|(^|/)(test_[^/]*|conftest\.py)$"
    r"|[._-](test|spec)(-d)?\.\w+$"
    # Shapes.Tests/, Shapes.Tests.Unit/, commonTest/, Tests/, testFixtures/
    r"|(^|/)(Tests|[\w.-]*[a-z0-9._-]Tests?)(\.[\w.-]+)?/|(^|/)test[A-Z]\w*/"
)


def is_test_path(path: str) -> bool:
    """Say whether a path looks like a test's, by the habits of the languages' test runners."""
    return TEST_PATH.search(path) is not None


def is_test(definition: Definition) -> bool:
    """Say whether only tests run a definition: by its path, or by what it or anything around it is marked with."""
    return is_test_path(definition.file.path) or _is_marked(definition)


def _is_marked(definition: Definition) -> bool:
    file, marks = definition.file, definition.file.language.test_marks
    if not marks:
        return False
    return any(re.search(marks, each.modifiers) for each in file.around(definition.ordinal))
