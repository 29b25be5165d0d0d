/* Pages whose every value is hostile. The input is lines; each field takes one of them, in turn.
 * Oracle: the tags and attributes of a page are those that it has with harmless values; addresses lead well;
 * what is to be read can be read; escaping loses nothing. */
#include "base/std.h"

#include "base/utf8.h"
#include "view/emit.h"
#include "view/templates.h"

#include "fuzz/html_reader.h"

enum { LINES_MAX = 32 };

struct source { /* where values come from */
    struct arena *arena;
    struct str lines[LINES_MAX];
    size_t count, taken;
    bool harmless;
};

/* The words that templates ask for: a field that has one stays so. */
static bool is_asked_for(struct str s)
{
    static const char *const words[] = {"1", "replies", "likes", "home", "public", "bookmarks", "profile", "compose", "login",
                                        "signup", "settings", "read write", "30d", "90d", "1y", "never"};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_eq(s, str_from(words[i])))
            return true;
    return false;
}

static struct str value(struct source *s)
{
    struct str line = s->count ? s->lines[(s->taken++ * 7) % s->count] : STR("");
    return line.len == 0 || !s->harmless || is_asked_for(line) ? line : STR("harmless");
}

/* A way to somebody or something: templates write "/likes" behind it, so that "/" alone would lead elsewhere. */
static struct str way(struct source *s)
{
    struct buf out;
    buf_init(&out, s->arena, 32);
    BUF_LIT(&out, "/@");
    buf_put(&out, value(s));
    return buf_str(&out);
}

/* Only its UTF-8: the door lets nothing else in. NUL it refuses. */
static struct str text_part(struct arena *a, struct str s)
{
    struct buf out;
    buf_init(&out, a, s.len);
    while (s.len > 0) {
        size_t len = s.at[0] == '\0' ? 0 : utf8_sequence(s);
        buf_put(&out, str_slice(s, 0, len));
        s = str_slice(s, len ? len : 1, s.len);
    }
    return buf_str(&out);
}

static struct source source_of(struct arena *a, struct str input, bool harmless)
{
    struct source s = {.arena = a, .harmless = harmless};
    struct str line;
    while (s.count < LINES_MAX && str_next(&input, '\n', &line))
        s.lines[s.count++] = text_part(a, line);
    return s;
}

/* Parts: the fields in any order, each taken from the source. */
#define V value(s)
#define FACE {.initials = V, .tone = V}
#define FIELD {.value = V, .error = V}

static struct layout layout_of(struct source *s)
{
    return (struct layout){.title = V, .description = V, .canonical = V, .site_name = V, .lang = V, .css_href = V, .script_href = V, .icon_href = V,
                           .notice = V, .csrf_token = V, .idempotency_key = V, .here = V, .viewer_name = V, .viewer_display_name = V,
                           .viewer_href = V, .viewer_avatar = FACE, .may_register = true, .current = V, .search_robots = V, .theme = V,
                           .color_scheme = V, .theme_color = V};
}

static struct person_part person_of(struct source *s)
{
    struct fact_part *facts = ARENA_ARRAY(s->arena, struct fact_part, 2);
    facts[0] = (struct fact_part){.name = V, .value = V};
    facts[1] = (struct fact_part){.name = V, .value = V, .href = V, .href_shown = V};
    return (struct person_part){.avatar = FACE, .id = V, .username = V, .display_name = V, .href = way(s), .location = V, .url = V, .url_shown = V,
                                .bio = {STR("a bio")}, .joined = V, .joined_iso = V, .followers_count = V, .following_count = V,
                                .tweets_count = V, .followers_href = V, .following_href = V, .facts = {facts, 2}, .follow_action = V,
                                .followed_by = true, .can_follow = true, .self = s->count % 2};
}

static struct person_parts people_of(struct source *s)
{
    struct person_part *people = ARENA_ARRAY(s->arena, struct person_part, 2);
    people[0] = person_of(s);
    people[1] = person_of(s);
    return (struct person_parts){.at = people, .count = 2, .pager = {.older_href = V, .newer_href = V}};
}

static struct tweet_part tweet_of(struct source *s)
{
    return (struct tweet_part){.text = {STR("a text")}, .id = V, .href = way(s), .time_short = V, .time_full = V, .time_iso = V, .lang = V,
                               .author = person_of(s), .delete_href = V, .edit_href = V, .history_href = V, .retweeter = V, .retweeter_href = V,
                               .replies_count = V, .retweets_count = V, .likes_count = V, .liked = true, .reply_href = V, .reply_name = V,
                               .reply = true, .place = V, .degrees = V};
}

