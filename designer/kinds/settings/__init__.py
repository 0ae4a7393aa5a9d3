"""The setting types: one file each holds a type's fields, its check, its default and what a
template reads."""
