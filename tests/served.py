"""A running `fagui serve`, for tests that ask as another program does."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx2

FAGUI = Path(sys.executable).with_name("fagui")


@contextmanager
def served_address(environment):
    """The address of a server with these variables, once it is ready; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen([FAGUI, "serve", "--port", str(port)], env=environment) as server:
        deadline = time.monotonic() + 60
        while True:
            try:
                if httpx2.get(f"{address}/readyz").status_code == 200:
                    break
            except httpx2.TransportError:
                pass
            assert time.monotonic() < deadline, "serve did not answer"
            assert server.poll() is None, "serve ended"
        yield address
        server.terminate()
