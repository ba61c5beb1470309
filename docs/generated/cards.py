"""Cards: a rule of cleaning each, with why it holds, an example, and its label."""

from __future__ import annotations

from dprkcorpus.cleaning.profiles import Profile, profiles

from .markdown import literal


def rule_cards() -> str:
    """Give a card for each cleaning rule: its id, label, why it holds, and an example."""
    parts: list[str] = []
    for name in profiles():
        profile = Profile.bundled(name)
        parts.append(f"## {name}\n\n{profile.about}")
        for rule in profile.rules:
            parts.append(
                f"(rule-{rule.id.replace('/', '-')})=\n### {rule.id}\n\n{rule.why}\n\n"
                f"{literal(rule.example)}\n\nLabel `{rule.label}`, found as `{rule.kind}`"
                f"{_place(rule.where)}."
            )
    return "\n\n".join(parts)


def _place(where: str) -> str:
    return "" if where == "anywhere" else f", where `{where}`"
