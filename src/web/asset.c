/* asset.c: serves the program's own style, script and icon.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/asset.h"

const char *
asset_href(const char *name)
{
    for (unsigned i = 0; i < assets_count; i++)
        if (strcmp(assets[i].name, name) == 0)
            return assets[i].href;
    g_assert_not_reached();
}

bool
asset_serve(const Request *req, Reply *reply)
{
    if (req->segments->len != 2 || strcmp(g_ptr_array_index(req->segments, 0), "static") != 0)
        return false;
    if (req->method != METHOD_GET)
        return false;
    const char *name = g_ptr_array_index(req->segments, 1);
    for (unsigned i = 0; i < assets_count; i++) {
        if (strcmp(assets[i].name, name) != 0)
            continue;
        g_autoptr(GBytes) bytes = g_bytes_new_static(assets[i].data, assets[i].length);
        reply->open_cache = true;
        reply_bytes(reply, assets[i].mime, bytes);
        reply_header(reply, "ETag", assets[i].etag);
        if (req->etag != NULL && strcmp(req->etag, assets[i].etag) == 0) {
            g_autoptr(GBytes) none = g_bytes_new_static("", 0);
            reply_bytes(reply, assets[i].mime, none);
            reply->status = 304;
        }
        return true;
    }
    return false;
}
