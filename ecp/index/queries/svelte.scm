; inherits: typescript, component