static struct tweet_parts tweets_of(struct source *s)
{
    struct tweet_part *tweets = ARENA_ARRAY(s->arena, struct tweet_part, 2);
    tweets[0] = tweet_of(s);
    tweets[1] = tweet_of(s);
    return (struct tweet_parts){.at = tweets, .count = 2, .pager = {.older_href = V, .newer_href = V}};
}

static struct option_parts options_of(struct source *s)
{
    struct option_part *options = ARENA_ARRAY(s->arena, struct option_part, 2);
    options[0] = (struct option_part){.value = V, .name = V, .chosen = true};
    options[1] = (struct option_part){.value = V, .name = V};
    return (struct option_parts){options, 2};
}

static struct composer_part composer_of(struct source *s)
{
    return (struct composer_part){.box = {.text = FIELD, .reply = s->count % 2}, .reply_to = V, .lang = FIELD, .place_name = FIELD,
                                  .place_lat = FIELD, .place_lon = FIELD, .langs = options_of(s), .more = true};
}

/* Pages */

static void put_home(struct buf *out, const struct layout *l, struct source *s)
{
    template_home(out, l, &(struct home_page){.composer = composer_of(s), .tweets = tweets_of(s), .since_href = V});
}

static void put_compose(struct buf *out, const struct layout *l, struct source *s)
{
    template_compose(out, l, &(struct compose_page){.composer = composer_of(s), .parent = tweet_of(s), .error = V, .excess = {V, V, V}});
}

static void put_tweet(struct buf *out, const struct layout *l, struct source *s)
{
    template_tweet(out, l, &(struct tweet_page){.tweet = tweet_of(s), .parent = tweet_of(s), .has_parent = true, .composer = composer_of(s),
                                                .replies = tweets_of(s)});
}

static void put_edit(struct buf *out, const struct layout *l, struct source *s)
{
    template_edit(out, l, &(struct edit_page){.tweet = tweet_of(s), .box = {.text = FIELD}, .error = V, .action = V, .version = V, .back = V,
                                              .excess = {V, V, V}});
}

static void put_history(struct buf *out, const struct layout *l, struct source *s)
{
    struct piece_part pieces[] = {{.text = V}, {.text = V, .added = true}, {.text = V, .removed = true}};
    struct version_part version = {.number = V, .time_full = V, .time_iso = V, .pieces = {pieces, COUNT_OF(pieces)}};
    template_history(out, l, &(struct history_page){.tweet = tweet_of(s), .versions = {&version, 1}});
}

static void put_profile(struct buf *out, const struct layout *l, struct source *s)
{
    template_profile(out, l, &(struct profile_page){.person = person_of(s), .tweets = tweets_of(s), .tab = V});
}

static void put_fans(struct buf *out, const struct layout *l, struct source *s)
{
    template_fans(out, l, &(struct fans_page){.tweet = tweet_of(s), .people = people_of(s)});
}

static void put_people(struct buf *out, const struct layout *l, struct source *s)
{
    template_people(out, l, &(struct people_page){.person = person_of(s), .people = people_of(s)});
}

static void put_login(struct buf *out, const struct layout *l, struct source *s)
{
    template_login(out, l, &(struct login_page){.login = FIELD, .password = FIELD, .error = V, .next = V});
}

static void put_signup(struct buf *out, const struct layout *l, struct source *s)
{
    template_signup(out, l, &(struct signup_page){.username = FIELD, .email = FIELD, .display_name = FIELD, .password = FIELD,
                                                  .invitation = FIELD, .error = V, .by_invitation = true});
}

static void put_settings_profile(struct buf *out, const struct layout *l, struct source *s)
{
    struct field_part field = {.number = V, .name_id = V, .value_id = V, .name = FIELD, .value = FIELD};
    template_settings_profile(out, l, &(struct settings_profile_page){.display_name = FIELD, .bio = FIELD, .location = FIELD, .url = FIELD,
                                                                      .birthday = FIELD, .language = FIELD, .time_zone = FIELD,
                                                                      .languages = options_of(s), .zones = options_of(s),
                                                                      .fields = {&field, 1}, .error = V});
}

