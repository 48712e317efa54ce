/* list_file.c: the filtered list as a file: exactly what the page shows.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/format.h"
#include "reports/listing.h"
#include "web/shown.h"

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
    g_autoptr(Doc) doc =
        listing_doc(request_db(req, NULL), &filter.query, /* whole= */ !g_str_equal(name, "docx"),
                    /* signatures= */ false, lang_current(), error);
    g_autoptr(GBytes) bytes = doc != NULL ? format->write(doc, error) : NULL;
    if (bytes == NULL)
        return false;
    g_autofree char *file =
        g_strdup_printf("%s-%s.%s", req->book->code, _(kind->plural), format->extension);
    reply_download(reply, format->mime, file, bytes);
    return true;
}

static const Input inputs[] = {
    {"format", INPUT_LINE}, {"of", INPUT_LINE},     {"from", INPUT_LINE}, {"to", INPUT_LINE},
    {"search", INPUT_LINE}, {"page", INPUT_NUMBER}, {"*", INPUT_FIELDS},  {NULL}};

const Page page_list_file = {
    "/u/:unit/records/:kind/file", N_("Export"), ALLOW_READER, show, NULL, .inputs = inputs};
