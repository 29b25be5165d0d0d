#include "base/std.h"

#include "base/locale.h"

const struct language *locale_language(struct str tag)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (str_eq_fold(str_from(LANGUAGES[i].tag), tag))
            return &LANGUAGES[i];
    return NULL;
}
