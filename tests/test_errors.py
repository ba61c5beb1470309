import pickle

import pytest

from dprkcorpus import errors

MADE = {
    errors.TilingError: errors.TilingError("a gap", 3),
    errors.DateError: errors.DateError("no such day", "2023-02-30", 8),
    errors.FaultsError: errors.FaultsError("thing", ["one", "two"]),
    errors.LoadError: errors.LoadError("a.txt", "not UTF-8", 7),
    errors.UnknownNameError: errors.UnknownNameError("field", "titel", ["title", "genre"]),
    errors.MissingExtraError: errors.MissingExtraError("reading tables", "arrow"),
    errors.UnknownDocumentError: errors.UnknownDocumentError("a-l", ["a-1", "b"]),
}


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (errors.WrongTypeError, TypeError),
        (errors.SpanError, ValueError),
        (errors.TilingError, ValueError),
        (errors.DateError, ValueError),
        (errors.ProfileError, ValueError),
        (errors.MetadataError, ValueError),
        (errors.BundleError, ValueError),
        (errors.LoadError, ValueError),
        (errors.UnknownNameError, LookupError),
        (errors.UnknownDocumentError, KeyError),
        (errors.TextWithdrawn, LookupError),
    ],
)
def test_every_error_is_the_builtin_that_a_caller_expects(error, builtin):
    assert issubclass(error, builtin)
    assert issubclass(error, errors.DprkcorpusError)


def test_an_unknown_name_lists_the_near_ones():
    error = errors.UnknownNameError("field", "titel", ["title", "genre"])
    assert error.near == ("title",)
    assert str(error) == "no field is named 'titel'; did you mean 'title'?"


def test_an_unknown_document_is_told_without_quotation_marks():
    assert str(errors.UnknownDocumentError("x", [])) == "no document is named 'x'"


def test_faults_are_told_all_at_once():
    assert str(errors.FaultsError("thing", ["one", "two"])) == "thing:\n  one\n  two"


@pytest.mark.parametrize("kind", MADE)
def test_an_error_survives_pickle(kind):
    back = pickle.loads(pickle.dumps(MADE[kind]))
    assert type(back) is kind
    assert str(back) == str(MADE[kind])
    assert vars(back) == vars(MADE[kind])


def test_a_bool_is_no_int():
    with pytest.raises(errors.WrongTypeError, match="count must be int, not bool"):
        errors.expect(True, int, "count")
