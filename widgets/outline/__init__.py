"""The outline: pages, layouts, floors and modules as a tree."""
