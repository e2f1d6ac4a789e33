; inherits: options, typescript, component

; elements before whose loop there is no room for a sign
(program (expression_statement (identifier) @name) @reference.call)
(program (expression_statement
  (member_expression object: (_) @receiver property: (property_identifier) @name)) @reference.call)
(for_in_statement body: (statement_block (expression_statement (identifier) @name) @reference.call))
(for_in_statement body: (statement_block (expression_statement
  (member_expression object: (_) @receiver property: (property_identifier) @name)) @reference.call))
