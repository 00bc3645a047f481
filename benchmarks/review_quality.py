"""How much harm the review catches and how much harmless it stops, on labelled prompts.

    python benchmarks/review_quality.py PROMPTS.jsonl [--show CATEGORY] [--json]

A line is {"text": ..., "category": ...}; "safe" is harmless, all else is harm. The prompts fall into two halves by a
hash of their text: "seen" is for looking at (`--show` prints its mistakes), "unseen" only for measuring. A text is cut
at the length a script may have.
"""

import argparse
import hashlib
import json
import os
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sora_site.settings")
SAFE = "safe"
ROW = "{half:7} {category:18} {prompts:5}  refused {refuse:6.1%}  held {hold:6.1%}  caught {caught:6.1%}"


def half_of(text: str) -> str:
    return "unseen" if hashlib.sha256(text.encode()).digest()[0] % 2 else "seen"


def judged(prompts: list[dict]) -> list[dict]:
    """Each prompt with its half, the verdict, the rule and the seconds it took, suggestions included."""
    from django.conf import settings

    from safety.review import Request, review_script

    rows = []
    for prompt in prompts:
        before = time.perf_counter()
        review = review_script(Request(text=prompt["text"][: settings.PROMPT_LIMIT]))
        seconds = time.perf_counter() - before
        worst = review.worst
        seen = {"half": half_of(prompt["text"]), "verdict": str(review.verdict), "rule": worst.rule}
        rows.append(prompt | seen | {"words": worst.words, "suggestion": worst.suggestion, "seconds": seconds})
    return rows


def table(rows: list[dict]) -> list[dict]:
    """Per half and category: how many, and which share is refused, held and caught (either)."""
    groups = defaultdict(list)
    for row in rows:
        groups[row["half"], row["category"]].append(row["verdict"])
    return [
        {
            "half": half,
            "category": category,
            "prompts": len(verdicts),
            **{verdict: verdicts.count(verdict) / len(verdicts) for verdict in ("refuse", "hold")},
            "caught": 1 - verdicts.count("allow") / len(verdicts),
        }
        for (half, category), verdicts in sorted(groups.items())
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prompts", type=Path)
    parser.add_argument("--show", metavar="CATEGORY", help="print the mistakes of the seen half in this category")
    parser.add_argument("--json", action="store_true", help="one line of JSON a row of the table")
    options = parser.parse_args()

    import django

    django.setup()
    rows = judged([json.loads(line) for line in options.prompts.read_text().splitlines() if line.strip()])
    for entry in table(rows):
        if options.json:
            print(json.dumps(entry))
        else:
            print(ROW.format(**entry))
    seconds = sorted(row["seconds"] for row in rows)
    median, slowest = seconds[len(seconds) // 2], seconds[len(seconds) * 99 // 100]
    print(f"seconds a prompt, suggestions included: median {median:.4f}, 99 % under {slowest:.4f}")
    for row in rows:
        wrong = (row["verdict"] == "allow") != (row["category"] == SAFE)
        if row["half"] == "seen" and row["category"] == options.show and wrong:
            print(row["verdict"], row["rule"], list(row["words"]), row["text"][:160], sep=" | ")


if __name__ == "__main__":
    main()
