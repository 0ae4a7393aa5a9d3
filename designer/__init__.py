"""The headless core of Duplex: records, documents, decisions, rendering and export, without Qt."""
