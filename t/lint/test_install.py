"""make install puts everything where the documentation says, and nothing elsewhere."""
import subprocess

from rig.paths import build_folder

WANTED = ["usr/local/sbin/linnet-web", "usr/local/sbin/linnet-job", "usr/local/sbin/linnet-admin",
          "usr/local/share/linnet/nginx/linnet.conf", "usr/local/share/linnet/nginx/linnet-tls.conf",
          "usr/local/share/linnet/nginx/linnet/site.conf", "usr/local/share/linnet/migrations/0001_user.sql",
          "usr/local/share/linnet/demo.txt", "usr/local/share/linnet/static/robots.txt",
          "usr/local/share/linnet/static/errors/503.html"]


def test_it_installs_and_goes_again(request, tmp_path):
    build = build_folder(request.config)
    for target in ("install", "uninstall"):
        done = subprocess.run(["make", "-s", "-C", build, target, f"DESTDIR={tmp_path}"], capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        there = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
        missing = [w for w in WANTED if w not in there]
        assert not missing if target == "install" else not there, missing or there
