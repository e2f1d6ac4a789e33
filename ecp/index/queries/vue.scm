; inherits: typescript

; -- the component, which its file exports by default: as an object, or as what `<script setup>` becomes

((export_statement "default" @name value: (object)) @definition.class)
((export_statement "default" @name value: (call_expression arguments: (arguments . (object) .))) @definition.class)
((program (expression_statement (parenthesized_expression (object
  . (pair key: (property_identifier) @name value: (number)) .))) @definition.class @exported)
  (#eq? @name "default"))

; -- elements that are components

(expression_statement (identifier) @name) @reference.call
(expression_statement (member_expression object: (_) @receiver property: (property_identifier) @name)) @reference.call
