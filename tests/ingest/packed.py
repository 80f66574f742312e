"""Archives and record files of invented notices."""

import io
import json
import zipfile

from tests.ingest.stocked import notice


def archive(*members):
    """The bytes of a ZIP of (name, bytes or text)."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return file.getvalue()


def in_gbk(*members):
    """The same as Windows in China makes it: names in GBK, without saying so."""
    stand_ins = [f"{at:x>{len(name.encode('gb18030'))}}" for at, (name, _) in enumerate(members)]
    data = archive(*zip(stand_ins, (data for _, data in members), strict=True))
    for stand_in, (name, _) in zip(stand_ins, members, strict=True):
        data = data.replace(stand_in.encode(), name.encode("gb18030"))
    return data


def records(count, town="丙"):
    """The lines of a record file, each a notice."""
    return [
        json.dumps(
            {
                "标题": f"{town}市人民政府关于第{serial}号书亭修缮的通知",
                "正文": notice(serial, town).split("\n\n", 2)[2],
                "文号": f"{town}府〔2024〕{serial}号",
            },
            ensure_ascii=False,
        )
        for serial in range(1, count + 1)
    ]
