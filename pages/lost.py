"""Where an address leads that is none: says so, and offers the pages."""

from lovp_view import state
from lovp_view.screen import controls

controls.lost(state.scene())
