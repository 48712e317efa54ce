/* asset.h: style, script and icon, built into the program (tools/embed makes the table from data/).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

typedef struct {
    const char *name; /* "style.css" */
    const char *mime;
    const char *etag; /* quoted SHA-256 of the bytes */
    const char *href; /* with the version, so that it may be kept for ever */
    const unsigned char *data;
    gsize length;
} Asset;

extern const Asset assets[];
extern const unsigned assets_count;

/* Must exist. */
const char *asset_href(const char *name);
/* Answers /static/NAME; false when the target is something else. */
bool asset_serve(const Request *req, Reply *reply);
