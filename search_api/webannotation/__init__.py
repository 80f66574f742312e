"""W3C Web Annotations at the border: JSON read, checked against the model, and written again."""
