"""All pages as one router."""

from __future__ import annotations

from fastapi import APIRouter

from api.web import asking, assets, history, libraries, login, proof_page, review

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
for _part in (asking, proof_page, review, history, libraries, login, assets):
    router.include_router(_part.router)
