import pytest

from dprkcorpus import (
    Cleaned,
    Document,
    FaultsError,
    Label,
    Metadata,
    Record,
    Segment,
    Span,
    SpanError,
    TilingError,
    WrongTypeError,
    process,
)

RAW = "For peace\n\nPyongyang, May 4 (KCNA) -- It rained. It stopped.\n\nThe sun shone."


@pytest.fixture(scope="module")
def document():
    return process(Record(RAW, id="peace"))


def test_sentences_know_their_paragraph_and_their_place(document):
    told = [(one.index, one.paragraph, one.text) for one in document.sentences]
    assert told == [(0, 0, "It rained."), (1, 0, "It stopped."), (2, 1, "The sun shone.")]


def test_every_sentence_leads_back_to_the_raw_text(document):
    for sentence in document.sentences:
        assert "".join(RAW[slice(*span)] for span in sentence.raw_spans) == sentence.text


def test_paragraphs_hold_their_sentences(document):
    assert [len(paragraph.sentences) for paragraph in document.paragraphs] == [2, 1]
    assert document.paragraphs[0].text == "It rained. It stopped."


def test_a_sentence_over_two_lines_makes_one_paragraph():
    raw = (
        "Heavy rain fell on the whole of the east coast of the country all day\n"
        "on Sunday, and it was over only at night. Then it stopped."
    )
    document = process(Record(raw))
    assert [paragraph.text for paragraph in document.paragraphs] == [raw]


def test_the_title_is_that_of_the_metadata(document):
    assert document.title == document.metadata.title == "For peace"


def test_a_dict_without_its_parts_tells_all_that_is_missing():
    with pytest.raises(FaultsError) as caught:
        Document.from_dict({"raw": "", "metadata": {}})
    assert caught.value.faults == ("there is no 'segments'", "there is no 'sentences'")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"text": "It rained."}, FaultsError),
        ({"segments": [[0, 3, "body", "r"]]}, TilingError),
        ({"segments": [[0, 3, "nothing", "r"]]}, FaultsError),
        ({"segments": [[0, 3]]}, FaultsError),
        ({"segments": None}, WrongTypeError),
        ({"offsets": "utf-8"}, FaultsError),
        ({"sentences": []}, SpanError),
        ({"sentences": [[0, 10], [5, 20]]}, SpanError),
        ({"sentences": [[0, 10**6]]}, SpanError),
    ],
)
def test_a_dict_that_disagrees_with_itself_is_refused(document, change, error):
    with pytest.raises(error):
        Document.from_dict({**document.to_dict(), **change})


def test_a_document_is_not_made_of_wrong_types(document):
    with pytest.raises(WrongTypeError):
        Document("text", document.metadata)
    with pytest.raises(WrongTypeError):
        Document(document.cleaned, {"id": "a"})
    with pytest.raises(WrongTypeError):
        Document.from_dict(None)


def test_sentences_that_leave_words_out_are_refused():
    cleaned = Cleaned("One. Two.", (Segment(Span(0, 9), Label.BODY, "r"),))
    with pytest.raises(SpanError):
        Document(cleaned, Metadata("a"), (Span(0, 4),))
    with pytest.raises(SpanError):
        Document(cleaned, Metadata("a"), (Span(5, 9),))


@pytest.mark.parametrize("span", [(0, 9), Span(0, 9.0), "09", None])
def test_a_sentence_is_a_span_of_two_ints(span):
    cleaned = Cleaned("It rained", (Segment(Span(0, 9), Label.BODY, "r"),))
    with pytest.raises(WrongTypeError):
        Document(cleaned, Metadata("a"), (span,))
