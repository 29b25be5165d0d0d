"""Starting what runs already changes nothing."""
from stack import Stack


def test_up_a_second_time_leaves_every_server_alone(site):
    first = site.stack
    again = Stack(first.folder, first.build, first.port, settings=first.own_settings, env=first.env)
    before = again.status()
    assert all(pid for _, pid, _ in before)
    assert not again.up(), "something was started again"
    assert again.status() == before
