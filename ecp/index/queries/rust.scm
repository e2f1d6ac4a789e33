; -- imports

(use_declaration (visibility_modifier)) @import.public
(scoped_use_list path: (_) @module) @import.prefix

[
  (use_declaration argument: (identifier) @module)
  (use_declaration argument: (use_as_clause path: (identifier) @module alias: (identifier) @alias))
  (extern_crate_declaration name: (identifier) @module alias: (identifier)? @alias)
  (mod_item name: (identifier) @module !body)
  (use_list (use_as_clause path: (self) alias: (identifier) @alias))
] @import.module
(use_list (self) @import.module)
(use_list (identifier) @name) @import.name
(use_list (use_as_clause path: (identifier) @name alias: (identifier) @alias)) @import.name
(use_declaration argument: (scoped_identifier path: (_) @module name: (identifier) @name)) @import.name
(use_list (scoped_identifier path: (_) @module name: (identifier) @name)) @import.name
(use_as_clause
  path: (scoped_identifier path: (_) @module name: (identifier) @name)
  alias: (_) @alias) @import.name
(use_wildcard (_)? @module) @import.star

[(use_declaration) (extern_crate_declaration)] @ignore

; -- definitions

(function_item
  (visibility_modifier)? @exported
  name: (identifier) @name
  return_type: (_)? @type
  body: (block) @body) @definition.function
(function_signature_item
  (visibility_modifier)? @exported
  name: (identifier) @name
  return_type: (_)? @type) @definition.function

; The fields of a tuple struct have numbers for names: its type says what they are.
(struct_item
  (visibility_modifier)? @exported
  name: (type_identifier) @name
  body: (ordered_field_declaration_list) @type) @definition.struct
(struct_item
  (visibility_modifier)? @exported
  name: (type_identifier) @name
  body: (field_declaration_list)? @body) @definition.struct
(union_item
  (visibility_modifier)? @exported
  name: (type_identifier) @name
  body: (_) @body) @definition.struct
(field_declaration
  (visibility_modifier)? @exported
  name: (field_identifier) @name
  type: (_) @type) @definition.field

(enum_item
  (visibility_modifier)? @exported
  name: (type_identifier) @name
  body: (_) @body) @definition.enum
(enum_variant
  name: (identifier) @name
  body: (ordered_field_declaration_list)? @type) @definition.enum_member
(enum_variant_list) @exported

(trait_item
  (visibility_modifier)? @exported
  name: (type_identifier) @name
  body: (declaration_list) @body) @definition.trait
(trait_item body: (declaration_list) @exported)

(impl_item
  trait: (_)? @type
  type: (_) @owner
  body: (_)? @body) @extension
(impl_item
  trait: (_)
  body: (declaration_list) @exported)

(type_item
  (visibility_modifier)? @exported
  name: (type_identifier) @name
  type: (_) @type) @definition.type
