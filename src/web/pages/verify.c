/* verify.c: recomputes the whole file and says in plain words what was found.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/verify.h"
#include "web/job.h"
#include "web/system.h"
#include "web/widget.h"

static void
free_audit(void *data)
{
    audit_clear(data);
    g_free(data);
}

static bool
run(Job *job, void *data, GError **error)
{
    return office_audit(job_office(job)->store, data, job_progress, job, error);
}

static void
write_counts(Markup *m, const Audit *audit)
{
    const struct {
        const char *label;
        guint64 count;
    } rows[] = {{_("Entries recomputed"), audit->entries},
                {_("Lines opened and compared"), audit->lines},
                {_("Photos compared"), audit->files},
                {_("Signed states checked"), audit->heads},
                {_("Rows of accounts, partners and settings"), audit->rows}};
    markup_raw(m, "<dl class=\"facts\">");
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        markup_print(m, "<dt>%s</dt><dd>", rows[i].label);
        widget_count(m, (gint64)rows[i].count);
        markup_raw(m, "</dd>");
    }
    markup_raw(m, "</dl>");
}

static bool
show_audit(Request *req, Reply *reply, void *data, GError **error)
{
    const Audit *audit = data;
    Markup *m = reply_page(reply, _("Is the book sound?"));
    system_place(req, reply);
    if (audit->findings->len == 0)
        widget_done(m, _("Sound. Every entry, every photo and every total is as it was written."));
    else
        widget_wrong(m, _("Something differs from what was written. Make a copy of the file before "
                          "anything else, and "
                          "show this page to whoever runs the machine."));
    if (audit->findings->len > 0) {
        markup_print(
            m,
            "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
            "<th scope=\"col\">%s</th></tr></thead><tbody>",
            _("Where"), _("What"));
        for (guint i = 0; i < audit->findings->len; i++) {
            const Finding *finding = g_ptr_array_index(audit->findings, i);
            markup_print(m, "<tr><td>%s</td><td>%s</td></tr>", finding->where, finding->sentence);
        }
        markup_raw(m, "</tbody></table></div>");
    }
    if (audit->locked > 0)
        widget_hint(m, _("The secret keys could not be compared: they are locked. Unlock them and "
                         "check again."));
    write_counts(m, audit);
    return true;
}

static const JobType verify_job = {N_("Checking the book"), "Unit", run, show_audit, free_audit};

static bool
show(Request *req, Reply *reply, GError **error)
{
    Markup *m = reply_page(reply, _("Is the book sound?"));
    g_autofree char *action = g_strdup_printf("/u/%s/verify", request_unit(req));
    system_place(req, reply);
    markup_print(m, "<p>%s</p><p>%s</p>",
                 _("The program reads everything again from the disk and compares it with what was "
                   "sealed when it was "
                   "written: entries, photos, totals, signatures, accounts."),
                 _("A large book takes some minutes; you can go on working meanwhile."));
    widget_form(m, req, action);
    widget_actions(m, _("Check now"));
    markup_raw(m, "</form>");
    return true;
}

static bool
begin(Request *req, Reply *reply, GError **error)
{
    Audit *audit = g_new0(Audit, 1);
    audit_init(audit);
    request_db_close(req);
    return job_start(req, reply, &verify_job, audit, error);
}

const Page page_verify = {"/u/:unit/verify", N_("Is the book sound?"), ALLOW_READER, show, begin};
