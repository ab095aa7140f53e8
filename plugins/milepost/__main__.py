"""`python -m milepost`."""

from milepost.cli.main import main

main(prog_name="milepost")
