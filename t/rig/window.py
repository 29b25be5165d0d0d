"""Somebody at a real browser: Chromium, headless, with or without JavaScript.

    ada = Window(chromium(script=True), site.url, script=True)
    ada.open("/signup")
    ada.fill(email="ada@example.org", password="correct horse battery")
    ada.click("Create account")
    ada.awaits("Welcome")

Names are what one sees: the text of a link or button, or its aria-label. Every look at a page waits for it.
"""
import contextlib
import time
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.common.exceptions import JavascriptException, StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

# The last four: Chromium asks its maker for nothing of its own.
FLAGS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1000,900", "--lang=en",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
SECONDS = 10  # a look at a page waits so long at most
FIND = """const [name, within] = arguments, said = (e) => e.innerText.replace(/[←→]/g, "").replace(/\\s+/g, " ").trim();
  for (const part of document.querySelectorAll(within))
    for (const e of part.querySelectorAll("a, button"))
      if (e.checkVisibility({visibilityProperty: true}) && (e.ariaLabel === name || said(e) === name)) return e;"""


def chromium(script):
    options = webdriver.ChromeOptions()
    for flag in FLAGS:
        options.add_argument(flag)
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    driver.set_page_load_timeout(20)
    return driver


class Window:
    """driver: selenium's. script: is JavaScript on?"""

    def __init__(self, driver, url, script):
        self.driver, self.url, self.script = driver, url, script

    def fresh(self):
        """As on the first day: no cookies, the usual size and colours, nothing in the logs. Nothing moves by itself."""
        self.devtools("Network.clearBrowserCookies")
        self.devtools("Emulation.clearDeviceMetricsOverride")
        self.media()
        self.complaints()
        return self

    # Going about

    def open(self, path):
        self.driver.get(self.url + path)
        return self

    def log_in(self, client):
        """Takes over the log-in of a client (rig/client.py)."""
        for name, value in client.cookies.items():
            self.devtools("Network.setCookie", url=self.url, name=name, value=value, path="/", httpOnly=True, sameSite="Lax")
        return self

    def fill(self, **fields):
        """Writes into fields by their name, in place of what stands there, as a keyboard of many scripts does."""
        for name, value in fields.items():
            self.run("arguments[0].focus(); arguments[0].select()", self.one(f'[name="{name}"]'))
            self.devtools("Input.insertText", text=value)
        return self

    def value(self, name):
        return self.one(f'[name="{name}"]').get_property("value")

    def click(self, name, within="body"):
        """Clicks the first link or button of this name that one can see."""
        self.until(lambda: self.find(name, within), f"there is nothing to click that is called {name!r}").click()
        return self

    def find(self, name, within="body"):
        return self.run(FIND, name, within)

    def press(self, *keys):
        """Presses keys where the focus is."""
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()
        return self

    def chord(self, modifier, key):
        """Presses a key while a modifier is held."""
        webdriver.ActionChains(self.driver).key_down(modifier).send_keys(key).key_up(modifier).perform()
        return self

    def tab(self):
        """The element that the next Tab leads to."""
        self.press(Keys.TAB)
        return self.driver.switch_to.active_element

    # Looking

    @property
    def path(self):
        """Path and query of the page in the window."""
        parts = urlsplit(self.driver.current_url)
        return parts.path + ("?" + parts.query if parts.query else "")

    @property
    def text(self):
        """What one can read on the page."""
        return self.run("return document.body.innerText")

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def one(self, css):
        return self.until(lambda: next(iter(self.all(css)), None), f"there is no {css}")

    def until(self, look, why):
        """What look() gives, as soon as it is something; pages may change under it."""
        end = time.monotonic() + SECONDS
        while True:
            with contextlib.suppress(StaleElementReferenceException, JavascriptException):
                seen = look()
                if seen:
                    return seen
            assert time.monotonic() < end, f"{why} on {self.driver.current_url}:\n{self.text}"
            time.sleep(0.05)

    def awaits(self, text, path=None):
        """Waits until the page shows the text (and is at this path)."""
        self.until(lambda: text in self.text, f"{text!r} is not shown")
        if path:
            self.until(lambda: self.path == path, f"not at {path}")
        return self

    def hears(self, text, path=None):
        """Waits until the text is said: on the page, or aloud by the script."""
        self.until(lambda: text in self.run("return [...document.querySelectorAll('[role=status]')].map((e) => e.textContent).join(' ')"),
                   f"{text!r} is not said")
        if path:
            self.until(lambda: self.path == path, f"not at {path}")
        return self

    def error_at(self, name):
        """The error beside a field: what aria-describedby points to."""
        ids = (self.one(f'[name="{name}"]').get_attribute("aria-describedby") or "").split()
        return " ".join(e.text for i in ids for e in self.all(f'[id="{i}"].error'))

    def tweets(self):
        """Texts of the tweets on the page, in their order."""
        return self.run("return [...document.querySelectorAll('article .text')].map((e) => e.innerText)")

    # Measuring

    def run(self, script, *arguments):
        """Runs a script of the test in the page, also where the page's own are off."""
        return self.driver.execute_script(script, *arguments)

    def devtools(self, command, **parameters):
        return self.driver.execute_cdp_cmd(command, parameters)

    def resize(self, width, height=900):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        return self

    @contextlib.contextmanager
    def fingers(self, width=360, height=740):
        """with window.fingers(): a phone, where one points coarsely."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=True)
        self.devtools("Emulation.setTouchEmulationEnabled", enabled=True)
        try:
            yield self
        finally:
            self.devtools("Emulation.setTouchEmulationEnabled", enabled=False)
            self.devtools("Emulation.clearDeviceMetricsOverride")

    def media(self, **features):
        """media(prefers_color_scheme="dark"): what the reader prefers; always that nothing moves."""
        wishes = {"prefers_reduced_motion": "reduce", **features}
        given = [{"name": k.replace("_", "-"), "value": v} for k, v in wishes.items()]
        self.devtools("Emulation.setEmulatedMedia", features=given)
        return self

    def complaints(self):
        """What the console said since last asked, without the statuses of pages."""
        return [e["message"] for e in self.driver.get_log("browser") if "Failed to load resource" not in e["message"]]
