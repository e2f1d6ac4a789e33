; A local variable's name has its `$`, here and in expressions; a property's has not.

; -- definitions

(class_declaration name: (name) @name body: (_) @body) @definition.class
(interface_declaration name: (name) @name body: (_) @body) @definition.interface
(trait_declaration name: (name) @name body: (_) @body) @definition.trait
(enum_declaration name: (name) @name body: (_) @body) @definition.enum
(enum_case name: (name) @name value: (_)? @value) @definition.enum_member
(function_definition name: (name) @name return_type: (_)? @type body: (_) @body) @definition.function
(method_declaration
  (visibility_modifier "private")? @private
  name: (name) @name
  return_type: (_)? @type
  body: (_)? @body) @definition.method
(property_declaration
  (visibility_modifier "private")? @private
  type: (_)? @type
  (property_element name: (variable_name (name) @name) default_value: (_)? @value)) @definition.field
(property_promotion_parameter
  visibility: (visibility_modifier "private")? @private
  type: (_)? @type
  name: (variable_name (name) @name)) @definition.field
(const_declaration
  (visibility_modifier "private")? @private
  type: (_)? @type
  (const_element . (name) @name (_) @value)) @definition.constant
((function_call_expression
  function: (name) @_define
  arguments: (arguments
    . (argument (string (string_content) @name))
    . (argument (_) @value))) @definition.constant
  (#eq? @_define "define"))
(assignment_expression
  left: (variable_name) @name
  right: (_) @value) @definition.variable @binding.assign
(assignment_expression
  left: (list_literal) @pattern
  right: (_) @value) @definition.variable @binding.assign

; -- other bindings

(assignment_expression
  left: (member_access_expression object: (_) @receiver name: (name) @name)
  right: (_) @value) @binding.assign
(assignment_expression
  left: (scoped_property_access_expression scope: (_) @receiver name: (variable_name (name) @name))
  right: (_) @value) @binding.assign
(reference_assignment_expression left: (variable_name) @name right: (_) @value) @binding.assign
(augmented_assignment_expression
  left: (variable_name) @name
  operator: "??="
  right: (_) @value) @binding.assign
(augmented_assignment_expression
  left: (member_access_expression object: (_) @receiver name: (name) @name)
  operator: "??="
  right: (_) @value) @binding.assign
(augmented_assignment_expression
  left: (scoped_property_access_expression scope: (_) @receiver name: (variable_name (name) @name))
  operator: "??="
  right: (_) @value) @binding.assign
(augmented_assignment_expression
  left: (member_access_expression object: (_) @receiver name: (name) @name)) @reference.write
(update_expression
  argument: (member_access_expression object: (_) @receiver name: (name) @name)) @reference.write
(unset_statement
  (member_access_expression object: (_) @receiver name: (name) @name)) @reference.write

(simple_parameter
  type: (_)? @type
  name: (variable_name) @name
  default_value: (_)? @value) @binding.parameter
(property_promotion_parameter
  type: (_)? @type
  name: (variable_name) @name
  default_value: (_)? @value) @binding.parameter
(variadic_parameter name: (variable_name) @name) @type @binding.parameter

(foreach_statement . (_) @value . [(variable_name) (list_literal) (by_ref)] @pattern) @binding.iterate
(foreach_statement
  . (_) @value
  . (pair . (_) . [(variable_name) (list_literal) (by_ref)] @pattern)) @binding.iterate
(foreach_statement . (_) @value . (pair . (variable_name) @name)) @binding.key
(catch_clause type: (_) @type name: (variable_name) @name) @binding.except
(static_variable_declaration name: (variable_name) @name value: (_)? @value) @binding.assign
(return_statement (_) @value) @binding.return
(arrow_function body: (_) @value) @binding.return
(yield_expression (array_element_initializer (_) @value .)) @binding.yield

; what `instanceof` says holds in the branch, and in what follows `&&`; or after a branch that leaves
([
  (if_statement
    condition: (parenthesized_expression [
      (_ left: (variable_name) @name operator: "instanceof" right: (_) @type)
      (binary_expression
        left: (_ left: (variable_name) @name operator: "instanceof" right: (_) @type)
        operator: "&&")
      (_
        operator: "&&"
        right: (_ left: (variable_name) @name operator: "instanceof" right: (_) @type))
    ])
    body: (_) @at)
  (else_if_clause
    condition: (parenthesized_expression
      (_ left: (variable_name) @name operator: "instanceof" right: (_) @type))
    body: (_) @at)
  (conditional_expression
    condition: [
      (_ left: (variable_name) @name operator: "instanceof" right: (_) @type)
      (parenthesized_expression
        (_ left: (variable_name) @name operator: "instanceof" right: (_) @type))
    ]
    body: (_) @at)
  (binary_expression
    left: (_ left: (variable_name) @name operator: "instanceof" right: (_) @type)
    operator: "&&"
    right: (_) @at)
] @binding.narrow)
(if_statement
  condition: (parenthesized_expression
    (unary_op_expression
      operator: "!"
      argument: [
        (_ left: (variable_name) @name operator: "instanceof" right: (_) @type)
        (parenthesized_expression
          (_ left: (variable_name) @name operator: "instanceof" right: (_) @type))
      ]))
  body: (compound_statement [
    (return_statement)
    (continue_statement)
    (break_statement)
    (expression_statement (throw_expression))
  ] .)
  !alternative) @after @binding.assign
((function_call_expression
  function: [
    (name) @_assert
    (qualified_name (name) @_assert)
  ]
  arguments: (arguments
    . (argument
      (_ left: (variable_name) @name operator: "instanceof" right: (_) @type)))) @at @binding.assign
  (#eq? @_assert "assert"))
; what stops a test that does not hold: https://docs.phpunit.de/en/12.0/assertions.html#assertinstanceof
((_
  name: (name) @_assert
  arguments: (arguments
    . (argument (class_constant_access_expression . (_) @type (name) @_class .))
    . (argument (variable_name) @name))) @at @binding.assign
  (#eq? @_assert "assertInstanceOf")
  (#eq? @_class "class"))

[(anonymous_function) (arrow_function)] @scope.function

; -- references

(function_call_expression function: (name) @name) @reference.call
(function_call_expression function: (qualified_name (name) @name) @receiver) @reference.call
(member_call_expression object: (_) @receiver name: (name) @name) @reference.call
(nullsafe_member_call_expression object: (_) @receiver name: (name) @name) @reference.call
(scoped_call_expression scope: (_) @receiver name: (name) @name) @reference.call
(object_creation_expression . (name) @name) @reference.new
(object_creation_expression
  . (qualified_name (name) @name) @receiver) @reference.new

(named_type (name) @name) @reference.type
(named_type (qualified_name (name) @name) @receiver) @reference.type
(binary_expression operator: "instanceof" right: (name) @name) @reference.type
(binary_expression
  operator: "instanceof"
  right: (qualified_name (name) @name) @receiver) @reference.type
(attribute [(name) @name (qualified_name (name) @name) @receiver]) @reference.decorate

(member_access_expression object: (_) @receiver name: (name) @name) @reference.read
(nullsafe_member_access_expression object: (_) @receiver name: (name) @name) @reference.read
(scoped_property_access_expression scope: (_) @receiver name: (variable_name (name) @name)) @reference.read
((class_constant_access_expression . (_) @receiver . (name) @name) @reference.read
  (#not-eq? @name "class"))
; `[$this, 'run']` is a method as a value
((array_creation_expression
  . (array_element_initializer (variable_name) @receiver)
  . (array_element_initializer (string (string_content) @name)) .) @reference.read
  (#eq? @receiver "$this"))

(scoped_call_expression scope: [
  (name) @name
  (qualified_name (name) @name) @receiver
]) @reference.read
(class_constant_access_expression . [
  (name) @name
  (qualified_name (name) @name) @receiver
]) @reference.read
(scoped_property_access_expression scope: [
  (name) @name
  (qualified_name (name) @name) @receiver
]) @reference.read

; constants: a bare name is one only in some places
(argument (name) @read .)
(array_element_initializer (name) @read)
(assignment_expression right: (name) @read)
(binary_expression (name) @read)
(conditional_expression (name) @read)
(const_element (name) . (name) @read)
(match_conditional_expression (name) @read)
(parenthesized_expression (name) @read)
(property_element default_value: (name) @read)
(return_statement (name) @read)
(simple_parameter default_value: (name) @read)
(subscript_expression (name) @read)
(unary_op_expression (name) @read)

; -- inheritance

(anonymous_class (base_clause (_) @base) body: (_) @anonymous)
(anonymous_class (class_interface_clause (_) @base) body: (_) @anonymous)
(anonymous_class body: (_) @anonymous)
(class_declaration (base_clause (_) @base)) @heritage.extends
(class_declaration (class_interface_clause (_) @base)) @heritage.implements
(enum_declaration (class_interface_clause (_) @base)) @heritage.implements
(interface_declaration (base_clause (_) @base)) @heritage.extends
(use_declaration [(name) (qualified_name)] @base) @heritage.mixes
(anonymous_class (base_clause [
  (name) @name
  (qualified_name (name) @name) @receiver
])) @reference.inherit
(anonymous_class (class_interface_clause [
  (name) @name
  (qualified_name (name) @name) @receiver
])) @reference.inherit

; -- imports

(namespace_definition name: (_) @module) @import.package
(namespace_use_declaration
  (namespace_use_clause
    (qualified_name prefix: (_)? @module (name) @name)
    alias: (name)? @alias)) @import.name
(namespace_use_declaration (namespace_use_clause . (name) @name alias: (name)? @alias)) @import.name
(namespace_use_declaration
  (namespace_name) @module
  body: (namespace_use_group
    (namespace_use_clause . (name) @name alias: (name)? @alias))) @import.name
([
  (require_expression [(string) @module (_ operator: _ right: (string) @module)])
  (require_once_expression [(string) @module (_ operator: _ right: (string) @module)])
  (include_expression [(string) @module (_ operator: _ right: (string) @module)])
  (include_once_expression [(string) @module (_ operator: _ right: (string) @module)])
]) @import.include

(comment) @comment
