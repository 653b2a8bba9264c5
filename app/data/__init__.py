"""The data of a centre: what procedures there are, and a centre described in one TOML file.

Here live the catalogue that ships, the sample centre files and what reads and writes such a file. Nothing
here knows the database or the web: `app.services` puts what is read here into a centre and takes it out.
"""
