#include "base/std.h"

#include "base/clock.h"
#include "domain/invitation.h"
#include "domain/session.h"
#include "domain/user.h"
#include "rig/suite.h"
#include "store/rig.h"
#include "store/session_store.h"
#include "store/user_store.h"

#define DAY_MS (INT64_C(86400) * 1000)
static const struct str GOOD = {"seven green bottles", 19};
static struct settings mine;

static struct work *work_in(int registration_mode)
{
    struct work *w = rig_work();
    mine = *rig_settings();
    mine.registration.mode = registration_mode;
    w->settings = &mine;
    return w;
}

static struct registration asks(const char *username, const char *email)
{
    return (struct registration){.username = str_from(username),
                                 .email = str_from(email),
                                 .password = GOOD,
                                 .display_name = STR(""),
                                 .invitation = STR("")};
}

static bool complains(const struct work *w, const char *field, const char *key)
{
    for (size_t i = 0; i < w->fault.count; i++)
        if (w->fault.complaints[i].field && strcmp(w->fault.complaints[i].field, field) == 0)
            return strcmp(w->fault.complaints[i].key, key) == 0;
    return false;
}

static void test_registering(void)
{
    struct registration r = asks("Ann_1", " ann@example.org ");
    struct user u;
    struct user_card card;
    CU_ASSERT_EQUAL_FATAL(user_register(work_in(REGISTRATION_OPEN), &r, &u), OK);
    CU_ASSERT_EQUAL(u.state, USER_ACTIVE);
    CU_ASSERT_TRUE(str_eq(u.email, STR("ann@example.org")));
    CU_ASSERT_EQUAL(user_by_name(rig_work(), STR("aNN_1"), &card), OK);
    CU_ASSERT_EQUAL(card.user.id, u.id);
    CU_ASSERT_TRUE(str_eq(card.user.display_name, STR("Ann_1")));
    CU_ASSERT_FALSE(card.viewer.self);
}

static void test_all_that_is_wrong_is_said_at_once(void)
{
    struct registration r = asks("no good", "nowhere");
    struct user u;
    struct work *w = work_in(REGISTRATION_INVITATION);
    r.password = STR("short");
    r.display_name = STR("a\nb");
    CU_ASSERT_EQUAL(user_register(w, &r, &u), ERR_INVALID);
    CU_ASSERT_EQUAL(w->fault.count, 5);
    CU_ASSERT_TRUE(complains(w, "username", "user.username_letters"));
    CU_ASSERT_TRUE(complains(w, "email", "user.email_invalid"));
    CU_ASSERT_TRUE(complains(w, "password", "password.too_short"));
    CU_ASSERT_TRUE(complains(w, "display_name", "user.display_name_control"));
    CU_ASSERT_TRUE(complains(w, "invitation", "invitation.missing"));
}

static void test_taken_and_reserved(void)
{
    struct registration name = asks("ANN_1", "other@example.org"), email = asks("ann2", "ANN@example.org");
    struct registration reserved = asks("Admin", "boss@example.org");
    struct user u;
    struct work *w = work_in(REGISTRATION_OPEN);
    CU_ASSERT_EQUAL(user_register(w, &name, &u), ERR_CONFLICT);
    CU_ASSERT_TRUE(complains(w, "username", "user.username_taken"));
    w = work_in(REGISTRATION_OPEN);
    CU_ASSERT_EQUAL(user_register(w, &email, &u), ERR_CONFLICT);
    CU_ASSERT_TRUE(complains(w, "email", "user.email_taken"));
    w = work_in(REGISTRATION_OPEN);
    CU_ASSERT_EQUAL(user_register(w, &reserved, &u), ERR_INVALID);
    CU_ASSERT_TRUE(complains(w, "username", "user.username_reserved"));
}

static void test_names_are_made_from_addresses(void)
{
    const char *const emails[] = {"bo.b@example.org", "bo.b@example.net", "bo-b@example.com"};
    const char *const names[] = {"bo_b", "bo_b2", "bo_b3"};
    for (size_t i = 0; i < COUNT_OF(emails); i++) {
        struct registration r = asks("", emails[i]);
        struct user u;
        CU_ASSERT_EQUAL_FATAL(user_register(work_in(REGISTRATION_OPEN), &r, &u), OK);
        CU_ASSERT_TRUE(str_eq(u.username, str_from(names[i])));
    }
}

