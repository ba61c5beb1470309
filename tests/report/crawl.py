"""A crawl made up for reports: pages of several sites, with and without faults and dates."""

from random import Random

from dprkcorpus import Record

_THINGS = ("dam", "valley", "harvest", "school", "bridge", "railway", "orchard", "museum", "port")
_PLACES = ("Pyongyang", "Hamhung", "Wonsan", "Kaesong", "Chongjin", "Nampho")
_DONE = ("was opened", "was rebuilt", "was visited", "was finished", "was surveyed")


def _sentence(chance):
    thing, place, done = map(chance.choice, (_THINGS, _PLACES, _DONE))
    people = chance.randint(2, 900)
    return f"The {thing} of {place} {done} in the morning with {people} people present."


def page(number):
    """Give the page of a number: always the same one."""
    chance = Random(number)
    day = f"{chance.randint(2005, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    title = f"{chance.choice(_THINGS).title()} Finished in {chance.choice(_PLACES)}"
    body = [" ".join(_sentence(chance) for _ in range(3)) for _ in range(chance.randint(2, 7))]
    kind = number % 7
    if kind == 6 and number % 5 == 0:
        raw = "Home / News\nShare this:\nLeave a Reply"
        return Record(raw, f"empty-{number}", url=f"https://example.org/empty/{number}")
    if kind < 2:
        head = f"{chance.choice(_PLACES)}, May {chance.randint(1, 28)} (KCNA) -- "
        raw = "\n".join([title, "", head + body[0], *body[1:], "It was a success. -0-"])
        return Record(raw, f"agency-{number}", date=day, source="KCNA")
    if kind < 4:
        teasers = [line for _ in range(6) for line in (_sentence(chance), "May 4, 2023")]
        raw = "\n".join([*body, "KCNA", "More From KCNA.kp (En)", *teasers])
        url = f"https://kcnawatch.org/newstream/{number}/x"
        return Record(raw, f"watch-{number}", url=url, title=title, date=day[:4])
    if kind == 4:
        raw = "\n".join([title, *body, f"{day[:4]} © All rights reserved."])
        return Record(
            raw, f"paper-{number}", url=f"http://paper.example/{number}", date=f"{day[:3]}X"
        )
    raw = "\n".join([title, "", *body, "Read more at the fair"])
    return Record(raw, f"fair-{number}", url=f"https://fair.example/{number}", date=f"{day}?")
