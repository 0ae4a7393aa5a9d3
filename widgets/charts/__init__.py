"""Charts that every room may use: bars of parts with edges to drag, and small real pages."""
