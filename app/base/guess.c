#include "base/std.h"

#include "base/guess.h"

#include <libexttextcat/textcat.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ANSWER_MAX = 16, READ_MAX = 512 /* bytes of a text that are looked at */ };

/* All that are alike enough to be taken for one another, whether anybody is told of them or not. */
static const char *const profiles[] = {
    "af", "ast", "az", "br", "bs", "ca", "cs", "cy", "da", "de", "en", "eo", "es", "et", "eu", "fi", "fo", "fr", "fy",
    "ga", "gd", "gl", "hr", "hu", "id", "is", "it", "la", "lb", "lt", "lv", "ms", "mt", "nb", "nds", "nl", "nn", "oc",
    "pl", "pt", "rm", "ro", "sk", "sl", "sq", "sr-Latn", "sv", "sw", "tl", "tr", "uz", "vi",
    "be", "bg", "kk", "ky", "mk", "mn", "ru", "sr-Cyrl", "tg", "tt", "uk", "uz-Cyrl", "az-Cyrl",
};

struct guesser {
    void *textcat;
    candidate_t *candidates;
    char answer[ANSWER_MAX];
};

/* The library wants a file that names its profiles: one in memory, so that no file need be found. */
static int profiles_list(void)
{
    int fd = memfd_create("profiles", MFD_CLOEXEC);
    bool fine = fd >= 0;
    for (size_t i = 0; fine && i < COUNT_OF(profiles); i++)
        fine = dprintf(fd, "%s.lm %s--utf8\n", profiles[i], profiles[i]) > 0;
    if (!fine && fd >= 0)
        close(fd);
    return fine ? fd : -1;
}

struct guesser *guesser_open(void)
{
    char path[32];
    int fd = profiles_list();
    struct guesser *g = fd >= 0 ? calloc(1, sizeof *g) : NULL;
    if (g != NULL) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        g->textcat = special_textcat_Init(path, GUESS_DATA "/");
        g->candidates = g->textcat != NULL ? textcat_GetClassifyFullOutput(g->textcat) : NULL;
    }
    if (fd >= 0)
        close(fd);
    if (g != NULL && g->candidates == NULL) {
        guesser_close(g);
        return NULL;
    }
    return g;
}

void guesser_close(struct guesser *g)
{
    if (g == NULL)
        return;
    if (g->candidates != NULL)
        textcat_ReleaseClassifyFullOutput(g->textcat, g->candidates);
    if (g->textcat != NULL)
        textcat_Done(g->textcat);
    free(g);
}

struct str guesser_ask(struct guesser *g, struct str text)
{
    size_t len = text.len < READ_MAX ? text.len : READ_MAX, at = 0;
    if (g == NULL || textcat_ClassifyFull(g->textcat, text.at, len, g->candidates) != 1)
        return STR("");
    const char *name = g->candidates[0].name;
    while (name[at] >= 'a' && name[at] <= 'z' && at + 1 < ANSWER_MAX)
        at++;
    memcpy(g->answer, name, at);
    return (struct str){g->answer, at};
}
