"""Every page of the site as somebody sees it, for whoever looks at all of them.

    cast = Cast(site)                      # the demo people, somebody new, and somebody whose words have no ends
    for name in SIGHTS: show(window, cast, name)
"""
from rig.client import Client

ENDLESS = "Donaudampfschifffahrtsgesellschaftskapitänsmützen"


class Cast:
    """maren: of the demo, logged in. newcomer: follows nobody. endless: his name and words do not break."""

    def __init__(self, site):
        site.stack.load_demo()
        self.maren = Client(site.url)
        self.maren.name, self.maren.password = "maren", "linnets like thistle"
        self.maren.log_in()
        self.maren.id = self.maren.api("GET", "/v1/users/me").json["id"]
        self.renamed = Client(site.url)
        self.newcomer = Client(site.url).register("newcomer")
        self.endless = Client(site.url).register("W" * 15, display_name=ENDLESS)
        self.endless.api("PATCH", "/v1/users/me", bio=ENDLESS * 3, location="W" * 30, url="https://example.org/" + ENDLESS.encode().hex() * 3,
                         field_1_name="Fahrtziel", field_1_value=ENDLESS * 2, field_2_name="W" * 30, field_2_value="https://example.org/notes")
        self.long_tweet = self.endless.tweet(ENDLESS * 5)
        self.endless.tweet("שלום, this runs both ways: مرحبا\n\n\nand has empty lines")
        own = self.maren.api("GET", f"/v1/users/{self.maren.id}/tweets").json["data"]
        self.tweet = next(t["id"] for t in own if not t["retweet_of"] and t["counts"]["likes"] and t["counts"]["retweets"])
        for tweet in own[2:5]:
            self.maren.api("PUT", f"/v1/tweets/{tweet['id']}/bookmark")
        self.edited = self.endless.tweet(f"{ENDLESS} and what I wanted to say at first")
        self.endless.api("PUT", f"/v1/tweets/{self.edited}", text=f"{ENDLESS} and what I want to say now")
        self.maren.follow(self.endless)
        self.endless.follow(self.maren)


def page(path, who=None):
    """A page that one opens. path may name what the cast has: {tweet}, {long_tweet}."""
    return lambda window, cast: arrive(window, cast, who).open(path.format(**vars(cast)))


def arrive(window, cast, who):
    window.fresh()
    return window.log_in(getattr(cast, who)) if who else window


def refused_sign_up(window, cast):
    arrive(window, cast, None).open("/signup").fill(email="ada@nowhere", username="no spaces!", display_name="Zoë", password="password")
    window.click("Create account").awaits("not an e-mail address")


def refused_log_in(window, cast):
    arrive(window, cast, None).open("/login?next=/compose").fill(login="maren", password="not the password")
    window.click("Log in", "main").awaits("No account fits")


def refused_tweet(window, cast):
    arrive(window, cast, "maren").open("/compose").fill(text="A thought that does not end. " * 10 + "Here it does.")
    window.click("Post").awaits("longer than 280")


def refused_place(window, cast):
    arrive(window, cast, "maren").open("/compose").one(".more summary").click()
    window.fill(text="Where I am just now.", place_name="Sandøy", place_lat="91").click("Post").awaits("from -90 to 90")


def answered(window, cast):
    told = [t for t in cast.maren.api("GET", f"/v1/users/{cast.maren.id}/tweets").json["data"] if t["counts"]["replies"]][0]
    arrive(window, cast, "maren").open(f"/@maren/{told['id']}")


def reply_alone(window, cast):
    told = [t for t in cast.maren.api("GET", f"/v1/users/{cast.maren.id}/tweets").json["data"] if t["reply_to"]][0]
    arrive(window, cast, None).open(f"/@maren/{told['id']}")


def ended_session(window, cast):
    arrive(window, cast, "maren").open("/compose").fill(text="What I wanted to say before the log-in ended.")
    window.devtools("Network.clearBrowserCookies")
    window.click("Post").until(lambda: window.all("textarea[readonly]"), "the text does not come back")


def refused_profile(window, cast):
    arrive(window, cast, "newcomer").open("/settings/profile")
    window.fill(bio="A thought that does not end. " * 10, url="ftp://example.org", field_1_name="Pronouns")
    window.click("Save").awaits("not an address of a page")


def dressed(path, look, who=None):
    """A page as a browser sees it that chose its looks: the cookie of app/web/appearance.h."""
    def see(window, cast):
        arrive(window, cast, who).devtools("Network.setCookie", url=window.url, name="linnet-look", value=look, path="/")
        window.open(path)
    return see


