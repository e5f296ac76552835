"""Files: paths, digests, files written whole, settings in TOML."""
