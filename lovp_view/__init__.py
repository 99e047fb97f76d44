"""The view: texts, theme, figures, state, controls and tiles."""