def tokens(window, cast):
    cast.newcomer.api("POST", "/v1/tokens", name=ENDLESS[:50], scopes="read write", expires_in="never")
    cast.newcomer.api("POST", "/v1/tokens", name="Weather on the balcony", scopes="read")
    page("/settings/tokens", "newcomer")(window, cast)


def refused_token(window, cast):
    arrive(window, cast, "newcomer").open("/settings/tokens").fill(name="A name that does not end. " * 3)
    window.click("Make a token").awaits("This is too long")


def made_token(window, cast):
    arrive(window, cast, "newcomer").open("/settings/tokens").fill(name="Notes from the kitchen")
    window.click("Make a token").awaits("copy it now")


def refused_account(window, cast):
    arrive(window, cast, "newcomer").open("/settings/account").fill(username="maren", email="ada@nowhere", password="x")
    window.click("Save").awaits("not an e-mail address")


def renamed(window, cast):
    """Whose old name is held."""
    one = cast.renamed
    if not one.id:
        one.register("oldname").api("PATCH", "/v1/users/me/account", username="newname", password=one.password)
    arrive(window, cast, "renamed").open("/settings/account").awaits("still leads to you")


SIGHTS = {
    "landing": page("/"),
    "public": page("/public"),
    "sign-up": page("/signup"),
    "sign-up-refused": refused_sign_up,
    "log-in": page("/login"),
    "log-in-refused": refused_log_in,
    "profile": page("/@haru"),
    "followers": page("/@maren/followers"),
    "tweet": page("/@maren/{tweet}"),
    "about": page("/about"),
    "appearance": page("/settings/appearance"),
    "appearance-contrast": dressed("/settings/appearance", "contrast.saver", "newcomer"),
    "public-dark": dressed("/public", "dark"),
    "rules": page("/rules"),
    "privacy": page("/privacy"),
    "keyboard": page("/keyboard"),
    "api": page("/docs/api"),
    "keyboard-known": page("/keyboard", "maren"),
    "home-nothing-new": page("/?since_id=9000000000000000000", "maren"),
    "missing": page("/no/such/page"),
    "home": page("/", "maren"),
    "home-new": page("/", "newcomer"),
    "home-end": page("/?max_id=1", "newcomer"),
    "public-known": page("/public", "maren"),
    "compose": page("/compose", "maren"),
    "compose-refused": refused_tweet,
    "compose-place-refused": refused_place,
    "tweet-answered": answered,
    "tweet-reply": reply_alone,
    "compose-ended": ended_session,
    "edit": page("/tweets/{tweet}/edit", "maren"),
    "history": page("/@WWWWWWWWWWWWWWW/{edited}/history"),
    "permalink-edited": page("/@WWWWWWWWWWWWWWW/{edited}", "endless"),
    "profile-own": page("/@maren", "maren"),
    "profile-other": page("/@nadia", "maren"),
    "profile-new": page("/@newcomer", "newcomer"),
    "profile-replies": page("/@maren/replies"),
    "redraft": page("/compose?redraft_of={tweet}", "maren"),
    "reply": page("/compose?reply_to={tweet}", "newcomer"),
    "profile-endless": page("/@WWWWWWWWWWWWWWW", "maren"),
    "likes-own": page("/@maren/likes", "maren"),
    "likes-none": page("/@newcomer/likes", "newcomer"),
    "likers": page("/@maren/{tweet}/likes"),
    "retweeters-known": page("/@maren/{tweet}/retweets", "maren"),
    "bookmarks": page("/bookmarks", "maren"),
    "bookmarks-none": page("/bookmarks", "newcomer"),
    "following-known": page("/@maren/following", "maren"),
    "followers-none": page("/@newcomer/followers", "newcomer"),
    "tweet-own": page("/@maren/{tweet}", "maren"),
    "tweet-endless": page("/@WWWWWWWWWWWWWWW/{long_tweet}", "maren"),
    "delete": page("/tweets/{tweet}/delete", "maren"),
    "settings": page("/settings", "maren"),
    "settings-account": renamed,
    "settings-account-refused": refused_account,
    "settings-password": page("/settings/password", "maren"),
    "settings-sessions": page("/settings/sessions", "newcomer"),
    "settings-tokens": tokens,
    "settings-tokens-refused": refused_token,
    "token-made": made_token,
    "settings-profile": page("/settings/profile", "endless"),
    "settings-profile-refused": refused_profile,
    "missing-known": page("/no/such/page", "maren"),
}


def show(window, cast, name):
    SIGHTS[name](window, cast)
    return window
