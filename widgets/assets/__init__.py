"""The library of the project's pictures, films and models."""
