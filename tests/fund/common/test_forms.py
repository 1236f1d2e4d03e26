import pytest
from django import forms

from fund.accounts.models import User
from fund.common.forms import BaseForm, SeveralRows


class _Named(BaseForm):
    name = forms.CharField()
    words = forms.CharField(widget=forms.Textarea)


@pytest.mark.parametrize("unseen", ["\u2028", "\u202e", "\u2066", "\x1b", "\x08", "\x85"])
def test_name_with_a_character_that_turns_text_or_cannot_be_seen_is_refused(unseen: str) -> None:
    form = _Named({"name": f"Friends{unseen}of the canal", "words": "Some."})
    assert form.errors == {"name": ["This holds a character that can't be seen. Type it again by hand."]}


def test_names_in_any_script_are_taken() -> None:
    assert _Named({"name": "Zoë, Łódź and 👩‍🌾 المجموعة", "words": "One\n\ttwo"}).is_valid()


class _Written(BaseForm):
    email = forms.EmailField()
    other = forms.EmailField(error_messages={"invalid": "Where shall we write?"})


def test_wrong_email_address_is_said_in_our_words_unless_the_form_has_its_own() -> None:
    assert _Written({"email": "nell@@x", "other": "nell"}).errors == {
        "email": ["Enter an e-mail address, like name@example.org"],
        "other": ["Where shall we write?"],
    }


class _Several(BaseForm):
    people = SeveralRows(User.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["9" * 19, "9" * 400, "-1", "x", "1e400", "\u0663"])
def test_key_that_no_row_can_have_chooses_nothing(key: str) -> None:
    assert list(_Several({"people": [key]}).errors) == ["people"]


@pytest.mark.parametrize(
    ("label", "says"),
    [("A day", "Enter a day"), ("UK address", "Enter UK address"), ("Your name", "Enter your name")],
)
def test_what_is_missing_is_said_within_the_sentence(label: str, says: str) -> None:
    class Form(BaseForm):
        it = forms.CharField(label=label)

    assert Form({}).errors == {"it": [says]}
