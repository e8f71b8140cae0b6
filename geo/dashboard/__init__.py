"""The page: the one room that talks to Streamlit."""
