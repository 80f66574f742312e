import pytest

from tests.ingest.web.servers import serving


@pytest.fixture
def site():
    with serving() as site:
        yield site
