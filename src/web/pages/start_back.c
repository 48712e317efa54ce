/* start_back.c: an office whose machine was lost comes back into an empty one: the recovery sheet,
 * the file that the partner gave, and a new first account.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/limits.h"
#include "book/keys.h"
#include "exchange/rebuild.h"
#include "web/beginning.h"
#include "web/server.h"
#include <sodium.h>

static void
write_sheet(Markup *m, Request *req)
{
    markup_print(m,
                 "<fieldset class=\"sheet\" data-sheet data-some=\"%s\" data-wrong=\"%s\" "
                 "data-good=\"%s\"><legend>%s</legend><p class=\"help\">%s</p><ol>",
                 _("Groups typed:"),
                 _("All groups are there, but they do not fit together: one is mistyped."),
                 _("All groups fit together."), _("The groups on the recovery sheet"),
                 _("Small or capital letters. The program keeps nothing of it."));
    for (int i = 1; i <= RECOVERY_GROUPS; i++) {
        g_autofree char *name = g_strdup_printf("group%d", i),
                        *label = g_strdup_printf(_("Group number %d"), i);
        markup_print(
            m,
            "<li><input name=\"%s\" aria-label=\"%s\" autocomplete=\"off\" "
            "autocapitalize=\"characters\" spellcheck=\"false\" size=\"5\" value=\"%s\"></li>",
            name, label, beginning_value(req, name));
    }
    markup_raw(m, "</ol><output></output></fieldset>");
    widget_area(m, "more", _("Sheets of further books"), beginning_value(req, "more"),
                _("If the office kept several books, such as that of the union: the groups of each "
                  "other sheet on a line."),
                false);
}

static void
write_form(Request *req, Reply *reply, const Refusal *refusal)
{
    Markup *m = reply_page(reply, _("Bring a lost book back"));
    beginning_wrong(m, req, refusal);
    markup_print(m, "<p>%s</p><ol><li>%s</li><li>%s</li><li>%s</li></ol>",
                 _("The twinned unit keeps a locked copy of your whole book. Your recovery sheet "
                   "opens it."),
                 _("Take the recovery sheet out of the safe."),
                 _("Call the twinned unit. On your unit's page they press “Give back what we keep” "
                   "and send you the file, by any way."),
                 _("Choose the file here, type the groups, and say who you are: accounts are made "
                   "anew."));
    widget_form_files(m, req, "/start/back");
    if (req->web->start_code != NULL)
        beginning_ask(m, req, "code", refusal);
    markup_print(
        m,
        "<div class=\"field\"><label for=\"bundle\">%s</label>"
        "<input id=\"bundle\" name=\"bundle\" type=\"file\" accept=\".ketnghia\" required></div>",
        _("File of the partner"));
    write_sheet(m, req);
    beginning_ask_person(m, req, refusal);
    widget_actions(m, _("Bring it back"));
    markup_raw(m, "</form>");
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    if (!beginning_must_be_empty(req, error))
        return false;
    write_form(req, reply, NULL);
    return true;
}

/* One sheet in thirteen inputs (pasted whole into the first, it counts too), others by lines. Yours
 * to wipe. */
static char **
read_sheets(Request *req)
{
    g_autoptr(GString) first = g_string_new(NULL);
    g_autoptr(GStrvBuilder) sheets = g_strv_builder_new();
    g_auto(GStrv) more = g_strsplit(beginning_value(req, "more"), "\n", -1);
    for (int i = 1; i <= RECOVERY_GROUPS; i++) {
        g_autofree char *name = g_strdup_printf("group%d", i);
        g_string_append_printf(first, "%s ", beginning_value(req, name));
    }
    g_strv_builder_add(sheets, first->str);
    sodium_memzero(first->str, first->len);
    for (char **line = more; *line != NULL; line++)
        if (g_strstrip(*line)[0] != '\0')
            g_strv_builder_add(sheets, *line);
    return g_strv_builder_end(sheets);
}

static void
write_partners(Markup *m, const Rebuilt *rebuilt)
{
    markup_print(
        m, "<h2>%s</h2><p>%s</p>", _("Compare six words again"),
        _("Call each unit at a number you know. They read out the words of their card, you "
          "read out yours; that is how both know that the right book came back."));
    markup_print(m,
                 "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">%s</th>"
                 "<th scope=\"col\">%s</th></tr></thead><tbody>",
                 _("Unit"), _("Six words"));
    for (guint i = 0; i < rebuilt->books->len; i++) {
        const RebuiltBook *book = rebuilt->books->pdata[i];
        markup_print(m, "<tr><td>%s (%s)</td><td class=\"words\">%s</td></tr>", book->name,
                     _("ours"), book->words);
    }
    for (guint i = 0; i < rebuilt->partners->len; i++) {
        const Partner *partner = rebuilt->partners->pdata[i];
        markup_print(m, "<tr><td>%s</td><td class=\"words\">%s</td></tr>", partner->name,
                     partner->words);
    }
    markup_raw(m, "</tbody></table></div>");
    for (guint i = 0; i < rebuilt->silent->len; i++) {
        g_autofree char *sentence = g_strdup_printf(
            _("%s may hold newer entries of ours, written after the other unit's last file. Ask "
              "them first, under “Lost and brought back”; until then nothing is signed."),
            (const char *)rebuilt->silent->pdata[i]);
        widget_wrong(m, sentence);
    }
}

