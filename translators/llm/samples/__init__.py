"""From what a model wrote to one theory.

``reply`` finds the formulas in a reply, ``alignment`` the sentence that each is of, ``slips``
mends what is nearly a formula, and ``reading`` puts them together.  ``names`` and ``merging``
find names that were meant to be one, ``links`` what a goal may have lost touch with; nothing is
merged silently.  No module here decides anything: verdicts are the prover's.
"""

from translators.llm.samples.alignment import Alignment, align
from translators.llm.samples.reading import Repair, SampleReading, read_sample
from translators.llm.samples.reply import Written, written

__all__ = ["Alignment", "Repair", "SampleReading", "Written", "align", "read_sample", "written"]
