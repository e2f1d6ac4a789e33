; inherits: ecma, jsx

; -- definitions

(function_declaration name: (identifier) @name body: (_) @body) @definition.function
(generator_function_declaration name: (identifier) @name body: (_) @body) @definition.function
(class_declaration name: (identifier) @name body: (_) @body) @definition.class

(variable_declarator
  name: (identifier) @name
  value: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
  ]) @definition.function
(variable_declarator name: (identifier) @name value: (class body: (_) @body)) @definition.class
(variable_declarator
  name: (identifier) @name
  value: (_)? @value) @definition.variable @binding.assign
(variable_declarator
  name: [(object_pattern) (array_pattern)] @pattern
  value: (_) @value) @definition.variable @binding.assign

(method_definition
  name: [(property_identifier) (private_property_identifier) (string) (number)] @name
  body: (_) @body) @definition.method
(pair
  key: [(property_identifier) (string) (number)] @name
  value: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
  ]) @definition.method
(field_definition
  property: [(property_identifier) (private_property_identifier) (string)] @name
  value: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
  ]) @definition.method
(field_definition
  property: [(property_identifier) (private_property_identifier) (string)] @name
  value: (_)? @value) @definition.field

; a function or class that is known by a name of its own only
(function_expression name: (identifier) @name body: (_) @body) @definition.function
(generator_function name: (identifier) @name body: (_) @body) @definition.function
(class name: (identifier) @name body: (_) @body) @definition.class

; -- definitions by assignment

