"""A centre described in one TOML file, noun by noun: each module reads and writes its own part of the file.

`app.data.centre_file` puts the parts together; import from there.
"""
