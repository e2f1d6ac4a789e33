"""Meaning, worked out when asked: which definitions a reference may mean, and how that is known.

Facts are local to one blob; this joins them along scopes, imports, bindings and inheritance for just the references
that a question touches (`resolver.Resolver.resolve`).  An expression is evaluated to the values it may stand for
(`values`); no value means that nothing is known, which is not the same as `Outside`.

What differs between languages is data (`languages.toml`) except how an import finds its file (`modules`).
"""
