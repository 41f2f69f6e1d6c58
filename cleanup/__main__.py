"""`python -m cleanup` and the `cleanup` command."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line. Errors that the user can mend are told without a traceback and exit with 2."""
    from cleanup.threads import one_thread_for_matrices

    one_thread_for_matrices()
    from cleanup.cli.app import app
    from cleanup.cli.output import replace_closed_streams
    from cleanup.errors import CleanupError
    from cleanup.writers import stdout

    replace_closed_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where a full disk is told in words, and not at the interpreter's end
    except CleanupError as error:
        from cleanup.cli.output import complain

        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:  # the reader of stdout has gone, as with `| head`
        stdout.drop()
        sys.exit(128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else 2)
    except OSError as error:
        if error.errno not in stdout.DISK_ERRORS or error.filename is not None:
            raise
        from cleanup.cli.output import complain

        stdout.drop()
        complain(str(stdout.cannot_be_written(error)))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
