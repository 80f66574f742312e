"""W3C Web Annotations at the border: JSON is read, checked against the model, and written."""
