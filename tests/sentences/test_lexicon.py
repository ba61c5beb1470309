"""The file of abbreviations, and its reader."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import dprkcorpus
from dprkcorpus.sentences import lexicon

PACKAGE = Path(dprkcorpus.__file__).parent
FILE = PACKAGE / "sentences" / "abbreviations.toml"


def test_the_file_is_toml_and_says_to_us_what_it_says_to_all():
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert {
        name: frozenset(word for kind in table.values() for word in kind.split())
        for name, table in tables.items()
    } == lexicon.TABLES


def test_no_word_stands_twice_in_one_kind():
    for table in tomllib.loads(FILE.read_text(encoding="utf-8")).values():
        for words in table.values():
            assert sorted(words.split()) == sorted(set(words.split()))


def test_words_stand_without_their_last_full_stop():
    words = set().union(*lexicon.TABLES.values())
    assert {word for word in words if word.endswith(".")} == set()


def test_short_syllables_of_korean_names_are_no_abbreviations():
    for name in ("Il", "Un", "Sung", "Jong", "Chol", "Hyon", "Ri", "Pak", "Yong"):
        assert lexicon.LEXICON.rules_of(name) is None


def test_a_word_in_capitals_is_read_as_the_form_in_lower_case():
    under = {"etc": frozenset(("before_capital",)), "Etc": frozenset(("before_name",))}
    assert lexicon.Lexicon(under).rules_of("ETC") == under["etc"]


def test_a_sentence_is_split_from_a_zipped_package_in_a_bare_interpreter(tmp_path):
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in PACKAGE.rglob("*"):
            if path.suffix in (".py", ".toml"):
                file.write(path, Path("dprkcorpus") / path.relative_to(PACKAGE))
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r}); import dprkcorpus.sentences as s;"
        "print(s.__file__, s.split_sentences('He met Mr. Kim. He left.'))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert str(archive) in run.stdout
    assert "['He met Mr. Kim.', 'He left.']" in run.stdout


def test_the_splitter_loads_no_expensive_module():
    code = (
        "import sys; import dprkcorpus.sentences as s; s.split_sentences('It rained. It stopped.');"
        "print(sorted({'typing', 'attrs', 'attr', 'regex', 'tomllib', 'importlib.resources',"
        " 'importlib_resources', 'inspect', 'dataclasses'} & set(sys.modules)))"
    )
    path = [str(PACKAGE.parent)]
    code = f"import sys; sys.path[:0] = {path!r}; {code}"
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
