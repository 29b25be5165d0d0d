#include "base/std.h"

#include "view/layout.h"
#include "view/present.h"
#include "view/templates.h"

#include "rig/suite.h"
#include "unit/view_sample.h"

/* Renders every page with sample data. With LINNET_RENDER=DIR the pages are written there, to be looked at. */

static void keep(const char *name, struct buf *b)
{
    const char *dir = getenv("LINNET_RENDER");
    char path[1024];
    if (!dir)
        return;
    snprintf(path, sizeof(path), "%s/%s.html", dir, name);
    FILE *f = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(f);
    fwrite(b->at, 1, b->len, f);
    (void)fclose(f);
}

static size_t times(struct buf *b, const char *what)
{
    size_t n = 0;
    for (const char *at = strstr(buf_z(b), what); at; at = strstr(at + 1, what))
        n++;
    return n;
}

/* What holds for every page. */
static void judge(const char *name, struct buf *b)
{
    keep(name, b);
    CU_ASSERT_EQUAL(times(b, "<h1>"), 1);
    CU_ASSERT_EQUAL(times(b, "<main id=\"main\""), 1);
    CU_ASSERT_EQUAL(times(b, "<html lang=\"en\">"), 1);
    CU_ASSERT_EQUAL(times(b, "class=\"skip\" href=\"#main\""), 1);
    CU_ASSERT_EQUAL(times(b, "<script>"), 0);
    CU_ASSERT_EQUAL(times(b, "<form"), times(b, "name=\"csrf_token\""));
    CU_ASSERT_EQUAL(times(b, "href=\"#\""), 0);
    CU_ASSERT_EQUAL(times(b, "\"\"") - times(b, "content=\"\"") - times(b, "value=\"\""), 0);
    CU_ASSERT_EQUAL(times(b, "</html>"), 1);
}

static struct layout frame(struct sample *s, const char *title)
{
    struct layout l = layout_make(&s->work, str_from(title));
    l.csrf_token = STR("dG9rZW4");
    l.here = s->work.viewer ? STR("/public?max_id=5") : STR("");
    return l;
}

static void begin(struct sample *s, bool known, struct buf *b)
{
    sample_begin(s);
    if (known)
        sample_viewer(s);
    buf_init(b, s->arena, 65536);
}

static void test_landing(void)
{
    struct sample s;
    struct buf b;
    begin(&s, false, &b);
    struct layout l = frame(&s, "");
    struct tweet_list list = sample_tweets(&s, 7);
    struct landing_page page = {.tweets = present_tweets(&s.work, &list, STR("/public")), .registration_open = true};
    template_landing(&b, &l, &page);
    judge("landing", &b);
    CU_ASSERT_EQUAL(times(&b, "<script"), 0); /* none for visitors */
    buf_init(&b, s.arena, 65536);
    page.tweets = (struct tweet_parts){.count = 0};
    template_landing(&b, &l, &page);
    judge("landing-empty", &b);
    sample_end(&s);
}

static void test_home_fits_its_budget(void)
{
    struct sample s;
    struct buf b, empty;
    begin(&s, true, &b);
    struct layout l = frame(&s, "Home");
    l.current = STR("home");
    l.notice = STR("Your tweet is out.");
    struct tweet_list list = sample_tweets(&s, SAMPLE_TWEETS);
    struct home_page page = {.tweets = present_tweets(&s.work, &list, STR("/"))};
    template_home(&b, &l, &page);
    judge("home", &b);
    buf_init(&empty, s.arena, 65536);
    page.tweets = (struct tweet_parts){.count = 0};
    template_home(&empty, &l, &page);
    judge("home-empty", &empty);
    CU_ASSERT_TRUE(b.len < 50 * 1024);
    CU_ASSERT_TRUE((b.len - empty.len) / SAMPLE_TWEETS < 2048);
    CU_ASSERT_EQUAL(times(&b, "&lt;script&gt;"), times(&b, "alert(")); /* the text of mallory */
    sample_end(&s);
}

static void test_public(void)
{
    struct sample s;
    struct buf b;
    begin(&s, false, &b);
    struct layout l = frame(&s, "Everyone");
    l.current = STR("public");
    struct tweet_list list = sample_tweets(&s, SAMPLE_TWEETS);
    list.ends.newest = false;
    list.ends.prev_min_id = 77;
    struct public_page page = {.tweets = present_tweets(&s.work, &list, STR("/public"))};
    template_public(&b, &l, &page);
    judge("public", &b);
    CU_ASSERT_EQUAL(times(&b, "rel=\"next\""), 1);
    CU_ASSERT_EQUAL(times(&b, "href=\"/public?min_id=77\""), 1);
    sample_end(&s);
}

