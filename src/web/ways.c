/* ways.c: pages of their own that a kind's list leads to.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/ways.h"

#include "web/shown.h"

static const struct {
    const char *kind, *path, *label;
    bool for_writers; /* names persons although the kind is not private */
} ways[] = {
    {"address", "addresses/check", N_("Who was helped already?")},
    {"address", "reports/address-list", N_("List to sign")},
    {"address", "reports/addresses", N_("The list in numbers")},
    {"help", "addresses/check", N_("Who was helped already?")},
    {"visit", "visits", N_("Who was not visited")},
    {"fee", "fees", N_("A month's fees")},
    {"child_care", "children", N_("Members' children")},
    {"visit", "reports/visits", N_("Visits on paper")},
    {"fee", "reports/fees", N_("Arrears")},
    {"member", "reports/members", N_("Roll of the members")},
    {"child_care", "reports/children", N_("List to sign")},
    {"model", "reports/models", N_("Register on paper")},
    {"work", "reports/works", N_("Register on paper")},
    {"award", "reports/awards", N_("Register on paper")},
    {"receipt", "reports/receipt_book", N_("All numbers, the cancelled ones too"), true},
    {"receipt", "bank", N_("Bank and receipts"), true},
    {"bank_line", "bank", N_("Bank and receipts")},
    {"bank_rule", "bank", N_("Bank and receipts"), true},
    {"distribution", "reports/donations", N_("Donations of each campaign")},
};

void
ways_write(Markup *m, Request *req, const Kind *kind)
{
    bool is_private = kind->nature == NATURE_PRIVATE;
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
        if (g_str_equal(ways[i].kind, kind->name) &&
            ((!is_private && !ways[i].for_writers) || may_write_kind(req, kind))) {
            markup_print(m, "<a class=\"button\" href=\"/u/%u/", req->book->code);
            markup_text(m, ways[i].path);
            markup_print(m, "\">%s</a>", _(ways[i].label));
        }
}
