/* fork.c: what it means that a partner's book went two ways, and what to do now.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/twin.h"
#include "web/widget.h"

static void
write_facts(Markup *m, const EvidenceFacts *facts)
{
    markup_print(m, "<dl class=\"facts\"><dt>%s</dt><dd>", _("One version has"));
    widget_count(m, (gint64)facts->first);
    markup_print(m, " %s</dd><dt>%s</dt><dd>", _("entries"), _("The other version has"));
    widget_count(m, (gint64)facts->second);
    markup_print(m, " %s</dd>", _("entries"));
    if (facts->entry >= 0) {
        markup_print(m, "<dt>%s</dt><dd>", _("They differ from entry"));
        widget_count(m, facts->entry);
        markup_raw(m, "</dd>");
    }
    markup_print(m, "<dt>%s</dt><dd>%s</dd></dl>", _("Both are signed with the key of"),
                 facts->origin);
}

static void
write_causes(Markup *m)
{
    markup_print(m, "<h2>%s</h2><ul><li>%s</li><li>%s</li><li>%s</li></ul>", _("How it can happen"),
                 _("An old copy of their file was brought back after a fault, and the work went on "
                   "in it. This is the most frequent cause, and nobody meant harm."),
                 _("The same file was used on two machines."),
                 _("Somebody changed or took out entries on purpose after they were confirmed, or "
                   "has their key."));
}

static void
write_steps(Markup *m, Request *req, const Partner *partner)
{
    markup_print(m, "<h2>%s</h2><ol><li>%s", _("What to do"),
                 _("Save the proof. It is a small file without any record in it."));
    markup_print(m,
                 "<br><a class=\"button primary\" href=\"/u/%u/partners/%u/proof\" download>%s</a>",
                 request_unit(req), partner->code, _("Save the proof"));
    markup_print(m,
                 "</li><li>%s</li><li>%s<br><span class=\"mono\">ketnghia verify "
                 "%s.bang-chung</span>",
                 _("Call them. Ask whether an old copy was brought back, and on which machine the "
                   "newest file is."),
                 _("Give the proof to the unit above both of you. Anybody can check it with this "
                   "program, without trusting you or them:"),
                 partner->code);
    markup_print(m, "</li><li>%s</li></ol>",
                 _("Such a book cannot be mended. They begin a new one; take its card as a new "
                   "partner, and agree on a covenant again."));
}

/* It stopped, but nothing convicts: the entries that came did not lead to what was signed. */
static void
write_unexplained(Markup *m)
{
    markup_print(m, "<p>%s</p><p>%s</p>",
                 _("What came of their book does not fit the state that they signed, even after "
                   "all of it was asked for. There is no proof of two versions."),
                 _("Nothing more is sent to this partner and nothing is taken from it. Call them: "
                   "their file may be damaged."));
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Partner) partner = twin_partner(req, request_capture(req, "partner"), error);
    if (partner == NULL)
        return false;
    g_autoptr(GPtrArray) texts = evidence_list(request_db(req, NULL), partner->book, error);
    if (texts == NULL)
        return false;
    if (partner->stop != STOP_FORK) {
        reply_see_print(reply, "/u/%s/partners/%s", request_unit(req), partner->code);
        return true;
    }
    Markup *m = reply_page(reply, texts->len > 0 ? _("Two versions of one book")
                                                 : _("A book that cannot be explained"));
    twin_place(req, reply);
    markup_print(m, "<p><strong>%s (%s)</strong></p>", partner->name, partner->code);
    if (texts->len == 0) {
        write_unexplained(m);
        return true;
    }
    const char *text = g_ptr_array_index(texts, texts->len - 1);
    g_auto(EvidenceFacts) facts = {0};
    bool stated = evidence_facts(text, strlen(text), &facts, NULL);
    markup_print(m, "<p>%s</p>",
                 _("A book only ever grows: what stands in it stays, and each exchange confirms "
                   "that. Of this book two versions exist that cannot both be true. The unit "
                   "signed each of them with its own key, so neither of you can say that the other "
                   "made it up."));
    widget_wrong(m, _("Nothing more is sent to this partner and nothing is taken from it. What "
                      "came before stays and can be read."));
    if (stated)
        write_facts(m, &facts);
    write_causes(m);
    write_steps(m, req, partner);
    return true;
}

const Page page_fork = {"/u/:unit/partners/:partner/fork", N_("Two versions of one book"),
                        ALLOW_READER, show};
