"""What one view shows, in words and numbers: address, scene, texts, theme, pages. No Streamlit."""
