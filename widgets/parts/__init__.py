"""What several panels are built from: choosers, chips, popups, ordered stacks, quiet fields."""
