"""Documents for guests as files: PDF, electronic invoice (EN 16931, Factur-X as PDF/A-3), and its proof."""

from app.infra.documents.paper import pdf_of

__all__ = ["pdf_of"]
