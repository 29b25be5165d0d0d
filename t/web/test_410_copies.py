"""Clients that keep a copy of a timeline by asking again and again: by since_id, by min_id, with the ETag."""
import random
import threading

import pytest
from daemon import wait_until

from rig.stories import links_of, path_of


class Copy:
    """What a program keeps of a timeline, by since_id and its pages; asks again only with its ETag."""

    def __init__(self, one, path, small=5):
        self.one, self.path, self.small = one, path, small
        self.ids, self.tag, self.unchanged = [], None, 0

    def look(self):
        newest = self.ids[0] if self.ids else "1"
        path = f"{self.path}?since_id={newest}&limit={self.small}"
        headers = {"If-None-Match": self.tag[1]} if self.tag and self.tag[0] == path else {}
        answer = self.one.api("GET", path, headers)
        if answer.status == 304:
            self.unchanged += 1
            return
        assert answer.status == 200, answer
        self.tag = (path, answer.headers["etag"])
        fresh = [t["id"] for t in answer.json["data"]]
        while (more := links_of(answer).get("next")):
            if int(fresh[-1]) <= int(newest):
                break
            answer = self.one.api("GET", path_of(more) + f"&since_id={newest}")
            fresh += [t["id"] for t in answer.json["data"]]
        self.ids = [i for i in fresh if int(i) > int(newest)] + self.ids


class Forward(Copy):
    """The same from the oldest up, by min_id and rel="prev"."""

    def look(self):
        newest = self.ids[0] if self.ids else "1"
        answer = self.one.api("GET", f"{self.path}?min_id={newest}&limit={self.small}")
        while answer.status == 200 and answer.json["data"]:
            self.ids = [t["id"] for t in answer.json["data"]] + self.ids
            answer = self.one.api("GET", path_of(links_of(answer)["prev"]))
        assert answer.status == 200, answer


def written(site, authors):
    return [r[0] for r in site.sql(f"SELECT id FROM tweet WHERE author_id IN ({','.join(a.id for a in authors)}) ORDER BY id DESC")]


@pytest.mark.parametrize("kind", [Copy, Forward])
def test_a_copy_kept_by_polling_loses_nothing_and_has_nothing_twice(site, person, kind):
    reader, writers = person("ada"), [person("bo") for _ in range(3)]
    reader.follow(*writers)
    copies = [kind(reader, "/v1/timelines/home"), kind(reader, f"/v1/users/{writers[0].id}/tweets", 2)]
    seed = random.Random(5)

    def write(one):
        for n in range(25):
            one.tweet(f"number {n}")

    threads = [threading.Thread(target=write, args=(one,)) for one in writers]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seed.choice(copies).look()
    for copy, authors in zip(copies, (writers, writers[:1])):
        wanted = written(site, authors)
        assert len(wanted) == 25 * len(authors)
        assert wait_until(lambda c=copy, n=len(wanted): c.look() or len(c.ids) >= n, 12)
        assert copy.ids == wanted
        copy.look()
        copy.look()
        assert copy.unchanged > 0 or kind is Forward


def test_what_is_being_written_is_waited_for_in_its_place(site, person):
    """One writer stands still in the middle of writing while another goes on: the copy does not go past."""
    ada, slow, quick = person("ada"), person("bo"), person("cy")
    ada.follow(slow, quick)
    copies = [Copy(ada, "/v1/timelines/home"), Forward(ada, "/v1/timelines/home")]
    lock = f"BEGIN; SELECT id FROM user WHERE id = {slow.id} FOR UPDATE; DO SLEEP(0.9); COMMIT"
    holder = threading.Thread(target=site.sql, args=(lock,))
    holder.start()
    assert wait_until(lambda: site.sql("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_rows_locked > 0") != [["0"]], 5)
    writer = threading.Thread(target=slow.tweet, args=("begun first",))
    writer.start()
    assert wait_until(lambda: int(site.sql("SELECT COUNT(*) FROM information_schema.innodb_trx")[0][0]) >= 2, 5)
    quick.tweet("done first")
    while writer.is_alive():
        for copy in copies:
            copy.look()
    holder.join()
    wanted = written(site, [slow, quick])
    assert len(wanted) == 2 and wanted[0] in [t["id"] for t in quick.api("GET", f"/v1/users/{quick.id}/tweets").json["data"]]
    for copy in copies:
        assert wait_until(lambda c=copy: c.look() or len(c.ids) >= 2, 12)
        assert copy.ids == wanted
