"""story.py URL NAME: the story of t/api/test_clients.py, told by the client that openapi-python-client makes."""
import sys

from linnet_client import AuthenticatedClient, Client
from linnet_client.api.sessions import log_in, log_out
from linnet_client.api.timelines import home_timeline
from linnet_client.api.tweets import create_tweet, delete_tweet, edit_tweet, get_tweet, like, unlike
from linnet_client.api.users import get_me, register
from linnet_client.models import CreateTweetBody, EditTweetBody, Error, LogInBody, RegisterBody

url, name = sys.argv[1:]
PASSWORD = "correct horse battery"

visitor = Client(base_url=url)
made = register.sync(client=visitor, body=RegisterBody(username=name, email=f"{name}@example.org", password=PASSWORD))
assert made.username == name and made.bio is None, made
session = log_in.sync(client=visitor, body=LogInBody(login=name, password=PASSWORD))
me = AuthenticatedClient(base_url=url, token=session.token)
assert get_me.sync(client=me).email == f"{name}@example.org"

tweet = create_tweet.sync(client=me, body=CreateTweetBody(text="hello #python"), idempotency_key=f"{name} 1")
again = create_tweet.sync(client=me, body=CreateTweetBody(text="hello #python"), idempotency_key=f"{name} 1")
assert again.id == tweet.id and tweet.entities.hashtags[0].tag == "python", tweet
assert [t.id for t in home_timeline.sync(client=me, limit=5).data] == [tweet.id]
assert like.sync(tweet.id, client=me).viewer.liked and unlike.sync_detailed(tweet.id, client=me).status_code == 204
assert edit_tweet.sync(tweet.id, client=me, body=EditTweetBody(text="hello again", version=1)).version == 2
refused = edit_tweet.sync(tweet.id, client=me, body=EditTweetBody(text="too late", version=1))
assert isinstance(refused, Error) and refused.error.kind == "conflict" and refused.error.field == "version", refused
assert delete_tweet.sync_detailed(tweet.id, client=me).status_code == 204
assert get_tweet.sync(tweet.id, client=me).error.kind == "not_found"
assert log_out.sync_detailed(client=me).status_code == 204
print("told")
