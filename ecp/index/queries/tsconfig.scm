; the compiler's `paths`, and the `baseUrl` that they start from

((pair
  key: (string (string_content) @_key)
  value: (object
    (pair
      key: (string (string_content) @name)
      value: (array (string (string_content) @module))))) @import.name
  (#eq? @_key "paths"))
((pair
  key: (string (string_content) @name)
  value: (string (string_content) @module)) @import.export
  (#eq? @name "baseUrl"))
