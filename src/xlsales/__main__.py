"""``python -m xlsales``: the same as the ``xlsales`` command."""

import sys

from xlsales.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
