"""The people of the suite, with fixed relations, as pytest fixtures.

Liu Fang stands at reception, Sun Jiaqi coordinates, Wang Li interprets, Zhang Haibo treats, He Jing dispenses,
director Zhao counts. Elena Kovaleva is a patient. The stranger has no account and must see nothing.
"""

import pytest
from django.test import Client

from clinic.accounts.models import User
from clinic.departments.models import Practitioner
from interpreters.models import Interpreter
from patients.models import Patient
from tests.make import make_interpreter, make_patient, make_practitioner, make_user

PASSWORD = "long enough for a test"


@pytest.fixture
def liu_fang(db: None) -> User:
    return make_user("reception", username="liufang")


@pytest.fixture
def sun_jiaqi(db: None) -> User:
    return make_user("coordinator", username="sunjiaqi", name_zh_hans="孙佳琪", name_ru="Сунь Цзяци", name_en="Sun Jiaqi")


@pytest.fixture
def wang_li(db: None) -> Interpreter:
    user = make_user("interpreter", username="wangli", name_zh_hans="王丽", name_ru="Ван Ли", name_en="Wang Li")
    return make_interpreter(user=user)


@pytest.fixture
def zhang_haibo(db: None) -> Practitioner:
    user = make_user("practitioner", username="zhanghaibo", name_zh_hans="张海波", name_ru="Чжан Хайбо", name_en="Zhang Haibo")
    return make_practitioner(user=user, name_zh_hans="张海波", name_ru="Чжан Хайбо", name_en="Zhang Haibo")


@pytest.fixture
def he_jing(db: None) -> User:
    return make_user("pharmacist", username="hejing", name_zh_hans="何静", name_ru="Хэ Цзин", name_en="He Jing")


@pytest.fixture
def zhao(db: None) -> User:
    return make_user("director", username="zhao", name_zh_hans="赵院长", name_ru="Чжао", name_en="Zhao")


@pytest.fixture
def elena(db: None) -> Patient:
    return make_patient()


@pytest.fixture
def stranger() -> Client:
    return Client()


def client_of(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
