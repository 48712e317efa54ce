/* import.c: brings a sheet in: choose it, look at it, write it as one batch.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/limits.h"
#include "records/kinds.h"
#include "web/sheet_import.h"
#include "web/widget.h"

static const Kind *
kind_of(Request *req, GError **error)
{
    const Kind *kind = kind_find(request_capture(req, "kind"));
    if (kind == NULL || !kind_is_writable(kind))
        return fail_null(error, KN_MISSING,
                         N_("There is nothing of this kind that a sheet could bring in."));
    return kind;
}

/* What headings may be called, so that an officer can see at once whether the sheet fits. */
static void
write_headings(Markup *m, const Kind *kind)
{
    markup_print(m, "<details><summary>%s</summary><dl class=\"facts\">",
                 _("Headings that are recognised"));
    for (gsize i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (!field_is_typed(field) || field->type == FIELD_FILE)
            continue;
        g_auto(GStrv) names = g_strsplit(field->import_as != NULL ? field->import_as : "", "|", -1);
        g_autofree char *others = g_strjoinv(" · ", names);
        markup_print(m, "<dt>%s</dt><dd>%s%s</dd>", _(field->label), others,
                     field->required ? " *" : "");
    }
    markup_print(m, "</dl><p class=\"help\">* %s</p></details>", _("must be in each row"));
}

static void
write_page(Request *req, Reply *reply, const Kind *kind, const char *wrong)
{
    g_autofree char *title = g_strdup_printf(_("Bring in a sheet: %s"), _(kind->plural));
    g_autofree char *list = g_strdup_printf("/u/%s/records/%s", request_unit(req), kind->name);
    g_autofree char *action = g_strdup_printf("/u/%s/import/%s", request_unit(req), kind->name);
    Markup *m = reply_page(reply, title);
    reply_crumb(reply, _(kind->plural), list);
    reply->group = g_strdup(kind->group);
    if (wrong != NULL)
        widget_wrong(m, wrong);
    markup_print(
        m, "<p>%s</p>",
        _("Choose an Excel file (.xlsx) or a csv. You see first how it was understood and what is "
          "wrong in it; nothing is written before you say so."));
    widget_form_files(m, req, action);
    markup_print(m,
                 "<div class=\"field\"><label for=\"sheet_file\">%s</label>"
                 "<input id=\"sheet_file\" name=\"sheet_file\" type=\"file\" accept=\".xlsx,.csv\" "
                 "required></div>",
                 _("The sheet"));
    widget_plain(m, &(Plain){.name = "sheet",
                             .label = _("Which sheet of the file"),
                             .short_input = true,
                             .help = _("Name or number; left empty, the first.")});
    widget_actions(m, _("Look at it"));
    markup_raw(m, "</form>");
    write_headings(m, kind);
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    const Kind *kind = kind_of(req, error);
    if (kind == NULL)
        return false;
    write_page(req, reply, kind, NULL);
    return true;
}

/* The next step of a sheet that was looked at: the same bytes, perhaps with columns understood otherwise. */
typedef struct {
    Request *req;
    SheetImport *next;
} Again;

static void
take_again(const void *data, void *context)
{
    const SheetImport *before = data;
    Again *again = context;
    g_autoptr(GPtrArray) map = g_ptr_array_new();
    const GPtrArray *headings = g_ptr_array_index(before->rows, before->read->heading_row - 1);
    for (guint i = 0; i < headings->len; i++) {
        g_autofree char *name = g_strdup_printf("map.%u", i + 1);
        const char *field = request_value(again->req, name);
        const char *heading = g_ptr_array_index(headings, i);
        if (request_has(again->req, name) && heading[0] != '\0')
            g_ptr_array_add(map, g_strdup_printf("%s=%s", heading, field != NULL ? field : ""));
    }
    g_ptr_array_add(map, NULL);
    SheetImport *next = again->next = g_new0(SheetImport, 1);
    next->kind = before->kind;
    next->bytes = g_bytes_ref(before->bytes);
    next->file_name = g_strdup(before->file_name);
    next->sheet = g_strdup(before->sheet);
    next->map = (char **)g_ptr_array_free(g_steal_pointer(&map), FALSE);
}

static bool
take(Request *req, Reply *reply, GError **error)
{
    const Kind *kind = kind_of(req, error);
    const Upload *upload = request_upload(req, "sheet_file");
    const char *job = request_value(req, "job"), *step = request_value(req, "step");
    if (kind == NULL)
        return false;
    if (job == NULL && upload == NULL) {
        write_page(req, reply, kind, _("Choose the file first."));
        reply->status = 400;
        return true;
    }
    request_db_close(req);
    if (job == NULL) {
        SheetImport *import = g_new0(SheetImport, 1);
        import->kind = kind;
        import->bytes = g_bytes_ref(upload->bytes);
        import->file_name = g_strdup(upload->file_name);
        import->sheet = g_strdup(request_value(req, "sheet"));
        return job_start(req, reply, &sheet_import_job, import, error);
    }
    Again again = {req, NULL};
    if (!job_peek(req, job, &sheet_import_job, take_again, &again, error))
        return false;
    again.next->commit = g_strcmp0(step, "commit") == 0;
    return job_start(req, reply, &sheet_import_job, again.next, error);
}

static const Input inputs[] = {
    {"sheet_file", INPUT_FILE}, {"sheet", INPUT_LINE}, {"job", INPUT_LINE},
    {"step", INPUT_LINE},       {"*", INPUT_FIELDS},   {NULL},
};

const Page page_import = {"/u/:unit/import/:kind",
                          N_("Bring in a sheet"),
                          ALLOW_RECORDER,
                          show,
                          take,
                          .inputs = inputs,
                          .body_limit = LIMIT_SHEET_BYTES + WEB_FORM_BYTES};
