; -- imports: what a module returns is known by the name that it is given

(variable_declaration (assignment_statement
  (variable_list . name: (identifier) @alias)
  (expression_list
    . value: (function_call
      name: (identifier) @_require
      arguments: (arguments . (string) @module))))
  (#eq? @_require "require")) @import.module
(variable_declaration (assignment_statement
  (variable_list . name: (identifier) @alias)
  (expression_list
    . value: (dot_index_expression
      table: (function_call
        name: (identifier) @_require
        arguments: (arguments . (string) @module))
      field: (identifier) @name)))
  (#eq? @_require "require")) @import.name
(variable_declaration (assignment_statement
  (variable_list . name: (identifier) . name: (identifier) @alias)
  (expression_list
    . value: (function_call
      name: (identifier) @_pcall
      arguments: (arguments . (identifier) @_require . (string) @module))))
  (#eq? @_pcall "pcall") (#eq? @_require "require")) @import.module
((chunk (function_call
  name: (identifier) @_require
  arguments: (arguments . (string) @module)) @import.module)
  (#eq? @_require "require"))
((block (function_call
  name: (identifier) @_require
  arguments: (arguments . (string) @module)) @import.module)
  (#eq? @_require "require"))

; What a file returns is what `require` gives.
(chunk (return_statement "return" @name (expression_list . (_) @value .) @at) @binding.assign)
(chunk (return_statement "return" @name @alias (expression_list . (_) .)) @import.export)
(chunk (return_statement (expression_list . (table_constructor)))) @exported

; -- definitions

(function_declaration name: (identifier) @name body: (_)? @body) @definition.function
(function_declaration
  name: [
    (dot_index_expression table: (_) @owner field: (identifier) @name)
    (method_index_expression table: (_) @owner method: (identifier) @name)
  ]
  body: (_)? @body) @definition.method

(assignment_statement
  (variable_list . name: (identifier) @name)
  (expression_list . value: (function_definition body: (_)? @body))) @definition.function
(assignment_statement
  (variable_list
    . name: (dot_index_expression table: [(identifier) (dot_index_expression)] @owner field: (identifier) @name))
  (expression_list . value: (function_definition body: (_)? @body))) @definition.method
; what a metatable has, its table can do
((function_call
  name: (identifier) @_setmetatable
  arguments: (arguments
    . (identifier) @owner
    . (table_constructor (field
      name: (identifier) @name
      value: (function_definition body: (_)? @body)) @definition.method)))
  (#eq? @_setmetatable "setmetatable"))
(field
  name: [(identifier) (string)] @name
  value: (function_definition body: (_)? @body)) @definition.method

(chunk (variable_declaration (assignment_statement
  (variable_list . name: (identifier) @name)
  (expression_list . value: (_) @value)) @definition.variable @binding.assign))
(chunk (variable_declaration (assignment_statement
  (variable_list . name: (identifier) . name: (identifier) @name)
  (expression_list . value: (_) . value: (_) @value)) @definition.variable @binding.assign))
(chunk (variable_declaration (variable_list name: (identifier) @name) @definition.variable @binding.assign))
(chunk (assignment_statement
  (variable_list . name: (identifier) @name)
  (expression_list . value: (_) @value)) @definition.variable @binding.reassign)

; -- bindings

(variable_declaration (assignment_statement
  (variable_list . name: (identifier) @name)
  (expression_list . value: (_) @value)) @after @binding.assign)
(variable_declaration (assignment_statement
  (variable_list . name: (identifier) . name: (identifier) @name)
  (expression_list . value: (_) . value: (_) @value)) @after @binding.assign)
(variable_declaration (assignment_statement
  (variable_list name: (identifier) . name: (identifier) @name)
  (expression_list . value: (_) .)) @after @binding.assign)
(variable_declaration (variable_list name: (identifier) @name) @binding.assign)
(assignment_statement
  (variable_list . name: (identifier) @name)
  (expression_list . value: (_) @value)) @binding.reassign
(assignment_statement
  (variable_list . name: (dot_index_expression table: (_) @receiver field: (identifier) @name))
  (expression_list . value: (_) @value)) @binding.assign

(parameters name: (identifier) @name @binding.parameter)
(for_numeric_clause name: (identifier) @name) @binding.assign
(for_generic_clause
  (variable_list name: (identifier) . name: (identifier) @name)
  (expression_list
    . value: (function_call
      name: (identifier) @_each
      arguments: (arguments . (_) @value)))
  (#any-of? @_each "ipairs" "pairs")) @binding.iterate
(for_generic_clause (variable_list name: (identifier) @name)) @binding.assign

(block (return_statement (expression_list . (_) @value)) @binding.return)

; -- scopes

; a function that no definition names
(arguments (function_definition) @scope.function)
(return_statement (expression_list (function_definition) @scope.function))
(binary_expression (function_definition) @scope.function)
(parenthesized_expression (function_definition) @scope.function)
(field !name value: (function_definition) @scope.function)
(assignment_statement
  (variable_list name: (bracket_index_expression))
  (expression_list value: (function_definition) @scope.function))
[
  (do_statement) (for_statement) (while_statement) (repeat_statement) (else_statement) (elseif_statement)
] @scope
(if_statement consequence: (block) @scope)

; -- references

(function_call name: [
  (identifier) @name
  (dot_index_expression table: (_) @receiver field: (identifier) @name)
  (method_index_expression table: (_) @receiver method: (identifier) @name)
]) @reference.call

(chunk (assignment_statement (variable_list name: [
  (identifier) @name
  (dot_index_expression table: (_) @receiver field: (identifier) @name)
])) @reference.write)
(block (assignment_statement (variable_list name: [
  (identifier) @name
  (dot_index_expression table: (_) @receiver field: (identifier) @name)
])) @reference.write)
(dot_index_expression table: (_) @receiver field: (identifier) @name) @reference.read
(identifier) @read

(field name: (identifier) @ignore)
(attribute (identifier) @ignore)
(goto_statement (identifier) @ignore)
(label_statement (identifier) @ignore)

(comment) @comment
