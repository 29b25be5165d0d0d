#include "base/std.h"

#include "domain/tweet_text.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "model/tweet.h"

/* Browsers send the line breaks of a textarea as CR LF. */
static struct str line_ends(struct arena *a, struct str s)
{
    if (s.len == 0 || !memchr(s.at, '\r', s.len))
        return s;
    struct buf b;
    buf_init(&b, a, s.len);
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] != '\r')
            buf_put_char(&b, s.at[i]);
        else if (i + 1 == s.len || s.at[i + 1] != '\n')
            buf_put_char(&b, '\n');
    }
    return buf_str(&b);
}

struct str tweet_text_clean(struct arena *a, struct str typed)
{
    return utf8_nfc(a, str_trim(line_ends(a, typed)));
}

const char *tweet_text_judge(struct str cleaned)
{
    if (utf8_is_blank(cleaned))
        return "tweet.empty";
    if (utf8_count(cleaned) > TWEET_MAX)
        return "tweet.too_long";
    for (struct str rest = cleaned; rest.len > 0;) {
        int32_t c = utf8_next(&rest);
        if (c == '\t' || utf8_is_control(c))
            return "tweet.control";
    }
    return NULL;
}

struct str tweet_text_excess(struct str cleaned)
{
    for (int i = 0; i < TWEET_MAX; i++)
        utf8_next(&cleaned);
    return cleaned;
}
