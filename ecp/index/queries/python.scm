; -- definitions

; a type parameter has its bound for a type
((assignment
  left: (identifier) @name
  right: (call
    function: [(identifier) (attribute)]
    arguments: (argument_list
      (keyword_argument name: (identifier) @_bound value: (_) @type))) @value) @definition.variable
  (#eq? @_bound "bound"))

; or is one of several: `T = TypeVar("T", Pen, Quill)`
((assignment
  left: (identifier) @name
  right: (call
    function: [(identifier) (attribute)] @_maker
    arguments: (argument_list . (string) ("," . [(identifier) (attribute) (string) (subscript)] @type)+)) @value)
  @definition.variable
  (#match? @_maker "TypeVar$"))

; a new type is what it is made of: `Width = NewType("Width", Length)`
((assignment
  left: (identifier) @name
  right: (call
    function: [(identifier) (attribute)] @_maker
    arguments: (argument_list . (string) . (_) @value .))) @definition.variable @binding.store
  (#match? @_maker "NewType$"))

(class_definition
  name: (identifier) @name
  body: (_ . (string)? @doc) @body) @definition.class

(function_definition
  name: (identifier) @name
  return_type: (type)? @type
  body: (_ . (string)? @doc) @body) @definition.function

(assignment
  left: (identifier) @name
  type: (type)? @type
  right: (_)? @value) @definition.variable @binding.store

(assignment
  left: [(pattern_list) (tuple_pattern) (list_pattern)] @pattern
  right: (_) @value) @definition.variable @binding.store

(type_alias_statement
  left: (type (identifier) @name)
  right: (type) @type) @definition.type

; -- attributes of instances (`selfattr` holds only where the receiver is one of the language's self_names)

(assignment
  left: (_
    object: (_) @receiver
    attribute: (identifier) @name)
  type: (type)? @type
  right: (_)? @value) @definition.selfattr @binding.assign

(assignment
  left: [
    (pattern_list (_ object: (_) @receiver attribute: (identifier) @name) @part)
    (tuple_pattern (_ object: (_) @receiver attribute: (identifier) @name) @part)
  ]
  right: (_) @value) @definition.selfattr @binding.assign

(augmented_assignment
  left: (_
    object: (_) @receiver
    attribute: (identifier) @name)) @reference.write

(augmented_assignment
  left: (identifier) @name) @reference.write

(delete_statement
  (_
    object: (_) @receiver
    attribute: (identifier) @name)) @reference.write

; -- other bindings

(named_expression
  name: (identifier) @name
  value: (_) @value) @binding.assign

(parameters (identifier) @name @binding.parameter)
(parameters (typed_parameter . (identifier) @name type: (type) @type) @binding.parameter)
(parameters (default_parameter name: (identifier) @name value: (_) @value) @binding.parameter)
(parameters
  (typed_default_parameter
    name: (identifier) @name
    type: (type) @type
    value: (_) @value) @binding.parameter)
(parameters [(list_splat_pattern (identifier) @ignore) (dictionary_splat_pattern (identifier) @ignore)])
(parameters (typed_parameter (list_splat_pattern (identifier) @name) @rest type: (type) @type) @binding.parameter)
(parameters
  (typed_parameter (dictionary_splat_pattern (identifier) @name) @keywords type: (type) @type) @binding.parameter)

(lambda) @scope
(lambda_parameters (identifier) @name @binding.parameter)
(lambda_parameters (default_parameter name: (identifier) @name value: (_) @value) @binding.parameter)

; what may be run or not, and what a check says of a name in it
[
  (if_statement consequence: (block) @branch)
  (elif_clause consequence: (block) @branch)
  (else_clause body: (block) @branch)
  (try_statement body: (block) @branch)
  (except_clause (block) @branch)
  (case_clause consequence: (block) @branch)
  (for_statement body: (block) @branch)
  (while_statement body: (block) @branch)
]
((call
  function: (identifier) @_check
  arguments: (argument_list . [(identifier) (_ object: (identifier))] @name . (_) @type)) @binding.narrow
  (#eq? @_check "isinstance"))

(match_statement
  subject: (identifier) @name
  body: (block
    alternative: (case_clause
      (case_pattern [
        (class_pattern (dotted_name) @type)
        (as_pattern (case_pattern (class_pattern (dotted_name) @type)))
        (union_pattern (class_pattern (dotted_name) @type) ("|" (class_pattern (dotted_name) @type))+)
      ])
      consequence: (block) @at))) @binding.narrow
(as_pattern
  (case_pattern (class_pattern (dotted_name) @type))
  (identifier) @name) @binding.assign
(match_statement
  subject: (_) @value
  body: (block
    alternative: (case_clause . (case_pattern) @pattern . [guard: (_) consequence: (_)]))) @binding.assign

(global_statement (identifier) @name) @binding.global
(nonlocal_statement (identifier) @name) @binding.nonlocal

; type parameters
(class_definition
  type_parameters: (type_parameter (type (identifier) @name)) @binding.generic)
(class_definition
  type_parameters: (type_parameter
    (type (constrained_type . (type (identifier) @name) (type) @type))) @binding.generic)
(function_definition
  type_parameters: (type_parameter (type (identifier) @name)) @binding.generic)
(function_definition
  type_parameters: (type_parameter
    (type (constrained_type . (type (identifier) @name) (type) @type))) @binding.generic)

(for_statement
  left: (_) @pattern
  right: (_) @value) @binding.iterate
(for_in_clause
  left: (_) @pattern
  right: (_) @value) @binding.iterate
[(list_comprehension) (set_comprehension) (dictionary_comprehension) (generator_expression)] @scope

(with_statement
  (with_clause
    (with_item
      value: (as_pattern
        (_) @value
        alias: (as_pattern_target (_) @pattern))))) @binding.with

(except_clause
  (as_pattern
    (_) @type
    alias: (as_pattern_target (identifier) @name))) @binding.except

(return_statement (_) @value) @binding.return
(yield . (_) @value) @binding.yield

; -- references

(decorator (identifier) @name) @reference.decorate
(decorator (_ object: (_) @receiver attribute: (identifier) @name)) @reference.decorate
(decorator (_ function: (identifier) @name)) @reference.decorate
(decorator (_ function: (_ object: (_) @receiver attribute: (identifier) @name))) @reference.decorate

(call function: (identifier) @name) @reference.call
(call function: (_ object: (_) @receiver attribute: (identifier) @name)) @reference.call

(type (identifier) @name) @reference.type
(type (_ object: (_) @receiver attribute: (identifier) @name)) @reference.type
(type (generic_type (identifier) @name)) @reference.type
(type (binary_operator (identifier) @name)) @reference.type
(type (subscript value: (identifier) @name)) @reference.type
(type (subscript value: (_ object: (_) @receiver attribute: (identifier) @name))) @reference.type

(attribute object: (_) @receiver attribute: (identifier) @name) @reference.read
(identifier) @read

(keyword_argument name: (identifier) @ignore)
(attribute attribute: (identifier) @ignore)
(dotted_name (identifier) @ignore)
(class_pattern (dotted_name (identifier) @name .)) @reference.type

; -- inheritance

(class_definition
  superclasses: (argument_list
    [(identifier) (attribute) (subscript)] @base)) @heritage.extends
((class_definition
  superclasses: (argument_list
    (call function: [(identifier) (attribute)] @_maker arguments: (argument_list . (_) (_) @base)))) @heritage.extends
  (#match? @_maker "with_metaclass$"))

; the type of a type
((class_definition
  superclasses: (argument_list
    (keyword_argument name: (identifier) @_keyword "=" @name value: (_) @value))) @binding.assign
  (#eq? @_keyword "metaclass"))

; -- imports

(import_statement name: (dotted_name) @module) @import.module
(import_statement
  name: (aliased_import
    name: (dotted_name) @module
    alias: (identifier) @alias)) @import.module
(import_from_statement
  module_name: (_) @module
  name: (dotted_name) @name) @import.name
(import_from_statement
  module_name: (_) @module
  name: (aliased_import
    name: (dotted_name) @name
    alias: (identifier) @alias)) @import.name
(import_from_statement
  module_name: (_) @module
  (wildcard_import)) @import.star

; what a star import brings
((assignment
  left: (identifier) @_all
  right: [(list (string) @name) (tuple (string) @name)]) @import.export
  (#eq? @_all "__all__"))
((augmented_assignment
  left: (identifier) @_all
  right: [(list (string) @name) (tuple (string) @name)]) @import.export
  (#eq? @_all "__all__"))

(comment) @comment
