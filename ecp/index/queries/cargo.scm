; the crate's name, and its library's when that differs

((table (bare_key) @_table (pair (bare_key) @_key (string) @module)) @import.package
  (#eq? @_table "package") (#eq? @_key "name"))
((table (bare_key) @_table (pair (bare_key) @name (string) @module)) @import.export
  (#eq? @_table "lib") (#any-of? @name "name" "path"))

; a dependency by another name than its package's

((pair (bare_key) @alias (inline_table (pair (bare_key) @_key (string) @module))) @import.module
  (#eq? @_key "package"))
((table (dotted_key (bare_key) (bare_key) @alias) (pair (bare_key) @_key (string) @module)) @import.module
  (#eq? @_key "package"))
