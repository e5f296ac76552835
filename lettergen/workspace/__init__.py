"""The front door: an office as the command line, the preview and Python programs use it.

    reading ─> office (plan, check, letter, batch)
            └> check

Nothing else reads an office.
"""

from lettergen.workspace.office import Office

__all__ = ["Office"]
