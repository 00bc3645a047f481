"""How often the sketch engine reads a sentence as a person would, slot by slot, and how long it takes.

    python benchmarks/reading_accuracy.py [SENTENCES.jsonl] [--show] [--json]

A line is {"text": ..., "place": [...], "subject": [...]}: for each slot that is judged, the answers that are right.
The subject is the first one; colour and motion are its own. The sentences beside this file have been looked at while
words were added, so their figures are the upper end: for a figure of what people meet, give it sentences of your own.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sora_site.settings")
SENTENCES = Path(__file__).parent / "data" / "reading.jsonl"
SLOTS = ("place", "subject", "colour", "motion", "time", "weather")


def answers(scene) -> dict[str, str | None]:
    """What was read, by slot."""
    first = scene.subjects[0] if scene.subjects else None
    own = {"subject": first.kind, "colour": first.colour, "motion": first.motion} if first else {}
    return {"place": scene.place, "time": scene.time, "weather": scene.weather} | own


def judged(sentences: list[dict]) -> list[dict]:
    """Each sentence with what was read, the slots read wrongly and the seconds it took."""
    from generation.engines.sketch.reading import read

    read("A first sentence of unheardof words loads the model.")
    rows = []
    for sentence in sentences:
        before, worked = time.perf_counter(), time.process_time()
        got = answers(read(sentence["text"]))
        spent = {"seconds": time.perf_counter() - before, "cpu_seconds": time.process_time() - worked}
        wrong = [slot for slot in SLOTS if slot in sentence and got.get(slot) not in sentence[slot]]
        rows.append({"sentence": sentence, "got": got, "wrong": wrong} | spent)
    return rows


def table(rows: list[dict]) -> list[dict]:
    """Per slot: how many sentences judge it, and the share read rightly."""
    entries = []
    for slot in SLOTS:
        asked = [row for row in rows if slot in row["sentence"]]
        right = sum(slot not in row["wrong"] for row in asked)
        entries.append({"slot": slot, "sentences": len(asked), "right": right / len(asked) if asked else None})
    return entries


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path, nargs="?", default=SENTENCES)
    parser.add_argument("--show", action="store_true", help="print the sentences that were read wrongly")
    parser.add_argument("--json", action="store_true", help="one line of JSON a slot")
    options = parser.parse_args()

    import django

    django.setup()
    rows = judged([json.loads(line) for line in options.sentences.read_text().splitlines() if line.strip()])
    for entry in table(rows):
        right = "-" if entry["right"] is None else f"{entry['right']:.1%}"
        print(
            json.dumps(entry)
            if options.json
            else f"{entry['slot']:8} {entry['sentences']:5} sentences  {right:>6} right"
        )
    for name in ("seconds", "cpu_seconds"):
        spent = sorted(row[name] for row in rows)
        print(f"{name} a sentence: median {spent[len(spent) // 2]:.4f}, 95 % under {spent[len(spent) * 95 // 100]:.4f}")
    for row in rows if options.show else []:
        for slot in row["wrong"]:
            print(slot, row["sentence"][slot], "read as", row["got"].get(slot), "|", row["sentence"]["text"])


if __name__ == "__main__":
    main()
