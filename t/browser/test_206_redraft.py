"""Writing a tweet anew, by clicks."""


def test_a_slip_is_written_anew(window, person):
    ada = person("ada")
    for text in ("firts words", "in between"):
        ada.tweet(text)
    window.log_in(ada).open(f"/@{ada.name}")
    window.all("article .tool")[1].click()
    window.awaits("Delete this tweet?").click("Delete and write anew").awaits("Write a tweet anew")
    assert window.value("text") == "firts words"
    window.click("Leave it as it is").awaits("firts words")
    assert len(ada.api("GET", f"/v1/users/{ada.id}/tweets").json["data"]) == 2, "nothing is gone by looking"
    window.click("Delete", "article").click("Delete and write anew").fill(text="x" * 300).click("Post", "main").awaits("longer than 280 characters")
    assert window.value("text") == "x" * 300 and "Write a tweet anew" in window.text
    window.fill(text="first words").click("Post", "main").awaits("Your tweet is written anew", path="/")
    assert window.tweets() == ["first words", "in between"]
