/* backup.c: the whole office as one file to keep elsewhere.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/system.h"
#include "web/widget.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static bool
show(Request *req, Reply *reply, GError **error)
{
    Markup *m = reply_page(reply, _("Backup"));
    g_autofree char *action = g_strdup_printf("/u/%s/backup", request_unit(req));
    system_place(req, reply);
    markup_print(
        m, "<p>%s</p>",
        _("One file holds all books, photos and accounts of this office. Keep it on another "
          "machine or a stick, locked away: it holds personal data."));
    widget_form(m, req, action);
    markup_print(
        m,
        "<label class=\"check\"><input type=\"checkbox\" name=\"keys\" value=\"yes\">%s</label>"
        "<p class=\"help\">%s</p>",
        _("With the unit's secret keys"),
        _("Without them the copy cannot sign in the unit's name; the recovery sheet replaces "
          "them."));
    widget_actions(m, _("Make a backup and download it"));
    markup_raw(m, "</form>");
    return true;
}

/* Beside the office's own file, on the same disk; a server's copy goes to the temporary folder. */
static char *
temporary_path(const Office *office)
{
    const char *where = store_where(office->store);
    g_autofree char *name = g_strdup_printf(".backup-%d-%08x", (int)getpid(), g_random_int());
    g_autofree char *folder =
        store_is_server(where) ? g_strdup(g_get_tmp_dir()) : g_path_get_dirname(where);
    return g_build_filename(folder, name, NULL);
}

static bool
make(Request *req, Reply *reply, GError **error)
{
    Office *office = request_office(req);
    g_autofree char *path = temporary_path(office);
    g_autofree char *day = day_iso(request_today(req));
    g_autofree char *name = g_strdup_printf("%s-%s.ketnghia", request_unit(req), day);
    request_db_close(req);
    if (!office_backup(office, path, request_value(req, "keys") != NULL, error))
        return false;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    int reason = errno;
    unlink(path);
    if (file < 0)
        return fail(error, KN_IO, N_("The copy cannot be read: %s."), g_strerror(reason));
    reply_download_file(reply, "application/octet-stream", name, file);
    return true;
}

static const Input inputs[] = {{"keys", INPUT_LINE}, {NULL}};

const Page page_backup = {"/u/:unit/backup", N_("Backup"), ALLOW_ADMINISTRATOR, show, make,
                          .inputs = inputs};
