"""Following and its lists, by clicks."""


def names(window):
    return window.run("return [...document.querySelectorAll('main .list .person .at')].map((e) => e.innerText.slice(1))")


def test_F13_following_and_unfollowing_by_the_button(window, person):
    ada, bo = person("ada"), person("bo")
    bo.tweet("hello from bo")
    profile = f"/@{bo.name}"
    window.log_in(ada).open(profile).click(f"Follow {bo.name}").hears("You follow this person now", path=profile)
    assert window.script or window.find("1 Follower")
    assert window.open(profile).find("1 Follower") and not window.find(f"Follow {bo.name}")
    assert window.open("/").tweets() == ["hello from bo"]
    window.open(profile).click(f"Unfollow {bo.name}").hears("You do not follow this person any more", path=profile)
    assert window.open(profile).find("0 Followers") and window.find(f"Follow {bo.name}")
    assert window.open("/").tweets() == []


def test_ones_own_profile_and_the_tag_of_those_who_follow(window, person):
    ada, bo = person("ada"), person("bo")
    bo.follow(ada)
    window.log_in(ada).open(f"/@{bo.name}").awaits("Follows you")
    window.click("Profile", "header").awaits("This is you", path=f"/@{ada.name}")
    assert not window.all(f"[formaction='/users/{ada.id}/follow']")


def test_F20_a_profile_shows_its_person(window, person):
    ada = person("ada", display_name="Ada Lövlås")
    for n in range(2):
        ada.tweet(f"note {n}")
    window.open(f"/@{ada.name}").awaits("Ada Lövlås").awaits(f"@{ada.name}").awaits("2 Tweets").awaits("Joined ")
    assert window.tweets() == ["note 1", "note 0"]
    assert window.one("h1").text == "Ada Lövlås" and "Ada Lövlås" in window.driver.title


def test_the_lists_are_reached_walked_and_acted_upon(window, person):
    ada, *others = [person("ada")] + [person("bo") for _ in range(3)]
    for other in others:
        other.follow(ada)
    window.log_in(ada).open("/").click("Profile", "header").click("3 Followers")
    window.awaits("People who follow", path=f"/@{ada.name}/followers")
    assert names(window) == [o.name for o in reversed(others)]
    window.click(f"Follow {others[1].name}").hears("You follow this person now", path=f"/@{ada.name}/followers")
    window.click("Following", "main nav").awaits(others[1].name, path=f"/@{ada.name}/following")
    assert names(window) == [others[1].name]
    window.open(f"/@{ada.name}/followers?limit=2").click("Older")
    window.until(lambda: names(window)[-1:] == [others[0].name], "not the oldest follower")
    if not window.script:  # with it the older ones stand below the newer
        window.click("Newer").until(lambda: others[2].name in names(window), "not the newest follower")
