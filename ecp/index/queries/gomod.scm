(module_directive (module_path) @module) @import.package