; What a macro that pins makes of a type: `#[project = PenProj] enum Pen { … }`.
((attribute_item (attribute (identifier) @_project value: (identifier) @name))
  . (attribute_item)*
  . [(enum_item name: (type_identifier) @type) (struct_item name: (type_identifier) @type)]
  (#any-of? @_project "project" "project_ref")) @definition.type
(associated_type
  name: (type_identifier) @name
  bounds: (_)? @type) @definition.type
(const_item
  (visibility_modifier)? @exported
  name: (identifier) @name
  type: (_) @type
  value: (_)? @value) @definition.constant @binding.assign
(static_item
  (visibility_modifier)? @exported
  name: (identifier) @name
  type: (_) @type
  value: (_)? @value) @definition.variable @binding.assign
(mod_item
  (visibility_modifier)? @exported
  name: (identifier) @name
  body: (_)? @body) @definition.module
(macro_definition
  name: (identifier) @name
  . (macro_rule)? @body) @definition.macro

; Items that a macro is given, or made of.
([
  (source_file [(macro_invocation (token_tree) @fragment.items)
                (expression_statement (macro_invocation (token_tree) @fragment.items))])
  (declaration_list (macro_invocation (token_tree) @fragment.items))
]
  (#match? @fragment.items "\\b(fn|struct|enum|trait|impl|mod|use|const|static|type|union)\\s"))

((macro_rule right: (token_tree) @fragment.items)
  (#match? @fragment.items "\\b(fn|struct|enum|trait|impl|mod)\\s"))
(token_binding_pattern name: (metavariable) @name) @binding.generic

; A macro that binds in the arms of a match what it is given.
(macro_definition
  name: (identifier) @name
  (macro_rule left: (token_tree_pattern) @pattern right: (token_tree) @value)
  (#match? @value "\\(\\s*(ref\\s+)?(mut\\s+)?\\$\\w+\\s*\\)\\s*=>")) @arms

; What a macro makes for the types that it is given.
(source_file [(macro_invocation macro: (identifier) @name (token_tree) @pattern) @expansion
              (expression_statement (macro_invocation macro: (identifier) @name (token_tree) @pattern) @expansion)])

; -- inheritance

(impl_item
  trait: (_) @base
  type: (_) @owner) @heritage.implements
(trait_item
  bounds: (trait_bounds [(type_identifier) (scoped_type_identifier) (generic_type)] @base)) @heritage.extends

; -- other bindings

(type_parameter
  name: (type_identifier) @name
  bounds: (_)? @type
  default_type: (_)? @value) @binding.generic
(where_predicate
  left: [(type_identifier) (scoped_type_identifier)] @name
  bounds: (_) @type) @binding.generic

(parameter
  pattern: (_) @pattern
  type: (_) @type) @binding.parameter
(closure_parameters [
  (identifier) (tuple_pattern) (reference_pattern) (struct_pattern) (tuple_struct_pattern) (mut_pattern)
] @pattern @binding.parameter)
(function_type parameters: (parameters (parameter pattern: (identifier) @ignore)))

; A closure among the arguments of a macro.
(token_tree "|" . (mutable_specifier)? . (identifier) . ":") @scope
(token_tree "|" . (mutable_specifier)? . (identifier) @name . ":" . "&"? . (identifier) @type) @binding.parameter
(token_tree
  "|" (identifier) ":"
  "," . (mutable_specifier)? . (identifier) @name . ":" . "&"? . (identifier) @type) @binding.parameter

(type_item type_parameters: (_)) @scope
(closure_expression) @scope.function
(function_type) @scope.signature
[(block) (if_expression) (while_expression) (for_expression) (match_arm)] @scope

; A name means what it meant before in what it gets.
(let_declaration
  pattern: (_) @pattern
  type: (_)? @type
  value: (_)? @value) @after @binding.assign
(if_expression
  condition: (let_condition
    pattern: (_) @pattern
    value: (_) @value) @binding.assign
  consequence: (block . (_)? @from))
(let_chain (let_condition
  pattern: (_) @pattern
  value: (_) @value) @binding.assign)
(while_expression
  condition: (let_condition
    pattern: (_) @pattern
    value: (_) @value) @binding.assign
  body: (block . (_)? @from))
(match_expression
  value: (_) @value
  body: (match_block (match_arm pattern: (_) @pattern))) @binding.assign
(for_expression
  pattern: (_) @pattern
  value: (_) @value
  body: (block . (_)? @from)) @binding.iterate

; -- references

; `Default::default()` is of the type that its place asks for.
((struct_expression
  name: (_) @receiver
  body: (field_initializer_list
    (base_field_initializer (call_expression
      function: (scoped_identifier path: (identifier) @_trait name: (identifier) @name))))) @reference.call
  (#eq? @_trait "Default"))
((struct_expression
  name: (_) @receiver
  body: (field_initializer_list
    (field_initializer
      field: (field_identifier) @receiver
      value: (call_expression
        function: (scoped_identifier path: (identifier) @_trait name: (identifier) @name))))) @reference.call
  (#eq? @_trait "Default"))
((let_declaration
  type: (_) @receiver
  value: (call_expression
    function: (scoped_identifier path: (identifier) @_trait name: (identifier) @name))) @reference.call
  (#eq? @_trait "Default"))
((function_item
  return_type: (_) @receiver
  body: (block
    (call_expression
      function: (scoped_identifier path: (identifier) @_trait name: (identifier) @name)) .)) @reference.call
  (#eq? @_trait "Default"))

(call_expression function: [
  (identifier) @name
  (field_expression value: (_) @receiver field: (field_identifier) @name)
  (scoped_identifier path: (_) @receiver name: (identifier) @name)
  (generic_function function: [
    (identifier) @name
    (field_expression value: (_) @receiver field: (field_identifier) @name)
    (scoped_identifier path: (_) @receiver name: (identifier) @name)
  ])
]) @reference.call
(macro_invocation macro: [
  (identifier) @name
  (scoped_identifier path: (_) @receiver name: (identifier) @name)
]) @reference.call

; The arguments of a macro are tokens.
(token_tree ["." "::"] @receiver . [(identifier) (primitive_type)] @name . (token_tree . "(")) @reference.call
(token_tree (identifier) @name . (token_tree . "(")) @reference.call
(token_tree (identifier) @name . "!" . (token_tree)) @reference.call
(token_tree ["." "::"] @receiver . (identifier) @name) @reference.read

(attribute [
  (identifier) @name
  (scoped_identifier path: (_) @receiver name: (identifier) @name)
]) @reference.decorate
(attribute
  (identifier) @_derive
  arguments: (token_tree (identifier) @name)
  (#eq? @_derive "derive")) @reference.decorate
(attribute arguments: (token_tree) @ignore)

(struct_expression name: [
  (type_identifier) @name
  (scoped_type_identifier path: (_) @receiver name: (_) @name)
  (generic_type_with_turbofish type: (_) @name)
]) @reference.new
(struct_expression
  name: (_) @receiver
  body: (field_initializer_list
    (field_initializer field: (field_identifier) @name))) @reference.write

(scoped_type_identifier
  path: (_) @receiver
  name: (_) @name) @reference.type
(type_identifier) @read.type

(assignment_expression left: [
  (identifier) @name
  (field_expression value: (_) @receiver field: (field_identifier) @name)
]) @reference.write
(compound_assignment_expr left: [
  (identifier) @name
  (field_expression value: (_) @receiver field: (field_identifier) @name)
]) @reference.write

(field_expression
  value: (_) @receiver
  field: (field_identifier) @name) @reference.read
(scoped_identifier
  path: (_) @receiver
  name: (identifier) @name) @reference.read
(identifier) @read

[(lifetime (identifier) @ignore) (label (identifier) @ignore)]
(type_binding name: (type_identifier) @ignore)

[(line_comment) (block_comment)] @comment
