"""The battery dies in the kitchen, again and again: what is older than a second is there, the place too.

A real process with the real window types into a real file and is killed at a random moment; then the file is opened
and compared with the diary of the keys. ``TECZKA_KILLS`` says how often (12 unless told otherwise).
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.answers import Value, from_json
from app.domain.interviews import Answer, Interview
from app.domain.records import RecordId
from app.persistence.store import Store
from tests.visits import visit

KILLS = int(os.environ.get("TECZKA_KILLS", "12"))
DURABLE_WITHIN_S = 1.0
SHORTEST_S, LONGEST_S = 0.3, 2.5
START_S = 60.0
HOUSE = Path(__file__).resolve().parents[2]


class Line(NamedTuple):
    """A line of the diary."""

    at: float
    what: str
    field_id: str
    text: str


def diary_of(path: Path) -> list[Line]:
    """What was written until the end; a half last line is no line."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [Line(*json.loads(line)) for line in lines]


def killed_typist(path: Path, interview_id: RecordId, diary: Path, seed: int) -> float:
    """Let somebody type for a random while, then kill the process; gives the moment of its death."""
    chance = random.Random(seed)
    command = [sys.executable, "-m", "tests.journeys.typist", str(path), interview_id.hex(), str(diary), str(seed)]
    world = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    log = diary.with_suffix(".log")
    with log.open("wb") as said:
        typist = subprocess.Popen(command, cwd=HOUSE, stderr=said, env=world)
    try:
        deadline = time.monotonic() + START_S
        while not any(line.what == "typed" for line in diary_of(diary)):
            if typist.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the program did not begin to type: {log.read_text(encoding='utf-8')[-2000:]}")
            time.sleep(0.02)
        time.sleep(chance.uniform(SHORTEST_S, LONGEST_S))
        return time.monotonic()
    finally:
        typist.kill()  # SIGKILL: nothing of the program runs any more
        typist.wait()


class Kept(NamedTuple):
    """What the file has after the crash."""

    answers: Mapping[str, Value]
    place: str
    contradictions: int
    open_one: bytes


def kept_in(path: Path, interview_id: RecordId) -> Kept:
    """Open the file as the next start does, and read."""
    store = Store.open(path)
    try:
        with store.reading() as file:
            answers = {each.field_id: from_json(each.value) for each in file.find(Answer, interview_id=interview_id)}
            assert file.get(Interview, interview_id).finished_at is None
            count = len(file.contradictions())
        place = store.meta(f"interview_place:{interview_id.hex()}")
        return Kept(answers, place, count, store.meta("interview_open"))
    finally:
        store.close()


def age_of_the_oldest_lost_key(lines: list[Line], kept: Kept, died_at: float) -> float:
    """How long before the death the first key was struck that is not in the file; 0 when every key is there."""
    oldest = 0.0
    for field_id in {line.field_id for line in lines if line.what == "found"}:
        states = [line for line in lines if line.what in ("found", "typed") and line.field_id == field_id]
        stored = str(kept.answers.get(field_id) or "")
        places = [place for place, line in enumerate(states) if line.text == stored]
        assert places, f"{field_id} holds what nobody typed: {stored!r}"
        lost = [line for line in states[places[-1] + 1 :] if line.what == "typed"]
        oldest = max([oldest, *(died_at - line.at for line in lost)])
    return oldest


def test_after_every_kill_all_but_the_last_second_is_there_and_the_sheet_opens_in_its_place(
    tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    with visit(tmp_path) as (_office, interview):
        path = tmp_path / "office.teczka-db"
    worst = 0.0
    last_place = ""
    for kill in range(KILLS):
        diary = tmp_path / f"diary-{kill}.jsonl"
        died_at = killed_typist(path, interview.id, diary, seed=kill)
        lines = diary_of(diary)
        kept = kept_in(path, interview.id)
        assert not [line.text for line in lines if line.what == "crashed"]
        opened = next(line.text for line in lines if line.what == "opened")
        assert not last_place or opened == last_place
        oldest = age_of_the_oldest_lost_key(lines, kept, died_at)
        worst = max(worst, oldest)
        assert oldest <= DURABLE_WITHIN_S, f"kill {kill}: a key struck {oldest:.3f} s before the end is lost"
        went = [line for line in lines if line.what == "went" and line.field_id in line.text]
        settled = [line for line in went if died_at - line.at > DURABLE_WITHIN_S]
        newer = [line.text for line in went if died_at - line.at <= DURABLE_WITHIN_S]
        assert kept.place in [*(line.text for line in settled[-1:]), *newer, opened]
        assert kept.open_one == bytes(interview.id)
        assert kept.contradictions == 0
        last_place = kept.place
    record_testsuite_property("kills", KILLS)
    record_testsuite_property("oldest_lost_key_ms", round(worst * 1000))
