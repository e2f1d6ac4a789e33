; Only a call has a `method`, a `receiver` or `arguments`: `_` for what its fields tell spares an analysis of all that may
; stand there.  Not so where the first of them may be anything, which is then sought at every node, nor with `!receiver`,
; which is not asked of a `_` at the top.

; -- definitions

(class name: (constant) @name) @definition.class
(class name: (_ scope: (_)? @owner name: (constant) @name)) @definition.class
(module name: (constant) @name) @definition.module
(module name: (_ scope: (_)? @owner name: (constant) @name)) @definition.module
((assignment
  left: (constant) @name
  right: (_
    receiver: (constant) @_maker
    method: (identifier) @_make
    block: (_)? @body)) @definition.class
  (#any-of? @_maker "Struct" "Class" "Data")
  (#any-of? @_make "new" "define"))

((_
  method: (identifier) @private
  arguments: (_
    [(method name: (_) @name body: (_)? @body) (singleton_method name: (_) @name body: (_)? @body)]
    @definition.function))
  (#any-of? @private "private" "private_class_method"))
(method name: (_) @name body: (_)? @body) @definition.function
(singleton_method name: (_) @name body: (_)? @body) @definition.function
(alias name: (identifier) @name) @definition.function
((_
  method: (identifier) @_define
  arguments: (_ . [(simple_symbol) (string)] @name)) @definition.function
  (#any-of? @_define "define_method" "define_singleton_method" "alias_method"))
((_
  method: (identifier) @_attr
  arguments: (_ [(simple_symbol) (string)] @name @definition.property))
  (#any-of? @_attr "attr_accessor" "attr_reader"))
((_
  method: (identifier) @_attr
  arguments: (_ [(simple_symbol) (string)] @name @definition.property @assigned))
  (#eq? @_attr "attr_writer"))
; https://docs.ruby-lang.org/en/3.4/Forwardable.html: names after what they are handed on to; of one method the last
((_
  method: (identifier) @_delegate
  arguments: (_ . (_) [(simple_symbol) (string)] @name @definition.function))
  (#any-of? @_delegate "def_delegators" "def_instance_delegators" "def_single_delegators"))
((_
  method: (identifier) @_delegate
  arguments: (_ . (_) [(simple_symbol) (string)] @name @definition.function .))
  (#any-of? @_delegate "def_delegator" "def_instance_delegator" "def_single_delegator"))
((assignment
  left: (constant)
  right: (_
    receiver: (constant) @_maker
    arguments: (_ (simple_symbol) @name @definition.property)))
  (#any-of? @_maker "Struct" "Data"))

(assignment left: (constant) @name right: (_) @value) @definition.constant
(assignment left: [(instance_variable) (class_variable)] @name right: (_) @value) @definition.selfattr @binding.assign
(operator_assignment
  left: [(instance_variable) (class_variable)] @name
  operator: "||="
  right: (_) @value) @definition.selfattr @binding.assign
(assignment
  left: [(identifier) (global_variable)] @name
  right: (_) @value) @definition.variable @binding.assign
(assignment left: (left_assignment_list) @pattern right: (_) @value) @definition.variable @binding.assign
(assignment
  left: (left_assignment_list [(instance_variable) (class_variable)] @name)) @definition.selfattr

; -- other bindings

(operator_assignment left: (identifier) @name operator: "||=" right: (_) @value) @binding.assign
(assignment
  left: (_ receiver: (_) @receiver method: (identifier) @name)
  right: (_) @value) @binding.assign

([
  (method_parameters [
    (identifier) @name
    (optional_parameter name: (_) @name value: (_) @value)
    (keyword_parameter name: (_) @name value: (_)? @value)
    (splat_parameter name: (_) @name)
    (hash_splat_parameter name: (_) @name)
    (block_parameter name: (_) @name)
    (destructured_parameter) @pattern
  ])
  (block_parameters [
    (identifier) @name
    (optional_parameter name: (_) @name value: (_) @value)
    (keyword_parameter name: (_) @name value: (_)? @value)
    (splat_parameter name: (_) @name)
    (block_parameter name: (_) @name)
    (destructured_parameter) @pattern
  ])
  (lambda_parameters [
    (identifier) @name
    (optional_parameter name: (_) @name value: (_) @value)
    (keyword_parameter name: (_) @name value: (_)? @value)
    (splat_parameter name: (_) @name)
  ])
]) @binding.parameter

; the first parameter of a block of these gets an element of the receiver
((call
  receiver: (_) @value
  method: (identifier) @_each
  block: (_ parameters: (block_parameters . [(identifier) (destructured_parameter)] @pattern))) @binding.iterate
  (#any-of? @_each
    "each" "map" "flat_map" "collect" "select" "filter" "filter_map" "reject" "find" "detect" "any?" "all?" "none?"
    "each_with_index" "each_with_object" "sort_by" "min_by" "max_by" "group_by" "partition" "sum" "find_each"))
(for pattern: (_) @pattern value: (in (_) @value)) @binding.iterate

; what a test framework makes methods of, for the block around and those inside: what a block gives, or a name tells
; https://rspec.info/documentation/3.13/rspec-core/RSpec/Core/MemoizedHelpers/ClassMethods.html
((call
  !receiver
  method: (identifier) @_let
  arguments: (_ . (simple_symbol) @name)
  block: (_ body: (_) @value)) @binding.assign
  (#any-of? @_let "let" "let!" "subject" "subject!"))
((call !receiver method: (identifier) @name !arguments block: (_ body: (_) @value)) @binding.assign
  (#eq? @name "subject"))
((call
  method: (identifier) @_describe
  arguments: (_ . [(constant) (scope_resolution)] @base)
  block: (do_block) @at) @binding.described
  (#any-of? @_describe "describe" "context"))

; blocks: of which receiver they are, what they are called with, and what they are handed on to
((call
  receiver: (_) @value
  method: (identifier) @_eval
  block: (_) @at) @binding.receiver
  (#any-of? @_eval "instance_eval" "instance_exec" "class_eval" "class_exec" "module_eval" "module_exec"))
((call
  receiver: (_) @value
  method: (identifier) @_eval
  arguments: (_ (block_argument "&" @name))) @binding.assign
  (#any-of? @_eval "instance_eval" "instance_exec" "class_eval" "class_exec" "module_eval" "module_exec"))
((call
  !receiver
  method: (identifier) @_eval
  arguments: (_ (block_argument "&" @name))) @binding.assign
  (#any-of? @_eval "instance_eval" "instance_exec" "class_eval" "class_exec" "module_eval" "module_exec"))
((call method: (identifier) @_eval block: (_) @at) @value @binding.block
  (#not-match? @_eval
    "^(\\w+_(eval|exec)|define_\\w+|each\\w*|\\w*map!?|collect|select|filter|reject|any[?]|all[?]|tap|times|loop|lambda|proc)$"))
((call
  method: (identifier) @_each
  block: (_ parameters: (block_parameters . (identifier) @name))) @value @binding.block
  (#not-match? @_each "^(define_\\w+|each(_with_\\w+)?|(flat_|filter_)?map|collect|select|filter|reject|find(_each)?)$")
  (#not-match? @_each "^(detect|any[?]|all[?]|none[?]|(sort|min|max|group)_by|partition|sum)$"))
((call method: (identifier) @_eval arguments: (_ (block_argument "&" @name (identifier)))) @value @binding.block
  (#not-match? @_eval "^(instance|class|module)_(eval|exec)$"))
((call
  receiver: (identifier) @receiver
  method: (identifier) @_call
  arguments: (_ . (_) @value)) @binding.block
  (#eq? @_call "call"))

; what a block mixes into the type that it runs as, so that blocks inside may have it: `describe { include Helpers }`
((do_block body: (_ (call
  !receiver
  method: (identifier) @_mix
  arguments: (_ [(constant) (scope_resolution)] @base)) @binding.block)) @at
  (#any-of? @_mix "include" "prepend"))

; what is mixed into a type that a variable holds: `RSpec.configure { |config| config.include Helpers }`
((call
  receiver: (identifier)
  method: (identifier) @_mix
  arguments: (_ [(constant) (scope_resolution)] @base)) @binding.block
  (#any-of? @_mix "include" "extend" "prepend"))

(rescue
  exceptions: (exceptions) @type
  variable: (exception_variable (identifier) @name)) @binding.except

; a method returns its last expression
(return (argument_list (_) @value)) @binding.return
(method body: (_) @value @binding.return)
(singleton_method body: (_) @value @binding.return)
(yield (argument_list . (_) @value) @binding.yield)

[(block) (do_block)] @scope
(singleton_class value: (self)) @static
(lambda) @scope.function

; -- imports

((call
  !receiver
  method: (identifier) @_require
  arguments: (_ . (string) @module)) @import.module
  (#eq? @_require "require"))
((call
  !receiver
  method: (identifier) @_require
  arguments: (_ . (string) @module)) @import.include
  (#any-of? @_require "require_relative" "load"))
((_
  method: (identifier) @_autoload
  arguments: (_ . (simple_symbol) @name . (string) @module)) @import.name
  (#eq? @_autoload "autoload"))

; -- inheritance

(superclass [(constant) (scope_resolution) (self)] @base) @heritage.extends
((assignment
  left: (constant)
  right: (_
    receiver: (constant) @_maker
    method: (identifier) @_make
    arguments: (_ . [(constant) (scope_resolution)] @base))) @heritage.extends
  (#eq? @_maker "Class")
  (#eq? @_make "new"))
; Not in any block: there the type that mixes in is another one.
([
  (class body: (_ (_
    !receiver
    method: (identifier) @_mix
    arguments: (_ [(constant) (scope_resolution)] @base)) @heritage.mixes))
  (module body: (_ (_
    !receiver
    method: (identifier) @_mix
    arguments: (_ [(constant) (scope_resolution)] @base)) @heritage.mixes))
  (singleton_class body: (_ (_
    !receiver
    method: (identifier) @_mix
    arguments: (_ [(constant) (scope_resolution)] @base)) @heritage.mixes))
  (assignment left: (constant) right: (call block: (_ body: (_ (_
    !receiver
    method: (identifier) @_mix
    arguments: (_ [(constant) (scope_resolution)] @base)) @heritage.mixes))))
]
  (#any-of? @_mix "include" "extend" "prepend"))

; what a hook gives the type that mixes a module in, or inherits: `def self.included(base) base.extend(Methods) end`
((_ name: (identifier) @_hook
  body: (body_statement (_
    receiver: (identifier)
    method: (identifier) @_mix
    arguments: (_ [(constant) (scope_resolution)] @base)))) @heritage.mixes
  (#any-of? @_hook "included" "extended" "prepended" "inherited")
  (#any-of? @_mix "include" "extend" "prepend"))
((_ name: (identifier) @_hook
  body: (body_statement (_
    receiver: (identifier)
    method: (identifier) @_send
    arguments: (_ . (simple_symbol) @_mix [(constant) (scope_resolution)] @base)))) @heritage.mixes
  (#any-of? @_hook "included" "extended" "prepended" "inherited")
  (#any-of? @_send "send" "__send__" "public_send")
  (#any-of? @_mix ":include" ":extend" ":prepend"))
; https://api.rubyonrails.org/classes/ActiveSupport/Concern.html
((module body: (_
  (_ !receiver method: (identifier) @_mix arguments: (_ (scope_resolution) @_concern))
  (module name: (constant) @base))) @heritage.mixes
  (#eq? @_mix "extend")
  (#eq? @_concern "ActiveSupport::Concern")
  (#eq? @base "ClassMethods"))
; a class without a name
((_
  receiver: (constant) @_maker
  method: (identifier) @_make
  arguments: (_ . [(constant) (scope_resolution)] @base)
  block: (_) @anonymous)
  (#eq? @_maker "Class")
  (#eq? @_make "new"))

; -- references

((_ receiver: (constant) @name method: (identifier) @ignore) @reference.new
  (#eq? @ignore "new"))
((_
  receiver: [
    (scope_resolution scope: (_) @receiver name: (constant) @name)
    (scope_resolution !scope "::" @receiver name: (constant) @name)
  ]
  method: (identifier) @ignore) @reference.new
  (#eq? @ignore "new"))
(assignment left: (_ receiver: (_) @receiver method: (_) @name) @reference.call @assigned)
(left_assignment_list (_ receiver: (_) @receiver method: (_) @name) @reference.call @assigned)
((call receiver: (_) @receiver method: [(identifier) (constant)] @name) @reference.call
  (#not-eq? @name "new"))
((call receiver: [(self) (call) (identifier)] @receiver method: (identifier) @name) @reference.call
  (#eq? @name "new"))
(call !receiver method: [(identifier) (constant)] @name) @reference.call
(super) @name @reference.call
(operator_assignment
  left: (_ receiver: (_) @receiver method: (identifier) @name)) @reference.write

; a symbol may name a method: `before :check`, `map(&:name)`
(call !receiver arguments: (_ (simple_symbol) @name)) @reference.read
(block_argument (simple_symbol) @name) @reference.read
(alias alias: (identifier) @name) @reference.read

(rescue exceptions: (exceptions (constant) @name)) @reference.type
(when pattern: (pattern (constant) @name)) @reference.type

(scope_resolution scope: (_) @receiver name: (constant) @name) @reference.read
(scope_resolution !scope "::" @receiver name: (constant) @name) @reference.read
[(instance_variable) (class_variable)] @name @reference.read
(constant) @read
(identifier) @read.call

(comment) @comment
