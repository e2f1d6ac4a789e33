; -- definitions

(namespace_declaration
  name: (_) @name
  body: (_) @body) @definition.module
(file_scoped_namespace_declaration
  name: (_) @name) @definition.module @open

(class_declaration
  name: (identifier) @name
  body: (_)? @body) @definition.class
(struct_declaration
  name: (identifier) @name
  body: (_)? @body) @definition.struct
(record_declaration
  name: (identifier) @name
  body: (_)? @body) @definition.class
(interface_declaration
  name: (identifier) @name
  body: (_)? @body) @definition.interface
(enum_declaration
  name: (identifier) @name
  body: (_) @body) @definition.enum
(enum_member_declaration
  name: (identifier) @name @exported) @definition.enum_member
(delegate_declaration
  type: (_) @type
  name: (identifier) @name) @definition.type

; an extension method is called as a member of its first parameter
((method_declaration
  returns: (_) @type
  name: (identifier) @name
  parameters: (parameter_list . (parameter (modifier) @_modifier type: (_) @owner))
  body: (_) @body) @definition.method
  (#eq? @_modifier "this"))
(method_declaration
  returns: (_) @type
  name: (identifier) @name
  body: (_)? @body) @definition.method
(local_function_statement
  type: (_) @type
  name: (identifier) @name
  body: (_)? @body) @definition.function
(constructor_declaration
  name: (identifier) @name
  body: (_)? @body) @definition.method
(destructor_declaration
  body: (_)? @body) @declarator @definition.method
(operator_declaration
  type: (_) @type
  body: (_) @body) @declarator @definition.method
(conversion_operator_declaration
  type: (_) @type
  body: (_) @body) @declarator @definition.method

(property_declaration
  type: (_) @type
  name: (identifier) @name
  [accessors: (_) value: (_)] @body) @definition.property
(indexer_declaration
  type: (_) @type
  "this" @name
  [accessors: (_) value: (_)] @body) @definition.property
(event_declaration
  type: (_) @type
  name: (identifier) @name) @definition.property
(field_declaration
  (variable_declaration
    type: (_) @type
    (variable_declarator name: (identifier) @name))) @definition.field
(event_field_declaration
  (variable_declaration
    type: (_) @type
    (variable_declarator name: (identifier) @name))) @definition.field
(record_declaration
  (parameter_list
    (parameter
      type: (_) @type
      name: (identifier) @name @exported) @definition.property))

(interface_declaration body: (_) @exported)

; -- bindings

(variable_declaration
  type: (_) @type
  (variable_declarator
    name: (identifier) @name
    . (_)? @value)) @binding.assign
(variable_declarator
  (tuple_pattern) @pattern
  (_) @value) @binding.assign
(parameter
  type: (_)? @type
  name: (identifier) @name) @binding.parameter
; params T[] names
(parameter_list
  type: (_) @type
  name: (identifier) @name) @binding.parameter
(_ parameters: (implicit_parameter) @name @binding.parameter)

(type_parameter name: (identifier) @name) @binding.generic
(type_parameter_constraints_clause
  (identifier) @name
  (type_parameter_constraint type: (_) @type) @at) @binding.generic

(foreach_statement
  type: (_)? @type
  left: (_) @pattern
  right: (_) @value) @binding.iterate
(from_clause
  name: (identifier) @pattern
  (_) @value .) @binding.iterate
(let_clause
  . (identifier) @name
  (_) @value) @binding.assign
(catch_declaration
  type: (_) @type
  name: (identifier) @name) @binding.except
(declaration_pattern
  type: (_) @type
  name: (identifier) @name) @binding.assign
(recursive_pattern
  type: (_)? @type
  name: (identifier) @name) @binding.assign
(var_pattern (identifier) @name @binding.assign)
(declaration_expression
  type: (_) @type
  name: (identifier) @name) @binding.assign
(assignment_expression
  left: (tuple_expression) @pattern
  right: (_) @value) @binding.assign

(expression_statement
  (assignment_expression
    left: (identifier) @name
    right: (_) @value) @binding.reassign)
(assignment_expression
  left: (member_access_expression
    expression: _ @receiver
    name: (identifier) @name)
  right: (_) @value) @binding.assign
; new Box { Side = 1 }
(object_creation_expression
  initializer: (initializer_expression
    (assignment_expression
      left: (identifier) @name
      right: (_) @value))) @receiver @binding.assign

(return_statement (_) @value) @binding.return
(arrow_expression_clause (_) @value) @binding.return
(yield_statement (_) @value) @binding.yield

[
  (block)
  (for_statement)
  (foreach_statement)
  (using_statement)
  (catch_clause)
  (switch_section)
  (switch_expression_arm)
  (query_expression)
] @scope
[(lambda_expression) (anonymous_method_expression)] @scope.function

; -- references

((invocation_expression function: (identifier) @name) @reference.call
  (#not-eq? @name "nameof"))
(invocation_expression function: (generic_name (identifier) @name)) @reference.call
(invocation_expression
  function: (member_access_expression
    expression: _ @receiver
    name: [
      (identifier) @name
      (generic_name (identifier) @name)
    ])) @reference.call
(invocation_expression
  function: (conditional_access_expression
    condition: (_) @receiver
    (member_binding_expression
      name: [
        (identifier) @name
        (generic_name (identifier) @name)
      ]))) @reference.call
(constructor_initializer ["base" "this"] @name) @reference.call

(object_creation_expression
  type: [
    (identifier) @name
    (generic_name (identifier) @name)
  ]) @reference.new
(object_creation_expression
  type: (qualified_name
    qualifier: (_) @receiver
    name: [
      (identifier) @name
      (generic_name (identifier) @name)
    ])) @reference.new
(implicit_object_creation_expression "new" @name) @expected @reference.new

(attribute name: [
  (identifier) @name
  (generic_name (identifier) @name)
]) @reference.decorate
(attribute name: (qualified_name qualifier: (_) @receiver name: (identifier) @name)) @reference.decorate

(postfix_unary_expression (identifier) @name ["++" "--"]) @reference.write
(prefix_unary_expression ["++" "--"] (identifier) @name) @reference.write

; whatever has a `type`, and what else takes one
(_ type: (identifier) @name) @reference.type
[
  (method_declaration returns: (identifier) @name)
  (explicit_interface_specifier (identifier) @name)
  (type_argument_list (identifier) @name)
  (as_expression right: (identifier) @name)
  (is_expression right: (identifier) @name)
] @reference.type
(generic_name (identifier) @name) @reference.type
(qualified_name
  qualifier: (_) @receiver
  name: [
    (identifier) @name
    (generic_name (identifier) @name)
  ]) @reference.type

(member_access_expression
  expression: _ @receiver
  name: [
    (identifier) @name
    (generic_name (identifier) @name)
  ]) @reference.read
(conditional_access_expression
  condition: (_) @receiver
  (member_binding_expression name: (identifier) @name)) @reference.read
(identifier) @read

(using_directive) @ignore
(namespace_declaration name: (_) @ignore)
(file_scoped_namespace_declaration name: (_) @ignore)
(argument name: (identifier) @ignore)
(attribute_argument name: (identifier) @ignore)
(subpattern . (identifier) @ignore)
(destructor_declaration name: (identifier) @ignore)
(type_parameter_constraints_clause (identifier) @ignore)
(tuple_element name: (identifier) @ignore)
(member_binding_expression name: (identifier) @ignore)
(labeled_statement . (identifier) @ignore)
(goto_statement (identifier) @ignore)
(anonymous_object_creation_expression (identifier) @ignore . (_))
((identifier) @ignore (#eq? @ignore "nameof"))

; -- inheritance

(base_list [
  (identifier)
  (generic_name)
  (qualified_name)
  (primary_constructor_base_type)
] @base) @heritage.extends

; -- imports

(using_directive
  !name
  [(identifier) (qualified_name) (alias_qualified_name)] @module) @import.star
(using_directive
  name: (identifier) @alias
  (_) @module .) @import.namespace
(using_directive "global") @import.public

(comment) @comment
