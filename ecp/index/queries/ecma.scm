; What JavaScript, TypeScript and TSX share: all that does not speak of types, parameters or class bodies.

; -- what an export without a name is called

(export_statement "default" @name
  value: [
    (_ parameters: (_) body: (_) @body)
    (_ parameter: (_) body: (_) @body)
  ]) @definition.function
(export_statement "default" @name value: (class body: (_) @body)) @definition.class
; what a call makes depends on what that is given: `export default traced(draw)`
(export_statement "default" @name value: [(call_expression) (new_expression) (object)] @value)
  @definition.variable @binding.assign
(export_statement "default" @name value: [
  (ternary_expression) (binary_expression) (member_expression) (await_expression)
] @value) @binding.assign

; a class without a name, which no pattern for what it is given to has
([
  (return_statement (class "class" @name !name body: (_) @body) @definition.class)
  (arrow_function body: (class "class" @name !name body: (_) @body) @definition.class)
  (arguments (class "class" @name !name body: (_) @body) @definition.class)
  (parenthesized_expression (class "class" @name !name body: (_) @body) @definition.class)
])

; -- imports

(import_statement source: (string) @module) @import.prefix
(import_clause (identifier) @alias) @import.default
(namespace_import (identifier) @alias) @import.namespace
(import_specifier name: (_) @name alias: (identifier)? @alias) @import.name
(import_statement . source: (string)) @import.module

(export_statement source: (string) @module) @import.prefix @import.public
(export_specifier name: _ @name alias: _? @alias) @import.export
(namespace_export (_) @alias) @import.reexport
(export_statement "*" . "from") @import.star
(export_statement "default" @alias value: (identifier) @name) @import.export
(export_statement "default" @alias declaration: (_ name: (_) @name)) @import.export
(export_statement) @exported

; -- require() and import(): the name is the module itself, or one of its members

((variable_declarator
  name: (identifier) @alias
  value: (_
    function: (identifier) @_require
    arguments: (arguments . (string) @module))) @import.module
  (#eq? @_require "require"))
((variable_declarator
  name: (object_pattern) @pattern
  value: (_
    function: (identifier) @_require
    arguments: (arguments . (string) @module))) @import.name
  (#eq? @_require "require"))
((variable_declarator
  name: (identifier) @alias
  value: (_
    object: (_
      function: (identifier) @_require
      arguments: (arguments . (string) @module))
    property: (property_identifier) @name)) @import.name
  (#eq? @_require "require"))
((expression_statement
  (_
    function: (identifier) @_require
    arguments: (arguments . (string) @module))) @import.module
  (#eq? @_require "require"))

(variable_declarator
  name: (identifier) @alias
  value: (await_expression
    (_
      function: (import)
      arguments: (arguments . (string) @module)))) @import.namespace
(variable_declarator
  name: (object_pattern) @pattern
  value: (await_expression
    (_
      function: (import)
      arguments: (arguments . (string) @module)))) @import.name
(call_expression
  function: (import)
  arguments: (arguments . (string) @module)) @import.module

; -- variables: destructured ones, and what is assigned to them later

(assignment_expression
  left: (identifier) @name
  right: (_) @value) @binding.reassign
(augmented_assignment_expression
  left: [
    (identifier) @name
    (_ object: (_) @receiver property: [(property_identifier) (private_property_identifier)] @name)
  ]) @reference.write
(update_expression
  argument: [
    (identifier) @name
    (_ object: (_) @receiver property: [(property_identifier) (private_property_identifier)] @name)
  ]) @reference.write
(unary_expression
  operator: "delete"
  argument: (_ object: (_) @receiver property: (property_identifier) @name)) @reference.write

(for_in_statement
  left: [(identifier) (array_pattern) (object_pattern)] @pattern
  operator: "of"
  right: (_) @value) @binding.iterate
(for_in_statement
  left: (identifier) @name
  operator: "in"
  right: (_) @value) @binding.key

(return_statement (_) @value) @binding.return
(arrow_function body: [
  (identifier) (member_expression) (subscript_expression) (call_expression) (new_expression) (await_expression)
  (parenthesized_expression) (ternary_expression) (binary_expression) (object) (array) (this) (arrow_function)
  (string) (template_string) (number) (true) (false) (class)
] @value) @binding.return
(yield_expression (_) @value) @binding.yield

; -- scopes

[(arrow_function) (function_expression) (generator_function)] @scope.function
[
  (for_statement)
  (for_in_statement)
  (catch_clause)
  (switch_body)
  (class_static_block)
] @scope
(if_statement consequence: (statement_block) @scope)
(else_clause (statement_block) @scope)
(while_statement body: (statement_block) @scope)
(do_statement body: (statement_block) @scope)
(try_statement body: (statement_block) @scope)
(finally_clause body: (statement_block) @scope)
(statement_block . (statement_block) @scope)
(program (statement_block) @scope)

; what `instanceof` says, or a function that asks for a type, holds where the answer is yes
(binary_expression
  left: (identifier) @name
  operator: "instanceof"
  right: [(identifier) (member_expression)] @type) @binding.narrow
((call_expression
  function: [(identifier) (member_expression)] @guard
  arguments: (arguments . (identifier) @name)) @binding.narrow
  (#match? @guard "(^|[.])[_$]*(is|has|assert|invariant|ensure)[A-Z_]"))

; -- references

(decorator [
  (identifier) @name
  (_ object: (_) @receiver property: (property_identifier) @name)
  (_ function: [
    (identifier) @name
    (_ object: (_) @receiver property: (property_identifier) @name)
  ])
]) @reference.decorate

(call_expression
  function: [
    (identifier) @name
    (super) @name
    (_ object: (_) @receiver property: [(property_identifier) (private_property_identifier)] @name)
    (_ object: (_) @receiver index: (string (string_fragment) @name))
    (await_expression [
      (identifier) @name
      (_ object: (_) @receiver property: (property_identifier) @name)
    ])
  ]) @reference.call
(new_expression
  constructor: [
    (identifier) @name
    (_ object: (_) @receiver property: (property_identifier) @name)
  ]) @reference.new

(member_expression
  object: (_) @receiver
  property: [(property_identifier) (private_property_identifier)] @name) @reference.read
[(identifier) (shorthand_property_identifier)] @read

(comment) @comment
