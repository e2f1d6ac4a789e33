; -- package and imports

(package_header (identifier) @module) @import.package
; What follows an import, a comment even, may be part of it.
((import_header
  (identifier (simple_identifier) @name .) @module
  (import_alias (type_identifier) @alias)?) @import.name @_import
  (#not-match? @_import "^[^\n/]*[*]"))
(import_header
  (identifier) @module
  (wildcard_import)) @import.star
[(package_header) (import_header)] @ignore

; -- definitions

(class_declaration
  "interface"
  (type_identifier) @name
  (class_body)? @body) @definition.interface
(class_declaration
  "enum"
  (type_identifier) @name
  (enum_class_body) @body) @definition.enum
(class_declaration
  (type_identifier) @name
  (class_body)? @body) @definition.class
(object_declaration
  (type_identifier) @name
  (class_body)? @body) @definition.class
; The members of a companion without a name are the class's own; one with a name shares its members.
(companion_object
  (type_identifier) @name
  (class_body)? @body) @definition.class
(class_declaration
  (type_identifier) @owner
  (class_body (companion_object (type_identifier) @base))) @heritage.mixes
(enum_entry (simple_identifier) @name) @definition.enum_member
(type_alias
  (type_identifier) @name
  (_) @type .) @definition.type

(function_declaration
  receiver: (receiver_type)? @owner
  (simple_identifier) @name
  . (function_value_parameters)
  . [(user_type) (nullable_type) (not_nullable_type) (function_type) (parenthesized_type)]? @type
  (function_body)? @body) @definition.function
(secondary_constructor
  "constructor" @name
  (function_value_parameters)
  (statements)? @body) @definition.method

(property_declaration
  (modifiers (property_modifier) @_const)
  (variable_declaration
    (simple_identifier) @name
    (_)? @type)
  . "=" . (_) @value
  (#eq? @_const "const")) @definition.constant
(property_declaration
  receiver: (receiver_type)? @owner
  (variable_declaration
    (simple_identifier) @name
    (_)? @type)
  (getter) @body) @definition.property
(property_declaration
  (variable_declaration
    (simple_identifier) @name
    (_)? @type)
  (property_delegate
    (call_expression
      (call_suffix (annotated_lambda (lambda_literal (statements (_) @value .))))))) @definition.variable @binding.assign
(property_declaration
  receiver: (receiver_type)? @owner
  (variable_declaration
    (simple_identifier) @name
    (_)? @type)
  . "="? . (_)? @value) @definition.variable @binding.assign
(property_declaration
  (multi_variable_declaration) @pattern
  . "=" . (_) @value) @definition.variable @binding.assign
(class_parameter
  (binding_pattern_kind)
  (simple_identifier) @name
  . (_) @type) @definition.field

(object_literal
  (delegation_specifier [
    (user_type) @base
    (constructor_invocation (user_type) @base)
    (explicit_delegation (user_type) @base)
  ])
  (class_body) @anonymous)
(object_literal (class_body) @anonymous)
(enum_entry (class_body) @anonymous)

; -- inheritance

(class_declaration
  (delegation_specifier (constructor_invocation (user_type) @base))) @heritage.extends
(class_declaration
  "interface"
  (delegation_specifier (user_type) @base)) @heritage.extends
(class_declaration
  "class"
  (delegation_specifier [
    (user_type) @base
    (explicit_delegation (user_type) @base)
  ])) @heritage.implements
(object_declaration
  (delegation_specifier (constructor_invocation (user_type) @base))) @heritage.extends
(object_declaration
  (delegation_specifier (user_type) @base)) @heritage.implements
(companion_object
  (type_identifier)
  (delegation_specifier [
    (user_type) @base
    (constructor_invocation (user_type) @base)
  ])) @heritage.implements

; -- other bindings

(type_parameter
  (type_identifier) @name
  (_)? @type) @binding.generic
(type_constraint
  (type_identifier) @name
  (_) @type) @binding.generic
[(type_alias (type_parameters)) (property_declaration (type_parameters))] @scope

(function_value_parameters
  (parameter
    (simple_identifier) @name
    (_) @type) @binding.parameter)
; A parameter of the primary constructor is seen by all initial values.
(class_parameter
  (simple_identifier) @name
  . (_) @type) @binding.assign
(setter (parameter_with_optional_type (simple_identifier) @name @binding.parameter))
(lambda_parameters [(variable_declaration) (multi_variable_declaration)] @pattern @binding.parameter)
(lambda_parameters
  (variable_declaration
    (simple_identifier) @name
    (_) @type) @binding.parameter)
(lambda_literal) @binding.function
[(lambda_literal) (anonymous_function)] @scope.function
[(getter) (setter)] @scope
; https://kotlinlang.org/docs/scope-functions.html
((call_expression
  (navigation_expression (_) @value (navigation_suffix (simple_identifier) @_scope))
  (call_suffix (annotated_lambda (lambda_literal) @at))) @binding.receiver
  (#any-of? @_scope "apply" "run"))
((call_expression
  (simple_identifier) @_scope
  (call_suffix
    (value_arguments . (value_argument (_) @value) .)
    (annotated_lambda (lambda_literal) @at))) @binding.receiver
  (#eq? @_scope "with"))
[
  (anonymous_initializer) (secondary_constructor) (control_structure_body) (for_statement) (when_expression)
  (when_entry) (try_expression) (catch_block) (finally_block)
] @scope

(for_statement
  . [(variable_declaration) (multi_variable_declaration)] @pattern
  . (_) @value) @binding.iterate
(when_subject
  (variable_declaration) @pattern
  (_) @value) @binding.assign
(catch_block
  (simple_identifier) @name
  . (_) @type) @binding.except

; A test of a variable's type says what it is where the test holds.
(if_expression
  condition: [
    (check_expression . (simple_identifier) @name . "is" . (_) @type)
    (conjunction_expression (check_expression . (simple_identifier) @name . "is" . (_) @type))
  ]
  consequence: (control_structure_body) @at) @binding.assign
(when_expression
  (when_subject [
    (simple_identifier) @name
    (variable_declaration (simple_identifier) @name)
  ])
  (when_entry
    . (when_condition (type_test . "is" . (_) @type))
    . (control_structure_body) @at)) @binding.assign

(function_body . "=" . (_) @value) @binding.return

; -- references

(call_expression . (simple_identifier) @name) @reference.call
(call_expression
  . (navigation_expression
    (_) @receiver
    (navigation_suffix (simple_identifier) @name))) @reference.call
(infix_expression . (_) @receiver . (simple_identifier) @name) @reference.call
(constructor_delegation_call ["this" "super"] @name) @reference.call
(object_literal
  (delegation_specifier [
    (user_type . (type_identifier) @name .)
    (user_type . (type_identifier) @name . (type_arguments))
    (constructor_invocation (user_type . (type_identifier) @name .))
    (constructor_invocation (user_type . (type_identifier) @name . (type_arguments)))
  ])) @reference.new
(object_literal
  (delegation_specifier [
    (user_type (type_identifier) @receiver . (type_identifier) @name)
    (constructor_invocation (user_type (type_identifier) @receiver . (type_identifier) @name))
  ])) @reference.new

(annotation [
  (user_type (type_identifier) @name)
  (constructor_invocation (user_type (type_identifier) @name))
]) @reference.decorate
(file_annotation (constructor_invocation (user_type (type_identifier) @name))) @reference.decorate

(user_type
  (type_identifier) @receiver
  . (type_identifier) @name) @reference.type
(type_identifier) @read.type

(callable_reference
  (type_identifier) @receiver
  (simple_identifier) @name) @reference.read

(assignment
  (directly_assignable_expression . (simple_identifier) @name .)) @reference.write
(assignment
  (directly_assignable_expression
    (_) @receiver
    (navigation_suffix (simple_identifier) @name) .)) @reference.write

(navigation_expression
  (_) @receiver
  (navigation_suffix (simple_identifier) @name)) @reference.read
[(simple_identifier) (interpolated_identifier)] @read

(value_argument . (simple_identifier) @ignore . "=")
(function_type_parameters (parameter (simple_identifier) @ignore))
(label) @ignore

[(multiline_comment) (line_comment)] @comment
