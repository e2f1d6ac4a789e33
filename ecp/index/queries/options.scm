; A component as an object of options, ahead of what is a variable elsewhere.

((export_statement "default" @name value: (object)) @definition.class)
((export_statement "default" @name value: (call_expression arguments: (arguments . (object) .))) @definition.class)
