"""What people say of the records that were read: accepted, corrected, rejected; and of what was missed: added, no fact.

Judgements lie in a graph of their own for each document, with who and when, as Web Annotations on the records. They are
applied to the document's graph at once, and again whenever the document is read anew (`reapply`), as records keep
their IRIs. `gold` gives the document as reviewed in the annotation format.
"""

from __future__ import annotations

from graph.review.apply import judge, reapply, withdraw
from graph.review.fields import FIELDS, Field, FieldError, changed
from graph.review.judgement import VERDICTS, Judgement, graph_of, is_review, judgements
from graph.review.miss import KINDS, drafted, filled, stated
from graph.review.rebuild import gold, rebuilt

__all__ = ["FIELDS", "KINDS", "VERDICTS", "Field", "FieldError", "Judgement", "changed", "drafted", "filled", "gold"]
__all__ += ["graph_of", "is_review", "judge", "judgements", "reapply", "rebuilt", "stated", "withdraw"]
