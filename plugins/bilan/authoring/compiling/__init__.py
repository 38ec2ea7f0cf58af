"""A valid file -> what the engine and the templates take, with the Python scorer that it names."""
