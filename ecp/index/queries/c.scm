; -- definitions

(function_definition
  type: (_) @type
  declarator: (_) @declarator
  body: (_) @body) @definition.function

; `TEST_IMPL(name) { … }`: a macro makes a function, and what it is given is all that tells them apart
(function_definition
  type: (type_identifier) @made
  declarator: (parenthesized_declarator . (identifier) @name .)
  body: (_) @body) @definition.function
(function_definition
  type: (type_identifier) @name
  declarator: (parenthesized_declarator . (identifier) .)) @reference.call

(struct_specifier
  name: (type_identifier) @name
  body: (_) @body) @definition.struct
(union_specifier
  name: (type_identifier) @name
  body: (_) @body) @definition.struct
(enum_specifier
  name: (type_identifier) @name
  body: (_) @body) @definition.enum
(enumerator
  name: (identifier) @name
  value: (_)? @value) @definition.enum_member

; The fields of a struct without a name belong to what is declared with it, so that is the whole declaration ...
(type_definition
  type: (_ !name body: (field_declaration_list) @body)
  . declarator: (_) @declarator) @definition.struct
(type_definition
  type: (enum_specifier !name body: (_) @body)
  . declarator: (_) @declarator) @definition.enum
(declaration
  type: (_ !name body: (field_declaration_list))
  declarator: (_) @declarator) @definition.variable @binding.assign
(field_declaration
  type: (_ !name body: (field_declaration_list))
  declarator: (_) @declarator) @definition.field

; ... and elsewhere only the declarator, as a named struct is a definition beside it.
(type_definition
  type: (_) @type
  declarator: (_) @declarator @definition.type)
(declaration
  (storage_class_specifier)? @_storage
  type: (_) @type
  declarator: (_) @declarator @definition.variable @binding.assign
  (#not-eq? @_storage "extern"))
(declaration
  (storage_class_specifier "extern")
  type: (_) @type
  declarator: (_) @declarator @binding.assign)
(field_declaration
  type: (_) @type
  declarator: (_) @declarator @definition.field)

; `type_t (*hook)(void);` looks like a call of what a call returns
(expression_statement [
  (_
    function: (_
      function: (identifier)
      arguments: (argument_list . (pointer_expression argument: (identifier) @name) .)))
  (assignment_expression
    left: (_
      function: (_
        function: (identifier)
        arguments: (argument_list . (pointer_expression argument: (identifier) @name) .)))
    right: (_) @value)
]) @definition.variable @binding.assign

((preproc_def
  name: (identifier) @name
  value: (preproc_arg) @opens) @definition.macro
  (#match? @opens "^\\s*namespace\\s+\\w+\\s*\\{"))
(preproc_def
  name: (identifier) @name) @definition.macro
(preproc_function_def
  name: (identifier) @name
  value: (_)? @body) @definition.macro
(preproc_params (identifier) @name @binding.parameter)
(preproc_def value: (preproc_arg) @fragment)
(preproc_function_def value: (preproc_arg) @fragment)

; -- bindings

(parameter_declaration
  type: (_) @type
  declarator: (_) @declarator) @binding.parameter

[(compound_statement) (for_statement)] @scope
(parameter_declaration declarator: [
  (function_declarator parameters: (_) @scope.signature)
  (pointer_declarator declarator: (function_declarator parameters: (_) @scope.signature))
])

(assignment_expression
  left: (identifier) @name
  right: (_) @value) @binding.reassign
(assignment_expression
  left: (_
    argument: (_) @receiver
    field: (field_identifier) @name)
  right: (_) @value) @binding.assign

(declaration
  type: [(type_identifier) (_ name: (_))] @receiver
  declarator: (_
    declarator: (_) @declarator
    value: (initializer_list) @value)) @binding.member
(declaration
  type: (_ !name body: (_))
  declarator: (_
    declarator: [
      (identifier) @receiver
      (_ declarator: (identifier) @receiver)
    ] @declarator
    value: (initializer_list) @value)) @binding.member
(compound_literal_expression
  type: (_ type: (_) @receiver)
  value: (_) @value) @binding.member

(return_statement (_) @value) @binding.return

; -- references

(call_expression function: (identifier) @name) @reference.call
(call_expression
  function: (_
    argument: (_) @receiver
    field: (field_identifier) @name)) @reference.call
; (*f)(x), (*ops->read)(x), (ops->read)(x)
(call_expression
  function: (parenthesized_expression
    (pointer_expression argument: (identifier) @name))) @reference.call
(call_expression
  function: (parenthesized_expression [
    (_
      argument: (_) @receiver
      field: (field_identifier) @name)
    (pointer_expression
      argument: (_
        argument: (_) @receiver
        field: (field_identifier) @name))
  ])) @reference.call

(update_expression argument: (identifier) @name) @reference.write
(update_expression
  argument: (_
    argument: (_) @receiver
    field: (field_identifier) @name)) @reference.write
(field_expression
  argument: (_) @receiver
  field: (field_identifier) @name) @reference.read
(type_identifier) @name @reference.type
(identifier) @read

(attribute_specifier (argument_list (identifier) @ignore))

; -- imports

(preproc_include path: (_) @module) @import.include

(comment) @comment
