; What `ecp/index/extraction/components.py` makes of the markup around scripts: the component itself, and elements that are ones.

(program (expression_statement
  (unary_expression operator: "~" argument: (number))) @unnamed @definition.class @exported)

(expression_statement (unary_expression operator: "~" argument: (identifier) @name)) @reference.call
(expression_statement (unary_expression operator: "~" argument: (member_expression
  object: (_) @receiver property: (property_identifier) @name))) @reference.call
