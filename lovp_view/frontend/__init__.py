"""Scripts, styles and letters that go to the browser, and reading them from disk. No Python that draws."""
