; -- imports: all that a module exports

(import_declaration (identifier) @module) @import.star
(import_declaration) @ignore

; -- definitions

(class_declaration
  declaration_kind: ["class" "actor"]
  name: (type_identifier) @name
  body: (_) @body) @definition.class
(class_declaration
  declaration_kind: "struct"
  name: (type_identifier) @name
  body: (_) @body) @definition.struct
(class_declaration
  declaration_kind: "enum"
  name: (type_identifier) @name
  body: (_) @body) @definition.enum
(class_declaration
  declaration_kind: "extension"
  name: (_) @owner
  body: (_) @body) @extension
(protocol_declaration
  name: (type_identifier) @name
  body: (_) @body) @definition.interface
(enum_entry
  name: (simple_identifier) @name
  . data_contents: (_)? @type) @definition.enum_member
(typealias_declaration
  name: (type_identifier) @name
  name: (_) @type .) @definition.type
(associatedtype_declaration
  name: (type_identifier) @name
  inherits_from: (_)? @type) @definition.type

; A function's name may be an operator; its result and its name are in fields of the same name.  Two patterns, since an
; optional part of so large a node multiplies what the query's analysis has to go through.
(function_declaration
  "func"
  . name: _ @name
  "->"
  . name: _ @type
  body: (_) @body) @definition.function
(function_declaration
  "func"
  . name: _ @name
  body: (_) @body) @definition.function
(protocol_function_declaration
  "func"
  . name: _ @name
  ("->" . name: _ @type)?) @definition.method
(init_declaration
  name: "init" @name
  body: (_)? @body) @definition.method
(deinit_declaration
  "deinit" @name
  body: (_) @body) @definition.method
(subscript_declaration
  "subscript" @name
  name: (_) @type
  (computed_property) @body) @definition.method
(macro_declaration (simple_identifier) @name) @definition.macro

(property_declaration
  name: (_ bound_identifier: (simple_identifier) @name)
  (type_annotation)? @type
  computed_value: (_) @body) @definition.property
(property_declaration
  name: (_ bound_identifier: (simple_identifier) @name)
  . (type_annotation)? @type
  . "="?
  . value: (_)? @value @own) @definition.variable @binding.assign
(property_declaration
  name: (_ (pattern)) @pattern
  value: (_) @value) @definition.variable @binding.assign
(protocol_property_declaration
  name: (_ bound_identifier: (simple_identifier) @name)
  (type_annotation) @type) @definition.variable

; -- inheritance

(class_declaration
  declaration_kind: "class"
  (inheritance_specifier inherits_from: (_) @base)) @heritage.extends
(class_declaration
  declaration_kind: ["struct" "enum" "actor"]
  (inheritance_specifier inherits_from: (_) @base)) @heritage.implements
(class_declaration
  declaration_kind: "extension"
  name: (_) @owner
  (inheritance_specifier inherits_from: (_) @base)) @heritage.implements
(protocol_declaration
  (inheritance_specifier inherits_from: (_) @base)) @heritage.extends

; -- other bindings

(type_parameter
  (type_identifier) @name
  name: (_)? @type) @binding.generic
(inheritance_constraint
  (identifier . (simple_identifier) @name .)
  (_) @type .) @binding.generic
(equality_constraint
  (identifier . (simple_identifier) @name .)
  (_) @type .) @binding.generic
[(typealias_declaration (type_parameters)) (subscript_declaration)] @scope

(parameter
  name: (simple_identifier) @name
  . (parameter_modifiers)?
  . name: (_) @type) @binding.parameter
(parameter external_name: (simple_identifier) @ignore)
(lambda_parameter
  name: (simple_identifier) @name
  . name: (_)? @type) @binding.parameter
; `pen.use { pen in`, with a body of lines of its own
(lambda_literal
  type: (lambda_function_type
    (lambda_function_type_parameters
      (lambda_parameter
        name: (simple_identifier) @name
        . name: (_)? @type) @binding.parameter))
  (statements) @from)
(lambda_literal) @binding.function
(lambda_literal) @scope.function
[
  (if_statement) (while_statement) (for_statement) (do_statement) (repeat_while_statement) (switch_entry)
  (catch_block) (computed_getter) (computed_setter) (willset_didset_block)
] @scope

(for_statement
  item: (_) @pattern
  collection: (_) @value) @binding.iterate
; A condition's: of `if`, `guard` and `while`, which are not named, as they make the query's analysis ten times as long.
(_
  bound_identifier: (simple_identifier) @name
  . "="
  . condition: (_) @value @own) @binding.assign
(catch_block
  error: (pattern
    (pattern bound_identifier: (simple_identifier) @name)
    name: (_) @type)) @binding.except
(catch_block error: (pattern bound_identifier: (simple_identifier) @name)) @binding.except

; `case .circle(let radius)`, `case let .circle(radius)`, `case let shape as Circle`, `case let whole`
(switch_pattern (pattern (pattern bound_identifier: (simple_identifier) @name @binding.assign)))
(switch_pattern
  (pattern
    (value_binding_pattern)
    (pattern bound_identifier: (simple_identifier) @name)
    name: (_) @type)) @binding.assign
(switch_statement
  expr: (_) @value
  (switch_entry
    (switch_pattern
      (pattern
        (value_binding_pattern)
        bound_identifier: (simple_identifier) @name)))) @binding.assign
(_ condition: (pattern bound_identifier: (simple_identifier) @name @binding.assign))
(_ (value_binding_pattern) (pattern . (simple_identifier) @name @binding.assign .))
(pattern (value_binding_pattern) (pattern (pattern . (simple_identifier) @name @binding.assign .)))

; -- references

(call_expression
  . (simple_identifier) @name
  . (call_suffix [(value_arguments . "(") (lambda_literal)])) @reference.call
(call_expression
  . (_
    target: (_) @receiver
    suffix: (_ suffix: (simple_identifier) @name))
  . (call_suffix [(value_arguments . "(") (lambda_literal)])) @reference.call
(call_expression
  . (_
    operation: "." @receiver
    target: (simple_identifier) @name)) @reference.call
(prefix_expression
  operation: "." @receiver
  target: (simple_identifier) @name) @reference.read
(constructor_expression
  constructed_type: (user_type (type_identifier) @name .)) @reference.new
(constructor_expression
  constructed_type: (user_type (type_identifier) @name . (type_arguments))) @reference.new

(attribute (user_type (type_identifier) @name)) @reference.decorate
(attribute (simple_identifier) @ignore)

(user_type
  (type_identifier) @receiver
  . (type_identifier) @name) @reference.type
(type_identifier) @read.type

(assignment
  target: (_ [
    (simple_identifier) @name
    (_
      target: (_) @receiver
      suffix: (_ suffix: (simple_identifier) @name))
  ])) @reference.write

(navigation_expression
  target: (_) @receiver
  suffix: (_ suffix: (simple_identifier) @name)) @reference.read
(simple_identifier) @read

(value_argument_label (simple_identifier) @ignore)
(enum_type_parameters (simple_identifier) @ignore)
(tuple_type_item name: (simple_identifier) @ignore)
(directive (simple_identifier) @ignore)
(precedence_group_declaration) @ignore
(operator_declaration) @ignore

[(comment) (multiline_comment)] @comment