static void put_settings_account(struct buf *out, const struct layout *l, struct source *s)
{
    struct hold_part hold = {.name = V, .until = V};
    template_settings_account(out, l, &(struct settings_account_page){.username = FIELD, .email = FIELD, .password = FIELD, .holds = {&hold, 1},
                                                                      .error = V});
}

static void put_settings_sessions(struct buf *out, const struct layout *l, struct source *s)
{
    struct session_part session = {.device = V, .address = V, .used = V, .used_iso = V, .since = V, .end_action = V};
    template_settings_sessions(out, l, &(struct settings_sessions_page){.sessions = {&session, 1}, .others = true});
}

static void put_settings_tokens(struct buf *out, const struct layout *l, struct source *s)
{
    struct token_part token = {.name = V, .made = V, .used = V, .expires = V, .revoke_action = V};
    template_settings_tokens(out, l, &(struct settings_tokens_page){.tokens = {&token, 1}, .name = FIELD, .scopes = FIELD, .expires_in = FIELD,
                                                                    .error = V});
}

static void put_error(struct buf *out, const struct layout *l, struct source *s)
{
    template_error(out, l, &(struct error_page){.status = 422, .heading = V, .message = V, .request_id = V, .retry_after = V, .kept = V});
}

static void put_text(struct buf *out, const struct layout *l, struct source *s)
{
    template_text(out, l, &(struct text_page){.heading = V, .text = V});
}

/* Oracles */

static void (*const pages[])(struct buf *, const struct layout *, struct source *) = {
    put_home, put_compose, put_tweet, put_edit, put_history, put_profile, put_fans, put_people, put_login, put_signup,
    put_settings_profile, put_settings_account, put_settings_sessions, put_settings_tokens, put_error, put_text};

static struct html_reader page_read(struct arena *a, size_t which, struct str input, bool harmless)
{
    struct source s = source_of(a, input, harmless);
    struct layout layout = layout_of(&s);
    struct buf out;
    buf_init(&out, a, 1 << 15);
    pages[which](&out, &layout, &s);
    return html_read(a, buf_str(&out));
}

static void check_page(struct arena *a, size_t which, struct str input)
{
    struct html_reader hostile = page_read(a, which, input, false), harmless = page_read(a, which, input, true);
    FUZZ_MUST(str_eq(buf_str(&hostile.shape), buf_str(&harmless.shape)));
}

/* A text alone on its pages is there to the last byte. */
static void check_words(struct arena *a, struct str text)
{
    struct layout layout = {.title = text};
    struct buf out;
    size_t at;
    buf_init(&out, a, 1 << 15);
    template_error(&out, &layout, &(struct error_page){.status = 422, .kept = text});
    struct html_reader error = html_read(a, buf_str(&out));
    FUZZ_MUST(str_find(buf_str(&error.words), text, &at));
    buf_init(&out, a, 1 << 15);
    template_compose(&out, &layout, &(struct compose_page){.composer.box.text.value = text});
    struct html_reader compose = html_read(a, buf_str(&out));
    FUZZ_MUST(str_find(buf_str(&compose.words), text, &at));
}

/* A message with a value in it: the value stays whole, and what looks like a place in it is none. */
static void check_message(struct arena *a, struct str text)
{
    struct emit_value values[] = {emit_value_str(STR("name"), text), emit_value_int(STR("n"), -7)};
    struct buf out, plain;
    buf_init(&out, a, 64);
    buf_init(&plain, a, 64);
    BUF_LIT(&out, "<!doctype html><a title=\"");
    emit_message_attr(&out, STR("{n}<{name}>{none}"), values, COUNT_OF(values));
    BUF_LIT(&out, "\">");
    emit_message_plain(&plain, STR("{n}<{name}>{none}"), values, COUNT_OF(values));
    buf_put_char(&plain, '\0');
    struct html_reader r = html_read(a, buf_str(&out));
    FUZZ_MUST(str_starts(buf_str(&r.words), buf_str(&plain)));
    FUZZ_MUST(str_eq(buf_str(&r.shape), STR("<a title")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct work w;
    struct str input = fuzz_str(data, size);
    fuzz_begin(&w);
    if (size > 0)
        check_page(w.arena, data[0] % COUNT_OF(pages), str_slice(input, 1, size));
    struct str text = text_part(w.arena, input);
    check_words(w.arena, text);
    check_message(w.arena, text);
    work_end(&w);
    return 0;
}
