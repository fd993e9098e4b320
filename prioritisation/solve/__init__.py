"""The command ``solve``: one problem in JSON, one answer in JSON, by any of the methods."""
