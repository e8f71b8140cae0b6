"""From features to a folium map: the one room that draws."""
