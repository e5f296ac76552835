"""The preview, without and with a browser."""
