"""Pictures of pages become printed lines, by rapidocr where the extra `fagui[ocr]` is installed."""
