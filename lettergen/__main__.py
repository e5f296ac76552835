"""`python -m lettergen` is `lettergen`."""

from lettergen.cli import start

if __name__ == "__main__":
    start()
