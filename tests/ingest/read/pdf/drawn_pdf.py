"""Draws PDF pages word by word, in any order, colour and direction."""

from dataclasses import dataclass

#: the sides of a page of A4, in points
WIDTH, HEIGHT = 595, 842
UPRIGHT, TURNED = (1, 0, 0, 1), (0, 1, -1, 0)
_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    " /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000"
    " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6"
    " /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880"
    " /StemV 93 >> >>] >>"
)


@dataclass(frozen=True)
class Word:
    """Words at a place of the page, in points from its lower left corner."""

    text: str
    x: float
    y: float
    size: float = 16
    red: bool = False
    matrix: tuple[float, float, float, float] = UPRIGHT

    def drawn(self):
        colour = "0.9 0.05 0.05 rg" if self.red else "0 0 0 rg"
        turn = " ".join(map(str, self.matrix))
        hexed = self.text.encode("utf-16-be").hex()
        return f"BT {colour} /F1 {self.size} Tf {turn} {self.x} {self.y} Tm <{hexed}> Tj ET"


def drawn_pdf(*pages, rotate=0):
    """The bytes of a PDF: each page a list of words, or of other operators."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _FONT]
    kids = []
    for page in pages:
        stream = "\n".join(each if isinstance(each, str) else each.drawn() for each in page)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate}"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
    names = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{names}] >>"
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n"
    start = f"<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + (end + start).encode()
