"""Who may edit, and who has signed in, from what is known of a visit. Pure: no Streamlit."""
