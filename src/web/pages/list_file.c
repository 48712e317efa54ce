/* list_file.c: the filtered list as a file: exactly what the page shows.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/format.h"
#include "reports/listing.h"
#include "rules/reads.h"
#include "web/roles.h"
#include "web/shown.h"

static bool
may_see_all(Request *req, gint64 number)
{
    g_autoptr(Book) book = book_get(request_db(req, NULL), number, NULL);
    return book != NULL &&
           (!book->own || (roles_of(req->account, number) & ~(unsigned)ROLE_READER) != 0);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    const Kind *kind = kind_in_view(req, error);
    const char *name = request_query(req, "format");
    const Format *format = name != NULL ? format_find(name) : NULL;
    g_auto(ListFilter) filter = {0};
    if (kind == NULL || !list_filter_read(req, kind, &filter, error))
        return false;
    if (format == NULL)
        return fail(error, KN_INVALID, "There is no such format.");
    /* Plain readers get the columns of the list; the others hold sensitive values too. */
    bool whole = !format->to_read;
    for (guint i = 0; i < filter.books->len; i++)
        whole = whole && may_see_all(req, g_array_index(filter.books, gint64, i));
    bool to_sign = !whole && request_query(req, "signatures") != NULL;
    g_autoptr(Doc) doc =
        listing_doc(request_db(req, NULL), &filter.query, whole, to_sign, lang_current(), error);
    g_autoptr(GBytes) bytes = doc != NULL ? format_write(format, doc, error) : NULL;
    if (bytes == NULL)
        return false;
    if (kind->nature == NATURE_PRIVATE &&
        !read_note(request_office(req), req->book, &req->actor, -1, kind->name, error))
        return false;
    g_autofree char *file =
        g_strdup_printf("%s-%s.%s", req->book->code, _(kind->plural), format->extension);
    reply_download(reply, format->mime, file, bytes);
    return true;
}

static const Input inputs[] = {
    {"format", INPUT_LINE}, {"signatures", INPUT_LINE}, {"of", INPUT_LINE},
    {"from", INPUT_LINE},   {"to", INPUT_LINE},         {"search", INPUT_LINE},
    {"page", INPUT_NUMBER}, {"*", INPUT_FIELDS},        {NULL}};

const Page page_list_file = {
    "/u/:unit/records/:kind/file", N_("Export"), ALLOW_READER, show, NULL, .inputs = inputs};
