"""`python -m dprkcorpus` is the same as `dprkcorpus`."""

from .cli import main

raise SystemExit(main())
