/* HTML that may go out as it is. A type of its own, so that the compiler tells it from text.
 *
 * Made by domain/richtext_html.c and domain/richtext_mark.c alone (t/lint holds that): whoever else has text has
 * a struct str, and templates escape it. */
#ifndef MODEL_SAFE_HTML_H
#define MODEL_SAFE_HTML_H

#include "base/str.h"

struct safe_html {
    struct str html;
};

#endif
