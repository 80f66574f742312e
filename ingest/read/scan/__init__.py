"""Recognises printed lines in pictures, by rapidocr where the extra `fagui[ocr]` is installed."""
