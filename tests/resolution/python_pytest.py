#--- conftest.py
import pytest


class Client:
    def get(self): ...


@pytest.fixture
def client():
    return Client()


@pytest.fixture
def opened():
    yield Client()


@pytest.fixture(name="renamed")
def _something():
    return Client()


def plain():
    return Client()
#--- inner/conftest.py
import pytest


class Inner:
    def get(self): ...


@pytest.fixture
def client(client):
    return Inner()


@pytest.fixture
def inner(client):
    client.get()
#          ^ calls inner/conftest.py:Inner.get
    return Inner()
#--- test_outer.py
import pytest


class Local:
    def get(self): ...


@pytest.fixture
def local() -> Local: ...


def test_get(client, opened, local, plain, tmp_path):
    client.get()
#          ^ calls conftest.py:Client.get
    opened.get()
#          ^ calls conftest.py:Client.get
    local.get()
#         ^ calls Local.get
    plain.get()
#         ^ calls nothing
    tmp_path.get()
#            ^ calls nothing


def test_renamed(renamed):
    renamed.get()


def helper(client):
    client.get()
#          ^ calls nothing


class TestGroup:
    @pytest.fixture
    def client(self):
        return Local()

    def test_it(self, client):
        client.get()
#              ^ calls Local.get
#--- inner/test_inner.py
def test_get(client, opened):
    client.get()
#          ^ calls inner/conftest.py:Inner.get
    opened.get()
#          ^ calls conftest.py:Client.get
