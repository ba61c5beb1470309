"""A corpus file after any course of builds, stops and changes is the one that was asked for."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from dprkcorpus import Record, build, open_corpus
from dprkcorpus.store import Store, building

IDS = st.sampled_from("abcdefgh")
WORDS = st.sampled_from(["It rained.", "It snowed. Farmers were glad.", "Pyongyang fell silent."])


class Stopped(Exception):
    """Stands for whatever ends a build."""


class CorpusFile(RuleBasedStateMachine):
    """What is in the file, beside what should be: the texts of each id, oldest first."""

    def __init__(self):
        super().__init__()
        self.folder = Path(mkdtemp())
        self.path = self.folder / "my.corpus"
        self.texts: dict[str, list[str]] = {}
        self.sizes = building._BATCH, building._TRANSACTION
        building._BATCH, building._TRANSACTION = 20, 40

    def teardown(self):
        building._BATCH, building._TRANSACTION = self.sizes
        shutil.rmtree(self.folder)

    def take(self, id, text):
        versions = self.texts.setdefault(id, [])
        if versions[-1:] != [text]:
            versions.append(text)

    @rule(crawl=st.dictionaries(IDS, WORDS))
    def build(self, crawl):
        report = build([Record(text, id) for id, text in crawl.items()], self.path)
        assert report.records == len(crawl)
        for one in crawl.items():
            self.take(*one)

    @rule(crawl=st.dictionaries(IDS, WORDS, min_size=1), after=st.integers(0, 8))
    def stop_and_go_on(self, crawl, after):
        def records():
            for number, (id, text) in enumerate(crawl.items()):
                if number == after:
                    raise Stopped
                yield Record(text, id)

        try:
            build(records(), self.path)
        except Stopped:
            # Stopped before the first record, a build has made no file.
            assert not self.path.exists() or open_corpus(self.path).verify() == ()
        self.build(crawl)

    @precondition(lambda self: self.texts)
    @rule()
    def build_again(self):
        before = self.path.read_bytes()
        newest = [Record(texts[-1], id) for id, texts in self.texts.items()]
        assert build(newest, self.path).unchanged == len(newest)
        assert self.path.read_bytes() == before

    @precondition(lambda self: self.texts)
    @rule()
    def move(self):
        digest = Store(self.path).digest()
        self.path = self.path.rename(self.path.with_suffix(f"{self.path.suffix}x"))
        assert Store(self.path).digest() == digest

    @precondition(lambda self: self.path.exists())
    @invariant()
    def it_is_what_was_asked_for(self):
        corpus = open_corpus(self.path)
        assert corpus.verify() == ()
        found = {id: [one.raw for one in corpus.versions(id)] for id in corpus.ids}
        assert found == self.texts
        rain = {id for id, texts in self.texts.items() if "rained" in texts[-1]}
        assert {hit.id for hit in corpus.search("rained")} == rain


TestCorpusFile = CorpusFile.TestCase
TestCorpusFile.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