static void test_account_forms(void)
{
    struct sample s;
    struct buf b;
    begin(&s, false, &b);
    struct layout l = frame(&s, "Create your account");
    l.current = STR("signup");
    struct signup_page page = {.by_invitation = true,
                               .username = {STR("a\"b"), STR("A user name has letters, digits and _.")},
                               .email = {STR("ada@"), STR("This is no e-mail address.")}};
    template_signup(&b, &l, &page);
    judge("signup", &b);
    CU_ASSERT_EQUAL(times(&b, "value=\"a&quot;b\""), 1);
    CU_ASSERT_EQUAL(times(&b, "aria-invalid=\"true\""), 2);
    CU_ASSERT_EQUAL(times(&b, "aria-describedby=\"email-hint email-error\""), 1);
    buf_init(&b, s.arena, 65536);
    template_signup(&b, &l, &(struct signup_page){.closed = true});
    CU_ASSERT_EQUAL(times(&b, "<form"), 0);
    keep("signup-closed", &b);
    buf_init(&b, s.arena, 65536);
    l = frame(&s, "Log in");
    struct login_page login = {.error = STR("No account fits this name and password."), .next = STR("/@ada")};
    template_login(&b, &l, &login);
    judge("login", &b);
    sample_end(&s);
}

static void test_tweet_pages(void)
{
    struct sample s;
    struct buf b;
    begin(&s, true, &b);
    struct layout l = frame(&s, "Tweet");
    struct tweet_card card = sample_tweet(0), other = sample_tweet(5);
    struct tweet_page page = {.tweet = present_tweet(&s.work, &card)};
    template_tweet(&b, &l, &page);
    judge("tweet", &b);
    CU_ASSERT_EQUAL(times(&b, "/delete\""), 1);
    buf_init(&b, s.arena, 65536);
    page.tweet = present_tweet(&s.work, &other);
    template_tweet(&b, &l, &page);
    judge("tweet-hostile", &b);
    CU_ASSERT_EQUAL(times(&b, "<b>"), 0);
    buf_init(&b, s.arena, 65536);
    struct delete_page ask = {.tweet = present_tweet(&s.work, &card), .action = STR("/tweets/1/delete"),
                              .redraft_href = STR("/compose?redraft_of=1")};
    template_delete(&b, &l, &ask);
    judge("delete", &b);
    buf_init(&b, s.arena, 65536);
    struct compose_page compose = {.composer.box.text = {STR("\nfar too long </textarea>"), STR("Too long.")}, .excess = {STR("3"), STR("far too"), STR("<b>")}};
    template_compose(&b, &l, &compose);
    judge("compose", &b);
    CU_ASSERT_EQUAL(times(&b, "…far too<mark>&lt;b&gt;</mark>"), 1);
    CU_ASSERT_EQUAL(times(&b, ">\n\nfar too long &lt;/textarea&gt;</textarea>"), 1); /* HTML drops the first \n */
    sample_end(&s);
}

static void test_profile(void)
{
    struct sample s;
    struct buf b;
    begin(&s, false, &b);
    struct layout l = frame(&s, "Ada Thornbury (@ada)");
    struct user_card ada = sample_person(0), bo = sample_person(1);
    struct tweet_list list = sample_tweets(&s, 4);
    l.canonical = STR("https://linnet.example/@ada");
    l.description = ada.user.bio;
    struct profile_page page = {.person = present_person(&s.work, &ada),
                                .tweets = present_tweets(&s.work, &list, STR("/@ada"))};
    template_profile(&b, &l, &page);
    judge("profile", &b);
    CU_ASSERT_EQUAL(times(&b, "href=\"/login?next=%2F%40ada\""), 1);
    sample_viewer(&s);
    l = frame(&s, "Bo (@bo_larsen)");
    bo.viewer.following = bo.viewer.followed_by = true;
    buf_init(&b, s.arena, 65536);
    page = (struct profile_page){.person = present_person(&s.work, &bo)};
    template_profile(&b, &l, &page);
    judge("profile-followed", &b);
    CU_ASSERT_EQUAL(times(&b, "form=\"acts\" formaction=\"/users/12/unfollow\""), 1);
    sample_end(&s);
}

static void test_people(void)
{
    struct sample s;
    struct buf b;
    begin(&s, true, &b);
    struct layout l = frame(&s, "Followers");
    struct user_card ada = sample_person(0);
    struct user_list list = sample_people(&s, SAMPLE_PEOPLE);
    list.at[0].viewer.self = true;
    struct people_page page = {.person = present_person(&s.work, &ada), .followers = true,
                               .people = present_people(&s.work, &list, STR("/@ada/followers"))};
    template_people(&b, &l, &page);
    judge("people", &b);
    CU_ASSERT_EQUAL(times(&b, "form=\"acts\" formaction=\"/users/"), SAMPLE_PEOPLE - 1);
    sample_end(&s);
}

static void test_errors_and_texts(void)
{
    struct sample s;
    struct buf b;
    begin(&s, true, &b);
    struct layout l = frame(&s, "We will be right back");
    struct error_page page = {.status = 503, .heading = STR("We will be right back"), .retry_after = STR("5"),
                              .message = STR("Linnet is very busy at this moment."), .request_id = s.work.request_id,
                              .kept = STR("What I wanted to say")};
    template_error(&b, &l, &page);
    judge("error", &b);
    buf_init(&b, s.arena, 65536);
    struct text_page text = {STR("Rules"), STR("Be kind.\n\nNo <advertising>.")};
    template_text(&b, &l, &text);
    judge("text", &b);
    sample_end(&s);
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"landing", test_landing},
        {"home_fits_its_budget", test_home_fits_its_budget},
        {"public", test_public},
        {"account_forms", test_account_forms},
        {"tweet_pages", test_tweet_pages},
        {"profile", test_profile},
        {"people", test_people},
        {"errors_and_texts", test_errors_and_texts},
        {NULL, NULL},
    });
}
