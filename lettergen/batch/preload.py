"""What every worker needs, loaded once before workers are made from it."""

from lettergen import produce
from lettergen.pdf import rendering
from lettergen.pdf.weasyprint_import import weasyprint

weasyprint()

__all__ = ["produce", "rendering"]
