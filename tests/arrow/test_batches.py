"""The batch function: every row comes out, as `process` would make it or with its error."""

from __future__ import annotations

import pickle

import pytest

from dprkcorpus import FaultsError, Record, UnknownNameError, WrongTypeError, load, process

pa = pytest.importorskip("pyarrow")

from pyarrow import parquet  # noqa: E402

from dprkcorpus.arrow import (  # noqa: E402
    SCHEMA,
    document_of,
    process_batch,
    process_batches,
    process_file,
    process_table,
)

STORY = "Pyongyang, July 9 (KCNA) -- It rained. It stopped. -0-"
RAWS = ["For peace\n\n" + STORY, "", " \n", "\0", "“Rain”, 🙂 he said.", "x" * 100_000, "3.5\r\nb"]


def batch(**columns):
    return pa.RecordBatch.from_pydict(columns)


def errors(made):
    return made.column("error").to_pylist()


def not_utf8(kind):
    """A column whose second text is no UTF-8, which Arrow does not look at."""
    plain = pa.array([b"It rained.", b"\xff\xfe", None])
    buffers = pa.Array.from_buffers(pa.string(), 3, plain.buffers())
    return plain.cast(kind) if "binary" in str(kind) else buffers.cast(pa.string()).cast(kind)


def test_the_rows_are_what_process_makes():
    known = {
        "id": ["a", None, "", "d", "e", "f", "g"],
        "url": ["https://example.org/2023/07/10/rain/", *[None] * 6],
        "date": [None, None, "2023-07-10", "no date", "10.7.2023", None, None],
        "title": [None, "Rain", *[None] * 5],
        "source": [None, "KCNA", "Naenara", *[None] * 4],
    }
    made = process_batch(batch(raw=RAWS, **known))
    wanted = [process(Record(raw, *row)) for raw, *row in zip(RAWS, *known.values(), strict=True)]
    assert [document_of(row) for row in made.to_pylist()] == wanted
    for row, document in zip(made.to_pylist(), wanted, strict=True):
        assert row["id"] == document.id
        assert row["text"] == document.text
        assert row["title"] == document.title
        assert row["publisher"] == document.metadata.publisher
        issued, dateline = document.metadata.issued, document.metadata.dateline
        assert row["issued"] == (issued and issued.edtf)
        assert row["earliest"] == (issued and issued.earliest)
        assert row["dateline"] == (
            dateline
            and {
                "place": dateline.place,
                "month": dateline.month,
                "day": dateline.day,
                "agency": dateline.agency,
            }
        )
        spans = [(one["start"], one["end"]) for one in row["paragraphs"]]
        assert spans == [tuple(one.span) for one in document.paragraphs]


def test_the_bundled_texts_are_what_process_makes():
    raws = [document.raw for document in load()]
    made = process_batch(batch(raw=raws))
    assert [document_of(row) for row in made.to_pylist()] == [process(Record(raw)) for raw in raws]


def test_the_schema_is_the_published_one_and_says_its_version():
    made = process_batch(batch(raw=RAWS))
    assert made.schema.equals(SCHEMA, check_metadata=True)
    assert SCHEMA.metadata == {b"dprkcorpus.schema": b"1"}


def test_a_bad_row_is_a_row_with_its_error():
    made = process_batch(batch(raw=[None, "It rained.", None, STORY], id=["a", "b", "c", " "]))
    assert errors(made)[:3] == ["raw is null", None, "raw is null"]
    assert "id is empty" in errors(made)[3]
    assert made.column("id").to_pylist() == ["a", "b", "c", " "]
    assert made.column("raw").to_pylist() == [None, "It rained.", None, STORY]
    assert made.column("text").to_pylist() == [None, "It rained.", None, None]
    assert made.column("segments").is_valid().to_pylist() == [False, True, False, False]
    made.validate(full=True)


def test_a_batch_of_bad_rows_alone_has_all_of_them():
    assert errors(process_batch(batch(raw=[None, None]))) == ["raw is null"] * 2
    assert errors(process_batch(batch(raw=pa.nulls(2)))) == ["raw is null"] * 2


