; inherits: ecma

; -- definitions

(function_declaration name: (identifier) @name return_type: (_)? @type body: (_) @body) @definition.function
(generator_function_declaration
  name: (identifier) @name
  return_type: (_)? @type
  body: (_) @body) @definition.function
(function_signature name: (identifier) @name return_type: (_)? @type) @definition.function
(class_declaration name: (type_identifier) @name body: (_) @body) @definition.class
(abstract_class_declaration name: (type_identifier) @name body: (_) @body) @definition.class
(interface_declaration name: (type_identifier) @name body: (_) @body) @definition.interface
(type_alias_declaration name: (type_identifier) @name value: (_) @type) @definition.type
(enum_declaration name: (identifier) @name body: (_) @body) @definition.enum
(enum_body name: [(property_identifier) (string)] @name @definition.enum_member)
(enum_assignment name: [(property_identifier) (string)] @name value: (_) @value) @definition.enum_member
(internal_module name: (_) @name body: (_)? @body) @definition.module
(module name: (_) @name body: (_)? @body) @definition.module
(ambient_declaration "global" @name (statement_block) @body) @definition.module

(variable_declarator
  name: (identifier) @name
  value: [
    (_ parameters: (_) return_type: (_)? @type body: (_) @body)
    (_ parameter: (_) body: (_) @body)
    (as_expression
      (parenthesized_expression [
        (_ parameters: (_) return_type: (_)? @type body: (_) @body)
        (_ parameter: (_) body: (_) @body)
      ]))
  ]) @definition.function
(variable_declarator name: (identifier) @name value: (class body: (_) @body)) @definition.class
(variable_declarator
  name: (identifier) @name
  type: (_)? @type
  value: (_)? @value) @definition.variable @binding.assign
(variable_declarator
  name: [(object_pattern) (array_pattern)] @pattern
  type: (_)? @type
  value: (_) @value) @definition.variable @binding.assign

(method_definition
  name: [(property_identifier) (private_property_identifier) (string) (number)] @name
  return_type: (_)? @type
  body: (_) @body) @definition.method
(abstract_method_signature
  name: [(property_identifier) (string)] @name
  return_type: (_)? @type) @definition.method
(method_signature
  name: [(property_identifier) (private_property_identifier) (string) (number)] @name
  return_type: (_)? @type) @definition.method
(method_signature) @scope
(pair
  key: [(property_identifier) (string) (number)] @name
  value: [
    (_ parameters: (_) return_type: (_)? @type body: (_) @body)
    (_ parameter: (_) body: (_) @body)
    (as_expression
      (parenthesized_expression [
        (_ parameters: (_) return_type: (_)? @type body: (_) @body)
        (_ parameter: (_) body: (_) @body)
      ]))
  ]) @definition.method
(public_field_definition
  name: [(property_identifier) (private_property_identifier) (string)] @name
  value: [
    (_ parameters: (_) return_type: (_)? @type body: (_) @body)
    (_ parameter: (_) body: (_) @body)
  ]) @definition.method
(public_field_definition
  name: [(property_identifier) (private_property_identifier) (string)] @name
  type: (_)? @type
  value: (_)? @value) @definition.field
