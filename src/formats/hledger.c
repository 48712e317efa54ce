/* hledger.c: a journal for hledger. Amounts are plain digits and the two directives say so: without them "71.200" would be
 * read as 71.2.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/format.h"
#include "formats/journal.h"

/* hledger's accounts are written small: assets:box. */
static char *
account_name(const char *name)
{
    char *small = g_strdup(name);
    char *colon = strchr(small, ':');
    for (char *at = small; at != colon && *at != '\0'; at++)
        *at = g_ascii_tolower(*at);
    return small;
}

/* A name that is not letters alone stands in quotation marks. */
static char *
commodity(const char *unit)
{
    bool plain = *unit != '\0';
    for (const char *at = unit; *at != '\0' && plain; at++)
        plain = g_ascii_isalpha(*at);
    g_autofree char *line = journal_line(unit);
    return plain ? g_strdup(unit) : g_strdup_printf("\"%s\"", line);
}

static void
write_accounts(GString *out, const json_t *accounts)
{
    static const struct {
        const char *group, *type;
    } types[] = {
        {"Assets", "A"}, {"Liabilities", "L"}, {"Equity", "E"}, {"Income", "R"}, {"Expenses", "X"}};
    for (size_t i = 0; i < json_array_size(accounts); i++) {
        const json_t *account = json_array_get(accounts, i);
        const char *name = journal_text(account, "name"), *type = "A";
        g_autofree char *small = account_name(name);
        g_autofree char *note = journal_line(journal_text(account, "note"));
        g_strdelimit(note, ",:", ' ');
        for (gsize t = 0; t < G_N_ELEMENTS(types); t++)
            if (g_str_has_prefix(name, types[t].group))
                type = types[t].type;
        g_string_append_printf(out, "account %s  ; type:%s, %s\n", small, type, note);
    }
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
    g_string_append_printf(out, "\n%s (%" G_GINT64_FORMAT ") %s: %s\n",
                           journal_text(posting, "day"), meeting, what, member);
    g_string_append_printf(out, "    %-44s  %" G_GINT64_FORMAT " %s\n", debit, amount, unit);
    g_string_append_printf(out, "    %-44s  %" G_GINT64_FORMAT " %s\n", credit, -amount, unit);
}

static GBytes *
write_hledger(const Doc *doc, GError **error)
{
    g_autofree char *unit = commodity(journal_unit(doc));
    GString *out = g_string_new("decimal-mark ,\n");
    g_string_append_printf(out, "commodity 1.000, %s\n\n", unit);
    g_autofree char *subject = journal_line(doc->subject != NULL ? doc->subject : "");
    g_string_append_printf(out, "; %s\n", subject);
    write_accounts(out, journal_accounts(doc));
    const json_t *postings = journal_postings(doc);
    for (size_t i = 0; i < json_array_size(postings); i++)
        write_posting(out, json_array_get(postings, i), unit);
    return g_string_free_to_bytes(out);
}

const Format format_hledger = {"hledger", "journal", "text/plain; charset=utf-8", write_hledger,
                               .fits = journal_fits};
