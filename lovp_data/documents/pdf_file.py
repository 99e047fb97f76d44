"""PDF files: the text of their pages."""

import io

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from lovp_data.documents.document_faults import DocumentError, refuse
from lovp_data.documents.word_file import bomb

MOST_PAGES = 200


def read_pdf(content: bytes, name: str) -> str:
    """The text of all pages, a form feed between. Raises DocumentError."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refuse("password", name)
        if len(reader.pages) > MOST_PAGES:
            raise refuse("too_large_text", name, f"{len(reader.pages)} pages", f"{MOST_PAGES} pages or 200000")
        return "\f".join(page.extract_text() for page in reader.pages)
    except DocumentError:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise refuse("password", name) from error
    except (LimitReachedError, MemoryError) as error:
        raise bomb(name) from error
    except Exception as error:  # a damaged object makes the library raise what it likes
        raise refuse("broken", name, details="PDF") from error
