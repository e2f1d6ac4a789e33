; -- imports

(command
  name: (command_name (word) @_source)
  . argument: (_) @module
  (#any-of? @_source "source" "." "\\.")) @import.include

; -- definitions

(function_definition
  name: (word) @name
  body: (_) @body) @definition.function

(declaration_command
  "readonly"
  (variable_assignment
    name: (variable_name) @name
    value: (_)? @value)) @definition.constant
(declaration_command
  (word) @_option
  (variable_assignment
    name: (variable_name) @name
    value: (_)? @value)
  (#match? @_option "^-[A-Za-z]*r")) @definition.constant
(declaration_command
  ["declare" "typeset"]
  (variable_name) @name) @definition.variable
(declaration_command
  (variable_assignment
    name: (variable_name) @name
    value: (_)? @value)) @definition.variable
(declaration_command
  ["export" "readonly"]
  (variable_assignment
    name: (variable_name) @name
    value: (_)? @value)) @binding.reassign
; What a function assigns is global, unless it declares it.  `NAME=value command` assigns for that command alone.
([
  (program (variable_assignment name: (variable_name) @name value: (_)? @value) @definition.variable)
  (compound_statement (variable_assignment name: (variable_name) @name value: (_)? @value) @definition.variable)
  (list (variable_assignment name: (variable_name) @name value: (_)? @value) @definition.variable)
  (if_statement (variable_assignment name: (variable_name) @name value: (_)? @value) @definition.variable)
  (elif_clause (variable_assignment name: (variable_name) @name value: (_)? @value) @definition.variable)
  (else_clause (variable_assignment name: (variable_name) @name value: (_)? @value) @definition.variable)
  (case_item (variable_assignment name: (variable_name) @name value: (_)? @value) @definition.variable)
  (do_group (variable_assignment name: (variable_name) @name value: (_)? @value) @definition.variable)
  (variable_assignments (variable_assignment name: (variable_name) @name value: (_)? @value) @definition.variable)
  (c_style_for_statement (variable_assignment name: (variable_name) @name value: (_)? @value) @definition.variable)
] @binding.reassign)

; -- other bindings

(declaration_command
  ["local" "declare" "typeset"]
  [
    (variable_assignment
      name: (variable_name) @name
      value: (_)? @value)
    (variable_name) @name
  ]) @binding.assign

(for_statement
  variable: (variable_name) @name
  value: (_) @value) @binding.iterate
(command
  name: (command_name (word) @_read)
  argument: (word) @name
  (#any-of? @_read "read" "mapfile" "readarray")
  (#match? @name "^[A-Za-z_][A-Za-z0-9_]*$")) @binding.reassign

; -- references

(command
  name: (command_name (word) @name)
  ; Not the shell's own.
  (#not-match? @name "^([.:[]|alias|bind|break|builtin|cd|command|continue|dirs|echo|eval|exec|exit|export)$")
  (#not-match? @name "^(false|getopts|hash|jobs|kill|let|mapfile|popd|printf|pushd|pwd|read|readarray|return)$")
  (#not-match? @name "^(set|shift|shopt|source|test|trap|true|type|ulimit|umask|unalias|wait)$")) @reference.call
; Commands that run their first argument.
(command
  name: (command_name (word) @_run)
  . argument: (word) @name
  (#any-of? @_run "builtin" "command" "eval" "exec" "nohup" "sudo" "time" "trap")
  (#match? @name "^[A-Za-z_]")) @reference.call

(variable_assignment
  name: (subscript name: (variable_name) @name)) @reference.write
(variable_name) @read

(declaration_command
  "export"
  (word) @_option
  (variable_name) @ignore
  (#eq? @_option "-f"))
(unset_command (variable_name) @ignore)
(command (variable_assignment name: (variable_name) @ignore))

(comment) @comment
