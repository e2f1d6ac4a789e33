-- The tables of a layer.  A layer holds one commit's tree and the facts of the blobs that no lower layer holds.
-- Lines and columns are 1-based; columns count bytes of UTF-8; '' means none.

-- What a layer is: format, fingerprint, commit, base, and whether `tree` is whole or a difference.
CREATE TABLE meta (key VARCHAR, value VARCHAR);

-- The blobs whose facts are here.  `status` is 'parsed', or why the blob was not ('too large', 'binary', …).
CREATE TABLE blob (
    blob      INTEGER,      -- unique within the stack
    oid       VARCHAR,      -- git's, in hex
    language  VARCHAR,
    bytes     BIGINT,
    lines     INTEGER,
    status    VARCHAR,
    path_language VARCHAR   -- what the path shows, '' when only the first line can tell
);

-- Path to blob.  In a delta, only what differs from the layers below; blob -1 then means that the path is gone.
CREATE TABLE tree (
    path      VARCHAR,      -- bytes that are not UTF-8 as \xNN
    blob      INTEGER,
    oid       VARCHAR,
    kind      VARCHAR       -- 'file', 'executable', 'symlink', 'submodule'
);

-- Something with a name that others can use.  Sorted by name.
CREATE TABLE definition (
    blob            INTEGER,
    ordinal         INTEGER,   -- by position in the blob; with `blob`, the definition's identity
    kind            VARCHAR,   -- function method class struct interface trait enum enum_member type field variable
                               -- attribute selfattr constant property macro module; 'extension' adds members to `owner`
    name            VARCHAR,
    qualified_name  VARCHAR,   -- within the blob: Outer.inner
    container       INTEGER,   -- ordinal of the definition around it, -1 at the top
    owner           VARCHAR,   -- type that it belongs to when that is not around it (Go receiver, impl, A::f)
    line            INTEGER,   -- of the name
    col             INTEGER,
    start_line      INTEGER,   -- of the whole, decorators included
    end_line        INTEGER,
    signature       VARCHAR,
    doc             VARCHAR,   -- first line of its doc comment
    exported        INTEGER,   -- 1 when others may use it
    type            VARCHAR,   -- declared type; of a function, its return type
    modifiers       VARCHAR,   -- decorators and modifiers, separated by spaces
    parameters      VARCHAR    -- of a function that may have overloads: `(a,b=,c*)`, see ecp/index/extraction/overloads.py
);

-- A use of a name.  Sorted by name.
CREATE TABLE reference (
    blob      INTEGER,
    line      INTEGER,
    col       INTEGER,
    role      VARCHAR,      -- call new type inherit import decorate read write
    name      VARCHAR,
    receiver  VARCHAR,      -- expression that the name is a member of
    scope     INTEGER,      -- ordinal of the innermost definition around it, -1 at the top
    arguments VARCHAR       -- of a call that may be of an overload: `(#int,name:x)`, see ecp/index/extraction/overloads.py;
                            -- of a name that a call may be given a function by: what is called, and the place, `qsort:3`
);

-- A name brought in from elsewhere.
CREATE TABLE import (
    blob      INTEGER,
    line      INTEGER,
    scope     INTEGER,
    kind      VARCHAR,      -- module name star default namespace reexport reexport_star export include package;
                            -- condition: `module` is what must hold for the file to be compiled, or
                            -- the directive that begins, parts or ends what is: `#ifdef X`, `#else`, `#endif`
    module    VARCHAR,      -- as written, without quotes
    name      VARCHAR,
    alias     VARCHAR       -- the local name, '' when it is `name` (or the module's)
);

-- What is known of a local, parameter, field or module variable: its type and value as expressions.
CREATE TABLE binding (
    blob        INTEGER,
    line        INTEGER,    -- from which on it holds: its own, or a later one where the language has it so
    scope       INTEGER,
    until_line  INTEGER,    -- last line on which it is visible; -n: visible after line n too, but uncertain there
    name        VARCHAR,    -- '' for what a function returns or yields
    receiver    VARCHAR,    -- `self` in self.name = value
    how         VARCHAR,    -- assign parameter with except return yield generic narrow; local: the
                            -- definitions (`value`: ordinals) that an anonymous function has as `{name`
    type        VARCHAR,    -- declared type
    value       VARCHAR     -- expression
);

-- A type's base.
CREATE TABLE heritage (
    blob        INTEGER,
    line        INTEGER,
    definition  INTEGER,    -- ordinal of the subtype, -1 when `owner` names it
    owner       VARCHAR,
    relation    VARCHAR,    -- extends implements embeds mixes; expands: a macro, and which of its arguments this is
    base        VARCHAR
);

CREATE TABLE diagnostic (blob INTEGER, line INTEGER, message VARCHAR);
