#include "base/std.h"

#include "base/message.h"

static const struct message_row *message_find(const char *key)
{
    size_t from = 0, to = message_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = strcmp(key, message_table[middle].key);
        if (order == 0)
            return &message_table[middle];
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return NULL;
}

struct str message(const char *key)
{
    const struct message_row *row = key ? message_find(key) : NULL;
    return row ? row->text : str_from(key);
}

struct str message_at(int id)
{
    return id >= 0 && (size_t)id < message_count ? message_table[id].text : STR("");
}

bool message_known(const char *key)
{
    return key && message_find(key);
}
