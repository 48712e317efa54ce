/* file.c: a photo kept beside a book, by the digest of its bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/page.h"

static bool
read_hex(const char *hex, Hash *ret_hash)
{
    if (strlen(hex) != 2 * HASH_SIZE)
        return false;
    for (gsize i = 0; i < HASH_SIZE; i++) {
        int high = g_ascii_xdigit_value(hex[2 * i]), low = g_ascii_xdigit_value(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        ret_hash->bytes[i] = (guint8)(high * 16 + low);
    }
    return true;
}

/* Only what the program drew itself is shown in the page; anything else would be a file to keep. */
static const char *
mime_of(const guint8 *bytes, gsize length)
{
    if (length > 3 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
        return "image/jpeg";
    if (length > 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
        return "image/png";
    return NULL;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    Hash hash = {0};
    g_autoptr(Book) book = NULL;
    Db *db = request_db(req, error);
    if (db == NULL || !book_find(db, request_capture(req, "book"), &book, error))
        return false;
    if (book == NULL || !read_hex(request_capture(req, "file"), &hash))
        return fail(error, KN_MISSING, N_("There is no such photo."));
    if (!request_may_read(req, book))
        return fail(error, KN_DENIED, N_("Your account may not read this book."));
    g_autoptr(GBytes) bytes = book_get_file(db, book->book, &hash, error);
    if (bytes == NULL)
        return false;
    gsize length = 0;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    const char *mime = mime_of(data, length);
    if (mime != NULL)
        reply_bytes(reply, mime, bytes);
    else
        reply_download(reply, "application/octet-stream", request_capture(req, "file"), bytes);
    return true;
}

const Page page_file = {"/u/:unit/file/:book/:file", N_("Photo"), ALLOW_READER, show};