; apart: an optional child before the others multiplies what is compiled, and so do the kinds of names
((method_definition
  (accessibility_modifier "private") @private
  name: _ @name) @definition.method
  (#not-match? @name "^\\["))
((public_field_definition
  (accessibility_modifier "private") @private
  name: _ @name) @definition.field
  (#not-match? @name "^[\\[0-9]"))
(interface_body
  (property_signature
    name: [(property_identifier) (string) (number)] @name
    type: (_)? @type) @definition.field)
(type_alias_declaration
  value: (object_type
    (property_signature
      name: [(property_identifier) (string) (number)] @name
      type: (_)? @type) @definition.field))
(type_alias_declaration
  value: (intersection_type
    (object_type
      (property_signature
        name: [(property_identifier) (string) (number)] @name
        type: (_)? @type) @definition.field)))

; a constructor's parameter with a modifier is a field too
(required_parameter
  [(accessibility_modifier) (override_modifier) "readonly"]
  pattern: (identifier) @name
  type: (_)? @type) @definition.field

; a function or class that is known by a name of its own only
(function_expression name: (identifier) @name return_type: (_)? @type body: (_) @body) @definition.function
(generator_function name: (identifier) @name return_type: (_)? @type body: (_) @body) @definition.function
(class name: (type_identifier) @name body: (_) @body) @definition.class

; -- bindings

(export_statement "default" @name value: [(as_expression) (satisfies_expression)] @value) @binding.assign
; import draw = shapes.draw
(import_alias . (identifier) @name . (_) @value) @binding.alias

(assignment_expression
  left: (_
    object: (_) @receiver
    [
      property: (property_identifier) @name
      property: (private_property_identifier) @name
      index: (string (string_fragment) @name)
    ])
  right: (_) @value) @binding.assign

(required_parameter
  pattern: [(identifier) (this)] @name
  type: (_)? @type
  value: (_)? @value) @binding.parameter
(optional_parameter
  pattern: (identifier) @name
  type: (_)? @type) @binding.parameter
[
  (required_parameter
    pattern: [(object_pattern) (array_pattern)] @pattern
    type: (_)? @type
    value: (_)? @value)
  (optional_parameter
    pattern: [(object_pattern) (array_pattern)] @pattern
    type: (_)? @type)
] @binding.parameter
; `({ side }: { side: Length })`
((required_parameter
  pattern: (object_pattern [
    (shorthand_property_identifier_pattern) @name
    (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
  ])
  type: (type_annotation
    (object_type
      (property_signature name: (property_identifier) @_member type: (_) @type)))) @binding.parameter
  (#eq? @name @_member))
(required_parameter pattern: (rest_pattern (identifier) @name) type: (_)? @type) @binding.parameter
(arrow_function parameter: (identifier) @name @binding.parameter)
(type_parameter name: (type_identifier) @name constraint: (constraint (_) @type)? ) @binding.generic
(catch_clause parameter: (_) @pattern type: (_)? @type) @binding.except
; what a value of an interface gives when it is called: a member named `(`
(call_signature parameters: (formal_parameters "(" @name)) @type @binding.assign
(construct_signature "new" @name) @type @binding.assign
; what it has under any other name: a member named `[`
(interface_body (index_signature "[" @name type: (_) @type) @binding.assign)
[(function_type) (constructor_type) (call_signature) (construct_signature)] @scope.signature
(type_alias_declaration) @scope

; `pen.isQuill()`, of a method that tells what its receiver is
((call_expression
  function: (member_expression object: (identifier) @name) @guard
  arguments: (arguments . ")")) @binding.narrow
  (#match? @guard "[.](is|has)[A-Z][A-Za-z]*$"))

; -- imports

((call_expression
  function: (_
    object: (_ function: (import) arguments: (_ . (string) @module))
    property: (property_identifier) @_then)
  arguments: (_
    . (arrow_function
      parameters: (_
        . (_
          pattern: (object_pattern (shorthand_property_identifier_pattern) @name)))))) @import.name
  (#eq? @_then "then"))
((call_expression
  function: (_
    object: (_ function: (import) arguments: (_ . (string) @module))
    property: (property_identifier) @_then)
  arguments: (_
    . (arrow_function
      parameters: (_ . (_ pattern: (identifier) @alias))))) @import.namespace
  (#eq? @_then "then"))

(import_statement
  (import_require_clause (identifier) @alias source: (string) @module)) @import.module
(export_statement "export" @alias . "=" . (identifier) @name) @import.export

; -- references

(call_expression
  function: (non_null_expression [
    (identifier) @name
    (_ object: (_) @receiver property: [(property_identifier) (private_property_identifier)] @name)
  ])) @reference.call
; sql<number>`select`, which the grammar takes for comparisons
(binary_expression
  left: (_
    left: [
      (identifier) @name
      (_ object: (_) @receiver property: (property_identifier) @name)
    ]
    operator: "<")
  operator: ">"
  right: (template_string)) @reference.call
(nested_type_identifier module: (_) @receiver name: (type_identifier) @name) @reference.type
(type_identifier) @read.type
(index_signature name: (identifier) @ignore)
(type_predicate name: (identifier) @ignore)
(internal_module name: (identifier) @ignore)

; -- inheritance

(extends_clause value: [(identifier) (member_expression)]) @base @heritage.extends
; `extends Mixin(Base)`: what the type is bound to as `extends`
(extends_clause "extends" @name value: [(call_expression) (parenthesized_expression)] @value) @binding.assign
(extends_type_clause type: (_) @base) @heritage.extends
(implements_clause (_) @base) @heritage.implements