static void test_closed_and_by_approval(void)
{
    struct registration r = asks("cy", "cy@example.org");
    struct session_opened opened;
    struct user_card card;
    struct user u;
    CU_ASSERT_EQUAL(user_register(work_in(REGISTRATION_CLOSED), &r, &u), ERR_FORBIDDEN);
    CU_ASSERT_EQUAL_FATAL(user_register(work_in(REGISTRATION_APPROVAL), &r, &u), OK);
    CU_ASSERT_EQUAL(u.state, USER_PENDING);
    CU_ASSERT_EQUAL(user_by_id(rig_work(), u.id, &card), ERR_NOT_FOUND);
    /* Only who knows the password learns that the account waits. */
    CU_ASSERT_EQUAL(session_open(rig_work(), STR("cy"), STR("something else"), STR(""), STR(""), &opened),
                    ERR_UNAUTHENTICATED);
    CU_ASSERT_EQUAL(session_open(rig_work(), STR("cy"), GOOD, STR(""), STR(""), &opened), ERR_FORBIDDEN);
    CU_ASSERT_EQUAL(user_set_state(rig_work(), u.id, USER_ACTIVE), OK);
    CU_ASSERT_EQUAL(session_open(rig_work(), STR("cy"), GOOD, STR(""), STR(""), &opened), OK);
}

static void test_invitations_are_used_up(void)
{
    struct str code;
    char kept[64];
    struct user u;
    CU_ASSERT_EQUAL_FATAL(invitation_create(rig_work(), 1, 7, &code), OK);
    snprintf(kept, sizeof kept, "%.*s", STR_ARG(code));
    struct registration first = asks("dee", "dee@example.org"), second = asks("eve", "eve@example.org");
    first.invitation = second.invitation = str_from(kept);
    CU_ASSERT_EQUAL(user_register(work_in(REGISTRATION_INVITATION), &first, &u), OK);
    struct work *w = work_in(REGISTRATION_INVITATION);
    CU_ASSERT_EQUAL(user_register(w, &second, &u), ERR_INVALID);
    CU_ASSERT_TRUE(complains(w, "invitation", "invitation.unknown"));
}

/* Logs ann in; the token is copied out of the work. */
static void log_in(const char *login, char token[SESSION_TOKEN_TEXT + 1])
{
    struct session_opened opened;
    CU_ASSERT_EQUAL_FATAL(
        session_open(rig_work(), str_from(login), GOOD, STR("Browser \xC3"), STR("192.0.2.7"), &opened), OK);
    CU_ASSERT_EQUAL_FATAL(opened.token.len, SESSION_TOKEN_TEXT);
    CU_ASSERT_TRUE(opened.user.viewer.self);
    snprintf(token, SESSION_TOKEN_TEXT + 1, "%.*s", STR_ARG(opened.token));
}

static const struct viewer *identified(struct work *w, const char *token)
{
    const struct viewer *viewer = NULL;
    CU_ASSERT_EQUAL(session_identify(w, str_from(token), &viewer), OK);
    return viewer;
}

static void test_logging_in_and_out(void)
{
    char by_name[SESSION_TOKEN_TEXT + 1], by_email[SESSION_TOKEN_TEXT + 1];
    log_in("aNN_1", by_name);
    log_in("Ann@Example.org", by_email);
    CU_ASSERT_STRING_NOT_EQUAL(by_name, by_email);
    struct work *w = rig_work();
    const struct viewer *viewer = identified(w, by_name);
    CU_ASSERT_PTR_NOT_NULL_FATAL(viewer);
    CU_ASSERT_TRUE(str_eq(viewer->user.username, STR("Ann_1")));
    struct user u;
    CU_ASSERT_EQUAL(user_find(w, STR("ann_1"), &u), OK);
    CU_ASSERT_TRUE(u.last_login_ms >= viewer->session.created_ms);
    w->viewer = viewer;
    CU_ASSERT_EQUAL(session_close(w), OK);
    CU_ASSERT_EQUAL(session_close(w), OK);
    CU_ASSERT_PTR_NULL(identified(rig_work(), by_name));
    CU_ASSERT_PTR_NOT_NULL(identified(rig_work(), by_email));
}

static void test_wrong_log_ins_are_alike(void)
{
    struct session_opened opened;
    struct work *w = rig_work();
    CU_ASSERT_EQUAL(session_open(w, STR("ann_1"), STR("not this one"), STR(""), STR(""), &opened), ERR_UNAUTHENTICATED);
    CU_ASSERT_TRUE(complains(w, "login", "session.wrong"));
    w = rig_work();
    CU_ASSERT_EQUAL(session_open(w, STR("nobody"), GOOD, STR(""), STR(""), &opened), ERR_UNAUTHENTICATED);
    CU_ASSERT_TRUE(complains(w, "login", "session.wrong"));
    w = rig_work();
    CU_ASSERT_EQUAL(session_open(w, STR(""), STR(""), STR(""), STR(""), &opened), ERR_UNAUTHENTICATED);
}

