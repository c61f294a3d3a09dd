"""Connection tableaux: the first-order goal space of the search strategies."""

from search.tableau.proving import TableauResult, prove

__all__ = ["TableauResult", "prove"]
