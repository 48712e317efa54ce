/* layout.c: writes the document around a page.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/layout.h"

#include "base/error.h"
#include "web/asset.h"
#include "web/lineage_shown.h"
#include "web/notices.h"
#include "web/rail.h"
#include "web/server.h"
#include "web/unlock_form.h"
#include "web/widget.h"

static void
write_head(Markup *m, const Reply *reply, const Request *req)
{
    markup_print(
        m,
        "<!doctype html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>%s",
        lang_code(lang_current()), reply->title);
    if (req->book != NULL)
        markup_print(m, " · %s", req->book->name);
    markup_print(
        m,
        " · Kết Nghĩa</title><link rel=\"stylesheet\" href=\"%s\">"
        "<link rel=\"icon\" href=\"%s\" type=\"image/svg+xml\"><script src=\"%s\" defer></script>",
        asset_href("style.css"), asset_href("icon.svg"), asset_href("app.js"));
    if (reply->refresh)
        markup_raw(m, "<meta http-equiv=\"refresh\" content=\"2\">");
    markup_raw(m, "</head>\n");
}

static void
write_search(Markup *m, const Request *req)
{
    markup_print(m,
                 "<form class=\"search\" role=\"search\" action=\"/u/%u/search\">"
                 "<label class=\"unseen\" for=\"search\">%s</label>"
                 "<input id=\"search\" name=\"q\" type=\"search\" placeholder=\"%s\" "
                 "aria-keyshortcuts=\"/\">"
                 "<button>%s</button></form>",
                 req->book->code, _("Search the books"), _("Accents are optional"), _("Search"));
}

static void
write_language(Markup *m, const Request *req)
{
    bool vietnamese = lang_current() == LANG_VI;
    const char *other = vietnamese ? "en" : "vi";
    const char *label = vietnamese ? "English" : "Tiếng Việt";
    if (!req->logged_in) {
        markup_print(m, "<a href=\"?lang=%s\" lang=\"%s\" hreflang=\"%s\">%s</a>", other, other,
                     other, label);
        return;
    }
    markup_raw(m, "<form method=\"post\" action=\"/language\" class=\"inline\">");
    widget_hidden(m, "csrf", req->session.csrf);
    widget_hidden(m, "lang", other);
    widget_hidden(m, "next", req->method == METHOD_GET ? req->path : "/");
    markup_print(m, "<button class=\"plain\" lang=\"%s\">%s</button></form>", other, label);
}

static void
write_person(Markup *m, const Request *req)
{
    markup_raw(m, "<div class=\"person\">");
    if (req->logged_in)
        markup_print(m, "<a href=\"/account\">%s</a>", req->account->display);
    write_language(m, req);
    if (req->logged_in)
        widget_button(m, req, "/logout", _("Log out"), NULL, NULL);
    markup_raw(m, "</div>");
}

static void
write_top(Markup *m, Request *req)
{
    markup_raw(m, "<header class=\"top\"><a class=\"brand\" href=\"/\"><svg viewBox=\"0 0 32 32\" "
                  "aria-hidden=\"true\" "
                  "focusable=\"false\"><circle cx=\"12\" cy=\"16\" r=\"8\"/><circle cx=\"20\" "
                  "cy=\"16\" r=\"8\"/></svg>"
                  "Kết Nghĩa</a>");
    if (req->book != NULL) {
        rail_write_where(m, req);
        write_search(m, req);
        markup_print(m, "<a class=\"to-rail\" href=\"#rail\">%s</a>", _("Contents"));
    }
    write_person(m, req);
    markup_raw(m, "</header>\n");
}

static void
write_crumbs(Markup *m, const Reply *reply)
{
    if (reply->crumbs->len == 0)
        return;
    markup_print(m, "<nav class=\"crumbs\" aria-label=\"%s\"><ol>", _("You are here"));
    for (guint i = 0; i < reply->crumbs->len; i++) {
        const Crumb *crumb = g_ptr_array_index(reply->crumbs, i);
        markup_print(m, "<li><a href=\"%s\">%s</a></li>", crumb->href, crumb->label);
    }
    markup_raw(m, "</ol></nav>");
}

static void
write_notices(Markup *m, Request *req)
{
    g_autoptr(GPtrArray) notices = notices_take(req);
    for (guint i = 0; i < notices->len; i++) {
        const Notice *notice = g_ptr_array_index(notices, i);
        bool wrong = notice->kind == NOTICE_WRONG;
        markup_print(m, "<div class=\"notice %s\" role=\"%s\">",
                     wrong                         ? "wrong"
                     : notice->kind == NOTICE_HINT ? "hint"
                                                   : "done",
                     wrong ? "alert" : "status");
        widget_sign(m, wrong ? SIGN_WRONG : notice->kind == NOTICE_HINT ? SIGN_HINT : SIGN_DONE);
        markup_print(m, "<p>%s</p>", notice->sentence);
        if (notice->undo != NULL)
            widget_button(m, req, notice->undo, _("Undo"), "why", _("Undone right away"));
        markup_raw(m, "</div>");
    }
}

static void
write_foot(Markup *m, const Request *req)
{
    markup_raw(m, "<footer class=\"foot\">");
    if (req->book != NULL)
        markup_print(m, "<a href=\"/u/%u/help\">%s</a> ", req->book->code, _("Help and shortcuts"));
    markup_print(m, "<span class=\"quiet\">Kết Nghĩa " KN_VERSION " · %s</span></footer>",
                 _("a book that shows when it is changed"));
}

/* A closed book is to be read; every page of it says so. */
static void
write_closing(Markup *m, Request *req)
{
    if (req->closed == NULL)
        return;
    g_autofree char *sentence = closing_sentence(req->closed);
    markup_print(m, "<p class=\"archive\" role=\"note\"><strong>%s</strong> %s</p>",
                 _("This book is closed and kept as it is."), sentence);
}

