# Answer files: reading them, and bringing them up to the version of their checklist.
