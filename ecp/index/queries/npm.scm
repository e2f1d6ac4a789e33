; a package's name, and the files that its users get

((document (object (pair key: (string (string_content) @_key) value: (string (string_content) @module)))) @import.package
  (#eq? @_key "name"))
((document
  (object
    (pair key: (string (string_content) @name) value: (string (string_content) @module)))) @import.export
  (#any-of? @name "source" "module" "main" "browser" "types" "typings"))
((document
  (object
    (pair
      key: (string (string_content) @_key)
      value: (object
        (pair
          key: (string (string_content) @name)
          value: [
            (string (string_content) @module)
            (object (pair key: (string (string_content) @alias) value: (string (string_content) @module)))
            (object
              (pair
                value: (object
                  (pair key: (string (string_content) @alias) value: (string (string_content) @module)))))
          ]))))) @import.name
  (#eq? @_key "imports"))
((document
  (object
    (pair
      key: (string (string_content) @_key)
      value: (object
        (pair
          key: (string (string_content) @name)
          value: [
            (string (string_content) @module)
            (object
              (pair
                key: (string (string_content) @alias)
                value: [
                  (string (string_content) @module)
                  (object (pair value: (string (string_content) @module)))
                ]))
          ]))))) @import.export
  (#eq? @_key "exports"))
((document
  (object
    (pair
      key: (string (string_content) @name)
      value: (string (string_content) @module)))) @import.export
  (#eq? @name "exports"))
