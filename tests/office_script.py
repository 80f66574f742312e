"""Run by the system's Python, which has LibreOffice's bridge: settles the changes of .docx files.

Usage: office_script.py PIPE FILE…; beside FILE.docx come FILE.accepted and FILE.rejected."""

import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def settle(context, path, command, target):
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    hidden = PropertyValue(Name="Hidden", Value=True)
    opened = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden,))
    dispatcher.executeDispatch(opened.CurrentController.Frame, command, "", 0, ())
    plain = (
        PropertyValue(Name="FilterName", Value="Text (encoded)"),
        PropertyValue(Name="FilterOptions", Value="UTF8,LF"),
    )
    opened.storeToURL(target.as_uri(), plain)
    opened.close(True)


def main(pipe, *paths):
    context = connect(pipe)
    for path in map(Path, paths):
        settle(context, path, ".uno:AcceptAllTrackedChanges", path.with_suffix(".accepted"))
        settle(context, path, ".uno:RejectAllTrackedChanges", path.with_suffix(".rejected"))
    context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    ).terminate()


main(*sys.argv[1:])
