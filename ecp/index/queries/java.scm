; -- definitions

(class_declaration
  name: (identifier) @name
  body: (_) @body) @definition.class
(record_declaration
  name: (identifier) @name
  body: (_) @body) @definition.class
(interface_declaration
  name: (identifier) @name
  body: (_) @body) @definition.interface
(annotation_type_declaration
  name: (identifier) @name
  body: (_) @body) @definition.interface
(enum_declaration
  name: (identifier) @name
  body: (_) @body) @definition.enum
(enum_constant
  name: (identifier) @name @exported) @definition.enum_member

(method_declaration
  type: (_) @type
  name: (identifier) @name
  body: (_)? @body) @definition.method
(constructor_declaration
  name: (identifier) @name
  body: (_) @body) @definition.method
(compact_constructor_declaration
  name: (identifier) @name
  body: (_) @body) @definition.method
(annotation_type_element_declaration
  type: (_) @type
  name: (identifier) @name) @definition.method

(field_declaration
  type: (_) @type
  declarator: (variable_declarator
    name: (identifier) @name
    value: (_)? @value)) @definition.field
(constant_declaration
  type: (_) @type
  declarator: (variable_declarator
    name: (identifier) @name
    value: (_)? @value)) @definition.field
(record_declaration
  parameters: (formal_parameters
    (formal_parameter
      type: (_) @type
      name: (identifier) @name @exported) @definition.field))

(object_creation_expression
  type: (_) @base
  (class_body) @anonymous)
(enum_constant (class_body) @anonymous)

(interface_body) @exported
(annotation_type_body) @exported

; -- bindings

(local_variable_declaration
  type: (_) @type
  declarator: (variable_declarator
    name: (identifier) @name
    value: (_)? @value)) @binding.assign
(formal_parameter
  type: (_) @type
  name: (identifier) @name) @binding.parameter
(spread_parameter
  (variable_declarator name: (identifier) @name)) @type @binding.parameter
(lambda_expression parameters: (identifier) @name @binding.parameter)
(inferred_parameters (identifier) @name @binding.parameter)

(type_parameter
  (type_identifier) @name
  (type_bound . (_) @type)?) @binding.generic

(enhanced_for_statement
  type: (_) @type
  name: (identifier) @pattern
  value: (_) @value) @binding.iterate
(resource
  type: (_) @type
  name: (identifier) @name
  value: (_) @value) @binding.with
(catch_formal_parameter
  (catch_type) @type
  name: (identifier) @name) @binding.except
(instanceof_expression
  right: (_) @type
  name: (identifier) @name) @binding.assign
(type_pattern (_) @type (identifier) @name) @binding.assign
(record_pattern_component (_) @type (identifier) @name) @binding.assign

(assignment_expression
  left: (identifier) @name
  right: (_) @value) @binding.reassign
(assignment_expression
  left: (field_access
    object: (_) @receiver
    field: (identifier) @name)
  right: (_) @value) @binding.assign

(return_statement (_) @value) @binding.return

[
  (block)
  (constructor_body)
  (for_statement)
  (enhanced_for_statement)
  (try_with_resources_statement)
  (catch_clause)
  (switch_rule)
] @scope
(lambda_expression) @scope.function

; -- references

(method_invocation
  !object
  name: (identifier) @name) @reference.call
(method_invocation
  object: (_) @receiver
  name: (identifier) @name) @reference.call
(explicit_constructor_invocation
  constructor: [(super) (this)] @name) @reference.call

(object_creation_expression
  type: [
    (type_identifier) @name
    (generic_type (type_identifier) @name)
  ]) @reference.new
(object_creation_expression
  type: [
    (scoped_type_identifier (_) @receiver (type_identifier) @name .)
    (generic_type (scoped_type_identifier (_) @receiver (type_identifier) @name .))
  ]) @reference.new
(method_reference
  . [
    (identifier) @name
    (generic_type (type_identifier) @name)
  ] "new") @reference.new
(method_reference . (_) @receiver (identifier) @name .) @reference.read

(annotation name: (identifier) @name) @reference.decorate
(marker_annotation name: (identifier) @name) @reference.decorate
(annotation name: (scoped_identifier scope: (_) @receiver name: (identifier) @name)) @reference.decorate
(marker_annotation name: (scoped_identifier scope: (_) @receiver name: (identifier) @name)) @reference.decorate

(update_expression (identifier) @name) @reference.write
(update_expression
  (field_access
    object: (_) @receiver
    field: (identifier) @name)) @reference.write
(field_access
  object: (_) @receiver
  field: (identifier) @name) @reference.read

(scoped_type_identifier (_) @receiver (type_identifier) @name .) @reference.type
(record_pattern . (identifier) @name) @reference.type
((type_identifier) @name @reference.type
  (#not-eq? @name "var"))
(identifier) @read

(scoped_identifier (identifier) @ignore)
(package_declaration (identifier) @ignore)
(element_value_pair key: (identifier) @ignore)
(labeled_statement (identifier) @ignore)
(break_statement (identifier) @ignore)
(continue_statement (identifier) @ignore)

; -- inheritance

(superclass (_) @base) @heritage.extends
(super_interfaces (type_list (_) @base)) @heritage.implements
(extends_interfaces (type_list (_) @base)) @heritage.extends

; -- imports

(package_declaration [(scoped_identifier) (identifier)] @module) @import.package
(import_declaration
  (scoped_identifier
    scope: (_) @module
    name: (identifier) @name) .) @import.name
(import_declaration
  (_) @module
  (asterisk)) @import.star

[(line_comment) (block_comment)] @comment
