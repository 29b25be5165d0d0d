"""The first day: nobody has written anything. Runs first; on a site where others wrote before, it cannot tell."""
import pytest
from selenium.webdriver.common.by import By


@pytest.fixture
def untouched(site):
    if site.sql("SELECT COUNT(*) FROM tweet")[0][0] != "0":
        pytest.skip("other tests wrote tweets on this site before: run t/browser alone")


def test_visitors_are_told_that_theirs_could_be_the_first(window, untouched):
    window.open("/").awaits("No tweets yet")
    window.click("Everyone", "header").awaits("A blank page", path="/public")
    window.click("Sign up", "main").awaits("Create your account", path="/signup")


def test_an_empty_home_leads_on(window, person):
    ada = person("ada")
    window.log_in(ada).open("/").awaits("Quiet so far")
    assert window.one("textarea").is_displayed()
    window.click("See what everyone writes").awaits("Everyone", path="/public")


def test_an_empty_profile_says_so_to_its_owner_and_to_others(window, person):
    ada, bo = person("ada"), person("bo")
    window.log_in(ada).open(f"/@{bo.name}").awaits(f"{bo.name} has not written anything yet")
    window.open(f"/@{ada.name}").awaits("You have not written anything yet")
    window.click("Write a tweet").awaits("New tweet", path="/compose")


def test_empty_lists_of_people_say_so(window, person):
    ada = person("ada")
    window.open(f"/@{ada.name}").click("0 Followers", "main").awaits(f"Nobody follows {ada.name} yet")
    window.click("Following", "main nav").awaits(f"{ada.name} follows nobody yet", path=f"/@{ada.name}/following")
    current = window.one("main nav [aria-current]")
    assert current.text == "Following" and not window.all("main ul.list")
    assert window.one("main").find_elements(By.LINK_TEXT, "See what everyone writes")
