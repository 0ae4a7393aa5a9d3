"""The look: colours, type, icons and the controls that every room of the studio is built from."""
