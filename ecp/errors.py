"""What can go wrong, by what the caller can do about it.

    EcpError                  exit 4   anything below, or an unforeseen failure of the build
    ├── UsageError            exit 2   the request itself is wrong
    │   ├── ConfigError                  an ECP_* variable has a value that means nothing
    │   ├── RepositoryError              not a repository, not ours to read, no commits yet
    │   └── RevisionError                the repository has no such revision
    ├── BusyError             exit 3   a lock or slot was not to be had in the time allowed
    ├── LimitError            exit 4   a query was ended for taking more time or memory than it may
    └── StoreError            exit 4   the store is unreadable, full, damaged, or not ours
        └── DamagedLayerError            a published layer or manifest is not what was published
    MissingObjectError        exit 5   an EcpError: git lacks a blob (partial clone, corrupt pack)

A broken source file is a diagnostic, not an error; an empty answer is an answer (exit 1).
"""

from __future__ import annotations

from typing import ClassVar


class EcpError(Exception):
    """A failure to report to a person.

    `message` names the thing that failed; `hint` says what to do about it, and may be empty.  A traceback shows both.
    """

    exit_code: ClassVar[int] = 4

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if hint:
            self.add_note(hint)

    def __reduce__(self) -> tuple[type[EcpError], tuple[str, str]]:
        """Cross a process boundary whole: the default would drop `hint`."""
        return type(self), (self.message, self.hint)


class UsageError(EcpError):
    exit_code = 2


class ConfigError(UsageError):
    """An ECP_* variable holds a value that cannot be meant."""


class RepositoryError(UsageError):
    """The path is not a git repository that can be indexed."""


class RevisionError(UsageError):
    """The repository has no such revision."""


class BusyError(EcpError):
    """A lock or slot was not free within the time that the caller allowed."""

    exit_code = 3


class LimitError(EcpError):
    """A query took more time or memory than it may."""


class StoreError(EcpError):
    """The store under ECP_HOME cannot be read or written."""


class DamagedLayerError(StoreError):
    """A published layer or manifest is missing, truncated or altered."""


class MissingObjectError(EcpError):
    """The repository's object database lacks an object that the commit needs."""

    exit_code = 5