static void test_bad_tokens_are_nobody(void)
{
    char token[SESSION_TOKEN_TEXT + 1];
    log_in("ann_1", token);
    CU_ASSERT_PTR_NULL(identified(rig_work(), ""));
    CU_ASSERT_PTR_NULL(identified(rig_work(), "not a token"));
    token[20] = token[20] == 'A' ? 'B' : 'A';
    CU_ASSERT_PTR_NULL(identified(rig_work(), token));
    for (int i = 0; i < 10; i++) /* a user id out of range */
        token[i] = '_';
    CU_ASSERT_PTR_NULL(identified(rig_work(), token));
}

static void test_sessions_end(void)
{
    char token[SESSION_TOKEN_TEXT + 1];
    log_in("ann_1", token);
    struct work *w = rig_work();
    w->now_ms += SESSION_IDLE_DAYS * DAY_MS + 1000;
    CU_ASSERT_PTR_NULL(identified(w, token));
    w = rig_work();
    w->viewer = identified(w, token);
    w->now_ms += 10 * DAY_MS;
    session_note_use(w); /* what is used lasts on */
    w = rig_work();
    w->now_ms += 23 * DAY_MS;
    w->cache = NULL; /* the cached copy may be a minute old */
    CU_ASSERT_PTR_NOT_NULL(identified(w, token));
}

static void test_S35_a_new_password_ends_sessions(void)
{
    char token[SESSION_TOKEN_TEXT + 1];
    struct session_opened opened;
    struct user u;
    log_in("ann_1", token);
    CU_ASSERT_PTR_NOT_NULL(identified(rig_work(), token)); /* and is in the cache now */
    CU_ASSERT_EQUAL_FATAL(user_find(rig_work(), STR("ann_1"), &u), OK);
    CU_ASSERT_EQUAL(user_set_password(rig_work(), u.id, STR("short")), ERR_INVALID);
    CU_ASSERT_PTR_NOT_NULL(identified(rig_work(), token));
    CU_ASSERT_EQUAL(user_set_password(rig_work(), u.id, STR("eight brown bottles")), OK);
    CU_ASSERT_PTR_NULL(identified(rig_work(), token));
    CU_ASSERT_EQUAL(session_open(rig_work(), STR("ann_1"), GOOD, STR(""), STR(""), &opened), ERR_UNAUTHENTICATED);
    CU_ASSERT_EQUAL(user_set_password(rig_work(), u.id, GOOD), OK);
}

static void test_suspended_people_are_gone(void)
{
    char token[SESSION_TOKEN_TEXT + 1];
    struct user u;
    struct user_card card;
    log_in("ann_1", token);
    CU_ASSERT_PTR_NOT_NULL(identified(rig_work(), token));
    CU_ASSERT_EQUAL(user_find(rig_work(), STR("ann_1"), &u), OK);
    CU_ASSERT_EQUAL(user_set_state(rig_work(), u.id, USER_SUSPENDED), OK);
    CU_ASSERT_PTR_NULL(identified(rig_work(), token));
    CU_ASSERT_EQUAL(user_by_id(rig_work(), u.id, &card), ERR_NOT_FOUND);
    CU_ASSERT_EQUAL(user_by_name(rig_work(), STR("Ann_1"), &card), ERR_NOT_FOUND);
    CU_ASSERT_EQUAL(user_set_state(rig_work(), u.id, USER_ACTIVE), OK);
}

int main(void)
{
    return rig_run("accounts", (struct suite_test[]){
        {"registering", test_registering},
        {"all_that_is_wrong_is_said_at_once", test_all_that_is_wrong_is_said_at_once},
        {"taken_and_reserved", test_taken_and_reserved},
        {"names_are_made_from_addresses", test_names_are_made_from_addresses},
        {"closed_and_by_approval", test_closed_and_by_approval},
        {"invitations_are_used_up", test_invitations_are_used_up},
        {"logging_in_and_out", test_logging_in_and_out},
        {"wrong_log_ins_are_alike", test_wrong_log_ins_are_alike},
        {"bad_tokens_are_nobody", test_bad_tokens_are_nobody},
        {"sessions_end", test_sessions_end},
        {"S35_a_new_password_ends_sessions", test_S35_a_new_password_ends_sessions},
        {"suspended_people_are_gone", test_suspended_people_are_gone},
        {NULL, NULL}});
}