def test_a_row_that_nothing_can_be_made_of_takes_no_other_with_it(monkeypatch):
    from dprkcorpus import pipeline

    def clean(raw, **options):
        if "42" in raw:
            raise RecursionError("too deep")
        return plain_clean(raw, **options)

    plain_clean = pipeline.clean
    monkeypatch.setattr(pipeline, "clean", clean)
    made = process_batch(batch(raw=[f"It rained {day} days." for day in range(100)]))
    assert [number for number, error in enumerate(errors(made)) if error] == [42]
    assert errors(made)[42] == "RecursionError: too deep"
    assert made.column("text").null_count == 1


@pytest.mark.parametrize("values", [[1, None], [1.5, None], [True, None], [["a"], None]])
def test_a_text_that_is_none_is_an_error_of_its_row(values):
    made = process_batch(batch(raw=values))
    assert errors(made)[0].startswith("raw must be text, not ")
    assert errors(made)[1] == "raw is null"


def test_metadata_are_text_numbers_or_days_and_all_else_is_an_error_of_its_row():
    raws = ["It rained."] * 2
    made = process_batch(batch(raw=raws, id=[7, None], date=pa.array([19000, None], pa.date32())))
    assert made.column("id").to_pylist()[0] == "7"
    assert made.column("issued").to_pylist() == ["2022-01-08", None]
    made = process_batch(batch(raw=raws, title=[1.5, None]))
    assert errors(made) == ["title must be text, not double", None]
    assert made.column("raw").to_pylist() == raws


