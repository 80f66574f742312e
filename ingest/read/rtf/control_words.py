"""Tables of the RTF control words that matter here (RTF 1.9.1); all others are ignored."""

from __future__ import annotations

#: a group that begins with one of these holds no text of the last version
SKIPPED_GROUPS = frozenset(
    """
    aftncn aftnsep aftnsepc annotation atnauthor atndate atnicn atnid atnparent atnref atntime
    atrfend atrfstart author background bkmkend bkmkstart blipuid buptim category
    colorschememapping colortbl comment company creatim datafield datastore defchp defpap doccomm
    docvar ebcend ebcstart factoidname falt fchars ffdeftext ffentrymcr ffexitmcr ffformat
    ffhelptext ffl ffname ffstattext file filetbl fldinst fontemb fontfile ftncn ftnsep ftnsepc
    generator gridtbl hlfr hlinkbase hlloc hlsrc hsv info keycode keywords latentstyles lchars
    levelnumbers leveltext lfolevel linkval list listlevel listname listoverride listoverridetable
    listpicture liststylename listtable lsdlockedexcept mailmerge manager mmath nesttableprops
    nextfile nonesttables nonshppict objalias objclass objdata object objname objsect objtime
    oldcprops oldpprops oldsprops oldtprops oleclsid operator panose password passwordhash pgp
    pgptbl picprop pict pnseclvl pntxta pntxtb printim private propname protend protstart
    protusertbl revtbl revtim rsidtbl rxe shppict shprslt sp staticval stylesheet subject svb tc
    template themedata title txe userprops wgrffmtfilter writereservation writereservhash xe xform
    xmlattrname xmlattrvalue xmlclose xmlname xmlnstbl xmlopen
    """.split()  # noqa: SIM905 - a hundred quoted words read worse
)
#: groups that are read although \* lets programs skip them
KNOWN_GROUPS = frozenset({"shpinst", "ud", "do"})
#: a group → where its text goes
GROUP_DESTINATIONS: dict[str, str] = {
    "fonttbl": "fonts",
    "listtext": "number",
    "pntext": "number",
    "footnote": "note",
    "shptxt": "box",
    "dptxbxtext": "box",
    **dict.fromkeys(
        ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
        "header",
    ),
}
#: control words that stand for a character
WORD_CHARACTERS: dict[str, str] = {
    "tab": "\t",
    "line": "\n",
    "page": "\n",
    "column": "\n",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
}
SIGN_CHARACTERS: dict[bytes, str] = {
    b"~": "\xa0",
    b"_": "-",
    b"\t": "\t",
    b"{": "{",
    b"}": "}",
    b"\\": "\\",
}
#: a font's character set → the encoding of its bytes; 0 and 1 mean that of the file
CHARSETS: dict[int, str] = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
#: the character set of symbol fonts, whose signs are no text
SYMBOL_CHARSET = 2
#: a code page → its encoding, where Python's name is another or GB 18030 holds more
CODE_PAGES: dict[int, str] = {936: "gb18030", 54936: "gb18030", 20936: "gb18030", 65001: "utf-8"}
