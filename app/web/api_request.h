/* The part of the API's description that tells what a row takes: parameters, headers, body. */
#ifndef WEB_API_REQUEST_H
#define WEB_API_REQUEST_H

#include "base/json.h"

struct api_operation;
struct route;

void api_put_parameters(struct json *j, const struct route *row, const struct api_operation *op);
/* Nothing when the row takes none. */
void api_put_body(struct json *j, const struct route *row, const struct api_operation *op);

bool api_changes(const struct route *row); /* it is not GET */

#endif
