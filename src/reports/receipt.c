/* receipt.c: the receipt that a donor takes home: number, donor, amount in words, for what, and how to check that it stands
 * in the unit's book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/about.h"
#include "reports/paper.h"

#include "book/book.h"
#include "records/field.h"
#include "records/goods.h"
#include "records/kinds.h"

static void
amount_lines(Doc *doc, Db *db, const ReportAsk *ask, const Record *receipt)
{
    Money amount;
    if (!record_money(receipt, kind_field(receipt->kind, "amount"), &amount))
        return;
    g_autofree char *digits = money_digits(amount.vnd, doc->lang),
                    *words = money_words(amount.vnd, paper_dialect(db, ask, record_dated(receipt)));
    about_line(doc, N_("Amount or value"), digits);
    about_line(doc, N_("In words"), words);
}

static void
goods_table(Doc *doc, const Record *receipt)
{
    int list = kind_field(receipt->kind, "goods");
    if (record_items(receipt, list) == 0)
        return;
    DocBlock *table = doc_table(doc);
    static const int widths[] = {34, 14, 14, 18, 20};
    for (const Field *part = parts_goods; part->name != NULL; part++) {
        bool number = part->type == FIELD_COUNT || part->type == FIELD_MONEY;
        table_column(table, tr(doc->lang, part->label), number ? DOC_RIGHT : DOC_LEFT,
                     widths[part - parts_goods], number);
    }
    for (gsize i = 0; i < record_items(receipt, list); i++) {
        DocRow *row = table_row(table, false);
        for (const Field *part = parts_goods; part->name != NULL; part++) {
            g_autofree char *stored = record_part(receipt, list, i, (gsize)(part - parts_goods));
            g_autofree char *text = field_print(part, stored, doc->lang, NULL, NULL);
            Money one;
            if (part->type == FIELD_COUNT && *stored != '\0')
                row_number(row, g_ascii_strtoll(stored, NULL, 10), text, NULL);
            else if (part->type == FIELD_MONEY && money_parse(stored, &one, NULL))
                row_number(row, one.vnd, text, NULL);
            else
                row_text(row, text);
        }
    }
}

#define SHOWN_BYTES 8 /* of the entry's hash: what two people compare by eye */

/* What the code holds for a phone: which receipt of whom, how much, and the first bytes of its entry's hash, which a proof of
 * the entry must have. Nothing of the donor. */
static bool
square_code(Doc *doc, Db *db, const ReportAsk *ask, const Record *receipt, const char *id,
            const char *state, GError **error)
{
    g_auto(Entry) entry = {0};
    if (!entry_get(db, ask->own->book, receipt->last, &entry, error))
        return false;
    Hash hash;
    tree_leaf_hash(entry.leaf, entry.leaf_length, &hash);
    g_autoptr(GString) proof = g_string_new(NULL);
    for (gsize i = 0; i < SHOWN_BYTES; i++)
        g_string_append_printf(proof, "%02x", hash.bytes[i]);
    Money amount = {0};
    bool any = record_money(receipt, kind_field(receipt->kind, "amount"), &amount);
    g_autofree char *digits = any ? money_digits(amount.vnd, doc->lang) : g_strdup(""),
                    *day = day_print(record_dated(receipt), doc->lang);
    doc->square =
        g_strdup_printf(tr(doc->lang, N_("Receipt %s of %s\n%s, %s\nEntry %s, mark %s%s%s")),
                        text_of(receipt, "number"), ask->own->name, day, digits, id, proof->str,
                        state != NULL ? "\n" : "", state != NULL ? state : "");
    block_text(
        doc_add(doc, DOC_NOTE),
        tr(doc->lang, N_("The square code holds number, unit, day, amount and the mark of the "
                         "entry: compare them with this paper, and with the proof.")));
    json_object_set_new(doc->data, "mark", json_string(proof->str));
    return true;
}