void
layout_write(Request *req, Reply *reply)
{
    bool bare = req->book == NULL || (req->page != NULL && req->page->bare);
    g_auto(Markup) m = {0};
    markup_init(&m);
    write_head(&m, reply, req);
    markup_print(&m, "<body class=\"%s\"><a class=\"skip\" href=\"#main\">%s</a>\n",
                 bare ? "bare" : "full", _("Skip to the content"));
    write_top(&m, req);
    markup_raw(&m, "<main id=\"main\" tabindex=\"-1\">");
    write_crumbs(&m, reply);
    markup_print(&m, "<h1>%s</h1>\n", reply->title);
    if (reply->status != 423)
        unlock_notice(&m, req);
    write_notices(&m, req);
    write_closing(&m, req);
    markup_add(&m, &reply->main);
    markup_raw(&m, "</main>\n");
    if (!bare)
        rail_write(&m, req, reply);
    write_foot(&m, req);
    markup_raw(&m, "</body></html>\n");
    g_autoptr(GBytes) bytes = g_bytes_new(m.text->str, m.text->len);
    reply_bytes(reply, "text/html; charset=utf-8", bytes);
}

static const char *
error_title(unsigned status)
{
    switch (status) {
    case 400:
        return _("This could not be understood");
    case 403:
        return _("This is not allowed");
    case 404:
        return _("There is nothing here");
    case 409:
        return _("This is not possible now");
    case 413:
        return _("This is too much at once");
    case 423:
        return _("The keys are locked");
    case 429:
        return _("Please wait a little");
    case 503:
        return _("Busy just now");
    default:
        return _("Something went wrong");
    }
}

void
layout_error(Request *req, Reply *reply, const GError *error)
{
    Markup *m = reply_page(reply, error_title(reply->status));
    /* Sentences of failures inside are for the log: they may name files of this machine. */
    bool inner = reply->status == 500 && error->code != KN_BROKEN;
    widget_wrong(m, inner ? _("The program could not finish this. Nothing was written by it. Try "
                              "again; if it happens "
                              "again, tell whoever runs this machine and say the time.")
                          : error->message);
    if (inner)
        g_warning("%s %s: %s", req->method == METHOD_POST ? "POST" : "GET",
                  req->path != NULL ? req->path : "?", error->message);
    if (req->method == METHOD_POST)
        markup_print(m, "<p>%s</p>",
                     _("Go back with your browser: what you typed still stands there."));
    if (req->back != NULL)
        markup_print(m, "<p><a class=\"button primary\" href=\"%s\">%s</a></p>", req->back,
                     _("Back to the form"));
    markup_print(m, "<p><a href=\"/\">%s</a></p>", _("To the first page"));
}
