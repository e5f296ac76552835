"""What every worker needs, loaded once before workers are made from it.

Nothing that is loaded is ever garbage, and looking for some takes a twelfth of the time.
"""

import gc

gc.disable()

from lettergen import produce  # noqa: E402  after that, as is all below
from lettergen.pdf import rendering  # noqa: E402
from lettergen.pdf.weasyprint_import import weasyprint  # noqa: E402

weasyprint()

__all__ = ["produce", "rendering"]
