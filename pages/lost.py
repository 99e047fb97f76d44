"""Where an address leads that is none: says so, and offers the pages."""

from lovp_view import controls, state

controls.lost(state.scene())
