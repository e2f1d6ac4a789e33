; inherits: c

; -- definitions

(namespace_definition
  name: (_) @name
  body: (_) @body) @definition.module

(class_specifier
  name: [
    (type_identifier) @name
    (template_type name: (type_identifier) @name)
    (_ scope: (_) @owner name: (type_identifier) @name)
  ]
  body: (_) @body) @definition.class
(struct_specifier
  name: [
    (template_type name: (type_identifier) @name)
    (_ scope: (_) @owner name: (type_identifier) @name)
  ]
  body: (_) @body) @definition.struct

; what a namespace without a name holds is seen in its file only
(namespace_definition
  !name
  body: (declaration_list
    (function_definition
      type: (_) @type
      declarator: (_) @declarator
      body: (_) @body) @definition.function @private))

; a test is a member of a class that derives from its fixture: https://google.github.io/googletest/reference/testing.html
((function_definition
  !type
  declarator: (_
    declarator: (identifier) @_macro
    parameters: (_
      . (_ type: (type_identifier) @owner)
      . (_ type: (type_identifier) @name) .))
  body: (_) @body) @definition.function
  (#match? @_macro "^(TYPED_)?TEST(_[FP])?$"))

; constructors, destructors and conversions have no type
((function_definition
  !type
  declarator: (_) @declarator
  body: (_)? @body) @definition.function
  (#not-match? @declarator "^(TYPED_)?TEST(_[FP])?\\("))
(function_definition
  type: (_) @type
  declarator: (_) @declarator
  [(default_method_clause) (delete_method_clause) (try_statement)] @body) @definition.function

; what a class only declares, unless it is pure
(field_declaration
  type: (_) @type
  declarator: (_) @declarator
  default_value: (_) @body) @definition.method
(field_declaration
  type: (_) @type
  declarator: (_) @declarator) @definition.method @forward
(field_declaration_list
  (declaration
    !type
    declarator: (_) @declarator) @definition.method @forward)
(field_declaration_list
  (template_declaration
    (declaration
      declarator: (_) @declarator) @definition.method @forward))

(alias_declaration
  name: (type_identifier) @name
  type: (_) @type) @definition.type
(concept_definition
  name: (identifier) @name) @definition.type

; -- bindings

(optional_parameter_declaration
  type: (_) @type
  declarator: (_) @declarator
  default_value: (_) @value) @binding.parameter
(parameter_list
  (variadic_parameter_declaration
    type: (_) @type
    declarator: (_) @declarator) @binding.parameter)
(catch_clause
  parameters: (parameter_list
    (parameter_declaration
      type: (_) @type
      declarator: (_) @declarator) @binding.except))
[(for_range_loop) (catch_clause) (condition_clause)] @scope
(lambda_expression) @scope.function
(abstract_function_declarator parameters: (_) @scope.signature)

; a template's parameters stand before what they are of; those that need not be told have a value
(template_declaration
  parameters: (template_parameter_list [
    (type_parameter_declaration (type_identifier) @name)
    (optional_type_parameter_declaration name: (type_identifier) @name default_type: (_) @value)
    (variadic_type_parameter_declaration (type_identifier) @name) @value
    (parameter_declaration declarator: (identifier) @name)
  ])
  [
    (class_specifier)
    (struct_specifier)
    (function_definition)
    (declaration)
    (field_declaration)
    (alias_declaration)
    (concept_definition)
  ] @at) @binding.generic

(declaration
  declarator: (_
    declarator: [
      (structured_binding_declarator)
      (reference_declarator (structured_binding_declarator))
    ] @pattern
    value: (_) @value)) @binding.assign
(for_range_loop
  type: (_) @type
  declarator: (_) @pattern
  right: (_) @value) @binding.iterate
(condition_clause
  value: (_
    type: (_) @type
    declarator: (_) @declarator
    value: (_) @value) @binding.assign)
; `Foo x(y);` looks like a prototype
(compound_statement
  (_
    !body
    type: [(type_identifier) (qualified_identifier) (template_type)] @type
    declarator: (_
      declarator: (identifier) @name
      parameters: (_ . (_ !declarator !default_value type: (type_identifier))))) @binding.assign)
(lambda_capture_initializer
  left: (identifier) @name
  right: (_) @value) @binding.assign

(co_yield_statement (_) @value) @binding.yield
(co_return_statement (_) @value) @binding.return

; -- references

; the class of a local variable with arguments, and a new one's
(compound_statement
  (_
    !body
    type: (type_identifier) @name
    declarator: (_
      declarator: (identifier)
      parameters: (_ . (_ !declarator !default_value type: (type_identifier)))))) @reference.new
(declaration
  type: [
    (type_identifier) @name
    (template_type name: (type_identifier) @name)
  ]
  declarator: (_ value: [(argument_list) (initializer_list)])) @reference.new
(declaration
  type: (_
    scope: (_) @receiver
    name: (type_identifier) @name)
  declarator: (_ value: [(argument_list) (initializer_list)])) @reference.new
(new_expression
  type: [
    (type_identifier) @name
    (template_type name: (type_identifier) @name)
  ]) @reference.new
(new_expression
  type: (_
    scope: (_) @receiver
    name: [
      (type_identifier) @name
      (template_type name: (type_identifier) @name)
    ])) @reference.new
(compound_literal_expression
  type: [
    (type_identifier) @name
    (template_type name: (type_identifier) @name)
  ]) @reference.new
(field_initializer [
  (field_identifier) @name
  (template_method name: (field_identifier) @name)
]) @reference.new
(field_initializer
  (_
    scope: (_) @receiver
    name: (_) @name)) @reference.new

(call_expression
  function: (template_function name: (identifier) @name)
  (#not-match? @name "^(static|dynamic|const|reinterpret)_cast$")) @reference.call
(call_expression
  function: (_
    scope: (_) @receiver
    name: [
      (identifier) @name
      (template_function name: (identifier) @name)
    ])) @reference.call
; ::f()
(call_expression
  function: (qualified_identifier
    . "::" @receiver
    name: [
      (identifier) @name
      (template_function name: (identifier) @name)
    ])) @reference.call
(call_expression
  function: (_
    scope: (_)? @receiver
    name: (_
      scope: (_) @receiver
      name: [
        (identifier) @name
        (template_function name: (identifier) @name)
      ]))) @reference.call
(call_expression
  function: (_
    scope: (_)? @receiver
    name: (_
      scope: (_) @receiver
      name: (_
        scope: (_) @receiver
        name: [
          (identifier) @name
          (template_function name: (identifier) @name)
        ])))) @reference.call
(call_expression
  function: (_
    argument: (_) @receiver
    field: [
      (template_method name: (field_identifier) @name)
      (dependent_name (template_method name: (field_identifier) @name))
    ])) @reference.call
; x.Base::f()
(call_expression
  function: (_
    field: (_
      scope: (_) @receiver
      name: (_) @name))) @reference.call

(qualified_identifier
  scope: (_) @receiver
  name: (_
    scope: (_) @receiver
    name: [
      (type_identifier) @name
      (template_type name: (type_identifier) @name)
    ])) @reference.type
(qualified_identifier
  scope: (_) @receiver
  name: [
    (type_identifier) @name
    (template_type name: (type_identifier) @name)
  ]) @reference.type
(qualified_identifier
  scope: (_) @receiver
  name: (_
    scope: (_) @receiver
    name: (identifier) @name)) @reference.read
(qualified_identifier
  scope: (_) @receiver
  name: (identifier) @name) @reference.read
(namespace_identifier) @read

((template_function name: (identifier) @ignore)
  (#match? @ignore "^(static|dynamic|const|reinterpret)_cast$"))
(template_parameter_list [
  (type_parameter_declaration (type_identifier) @ignore)
  (optional_type_parameter_declaration name: (type_identifier) @ignore)
  (variadic_type_parameter_declaration (type_identifier) @ignore)
])
(destructor_name (identifier) @ignore)
(using_declaration) @ignore
(attribute name: (identifier) @ignore)

; -- inheritance

(base_class_clause
  [(type_identifier) (template_type) (qualified_identifier)] @base) @heritage.extends

; -- imports

(using_declaration "namespace" [(identifier) (qualified_identifier)] @module) @import.star
((using_declaration
  (qualified_identifier name: [
    (identifier) @name
    (_ name: [
      (identifier) @name
      (_ name: [(identifier) @name (_ name: (identifier) @name)])
    ])
  ]) @module) @_declaration @import.name
  (#not-match? @_declaration "^using\\s+namespace"))
(namespace_alias_definition
  name: (namespace_identifier) @alias
  . (_) @module) @import.namespace
(import_declaration name: (module_name) @module) @import.module
