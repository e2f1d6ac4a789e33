; -- package and imports

; Of clauses that follow one another each is in the one before.
(compilation_unit
  (package_clause name: (package_identifier) @module)
  . (package_clause name: (package_identifier) @module)
  . (package_clause name: (package_identifier) @module)) @import.package
(compilation_unit
  (package_clause name: (package_identifier) @module)
  . (package_clause name: (package_identifier) @module)) @import.package
(compilation_unit (package_clause name: (package_identifier) @module !body) @import.package)
(import_declaration ((identifier) @module . ".")+ . (identifier) @name .) @import.name
(import_declaration ((identifier) @module . ".")+ . (namespace_wildcard)) @import.star
(import_declaration ((identifier) @module . ".")+ . (namespace_selectors)) @import.prefix
(import_declaration
  ((identifier) @module . ".")+
  . (as_renamed_identifier name: (identifier) @name alias: (identifier) @alias)) @import.name
(namespace_selectors (identifier) @name) @import.name
(namespace_selectors (arrow_renamed_identifier name: (identifier) @name alias: (identifier) @alias)) @import.name
(namespace_selectors (as_renamed_identifier name: (identifier) @name alias: (identifier) @alias)) @import.name
(namespace_selectors (namespace_wildcard)) @import.star
(package_identifier) @ignore
((identifier) @ignore (#any-of? @ignore "super" "this"))
(interpolated_string_expression interpolator: (identifier) @ignore)
(self_type (identifier) @ignore)
(access_qualifier (identifier) @ignore)
(import_declaration (identifier) @ignore)

; -- definitions

(class_definition name: (identifier) @name body: (_)? @body) @definition.class
(object_definition name: (identifier) @name body: (_)? @body) @definition.class
(package_object name: (identifier) @name body: (_)? @body) @definition.class
(trait_definition name: (identifier) @name body: (_)? @body) @definition.trait
(enum_definition name: (identifier) @name body: (_)? @body) @definition.enum
(simple_enum_case name: (identifier) @name) @definition.enum_member
(full_enum_case name: (identifier) @name) @definition.class
(given_definition name: (identifier) @name return_type: (_) @type) @definition.variable
(type_definition name: (type_identifier) @name type: (_)? @type) @definition.type

(function_definition
  name: (_) @name
  return_type: (_)? @type
  body: (_) @body) @definition.function
(function_declaration
  name: (_) @name
  return_type: (_)? @type) @definition.function

(val_definition
  pattern: (identifier) @name
  type: (_)? @type
  value: (_) @value) @definition.variable @binding.assign
(var_definition
  pattern: (identifier) @name
  type: (_)? @type
  value: (_) @value) @definition.variable @binding.assign
(val_definition
  pattern: [(tuple_pattern) (case_class_pattern)] @pattern
  value: (_) @value) @binding.assign
(val_declaration name: (identifier) @name type: (_) @type) @definition.variable
(var_declaration name: (identifier) @name type: (_) @type) @definition.variable
; What a primary constructor takes is seen in the whole body, and in a case class it is a field.
(class_parameter name: (identifier) @name type: (_) @type) @definition.field

(instance_expression (template_body) @anonymous)
(instance_expression [
  (type_identifier) @base
  (generic_type) @base
  (stable_type_identifier) @base
  (compound_type base: (_) @base)
] (template_body) @anonymous)

; -- inheritance

(extends_clause [
  (type_identifier) (generic_type) (stable_type_identifier) (compound_type) (annotated_type)
] @base) @heritage.extends
(trait_definition body: (template_body (self_type (_) . (_) @base))) @heritage.extends

; -- bindings

(type_parameters name: (identifier) @name) @binding.generic
(parameter name: (identifier) @name type: (_) @type) @binding.parameter
(binding name: (identifier) @name type: (_)? @type) @binding.parameter
(lambda_expression parameters: (identifier) @name @binding.parameter)
(enumerator . [(identifier) (tuple_pattern) (case_class_pattern)] @pattern "<-" . (_) @value) @binding.iterate
(enumerator . [(identifier) (tuple_pattern)] @pattern "=" . (_) @value) @binding.assign
(typed_pattern pattern: (identifier) @name type: (_) @type) @binding.assign
(case_class_pattern pattern: (identifier) @name) @binding.assign
(case_clause pattern: (identifier) @name) @binding.assign
(capture_pattern name: (identifier) @name) @binding.assign

; The first parameter of a function that one of these calls is an element of what it is called on.
(call_expression
  function: (field_expression value: (_) @value field: (identifier) @_each)
  arguments: [
    (arguments . (lambda_expression parameters: (identifier) @pattern))
    (block . (lambda_expression parameters: (identifier) @pattern))
    (arguments . (lambda_expression parameters: (bindings . (binding name: (identifier) @pattern))))
  ]
  (#any-of? @_each
    "collect" "count" "exists" "filter" "filterNot" "find" "flatMap" "forall" "foreach" "groupBy" "map" "maxBy" "minBy"
    "partition" "sortBy" "takeWhile" "dropWhile")) @binding.iterate

(function_definition body: (_) @value) @binding.return
(return_expression (_) @value) @binding.return

; -- scopes

(lambda_expression) @scope.function
[(block) (for_expression) (case_clause) (catch_clause) (class_definition) (trait_definition)] @scope

; -- references

(call_expression function: [
  (identifier) @name
  (field_expression value: (_) @receiver field: (identifier) @name)
  (generic_function function: (identifier) @name)
  (generic_function function: (field_expression value: (_) @receiver field: (identifier) @name))
]) @reference.call
(infix_expression left: (_) @receiver operator: (identifier) @name) @reference.call
(instance_expression . [
  (type_identifier) @name
  (generic_type type: (type_identifier) @name)
  (stable_type_identifier (_) @receiver . (type_identifier) @name)
  (compound_type base: (type_identifier) @name)
]) @reference.new
(annotation name: (type_identifier) @name) @reference.decorate

(stable_type_identifier (_) @receiver . (type_identifier) @name .) @reference.type
(type_identifier) @read.type

(assignment_expression left: [
  (identifier) @name
  (field_expression value: (_) @receiver field: (identifier) @name)
]) @reference.write
; A method without parentheses is called by its name alone.
(field_expression value: (_) @receiver field: (identifier) @name) @reference.call
(case_class_pattern type: (type_identifier) @name) @reference.type
(identifier) @read.call

[(comment) (block_comment)] @comment
