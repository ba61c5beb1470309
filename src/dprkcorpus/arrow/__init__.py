"""Arrow: documents in the form that engines and data frames pass on.

>>> import pyarrow as pa
>>> from dprkcorpus.arrow import process_batch
>>> raw = "Pyongyang, July 9 (KCNA) -- It rained. It stopped. -0-"
>>> made = process_batch(pa.RecordBatch.from_pydict({"raw": [raw]}))
>>> made.column("sentences").to_pylist()
[[{'start': 0, 'end': 10}, {'start': 11, 'end': 22}]]

It needs the extra `arrow`. Raises MissingExtraError where pyarrow is not installed.
"""

from .batches import FIELDS as FIELDS
from .batches import process_batch as process_batch
from .batches import process_batches as process_batches
from .batches import process_file as process_file
from .batches import process_table as process_table
from .columns import document_of as document_of
from .schema import SCHEMA as SCHEMA
from .schema import SCHEMAS as SCHEMAS
from .schema import VERSION as VERSION
