/* Pieces of the API's description: JSON members, references, and the schemas of web/api_objects.h. */
#ifndef WEB_API_SCHEMA_H
#define WEB_API_SCHEMA_H

#include "base/json.h"

struct api_object;

void api_put_text(struct json *j, const char *name, const char *text);
void api_put_int(struct json *j, const char *name, int64_t n);
void api_put_true(struct json *j, const char *name);
void api_open(struct json *j, const char *name, char bracket); /* "name":{ */
void api_put_members(struct json *j, const char *members);     /* as they are: "a":1,"b":2 */
/* {"$ref":"#/components/KIND/NAME"} */
void api_put_ref(struct json *j, const char *kind, struct str name);
/* Members of the schema of a text that is one of these, parted by '|'. */
void api_put_words(struct json *j, struct str words, bool maybe_null);
/* Members of the schema of a type, as web/api_objects.h spells types. */
void api_put_type(struct json *j, struct str type);
/* "NAME":{...}: its schema. */
void api_put_object(struct json *j, const struct api_object *o);

#endif
