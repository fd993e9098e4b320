"""``python -m prioritisation``: the command line."""

import sys

from prioritisation.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
