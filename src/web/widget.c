/* widget.c: signs, notices, small forms, pagers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/widget.h"

#include "base/date.h"
#include <string.h>

void
widget_sign(Markup *m, Sign sign)
{
    markup_raw(
        m, "<svg class=\"sign\" viewBox=\"0 0 16 16\" aria-hidden=\"true\" focusable=\"false\">");
    switch (sign) {
    case SIGN_DONE:
        markup_raw(m, "<path d=\"M2.5 8.5l3.5 3.5 7.5-8\"/>");
        break;
    case SIGN_WAIT:
        markup_raw(m, "<circle cx=\"8\" cy=\"8\" r=\"6\"/><path d=\"M8 4.5V8l2.5 2\"/>");
        break;
    case SIGN_HINT:
        markup_raw(m, "<circle cx=\"8\" cy=\"8\" r=\"6\"/><path d=\"M8 7.5v4M8 4.6v.2\"/>");
        break;
    case SIGN_WRONG:
        markup_raw(m, "<path d=\"M8 2l6.5 12h-13zM8 6.5v3.5M8 11.8v.2\"/>");
        break;
    case SIGN_LINK:
        markup_raw(m,
                   "<circle cx=\"5.5\" cy=\"8\" r=\"4\"/><circle cx=\"10.5\" cy=\"8\" r=\"4\"/>");
        break;
    case SIGN_STOP:
        markup_raw(m, "<circle cx=\"8\" cy=\"8\" r=\"6\"/><path d=\"M5 8h6\"/>");
        break;
    }
    markup_raw(m, "</svg>");
}

static void
write_class(Markup *m, Sign sign)
{
    static const char *const classes[] = {
        [SIGN_DONE] = "done",   [SIGN_WAIT] = "wait", [SIGN_HINT] = "hint",
        [SIGN_WRONG] = "wrong", [SIGN_LINK] = "link", [SIGN_STOP] = "stop"};
    markup_text(m, classes[sign]);
}

void
widget_status(Markup *m, Sign sign, const char *word)
{
    markup_raw(m, "<span class=\"status ");
    write_class(m, sign);
    markup_raw(m, "\">");
    widget_sign(m, sign);
    markup_print(m, "%s</span>", word);
}

static void
write_notice(Markup *m, Sign sign, const char *sentence)
{
    markup_print(m, "<div class=\"notice %s\" role=\"%s\">",
                 sign == SIGN_WRONG  ? "wrong"
                 : sign == SIGN_HINT ? "hint"
                                     : "done",
                 sign == SIGN_WRONG ? "alert" : "status");
    widget_sign(m, sign);
    markup_print(m, "<p>%s</p></div>", sentence);
}

void
widget_wrong(Markup *m, const char *sentence)
{
    write_notice(m, SIGN_WRONG, sentence);
}

void
widget_hint(Markup *m, const char *sentence)
{
    write_notice(m, SIGN_HINT, sentence);
}

void
widget_done(Markup *m, const char *sentence)
{
    write_notice(m, SIGN_DONE, sentence);
}

void
widget_empty(Markup *m, const char *sentence, const char *label, const char *href)
{
    markup_print(m, "<div class=\"empty\"><p>%s</p>", sentence);
    if (href != NULL)
        markup_print(m, "<p><a class=\"button\" href=\"%s\">%s</a></p>", href, label);
    markup_raw(m, "</div>");
}

void
widget_hidden(Markup *m, const char *name, const char *value)
{
    markup_print(m, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", name, value);
}

void
widget_form(Markup *m, const Request *req, const char *action)
{
    markup_print(m, "<form method=\"post\" action=\"%s\" class=\"form\">", action);
    if (req->logged_in)
        widget_hidden(m, "csrf", req->session.csrf);
}

void
widget_form_files(Markup *m, const Request *req, const char *action)
{
    markup_print(
        m, "<form method=\"post\" action=\"%s\" class=\"form\" enctype=\"multipart/form-data\">",
        action);
    if (req->logged_in)
        widget_hidden(m, "csrf", req->session.csrf);
}

void
widget_button(Markup *m, const Request *req, const char *action, const char *label,
              const char *name, const char *value)
{
    markup_print(m, "<form method=\"post\" action=\"%s\" class=\"inline\">", action);
    widget_hidden(m, "csrf", req->session.csrf);
    if (name != NULL)
        widget_hidden(m, name, value);
    markup_print(m, "<button>%s</button></form>", label);
}

static void
write_label(Markup *m, const char *name, const char *label, bool required)
{
    markup_print(m, "<label for=\"%s\">%s", name, label);
    if (!required)
        markup_print(m, " <span class=\"quiet\">%s</span>", _("(may be left empty)"));
    markup_raw(m, "</label>");
}

void
widget_plain(Markup *m, const Plain *input)
{
    markup_raw(m, "<div class=\"field\">");
    write_label(m, input->name, input->label, input->required);
    if (input->help != NULL)
        markup_print(m, "<p class=\"help\" id=\"%s-help\">%s</p>", input->name, input->help);
    if (input->wrong != NULL) {
        markup_print(m, "<p class=\"field-wrong\" id=\"%s-wrong\">", input->name);
        widget_sign(m, SIGN_WRONG);
        markup_print(m, "%s</p>", input->wrong);
    }
    markup_print(
        m, "<input id=\"%s\" name=\"%s\" type=\"%s\" value=\"%s\" autocomplete=\"%s\" class=\"%s\"",
        input->name, input->name, input->type != NULL ? input->type : "text", input->value,
        input->autocomplete != NULL ? input->autocomplete : "off",
        input->short_input ? "short" : "long");
    if (input->wrong != NULL)
        markup_print(m, " aria-invalid=\"true\" aria-describedby=\"%s-wrong\"", input->name);
    else if (input->help != NULL)
        markup_print(m, " aria-describedby=\"%s-help\"", input->name);
    if (input->required)
        markup_raw(m, " required");
    markup_raw(m, "></div>");
}

void
widget_summary(Markup *m, const Plain *input)
{
    markup_print(m,
                 "<div class=\"summary\" role=\"alert\" tabindex=\"-1\" id=\"summary\"><h2>%s</h2>"
                 "<ul><li><a href=\"#%s\">%s: %s</a></li></ul></div>",
                 _("Not written yet: one thing has to be put right"), input->name, input->label,
                 input->wrong);
}

void
widget_area(Markup *m, const char *name, const char *label, const char *value, const char *help,
            bool required)
{
    markup_raw(m, "<div class=\"field\">");
    write_label(m, name, label, required);
    if (help != NULL)
        markup_print(m, "<p class=\"help\" id=\"%s-help\">%s</p>", name, help);
    markup_print(m, "<textarea id=\"%s\" name=\"%s\" rows=\"12\"", name, name);
    if (help != NULL)
        markup_print(m, " aria-describedby=\"%s-help\"", name);
    if (required)
        markup_raw(m, " required");
    markup_print(m, ">%s</textarea></div>", value);
}

void
widget_option(Markup *m, const char *value, const char *label, const char *chosen)
{
    markup_print(m, "<option value=\"%s\"", value);
    if (g_strcmp0(value, chosen) == 0)
        markup_raw(m, " selected");
    markup_print(m, ">%s</option>", label);
}

void
widget_select(Markup *m, const char *name, const char *label, const char *const *codes,
              const char *const *labels, const char *chosen)
{
    markup_print(m,
                 "<div class=\"field\"><label for=\"%s\">%s</label><select id=\"%s\" name=\"%s\">",
                 name, label, name, name);
    for (gsize i = 0; codes[i] != NULL; i++)
        widget_option(m, codes[i], labels[i], chosen);
    markup_raw(m, "</select></div>");
}

void
widget_actions(Markup *m, const char *label)
{
    markup_print(m, "<p class=\"actions\"><button class=\"primary\">%s</button></p>", label);
}

gint64
widget_page(const Request *req)
{
    return CLAMP(request_number(req, "page", 1), 1, 1000000);
}

void
widget_pager(Markup *m, const char *base, gint64 page, gint64 page_size, gint64 count)
{
    gint64 last = count > 0 ? (count - 1) / page_size + 1 : 1;
    if (last == 1)
        return;
    g_autofree char *all = count_print(count, lang_current());
    g_autofree char *from = count_print((page - 1) * page_size + 1, lang_current());
    g_autofree char *to = count_print(MIN(page * page_size, count), lang_current());
    bool again = strstr(m->text->str, "class=\"pager\"") != NULL;
    markup_print(m, "<nav class=\"pager\" aria-label=\"%s\">",
                 again ? _("Pages, once more") : _("Pages"));
    if (page > 2)
        markup_print(m, "<a href=\"%spage=1\">%s</a>", base, _("First page"));
    if (page > 1)
        markup_print(m, "<a rel=\"prev\" href=\"%spage=%d\">%s</a>", base, page - 1,
                     _("Previous page"));
    g_autofree char *where = g_strdup_printf(_("%s to %s of %s"), from, to, all);
    markup_print(m, "<span>%s</span>", where);
    if (page < last)
        markup_print(m, "<a rel=\"next\" href=\"%spage=%d\">%s</a>", base, page + 1,
                     _("Next page"));
    if (page + 1 < last)
        markup_print(m, "<a href=\"%spage=%d\">%s</a>", base, last, _("Last page"));
    markup_raw(m, "</nav>");
}

char *
widget_amount(Money amount, bool is_count)
{
    return is_count ? count_print(amount.vnd, lang_current()) : money_print(amount, lang_current());
}

void
widget_time(Markup *m, gint64 unix_s)
{
    g_autofree char *text = time_print(unix_s, lang_current());
    markup_print(m, "<time>%s</time>", text);
}

void
widget_count(Markup *m, gint64 count)
{
    g_autofree char *text = count_print(count, lang_current());
    markup_text(m, text);
}