KINDS = [
    *(pa.string(), pa.large_string(), pa.string_view()),
    *(pa.binary(), pa.large_binary(), pa.binary_view()),
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_text_is_read_in_every_type_that_arrow_has_for_it(kind):
    made = process_batch(batch(raw=pa.array([*RAWS, None]).cast(kind)))
    assert made.drop_columns(["error"]).equals(
        process_batch(batch(raw=[*RAWS, None])).drop_columns(["error"])
    )


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_what_is_no_utf_8_is_an_error_of_its_row(kind):
    made = process_batch(batch(raw=not_utf8(kind)))
    assert errors(made) == [None, "raw is not UTF-8: invalid start byte at byte 0", "raw is null"]
    made.validate(full=True)


def test_dictionaries_runs_and_types_of_ones_own_are_read():
    raws = ["It rained.", "It rained.", None, "It snowed."]
    wanted = process_batch(batch(raw=raws))
    runs = pa.RunEndEncodedArray.from_arrays([2, 3, 4], ["It rained.", None, "It snowed."])
    for column in (pa.array(raws).dictionary_encode(), runs):
        assert process_batch(batch(raw=column)).equals(wanted)

    class Page(pa.ExtensionType):
        def __init__(self):
            super().__init__(pa.string(), "test.page")

        def __arrow_ext_serialize__(self):
            return b""

    own = pa.ExtensionArray.from_storage(Page(), pa.array(raws))
    assert process_batch(batch(raw=own)).equals(wanted)


def test_slices_and_chunks_are_read():
    whole = batch(raw=RAWS, number=range(len(RAWS)))
    made = process_batch(whole)
    for start in range(len(RAWS)):
        assert process_batch(whole.slice(start, 2)).equals(made.slice(start, 2))
    chunked = pa.Table.from_batches([whole.slice(0, 3), whole.slice(3, 0), whole.slice(3)])
    assert process_table(chunked).combine_chunks().to_batches() == [made]


def test_what_is_empty_gives_what_is_empty_with_all_columns():
    empty = batch(raw=pa.array([], pa.string()), page=pa.array([], pa.int8()))
    made = process_batch(empty)
    assert made.num_rows == 0
    assert made.schema.names == [*SCHEMA.names, "page"]
    assert process_table(pa.Table.from_batches([], empty.schema)).schema == made.schema
    assert list(process_batches([])) == []
    assert [one.num_rows for one in process_batches([empty, empty])] == [0, 0]


def test_batches_are_taken_one_at_a_time():
    taken = []

    def batches():
        for number in range(3):
            taken.append(number)
            yield batch(raw=["It rained."])

    made = process_batches(batches())
    assert taken == []
    next(made)
    assert taken == [0]


def test_other_columns_are_carried_through():
    extra = pa.array([{"a": [1]}, None])
    given = batch(page=extra, raw=["It rained.", None], url=["https://example.org/", "x"])
    made = process_batch(given)
    assert made.schema.names == [*SCHEMA.names, "page", "url"]
    assert made.column("page").equals(extra)
    assert made.column("url").to_pylist() == ["https://example.org/", "x"]


def test_columns_of_any_type_are_carried_through():
    count = 200
    words = ["a", None] * (count // 2)
    extras = {
        "dictionary": pa.array(words).dictionary_encode(),
        "runs": pa.RunEndEncodedArray.from_arrays([count], ["a"]),
        "view": pa.array(words, pa.string_view()),
        "nothing": pa.nulls(count),
        "nested": pa.array([{"a": [1, None], "b": b"\xff"}] * count),
        "zoned": pa.array(range(count), pa.timestamp("us", "UTC")),
        "large": pa.array([["a"]] * count, pa.large_list(pa.large_string())),
        "fixed": pa.array([[1, 2]] * count, pa.list_(pa.int8(), 2)),
        "decimal": pa.array(range(count), pa.decimal128(9, 2)),
    }
    given = batch(raw=["It rained."] * count, **extras)
    for made in (process_batch(given), process_table(pa.Table.from_batches([given]))):
        assert [field.type for field in made.schema][-len(extras) :] == [
            column.type for column in extras.values()
        ]
        for name, column in extras.items():
            assert made.column(name).to_pylist() == column.to_pylist()


def test_columns_with_the_name_of_an_output_keep_their_values_under_another_name():
    given = batch(raw=["It rained."], text=["a"], input_text=["b"], error=["c"], page=[1])
    made = process_batch(given)
    names = ["input_input_text", "input_text", "input_error", "page"]
    assert made.schema.names == [*SCHEMA.names, *names]
    assert [made.column(name).to_pylist()[0] for name in names] == ["a", "b", "c", 1]
    assert made.column("text").to_pylist() == ["It rained."]


def test_what_was_made_can_be_made_again():
    made = process_batch(batch(raw=[STORY]))
    again = process_batch(made)
    assert again.select(SCHEMA.names).equals(made)


def test_only_the_columns_that_are_wanted_are_made():
    made = process_batch(batch(raw=[STORY], page=[1]), columns=["error", "text"])
    assert made.to_pylist() == [{"error": None, "text": "It rained. It stopped.", "page": 1}]
    with pytest.raises(UnknownNameError, match="sentences"):
        process_batch(batch(raw=[STORY]), columns=["sentence"])
    with pytest.raises(FaultsError, match="comes twice"):
        process_batch(batch(raw=[STORY]), columns=["text", "text"])


def test_options_are_those_of_process(tmp_path):
    glued = "ComradeKim Jong Unspoke."
    made = process_batch(batch(raw=[glued]), repairs={"glued-names"})
    assert made.column("text").to_pylist() == ["Comrade Kim Jong Un spoke."]
    with pytest.raises(UnknownNameError):
        process_batch(batch(raw=[glued]), repairs={"glue"})
    with pytest.raises(UnknownNameError):
        process_batch(batch(raw=[]), profile="no-such-site")
    with pytest.raises(WrongTypeError):
        process_batch(batch(raw=[glued]), vocabulary="names")


@pytest.mark.parametrize("wrong", [None, b"", "raw", [], {"raw": ["a"]}])
def test_what_is_no_batch_is_refused(wrong):
    for function in (process_batch, process_table):
        with pytest.raises(WrongTypeError):
            function(wrong)
    with pytest.raises(WrongTypeError):
        list(process_batches([wrong]))


def test_a_batch_without_texts_is_refused():
    with pytest.raises(FaultsError, match="no column named 'raw'; there are: 'text'"):
        process_batch(batch(text=["It rained."]))
    twice = pa.RecordBatch.from_arrays([pa.array(["a"])] * 2, names=["raw", "raw"])
    with pytest.raises(FaultsError, match="'raw' comes twice"):
        process_batch(twice)


def test_a_file_is_made_of_a_file(tmp_path):
    source, target = tmp_path / "pages.parquet", tmp_path / "documents.parquet"
    parquet.write_table(pa.table({"raw": RAWS, "page": range(len(RAWS))}), source)
    assert process_file(source, str(target), rows=2, columns=["text", "error"]) == len(RAWS)
    wanted = process_batch(batch(raw=RAWS, page=range(len(RAWS))), columns=["text", "error"])
    assert parquet.read_table(target).combine_chunks().to_batches() == [wanted]
    assert sorted(path.name for path in tmp_path.iterdir()) == [target.name, source.name]


def test_batches_go_through_pickle():
    made = process_batch(batch(raw=RAWS))
    assert pickle.loads(pickle.dumps(made)).equals(made)
