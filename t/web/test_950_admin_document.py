"""docs/admin.md, done: its settings are accepted, its SQL makes the two users it speaks of, its units are sound."""
import re
import shutil
import subprocess

import pytest

from rig.paths import ROOT


def block(language):
    """The text of the document's one block in that language."""
    found = re.findall(rf"^```{language}\n(.*?)^```", (ROOT / "docs/admin.md").read_text(), re.M | re.S)
    assert len(found) == 1
    return found[0]


def test_the_settings_of_the_document_are_accepted(site, tmp_path):
    file = tmp_path / "linnet.conf"
    file.write_text(block("conf"))
    done = subprocess.run([str(site.stack.build / "linnet-admin"), "config", "--config", str(file)],
                          capture_output=True, text=True, timeout=20)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^site\.url +https://linnet\.example +file", done.stdout, re.M)


@pytest.fixture
def documented(site, tmp_path):
    """What the SQL of the document makes, under names that are free: arguments of linnet-admin for each user."""
    passwords = {"db": "of the services 1", "schema": "of root 2"}
    text = block("sql").replace("linnet", "document")
    for name, password in passwords.items():
        (tmp_path / name).write_text(password + "\n")
        text = text.replace(f"the text of {name}.password", password)
    site.sql(text)
    yield {user: ("--db.name=document", f"--db.user={user}", f"--db.password_file={tmp_path / name}")
           for user, name in (("document", "db"), ("document_schema", "schema"))}
    site.sql("DROP DATABASE document; DROP USER document@localhost, document_schema@localhost")


def test_the_sql_of_the_document_gives_each_user_what_it_needs_and_no_more(site, documented):
    migrations = ("migrate", "--dir", ROOT / "migrations")
    refused = site.admin(*migrations, *documented["document"], check=False)
    assert refused.returncode == 1 and "denied" in refused.stderr
    assert site.sql("SHOW TABLES FROM document") == []
    site.admin(*migrations, *documented["document_schema"])
    site.admin("user", "create", "ada", "ada@document.invalid", *documented["document"])
    assert "up to date" in site.admin(*migrations, "--check", *documented["document"]).stdout


def test_a_migration_outlasts_the_time_outs_and_a_run_that_died(site, documented, tmp_path):
    migrate = ("migrate", "--dir", tmp_path, *documented["document_schema"], "--db.job_answer_ms=500")
    (tmp_path / "0001_slow.sql").write_text("CREATE TABLE slow AS SELECT SLEEP(2.5) AS n")
    assert "1 applied" in site.admin(*migrate).stdout
    (tmp_path / "0002_more.sql").write_text("ALTER TABLE slow ADD COLUMN m INT, ADD KEY n (n)")
    site.sql("ALTER TABLE document.slow ADD COLUMN m INT, ADD KEY n (n)")
    done = site.admin(*migrate)
    assert "0002_more.sql ... was there already" in done.stdout and "the tables are at 2" in done.stdout
    (tmp_path / "0003_wrong.sql").write_text("ALTER TABLE slow ADD COLUMN o NOTHING")
    refused = site.admin(*migrate, check=False)
    assert refused.returncode == 1 and "0003_wrong.sql" in refused.stderr
    assert "the tables are at 2, this" in site.admin(*migrate, "--check", check=False).stdout


def test_the_server_of_the_document_is_durable():
    lines = block("ini").splitlines()
    assert lines[0] == "[mariadbd]"
    assert {"innodb_flush_log_at_trx_commit = 1", "sync_binlog = 1"} <= set(lines)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze")
def test_the_units_are_sound_and_locked_up(site, tmp_path):
    for source in (ROOT / "docs/systemd").glob("linnet-*"):
        (tmp_path / source.name.removesuffix(".in")).write_text(source.read_text().replace("@SBINDIR@", str(site.stack.build)))
    for unit in ("linnet-web.service", "linnet-job.service"):
        checked = subprocess.run(["systemd-analyze", "verify", "--man=no", f"./{unit}"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert checked.returncode == 0 and "linnet" not in checked.stderr, checked.stderr
        judged = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=15", f"./{unit}"],
                                cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert judged.returncode == 0, judged.stdout[-300:]
