"""Signing up, logging in and out, and staying so, by clicks."""
import time

GOOD = "correct horse battery"


def form_of(window):
    return {name: window.value(name) for name in ("email", "username", "display_name", "password")}


def log_in(window, login, password):
    window.fill(login=login, password=password).click("Log in", "main")


def test_F01_one_signs_up_and_is_logged_in(window, person):
    name = f"clara_{'s' if window.script else 'p'}{int(time.time()) % 10000}"
    window.open("/").click("Create account", "main").awaits("Create your account", path="/signup")
    window.fill(email=f"{name}@example.org", username=name, display_name="Clara Sølv", password=GOOD)
    window.click("Create account").awaits("Welcome", path="/")
    assert window.one("[role=status]").text == "Welcome! Your account is ready."
    window.click("Profile", "header").awaits("Clara Sølv", path=f"/@{name}")
    assert "This is you" in window.text and "Welcome" not in window.text


def test_errors_stand_beside_their_fields_and_what_was_typed_stays(window, person):
    taken = person("ada")
    window.open("/signup").fill(email="clara@nowhere", username=taken.name.upper(), display_name="Clara Sølv",
                                password="password").click("Create account")
    window.awaits("not an e-mail address")
    assert form_of(window) == {"email": "clara@nowhere", "username": taken.name.upper(), "display_name": "Clara Sølv", "password": ""}
    assert "not an e-mail address" in window.error_at("email") and "Choose another one" in window.error_at("password")
    assert window.error_at("display_name") == ""
    marked = [e.get_attribute("name") for e in window.all("[aria-invalid=true]")]
    assert {"email", "password"} <= set(marked) and "display_name" not in marked
    assert window.error_at("username") == "", "whose names there are is looked up once the form is right"
    window.fill(email="clara@example.org", password=GOOD).click("Create account")
    window.until(lambda: "taken" in window.error_at("username"), "the name is not said to be taken")
    assert form_of(window)["email"] == "clara@example.org"


def test_F02_one_logs_in_and_out(window, person):
    ada = person("ada")
    window.open("/").click("Log in", "header")
    log_in(window, ada.email.upper(), GOOD)
    window.awaits("Home", path="/")
    assert window.one("textarea[name=text]")
    window.click("Log out", "header").awaits("Log in", path="/")
    assert window.open("/compose").path == "/login?next=%2Fcompose"


def test_S32_unknown_and_wrong_read_alike_and_the_name_stays(window, person):
    ada = person("ada")
    said = []
    for login in (ada.name, "nobody_at_all"):
        window.open("/login")
        log_in(window, login, "not the password")
        window.awaits("No account fits")
        assert (window.value("login"), window.value("password")) == (login, "")
        said.append(window.one(".error").text)
    assert said[0] == said[1]


def test_one_stays_logged_in_when_the_browser_is_closed(window, person):
    ada = person("ada")
    window.open("/login")
    log_in(window, ada.name, GOOD)
    window.awaits("Home", path="/")
    kept = [c for c in window.driver.get_cookies() if c.get("expiry", 0) > time.time() + 13 * 86400]
    assert kept and all(c["httpOnly"] and c["sameSite"] == "Lax" for c in kept)
    window.fresh().open("/")
    assert not window.all("textarea")
    for cookie in kept:
        window.driver.add_cookie(cookie)
    window.open("/").awaits("Home")
    assert window.one("textarea[name=text]")


def test_the_way_to_a_page_leads_through_log_in_and_back(window, person):
    ada, bo = person("ada"), person("bo")
    window.open("/compose").awaits("Log in", path="/login?next=%2Fcompose")
    log_in(window, ada.name, "not the password")
    window.awaits("No account fits")
    log_in(window, ada.name, GOOD)
    window.awaits("New tweet", path="/compose")
    window.fresh().open(f"/@{bo.name}").click(f"Follow {bo.name}").awaits("Log in")
    log_in(window, ada.name, GOOD)
    window.awaits(bo.name, path=f"/@{bo.name}")


def test_a_closed_site_says_so_and_does_not_invite(window, site):
    with site.settings_changed(registration_mode="closed"):
        window.open("/signup").awaits("No new accounts")
        assert not window.all("input:not([type=hidden])") and not window.find("Sign up")
        window.click("Log in", "main").awaits("Password", path="/login")
        assert not window.all("a[href='/signup']")
        time.sleep(1.1)  # what visitors saw before is kept for a second
        assert not window.open("/?limit=1").all("a[href='/signup']")


def test_one_makes_a_token_copies_it_and_revokes_it(window, person):
    window.log_in(person("ada")).open("/settings/tokens")
    window.fill(name="Weather on the balcony").click("Make a token").awaits("It is shown this once")
    secret = window.one("#secret").get_attribute("value")
    assert len(secret) == 54 and window.one("#secret").get_attribute("readonly")
    window.click("All tokens", "main").awaits("Weather on the balcony", path="/settings/tokens")
    assert "Never used" in window.text and secret not in window.driver.page_source
    window.click("Revoke", "main").awaits("The token is revoked")
    assert "Weather on the balcony" not in window.text
