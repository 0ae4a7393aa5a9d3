"""The studio: Qt windows that draw the project and forward what the user does."""