((assignment_expression
  left: (_ object: (identifier) @_module property: (property_identifier) @name)
  right: [
    (function_expression !name body: (_) @body)
    (arrow_function body: (_) @body)
  ]) @definition.function @exported
  (#eq? @_module "module") (#eq? @name "exports"))
((assignment_expression
  left: (_ object: (identifier) @_module property: (property_identifier) @_exports)
  right: (function_expression name: (identifier) @name body: (_) @body)) @definition.function @exported
  (#eq? @_module "module") (#eq? @_exports "exports"))
((assignment_expression
  left: (_ object: (identifier) @_module property: (property_identifier) @_exports)
  right: (class name: (identifier) @name body: (_) @body)) @definition.class @exported
  (#eq? @_module "module") (#eq? @_exports "exports"))
((assignment_expression
  left: (_ object: (identifier) @_module property: (property_identifier) @alias)
  right: [(function_expression name: (identifier) @name) (class name: (identifier) @name)]) @import.export
  (#eq? @_module "module") (#eq? @alias "exports"))

((assignment_expression
  left: (_ object: (identifier) @_exports property: (property_identifier) @name)
  right: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
  ]) @definition.function @exported
  (#eq? @_exports "exports"))
((assignment_expression
  left: (_
    object: (_ object: (identifier) @_module property: (property_identifier) @_exports)
    property: (property_identifier) @name)
  right: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
  ]) @definition.function @exported
  (#eq? @_module "module") (#eq? @_exports "exports"))
((assignment_expression
  left: (_ object: (identifier) @_exports property: (property_identifier) @name)
  right: [(call_expression) (new_expression) (object) (array) (string) (number) (binary_expression)] @value)
  @definition.variable @exported
  (#eq? @_exports "exports"))

((assignment_expression
  left: (_
    object: (_ object: (_) @owner property: (property_identifier) @_prototype)
    property: (property_identifier) @name)
  right: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
  ]) @definition.method
  (#eq? @_prototype "prototype"))
(assignment_expression
  left: (_
    object: [(identifier) (member_expression object: (identifier))] @owner
    [property: (property_identifier) @name index: (string (string_fragment) @name)])
  right: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
  ]) @definition.method
((assignment_expression
  left: (_ object: (identifier) @_exports property: (property_identifier) @name)
  right: (class !name body: (_) @body)) @definition.class @exported
  (#eq? @_exports "exports"))
((assignment_expression
  left: (_
    object: (_ object: (identifier) @_module property: (property_identifier) @_exports)
    property: (property_identifier) @name)
  right: (class !name body: (_) @body)) @definition.class @exported
  (#eq? @_module "module") (#eq? @_exports "exports"))
((assignment_expression
  left: (_ object: (identifier) @_module property: (property_identifier) @name)
  right: (class !name body: (_) @body)) @definition.class @exported
  (#eq? @_module "module") (#eq? @name "exports"))
(assignment_expression
  left: (_
    object: [(identifier) (member_expression object: (identifier))] @owner
    property: (property_identifier) @name)
  right: (class !name body: (_) @body)) @definition.class
((assignment_expression
  left: (_ object: (identifier) @owner property: (property_identifier) @_prototype)
  right: (object)) @extension
  (#eq? @_prototype "prototype"))

(assignment_expression
  left: (_ object: (this) @receiver property: (property_identifier) @name)
  right: [
    (arrow_function body: (_) @body)
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
  ]) @definition.method
(assignment_expression
  left: (_
    object: (this) @receiver
    property: [(property_identifier) (private_property_identifier)] @name)
  right: (_) @value) @definition.selfattr

; -- bindings

(assignment_expression
  left: (_
    object: (_) @receiver
    [
      property: (property_identifier) @name
      property: (private_property_identifier) @name
      index: (string (string_fragment) @name)
    ])
  right: (_) @value) @binding.assign

(formal_parameters (identifier) @name @binding.parameter)
(formal_parameters (assignment_pattern left: (identifier) @name right: (_) @value) @binding.parameter)
(formal_parameters [(object_pattern) (array_pattern) (rest_pattern)] @pattern @binding.parameter)
(formal_parameters
  (assignment_pattern left: [(object_pattern) (array_pattern)] @pattern right: (_) @value) @binding.parameter)
(arrow_function parameter: (identifier) @name @binding.parameter)
(catch_clause parameter: (_) @pattern) @binding.except

; -- imports

((call_expression
  function: (_
    object: (_ function: (import) arguments: (_ . (string) @module))
    property: (property_identifier) @_then)
  arguments: (_
    . (arrow_function
      parameters: (_ . (object_pattern (shorthand_property_identifier_pattern) @name))))) @import.name
  (#eq? @_then "then"))
((call_expression
  function: (_
    object: (_ function: (import) arguments: (_ . (string) @module))
    property: (property_identifier) @_then)
  arguments: (_
    . (arrow_function
      parameters: (_ . (identifier) @alias)))) @import.namespace
  (#eq? @_then "then"))

; `export { a as if }`, which the grammar takes for an error
(export_clause (export_specifier name: (_) @name) . (ERROR "as" . _ @alias)) @import.export

; -- what a CommonJS module exports; the alias `exports` says that it is the module itself

((assignment_expression
  left: (_ object: (identifier) @_module property: (property_identifier) @alias)
  right: (identifier) @name) @import.export
  (#eq? @_module "module") (#eq? @alias "exports"))
((assignment_expression
  left: (_ object: (identifier) @_module property: (property_identifier) @_exports)
  right: (object [
    (shorthand_property_identifier) @name
    (pair key: (property_identifier) @alias value: (identifier) @name)
  ])) @import.export
  (#eq? @_module "module") (#eq? @_exports "exports"))
((assignment_expression
  left: (_ object: (identifier) @_module property: (property_identifier) @_exports)
  right: (object)) @exported
  (#eq? @_module "module") (#eq? @_exports "exports"))
((assignment_expression
  left: (_ object: (identifier) @_exports property: (property_identifier) @alias)
  right: (identifier) @name) @import.export
  (#eq? @_exports "exports"))
((assignment_expression
  left: (_
    object: (_ object: (identifier) @_module property: (property_identifier) @_exports)
    property: (property_identifier) @alias)
  right: (identifier) @name) @import.export
  (#eq? @_module "module") (#eq? @_exports "exports"))
((assignment_expression
  left: (_
    object: [(identifier) (member_expression object: (identifier))] @_module
    property: (property_identifier) @alias)
  right: [
    (_ function: (identifier) @_require arguments: (arguments . (string) @module))
    (_
      object: (_ function: (identifier) @_require arguments: (arguments . (string) @module))
      property: (property_identifier) @name)
  ]) @import.reexport
  (#any-of? @_module "module" "exports" "module.exports") (#eq? @_require "require"))
; `module.exports = { ...require("./pens") }`
((assignment_expression
  left: (_ object: (identifier) @_module property: (property_identifier) @_exports)
  right: (object
    (spread_element
      (call_expression function: (identifier) @_require arguments: (arguments . (string) @module)))))
  @import.reexport_star
  (#eq? @_module "module") (#eq? @_exports "exports") (#eq? @_require "require"))
; `var common = exports`
((variable_declarator name: (identifier) @name value: (identifier) @alias) @import.export
  (#eq? @alias "exports"))
((variable_declarator
  name: (identifier) @name
  value: (member_expression object: (identifier) @_module property: (property_identifier) @alias)) @import.export
  (#eq? @_module "module") (#eq? @alias "exports"))
; `const app = module.exports = {}`, `var app = exports = module.exports = {}`: the variable is what the module is
((variable_declarator
  name: (identifier) @name
  value: (assignment_expression
    left: (_ object: (identifier) @_module property: (property_identifier) @alias))) @import.export
  (#eq? @_module "module") (#eq? @alias "exports"))
((variable_declarator
  name: (identifier) @name
  value: (assignment_expression
    right: (assignment_expression
      left: (_ object: (identifier) @_module property: (property_identifier) @alias)))) @import.export
  (#eq? @_module "module") (#eq? @alias "exports"))

; -- inheritance

(class_declaration (class_heritage [(identifier) (member_expression)] @base)) @heritage.extends
(class (class_heritage [(identifier) (member_expression)] @base)) @heritage.extends
; `extends Mixin(Base)`: what the type is bound to as `extends`
(class_heritage "extends" @name [(call_expression) (parenthesized_expression)] @value) @binding.assign
