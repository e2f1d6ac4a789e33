; A capitalized or dotted element is a component, which the element calls; another is HTML's.

((jsx_opening_element name: (identifier) @name) @reference.call (#match? @name "^[A-Z_$]"))
((jsx_self_closing_element name: (identifier) @name) @reference.call (#match? @name "^[A-Z_$]"))
(jsx_opening_element
  name: (_ object: (_) @receiver property: (property_identifier) @name)) @reference.call
(jsx_self_closing_element
  name: (_ object: (_) @receiver property: (property_identifier) @name)) @reference.call
((jsx_opening_element name: (identifier) @ignore) (#match? @ignore "^[a-z]"))
((jsx_self_closing_element name: (identifier) @ignore) (#match? @ignore "^[a-z]"))
(jsx_closing_element name: (identifier) @ignore)
(jsx_closing_element name: (member_expression object: (identifier) @ignore))
