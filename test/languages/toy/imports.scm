(import_from_statement module_name: (_) @import.source) @import.static
(import_from_statement name: (dotted_name) @import.name) @import