static void
write_books(Markup *m, const Rebuilt *rebuilt)
{
    for (guint i = 0; i < rebuilt->books->len; i++) {
        const RebuiltBook *book = rebuilt->books->pdata[i];
        g_autofree char *entries = count_print((gint64)book->entries, lang_current()),
                        *back =
                            g_strdup_printf(_("%s: all %s entries are back."), book->name, entries),
                        *lost =
                            g_strdup_printf(_("%s: %s entries are back; %d of them lack lines."),
                                            book->name, entries, (int)book->lost);
        if (book->lost == 0)
            widget_done(m, back);
        else
            widget_hint(m, lost);
    }
    if (rebuilt->locked > 0)
        widget_hint(m, _("The file also brings another book of this office. On the machine, "
                         "`ketnghia recover --sheet GROUPS --from FILE` brings it with its own "
                         "sheet."));
    markup_print(m, "<p>%s</p>",
                 _("What was written after the partner last took a file from you is lost: type it "
                   "again from the papers."));
    for (guint i = 0; i < rebuilt->numbers->len; i++) {
        const RebuiltNumber *number = rebuilt->numbers->pdata[i];
        g_autofree char *sentence = g_strdup_printf(
            _("%s, %s: the last number that came back is %s. If later ones stand on paper, type "
              "those first, in their order: they get the same numbers."),
            number->unit, _(number->kind->label), number->last);
        widget_hint(m, sentence);
    }
}

static void
write_result(Reply *reply, const Rebuilt *rebuilt)
{
    Markup *m = reply_page(reply, _("The book is back"));
    write_books(m, rebuilt);
    write_partners(m, rebuilt);
    const RebuiltBook *book = rebuilt->books->pdata[0];
    markup_print(m,
                 "<p>%s</p><p class=\"bar\"><a class=\"button primary\" href=\"/u/%u\">%s</a>"
                 "</p>",
                 _("Print this page, or write the words down: it is shown only now."), book->code,
                 _("To the book"));
}

static Rebuilt *
bring_back(Request *req, const Upload *upload, GError **error)
{
    Actor machine = {
        .account = 0, .author = beginning_value(req, "display"), .roles = ROLE_ADMINISTRATOR};
    g_auto(GStrv) sheets = read_sheets(req);
    gsize length = 0;
    const void *bytes = g_bytes_get_data(upload->bytes, &length);
    request_db_close(req);
    g_autoptr(Rebuilt) rebuilt = office_rebuild(request_office(req), &machine,
                                                (const char *const *)sheets, bytes, length, error);
    for (char **sheet = sheets; *sheet != NULL; sheet++)
        sodium_memzero(*sheet, strlen(*sheet));
    if (rebuilt == NULL ||
        !beginning_account(req, &machine, ((RebuiltBook *)rebuilt->books->pdata[0])->code, error))
        return NULL;
    return g_steal_pointer(&rebuilt);
}

static bool
take(Request *req, Reply *reply, GError **error)
{
    static const char *const needed[] = {"display", "name", NULL};
    const Upload *upload = request_upload(req, "bundle");
    g_autoptr(GError) refused = NULL;
    g_autoptr(Rebuilt) rebuilt = NULL;
    Refusal refusal = {0};
    if (!beginning_must_be_empty(req, error))
        return false;
    bool good = beginning_judge(req, needed, &refusal, &refused);
    if (good && upload == NULL)
        refusal.sentence = _("Choose the file first.");
    else if (good)
        rebuilt = bring_back(req, upload, &refused);
    if (rebuilt == NULL) {
        if (refused != NULL)
            refusal.sentence = refused->message;
        write_form(req, reply, &refusal);
        reply->status = 400;
        return true;
    }
    if (!beginning_enter(req, reply, error))
        return false;
    write_result(reply, rebuilt);
    return true;
}

static const Input inputs[] = {
    {"code", INPUT_LINE},    {"bundle", INPUT_FILE},
    {"more", INPUT_TEXT},    {"display", INPUT_LINE},
    {"name", INPUT_LINE},    {"password", INPUT_LINE},
    {"group1", INPUT_LINE},  {"group2", INPUT_LINE},
    {"group3", INPUT_LINE},  {"group4", INPUT_LINE},
    {"group5", INPUT_LINE},  {"group6", INPUT_LINE},
    {"group7", INPUT_LINE},  {"group8", INPUT_LINE},
    {"group9", INPUT_LINE},  {"group10", INPUT_LINE},
    {"group11", INPUT_LINE}, {"group12", INPUT_LINE},
    {"group13", INPUT_LINE}, {NULL},
};

const Page page_start_back = {
    "/start/back",    N_("Bring a lost book back"),     ALLOW_ANYONE, show, take,
    .inputs = inputs, .body_limit = LIMIT_BUNDLE_BYTES, .bare = true};
