; -- package and imports

(package_clause (package_identifier) @module) @import.package
; what must hold for the file to be compiled
(source_file (comment) @module @import.condition
  (#match? @module "^//(go:build| ?[+]build) "))
(import_spec . path: (_) @module) @import.module
(import_spec
  name: [(package_identifier) (blank_identifier)] @alias
  path: (_) @module) @import.module
(import_spec
  name: (dot)
  path: (_) @module) @import.star

; -- definitions

(function_declaration
  name: (identifier) @name
  result: (_)? @type
  body: (block)? @body) @definition.function

(method_declaration
  receiver: (parameter_list (parameter_declaration type: (_) @owner))
  name: (field_identifier) @name
  result: (_)? @type
  body: (block)? @body) @definition.method

(type_spec
  name: (type_identifier) @name
  type: (struct_type (field_declaration_list) @body)) @definition.struct
(type_spec
  name: (type_identifier) @name
  type: (interface_type)) @definition.interface
(type_spec
  name: (type_identifier) @name
  type: (_) @type) @definition.type
(type_alias
  name: (type_identifier) @name
  type: (_) @type) @definition.type

; Fields of an anonymous struct are members of what it is the type of; those of a local one are nobody's business.
(type_spec type: (struct_type (field_declaration_list
  (field_declaration
    name: (field_identifier) @name
    type: (_) @type) @definition.field)))
(field_declaration type: (struct_type (field_declaration_list
  (field_declaration
    name: (field_identifier) @name
    type: (_) @type) @definition.field)))

(interface_type
  (method_elem
    name: (field_identifier) @name
    result: (_)? @type) @definition.method)

; In a group of constants, one without a value repeats the expression, and so the type, of the one before.
(const_declaration
  (const_spec type: (_) @type)
  (const_spec . name: (identifier) @name .) @definition.constant)
(const_spec
  type: (_)? @type
  value: (_)? @value) @pattern @definition.constant @binding.assign

(var_spec
  type: (_)? @type
  value: (_)? @value) @pattern @definition.variable @binding.assign

; -- inheritance

(type_spec
  type: (struct_type (field_declaration_list
    (field_declaration
      . type: [(type_identifier) (qualified_type) (generic_type)] @base)))) @heritage.embeds
(type_spec
  type: (interface_type
    (type_elem . [(type_identifier) (qualified_type) (generic_type)] @base .))) @heritage.embeds

; `var _ Reader = (*File)(nil)` has the compiler check that File implements Reader.
(var_spec
  name: (identifier) @_blank
  type: [(type_identifier) (qualified_type) (generic_type)] @base
  value: (expression_list [
    (call_expression function: (parenthesized_expression (unary_expression operand: (identifier) @owner)))
    (call_expression
      function: (identifier) @_new
      arguments: (argument_list . (type_identifier) @owner .)
      (#eq? @_new "new"))
    (unary_expression operand: (composite_literal type: (type_identifier) @owner))
    (composite_literal type: (type_identifier) @owner)
  ])
  (#eq? @_blank "_")) @heritage.implements

; -- other bindings

(method_declaration
  receiver: (parameter_list
    (parameter_declaration
      name: (identifier) @name
      type: (_) @type) @binding.parameter))
(method_declaration
  receiver: (parameter_list
    (parameter_declaration
      type: [
        (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @name)))
        (pointer_type (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @name))))
      ]))) @binding.generic
(type_parameter_declaration
  name: (identifier) @name
  type: (_) @type) @binding.generic

(type_spec type_parameters: (_)) @scope
(func_literal) @scope
[
  (function_declaration parameters: (parameter_list
    (parameter_declaration name: (identifier) @name type: (_) @type) @binding.parameter))
  (method_declaration parameters: (parameter_list
    (parameter_declaration name: (identifier) @name type: (_) @type) @binding.parameter))
  (func_literal
    parameters: (parameter_list
      (parameter_declaration name: (identifier) @name type: (_) @type) @binding.parameter)
    body: [(block (statement_list) @from) (block "{" . "}") @after])
]
[
  (function_declaration parameters: (parameter_list
    (variadic_parameter_declaration name: (identifier) @name) @type @binding.parameter))
  (method_declaration parameters: (parameter_list
    (variadic_parameter_declaration name: (identifier) @name) @type @binding.parameter))
  (func_literal
    parameters: (parameter_list
      (variadic_parameter_declaration name: (identifier) @name) @type @binding.parameter)
    body: [(block (statement_list) @from) (block "{" . "}") @after])
]
[
  (function_declaration result: (parameter_list
    (parameter_declaration name: (identifier) @name type: (_) @type) @binding.assign))
  (method_declaration result: (parameter_list
    (parameter_declaration name: (identifier) @name type: (_) @type) @binding.assign))
  (func_literal result: (parameter_list
    (parameter_declaration name: (identifier) @name type: (_) @type) @binding.assign))
]
(method_elem (parameter_list [
  (parameter_declaration name: (identifier) @ignore)
  (variadic_parameter_declaration name: (identifier) @ignore)
]))
(function_type (parameter_list [
  (parameter_declaration name: (identifier) @ignore)
  (variadic_parameter_declaration name: (identifier) @ignore)
]))

[
  (block) (if_statement) (for_statement) (expression_case) (default_case) (communication_case)
  (expression_switch_statement) (type_switch_statement) (type_case)
] @scope

; A name means what it meant before in what it gets, and in what stands around a function that has it as a parameter.
(statement_list
  (short_var_declaration
    left: (_) @pattern
    right: (_) @value) @after @binding.assign)
(_
  initializer: (short_var_declaration
    left: (_) @pattern
    right: (_) @value) @binding.assign)
(labeled_statement
  (short_var_declaration
    left: (_) @pattern
    right: (_) @value) @binding.assign)
(receive_statement
  left: (_) @pattern
  right: (_) @value) @binding.assign
(for_statement
  (range_clause
    left: (expression_list . (identifier) @pattern)
    right: (_) @value) @binding.key
  body: (block (statement_list)? @from))
(for_statement
  (range_clause
    left: (expression_list (_) . (identifier) @pattern)
    right: (_) @value) @binding.iterate
  body: (block (statement_list)? @from))
(type_switch_statement
  alias: (expression_list (identifier) @name)
  value: (_) @value) @binding.assign
(type_switch_statement
  alias: (expression_list (identifier) @name)
  (type_case
    . type: (_) @type @at
    . (comment)*
    . (statement_list) @from)) @binding.assign

; -- references

(call_expression function: [
  (identifier) @name
  (parenthesized_expression (identifier) @name)
  (index_expression operand: (identifier) @name)
  (type_instantiation_expression type: (type_identifier) @name)
]) @reference.call
(call_expression function: [
  (selector_expression operand: (_) @receiver field: (field_identifier) @name)
  (index_expression operand: (selector_expression operand: (_) @receiver field: (field_identifier) @name))
]) @reference.call
; The call of a generic function with its type arguments reads as a conversion to a generic type.
(type_conversion_expression type: (generic_type type: [
  (type_identifier) @name
  (qualified_type package: (_) @receiver name: (_) @name)
])) @reference.call
(call_expression
  function: (parenthesized_expression (unary_expression operand: [
    (identifier) @name
    (selector_expression operand: (_) @receiver field: (field_identifier) @name)
  ]))) @reference.type

(composite_literal type: [
  (type_identifier) @name
  (qualified_type package: (_) @receiver name: (_) @name)
  (generic_type type: (type_identifier) @name)
  (generic_type type: (qualified_type package: (_) @receiver name: (_) @name))
]) @reference.new

(qualified_type
  package: (_) @receiver
  name: (_) @name) @reference.type
(type_identifier) @read.type

; Keys of a literal are fields of its type, or of its elements' type where that is left out.
(composite_literal
  type: [(type_identifier) (qualified_type) (generic_type)] @receiver
  body: (literal_value (keyed_element . (literal_element (identifier) @name)))) @reference.write
(composite_literal
  type: [
    (slice_type element: [(type_identifier) (qualified_type) (generic_type) (pointer_type)] @receiver)
    (array_type element: [(type_identifier) (qualified_type) (generic_type) (pointer_type)] @receiver)
  ]
  body: (literal_value
    (literal_element (literal_value (keyed_element . (literal_element (identifier) @name)))))) @reference.write
(composite_literal
  type: (map_type value: [(type_identifier) (qualified_type) (generic_type) (pointer_type)] @receiver)
  body: (literal_value
    (keyed_element
      value: (literal_element
        (literal_value (keyed_element . (literal_element (identifier) @name))))))) @reference.write
(composite_literal
  type: [(map_type) (array_type) (slice_type) (implicit_length_array_type)]
  body: (literal_value (keyed_element . (literal_element (identifier) @name)))) @reference.read
(keyed_element . (literal_element (identifier) @ignore))

(assignment_statement
  left: (expression_list [
    (identifier) @name
    (selector_expression operand: (_) @receiver field: (field_identifier) @name)
  ])) @reference.write
(inc_statement [
  (identifier) @name
  (selector_expression operand: (_) @receiver field: (field_identifier) @name)
]) @reference.write
(dec_statement [
  (identifier) @name
  (selector_expression operand: (_) @receiver field: (field_identifier) @name)
]) @reference.write

(selector_expression
  operand: (_) @receiver
  field: (field_identifier) @name) @reference.read
(identifier) @read

(comment) @comment
