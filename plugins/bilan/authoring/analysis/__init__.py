"""What a checklist can and can't come to, whatever is answered."""

from bilan.authoring.analysis.study import SAMPLES, Effort, Study, study
from bilan.authoring.analysis.told import told
from bilan.authoring.analysis.warnings import certain_faults

__all__ = ["SAMPLES", "Effort", "Study", "certain_faults", "study", "told"]
