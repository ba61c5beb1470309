"""Profiles: each rule does what its example shows; a broken file tells all of its faults."""

from __future__ import annotations

import pytest

from dprkcorpus import Label, ProfileError, UnknownNameError, WrongTypeError, clean
from dprkcorpus.cleaning.profile_file import read_profile
from dprkcorpus.cleaning.profiles import Profile, Rule, profiles, rules

ABOVE = "Harvest Ends in Northern Counties"
PROSE = "The harvest ended in the northern counties on Monday, the farms reported."
MORE = "Work on the new orchard goes on in all seven villages of the valley."
LAST = "The people of the valley will see the first fruit in the coming autumn."
PAGES = (
    "{0}\n{example}\n{1}\n{2}\n{3}",
    "{example}\n{0}\n{1}\n{2}\n{3}",
    "{0}\n{1}\n{2}\n{3}\n{example}",
    "{0}\n{1}\n{example}\n{2}\n{3}",
    "{0}\n{1}\n{2}\n{3}\nShare this:\n{example}",
    "{0}\n{1}\n{2}\nBy Ann Example\n{3}\n{example}",
    "{0}\nBy Ann Example\n{1}\n{example}\n{2}\n{3}",
    "{0}\nBy Ann Example\n{example}\n{1}\n{2}\n{3}",
    "{0}\n{1}\nSign up for our newsletter\n{example}\nPrivacy policy\n{2}\n{3}",
    "{0}\n{1}\n{2}\nVideo: A new dam\n{example}\n{3}",
)


@pytest.mark.parametrize(
    "rule",
    [rule for rule in rules() if rule.kind in ("line", "block", "prefix", "suffix")],
    ids=lambda rule: rule.id,
)
def test_each_rule_labels_its_own_example(rule):
    name = rule.id.partition("/")[0]
    for page in PAGES:
        raw = page.format(ABOVE, PROSE, MORE, LAST, example=rule.example)
        for segment in clean(raw, profile=name).segments:
            if segment.rule == rule.id:
                assert segment.label is rule.label
                assert raw[slice(*segment.span)].strip() in rule.example
                return
    pytest.fail(f"{rule.id} does not label {rule.example!r}")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_each_rule_says_why_in_a_sentence(rule):
    assert rule.why[0].isupper()
    assert rule.why.endswith(".")


def test_rules_have_ids_of_their_own():
    ids = [rule.id for rule in rules()]
    assert len(set(ids)) == len(ids)


def test_the_families_of_sites_that_the_documentation_names_are_there():
    wanted = (
        "general kcnawatch kcna kcna-co-jp naenara rodong-sinmun pyongyang-times mfa uriminzokkiri"
        " wordpress blogspot fox ap reuters yonhap voa-rfa bbc guardian nknews globalsecurity"
    )
    assert set(wanted.split()) <= set(profiles())


@pytest.mark.parametrize("name", profiles())
def test_a_profile_written_as_toml_and_read_again_is_the_same(name):
    profile = Profile.bundled(name)
    assert read_profile(profile.to_toml(), name, "again").rules == profile.rules


def test_a_profile_is_written_with_what_its_rules_say_and_no_more():
    rules = [
        Rule("fair/back", Label.NAVIGATION, "A link.", "Back", "line", phrases=["To the fair"]),
        Rule(
            *("fair/day", Label.DATE, "A day.", "3 May", "line"),
            **{"pattern": r"\d+ may", "trigger": ["May"], "where": "head", "mark": True},
        ),
        Rule("repair/bar", Label.BODY, "A bar.", "It ends |", "repair", pattern=r" \|'"),
    ]
    written = Profile("fair", 'The "fair".', rules, outlet=False).to_toml()
    assert written.split("\n") == [
        'about = "The \\"fair\\"."',
        "outlet = false",
        "",
        "[[line]]",
        'name = "back"',
        'label = "navigation"',
        'why = "A link."',
        'example = "Back"',
        'phrases = ["To the fair"]',
        "",
        "[[line]]",
        'name = "day"',
        'label = "date"',
        'why = "A day."',
        'example = "3 May"',
        r"pattern = '''\d+ may'''",
        'trigger = ["May"]',
        'where = "head"',
        "mark = true",
        "",
        "[[repair]]",
        'name = "bar"',
        'why = "A bar."',
        'example = "It ends |"',
        'pattern = " \\\\|\'"',
        "",
    ]
    again = read_profile(written, "fair", "again")
    assert again.rules == tuple(rules)
    assert again.about == 'The "fair".'
    assert not again.outlet


@pytest.mark.parametrize("example", ["a\x7fb", "\\'''x", "\\\n", "“É” \t", "\\'", "\\\x01"])
def test_any_example_can_be_written_and_read_again(example):
    rule = Rule("fair/back", Label.NAVIGATION, "A link.", example, "line", phrases=["Back"])
    written = Profile("fair", "A fair.", [rule]).to_toml()
    assert read_profile(written, "fair", "again").rules == (rule,)


def test_lists_of_words_are_written_out_where_they_are_named():
    text = """about = "A fair."
[words]
days = ["monday", "sunday"]
[[line]]
name = "day"
label = "date"
why = "A day."
example = "Monday"
phrases = ["{days}", "the day"]
first = ["{days}"]
has = ["on {days}"]
lacks = "no {days}"
"""
    (rule,) = read_profile(text, "fair", "fair.toml").rules
    assert rule.id == "fair/day"
    assert rule.phrases == ("monday", "sunday", "the day")
    assert rule.first == ("monday", "sunday")
    assert rule.has == ("on (?:monday|sunday)",)
    assert rule.lacks == "no (?:monday|sunday)"


