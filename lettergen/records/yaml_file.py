"""Read records from YAML; `lettergen.files.yaml_nodes` says which parts of YAML are read."""

from __future__ import annotations

from lettergen.files.yaml_nodes import yaml_nodes
from lettergen.records.nodes import records_of
from lettergen.records.record import Record
from lettergen.records.source import MEGABYTE, DataText, decode, refused

YAML_MOST_BYTES = 10 * MEGABYTE


def read_yaml(source: DataText) -> tuple[Record, ...]:
    """Return the records of a YAML file.

    Raises:
        CallError: It is not YAML, or uses features of YAML that data do not need.
    """
    root, flaws = yaml_nodes(decode(source, hint="Save the file as UTF-8 in your editor."))
    if flaws:
        raise refused(flaws, source.name)
    return records_of(root, source.name)
