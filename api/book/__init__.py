"""The book of a theory: a folder of pages that show what was found, and why it holds."""

from __future__ import annotations

from api.book.contents import Book, Entry, Status
from api.book.writing import book_files, write_book

__all__ = ["Book", "Entry", "Status", "book_files", "write_book"]
