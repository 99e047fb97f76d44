"""The pages: the file of each, the key of its texts, and its address."""

from lovp_view.view import paths

# file, text key, address; the first is the start page, which Streamlit serves at / whatever its address.
PAGES = (
    ("pages/overview.py", "overview", "overzicht"),
    ("pages/timeline.py", "timeline", "tijdlijn"),
    ("pages/topics.py", "topics", "onderwerpen"),
    ("pages/follow_ups.py", "follow_ups", "afspraken"),
    ("pages/stakeholders.py", "stakeholders", "betrokkenen"),
    ("pages/meetings.py", "meetings", "vergaderingen"),
    ("pages/fulfilment.py", "fulfilment", "nakoming"),
    ("pages/preparing.py", "preparing", "voorbereiden"),
    ("pages/account.py", "account", "verantwoording"),
)
ADDRESS_OF_PAGE = {key: address for _, key, address in PAGES}
# Pages that have no place in the bar, in the same form; they are linked to from the sidebar's foot.
FOOT_PAGES = (
    ("pages/guide.py", "guide", "hulp"),
    ("pages/accessibility.py", "accessibility", "toegankelijkheid"),
)
# What only editors see, in the same form; anyone else who asks for one is told so by the page.
EDITOR_PAGES: tuple[tuple[str, str, str], ...] = (
    ("pages/reading.py", "reading", "inlezen"),
    ("pages/editing.py", "editing", "bijwerken"),
)
# Where an address leads that is none.
LOST_PAGE = ("pages/lost.py", "lost", paths.LOST)
# One chart alone, for a page of another site; nothing stands around it.
PICTURE_PAGE = ("pages/picture.py", "picture", paths.PICTURE)
ALL_PAGES = (*PAGES, *FOOT_PAGES, *EDITOR_PAGES, LOST_PAGE, PICTURE_PAGE)
# Pages on which nothing depends on what is chosen: the whole width is theirs.
WITHOUT_SELECTION = ("voorbereiden", "inlezen", "hulp", paths.LOST)
