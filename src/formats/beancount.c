/* beancount.c: a ledger for beancount: each account is opened on the first day, with what it is called beside it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "formats/format.h"
#include "formats/journal.h"

/* Each part of an account's name starts with a capital letter or a digit. */
static char *
account_name(const char *name)
{
    char *account = g_strdup(name);
    for (char *at = account; *at != '\0'; at++)
        if (at == account || at[-1] == ':')
            *at = g_ascii_toupper(*at);
    return account;
}

/* A currency is capital letters, digits and hyphens, at most 24 of them, a letter first: KG-GAO. */
static char *
currency(const char *unit)
{
    g_autofree char *folded = text_fold(unit);
    g_autoptr(GString) name = g_string_new(NULL);
    for (const char *at = folded; *at != '\0' && name->len < 22; at++) {
        if (g_ascii_isalnum(*at))
            g_string_append_c(name, g_ascii_toupper(*at));
        else if (name->len > 0 && name->str[name->len - 1] != '-')
            g_string_append_c(name, '-');
    }
    if (name->len > 0 && name->str[name->len - 1] == '-')
        g_string_truncate(name, name->len - 1);
    if (name->len < 2 || !g_ascii_isalpha(name->str[0]))
        g_string_prepend(name, "X-");
    if (name->len < 3)
        g_string_append(name, "1");
    return g_strdup(name->str);
}

static const char *
first_day(const json_t *postings)
{
    const char *first = "1970-01-01";
    for (size_t i = 0; i < json_array_size(postings); i++) {
        const char *day = journal_text(json_array_get(postings, i), "day");
        if (i == 0 || strcmp(day, first) < 0)
            first = day;
    }
    return first;
}

static void
write_posting(GString *out, const json_t *posting, const char *unit)
{
    gint64 amount = json_integer_value(json_object_get(posting, "amount"));
    gint64 meeting = json_integer_value(json_object_get(posting, "meeting"));
    g_autofree char *what = journal_line(journal_text(posting, "what"));
    g_autofree char *member = journal_line(journal_text(posting, "member"));
    g_autofree char *debit = account_name(journal_text(posting, "debit"));
    g_autofree char *credit = account_name(journal_text(posting, "credit"));
    g_string_append_printf(out, "\n%s * \"%s\" \"%s\"\n", journal_text(posting, "day"), member,
                           what);
    g_string_append_printf(out, "  meeting: %" G_GINT64_FORMAT "\n", meeting);
    g_string_append_printf(out, "  %-44s  %" G_GINT64_FORMAT " %s\n", debit, amount, unit);
    g_string_append_printf(out, "  %-44s  %" G_GINT64_FORMAT " %s\n", credit, -amount, unit);
}

static GBytes *
write_beancount(const Doc *doc, GError **error)
{
    GString *out = g_string_new(NULL);
    g_autofree char *unit = currency(journal_unit(doc));
    g_autofree char *called = journal_line(journal_unit(doc));
    g_autofree char *title = journal_line(doc->subject != NULL ? doc->subject : "");
    g_string_append_printf(out, "option \"title\" \"%s\"\noption \"operating_currency\" \"%s\"\n\n",
                           title, unit);
    const json_t *accounts = journal_accounts(doc), *postings = journal_postings(doc);
    g_string_append_printf(out, "%s commodity %s\n  name: \"%s\"\n", first_day(postings), unit,
                           called);
    for (size_t i = 0; i < json_array_size(accounts); i++) {
        const json_t *account = json_array_get(accounts, i);
        g_autofree char *name = account_name(journal_text(account, "name"));
        g_autofree char *note = journal_line(journal_text(account, "note"));
        g_string_append_printf(out, "%s open %s %s\n  note: \"%s\"\n", first_day(postings), name,
                               unit, note);
    }
    for (size_t i = 0; i < json_array_size(postings); i++)
        write_posting(out, json_array_get(postings, i), unit);
    return g_string_free_to_bytes(out);
}

const Format format_beancount = {"beancount", "beancount", "text/plain; charset=utf-8",
                                 write_beancount, .fits = journal_fits};