def test_what_a_file_leaves_out_is_what_most_profiles_say():
    text = """about = "A fair."
[[line]]
name = "back"
label = "navigation"
why = "A link."
example = "Back"
phrases = ["Back"]
longest = 1
[[space]]
name = "edge"
why = "White space."
example = " "
"""
    profile = read_profile(text, "fair", "fair.toml")
    assert (profile.name, profile.about, profile.outlet) == ("fair", "A fair.", True)
    line, space = profile.rules
    assert (line.longest, line.where, line.extent, line.mark) == (1, "anywhere", "items", False)
    assert (space.id, space.label, space.kind) == ("space/edge", Label.SPACE, "space")
    assert Profile("fair", "A fair.", []).to_toml() == 'about = "A fair."\n'


@pytest.mark.parametrize("text", ["about = 3", "about = "])
def test_a_fault_is_told_with_the_name_of_its_file(text):
    with pytest.raises(ProfileError, match=r"^fair\.toml:\n"):
        read_profile(text, "fair", "fair.toml")


def test_a_profile_can_be_named_be_a_file_or_be_made(tmp_path):
    rule = Rule("fair/back", Label.NAVIGATION, "A link.", "Back", "line", phrases=["To the fair"])
    made = Profile("fair", "The fair's own site.", [rule])
    path = tmp_path / "fair.toml"
    path.write_text(made.to_toml(), encoding="utf-8")
    raw = f"{ABOVE}\n{PROSE}\n{LAST}\nTo the fair"
    assert clean(raw).segments[-1].label is Label.BODY
    for profile in (made, path, str(path)):
        cleaned = clean(raw, profile=profile)
        assert cleaned.segments[-1].rule == "fair/back"
        assert cleaned.reasons["fair/back"] == "A link."
    assert clean("More From KCNA.kp (En)\nA story", profile="kcnawatch").text == ""


def test_marks_of_a_site_turn_its_profile_on():
    frame = f"{ABOVE}\n{PROSE}\n{MORE}\n{LAST}\nMedia Contents"
    assert clean(frame).segments[-1].label is Label.BODY
    marked = f"{frame}\nwww.kcna.kp (Juche113.5.4.)"
    assert any(segment.rule == "kcna/frame" for segment in clean(marked).segments)


def test_a_broken_file_tells_every_fault_with_its_line(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text(
        """colour = "red"
[words]
days = "monday"
[[line]]
name = "Two Words"
label = "nonsense"
why = "no sentence"
example = "x"
pattern = "("
[[block]]
name = "empty"
label = "related"
why = "Empty."
example = "x"
extent = 3
[[prefix]]
name = "named"
label = "dateline"
why = "Named."
example = "x"
trigger = ["("]
pattern = "{cities-of-old}"
longest = 1
""",
        encoding="utf-8",
    )
    with pytest.raises(ProfileError) as caught:
        Profile.load(path)
    told = "\n".join(caught.value.faults)
    for line in (1, 3, 5, 6, 7, 9, 10, 15, 22, 23):
        assert f"line {line}:" in told
    for word in (
        "colour",
        "about",
        "words.days",
        "promo",
        "sentence",
        "extent",
        "cities-of-old",
    ):
        assert word in told
    assert len(caught.value.faults) == 11


def test_a_file_that_is_no_toml_is_a_profile_error_with_its_line(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text('about = "x"\n[[line]\n', encoding="utf-8")
    with pytest.raises(ProfileError, match="line 2"):
        Profile.load(path)


def test_names_that_nothing_has_are_told_with_those_that_look_like_them():
    with pytest.raises(UnknownNameError, match="kcnawatch"):
        clean("x", profile="kcna-watch")
    with pytest.raises(UnknownNameError, match="glued-names"):
        clean("x", repairs={"glued-name"})


@pytest.mark.parametrize("wrong", [None, b"x", 1, ["x"], 1.5])
def test_what_is_no_text_is_refused(wrong):
    with pytest.raises(WrongTypeError):
        clean(wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"profile": 1}, {"profile": b"x"}, {"repairs": "x"}, {"repairs": [1]}, {"repairs": None}],
)
def test_options_of_a_wrong_type_are_refused(wrong):
    with pytest.raises(WrongTypeError):
        clean("x", **wrong)


def test_the_rules_of_one_profile_are_its_own():
    assert {rule.id.partition("/")[0] for rule in rules(["kcna"])} == {"kcna"}


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: Profile.bundled(None), "profile must be str, not NoneType"),
        (lambda: Profile.bundled("kcna-watch"), "no profile is named 'kcna-watch'; did you mean"),
        (lambda: Profile.load(1), "path must be str or PathLike, not int"),
    ],
)
def test_a_wrong_name_of_a_profile_is_told(call, told):
    with pytest.raises((UnknownNameError, WrongTypeError)) as caught:
        call()
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize("content", [b"about = 3", b'about = "Vall\xe9e."'])
def test_a_fault_is_told_with_the_path_of_its_file(content, tmp_path):
    path = tmp_path / "fair.toml"
    path.write_bytes(content)
    with pytest.raises(ProfileError) as caught:
        Profile.load(path)
    assert caught.value.subject == str(path)
