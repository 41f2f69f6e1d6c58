"""`python -m cleanup` and the `cleanup` command."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """Run the command line. Errors that the user can mend are told without a traceback and exit with 2."""
    from cleanup.threads import one_thread_for_matrices

    one_thread_for_matrices()
    from cleanup.cli.app import app
    from cleanup.errors import CleanupError

    try:
        app()
    except CleanupError as error:
        from cleanup.cli.output import complain

        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:  # the reader of stdout has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else 2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
