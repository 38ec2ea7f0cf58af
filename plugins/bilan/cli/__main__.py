# `python -m bilan.cli`, for where the command is not on the path.

from bilan.cli import main

main()