/* What lets the donor find out whether the receipt stands in the book, without trusting the office. */
static bool
check_lines(Doc *doc, Db *db, const ReportAsk *ask, const Record *receipt, GError **error)
{
    g_autofree char *id = record_id(ask->own, receipt->entry), *state = NULL;
    if (!about_state(db, ask->own, receipt->last, &state, error))
        return false;
    g_autofree char *stands =
        g_strdup_printf(tr(doc->lang, N_("This receipt stands in the book of the unit as entry %s. "
                                         "Its number is given once and never again.")),
                        id);
    block_text(doc_add(doc, DOC_NOTE), stands);
    g_autofree char *signed_text =
        state != NULL
            ? g_strdup_printf(
                  tr(doc->lang, N_("Newest signed state of the book that holds it: %s")), state)
            : g_strdup(tr(doc->lang, N_("No state of the book was signed since it was written; the "
                                        "next exchange or proof signs one.")));
    block_text(doc_add(doc, DOC_NOTE), signed_text);
    block_text(
        doc_add(doc, DOC_NOTE),
        tr(doc->lang, N_("On request the unit hands over a proof file of this entry; whoever "
                         "has it checks it with: ketnghia verify FILE")));
    if (!square_code(doc, db, ask, receipt, id, state, error))
        return false;
    json_object_set_new(doc->data, "id", json_string(id));
    json_object_set_new(doc->data, "state", state != NULL ? json_string(state) : json_null());
    return true;
}

static json_t *
receipt_json(const Record *receipt, const char *campaign)
{
    Money amount = {0};
    bool any = record_money(receipt, kind_field(receipt->kind, "amount"), &amount);
    return json_pack("{s:s, s:s, s:s, s:s, s:o}", "number", text_of(receipt, "number"), "received",
                     text_of(receipt, "received"), "donor", text_of(receipt, "donor"), "campaign",
                     campaign, "vnd", any ? json_integer(amount.vnd) : json_null());
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autoptr(Record) receipt = about_record(db, ask, "receipt", error);
    if (receipt == NULL)
        return NULL;
    Lang lang = ask->lang;
    Day day = record_dated(receipt);
    if (!paper_head(doc, db, ask->own, day, "BN", error))
        return NULL;
    const char *campaign_ref = text_of(receipt, "campaign");
    const Field *way = &receipt->kind->fields[kind_field(receipt->kind, "way")];
    g_autofree char *campaign = *campaign_ref != '\0'
                                    ? record_ref_title(db, ask->own, "campaign", campaign_ref)
                                    : g_strdup(""),
                    *way_text = field_print(way, text_of(receipt, "way"), lang, NULL, NULL),
                    *day_text = day_print(day, lang);
    const char *donor = text_of(receipt, "donor");
    doc->number = g_strdup_printf(tr(lang, N_("No. %s")), text_of(receipt, "number"));
    g_ptr_array_set_size(doc->recipients, 0); /* a receipt goes to the donor, not to offices */
    doc->type = g_strdup(tr(lang, N_("RECEIPT")));
    doc->subject = g_strdup(tr(lang, N_("for money and goods donated")));
    doc->data = receipt_json(receipt, campaign);
    about_line(doc, N_("Donor"), *donor != '\0' ? donor : tr(lang, N_("a benefactor")));
    about_line(doc, N_("Address of the donor"), text_of(receipt, "donor_home"));
    amount_lines(doc, db, ask, receipt);
    about_line(doc, N_("Given as"), way_text);
    goods_table(doc, receipt);
    about_line(doc, N_("Campaign"), campaign);
    about_line(doc, N_("For what the donor gave it"), text_of(receipt, "purpose"));
    about_line(doc, N_("Received on"), day_text);
    about_line(doc, N_("Received where"), text_of(receipt, "place"));
    about_line(doc, N_("Number of a paper receipt"), text_of(receipt, "paper_number"));
    doc_paragraph(doc, tr(lang, N_("The unit thanks the donor and reports in public what the "
                                   "donations were used for")))
        ->closing = true;
    doc_signer(doc, NULL, tr(lang, N_("DONOR")), donor);
    doc_signer(doc, NULL, tr(lang, N_("RECEIVED BY")), text_of(receipt, "received_by"));
    return check_lines(doc, db, ask, receipt, error) ? g_steal_pointer(&doc) : NULL;
}

const Report report_receipt = {
    .name = "receipt",
    .title = N_("Receipt for the donor"),
    .about = N_("one donation, its number, the amount in words, how to check it"),
    .of_kind = "receipt",
    .personal = true,
    .build = build,
};
