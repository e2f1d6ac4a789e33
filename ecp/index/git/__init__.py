"""Git, read only.  The only package that touches a repository, but for what `files` reads always through libgit2.

libgit2 runs no hook, no filter and no fsmonitor, and reads objects, not the working tree.  pygit2 costs 60 ms to
import, so a cache hit asks `files` alone, and questions and builds pygit2's compiled half (`binding`).
"""
