/* covenant.c: a covenant on paper, for the ceremony at which the parties sign it: who they are, what they agree to, what
 * each opens to the others, and how each stands to it. The text itself stands in every party's book; paper proves nothing
 * that the books do not.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/about.h"
#include "reports/paper.h"

#include "base/error.h"
#include "records/codec.h"
#include "records/field.h"
#include "records/kinds.h"

static Agreement *
find_covenant(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Agreement) covenant = NULL;
    if (ask->record != NULL) {
        if (!agreement_named(db, ask->own, ask->record, ask->today, &covenant, error))
            return NULL;
        if (covenant == NULL || covenant->kind != kind_get("covenant"))
            return fail_null(error, KN_INVALID, "%s is not a covenant.", ask->record);
        return g_steal_pointer(&covenant);
    }
    g_autoptr(GPtrArray) all = agreements_list(db, kind_get("covenant"), ask->today, error);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const Agreement *one = all->pdata[i];
        if (one->state == AGREEMENT_IN_FORCE && agreement_has_party(one, ask->own))
            return g_ptr_array_steal_index(all, i);
    }
    return all == NULL
               ? NULL
               : fail_null(error, KN_MISSING, "There is no covenant of this unit in force.");
}

static void
items(Doc *doc, const Record *text, const char *field)
{
    int index = kind_field(text->kind, field);
    for (gsize i = 0; i < record_items(text, index); i++) {
        g_autofree char *item = record_part(text, index, i, 0);
        doc_item(doc, item);
    }
}

/* "2. Fields of cooperation": numbered by those that stand before it. */
static void
heading_of(Doc *doc, const char *heading)
{
    guint number = 1;
    for (guint i = 0; i < doc->blocks->len; i++)
        number += ((const DocBlock *)doc->blocks->pdata[i])->kind == DOC_HEADING;
    g_autofree char *numbered = g_strdup_printf("%u. %s", number, tr(doc->lang, heading));
    doc_heading(doc, 2, numbered);
}

/* A heading with its items; nothing when there are none. */
static void
part(Doc *doc, const Record *text, const char *field, const char *heading)
{
    if (record_is_empty(text, kind_field(text->kind, field)))
        return;
    heading_of(doc, heading);
    items(doc, text, field);
}

static void
line(Doc *doc, const Record *text, const char *field)
{
    int index = kind_field(text->kind, field);
    g_autofree char *words =
        field_print(&text->kind->fields[index], text->values[index], doc->lang, NULL, NULL);
    about_line(doc, text->kind->fields[index].label, words);
}

static void
parties(Doc *doc, const Agreement *covenant)
{
    const Record *text = covenant->record;
    int index = kind_field(text->kind, "parties");
    doc_paragraph(doc, tr(doc->lang, N_("We, the undersigned:")));
    for (gsize i = 0; i < record_items(text, index); i++) {
        g_autofree char *origin = record_part(text, index, i, 0);
        g_autofree char *name = agreement_calls(covenant, origin);
        doc_item(doc, name);
    }
    doc_paragraph(doc, tr(doc->lang, N_("agree on the following:")));
}

/* "Hoạt động: Ngày, Tên, Trị giá", one item for each kind. */
static void
opened(Doc *doc, const Record *text)
{
    int index = kind_field(text->kind, "opened");
    const Kind *kind = NULL;
    DocBlock *item = NULL;
    for (gsize i = 0; i < record_items(text, index); i++) {
        g_autofree char *name = record_part(text, index, i, 0);
        const char *dot = strchr(name, '.');
        const Kind *of = dot != NULL ? kind_find_sized(name, (gsize)(dot - name)) : NULL;
        int field = of != NULL ? kind_field(of, dot + 1) : -1;
        if (field < 0)
            continue;
        if (of != kind) {
            g_autofree char *head = g_strdup_printf("%s: ", tr(doc->lang, of->plural));
            item = doc_add(doc, DOC_ITEM);
            block_bold(item, head);
        } else {
            block_text(item, ", ");
        }
        g_autofree char *label = g_utf8_strdown(tr(doc->lang, of->fields[field].label), -1);
        block_text(item, label);
        kind = of;
    }
}

static void
sharing(Doc *doc, const Record *text)
{
    heading_of(doc, N_("What the parties tell each other"));
    line(doc, text, "personal");
    line(doc, text, "rhythm");
    doc_paragraph(doc, tr(doc->lang, N_("Each party opens to the others, of what it records "
                                        "within the term of this covenant:")));
    opened(doc, text);
    line(doc, text, "leaks");
}

static void
sessions(Doc *doc, const Agreement *covenant)
{
    const Record *text = covenant->record;
    int rotation = kind_field(text->kind, "rotation");
    heading_of(doc, N_("Sessions and costs"));
    line(doc, text, "sessions");
    g_autoptr(GString) hosts = g_string_new(NULL);
    for (gsize i = 0; i < record_items(text, rotation); i++) {
        g_autofree char *code = record_part(text, rotation, i, 0);
        g_autofree char *name = agreement_calls(covenant, code);
        g_string_append_printf(hosts, "%s%s", i > 0 ? "; " : "", name);
    }
    about_line(doc, text->kind->fields[rotation].label, hosts->str);
    line(doc, text, "finance");
}

static void
term(Doc *doc, const Record *text)
{
    heading_of(doc, N_("Term"));
    line(doc, text, "starts");
    line(doc, text, "ends");
    line(doc, text, "changes");
    doc_paragraph(doc, tr(doc->lang, N_("The same text stands in the book of every party. It is in "
                                        "force when all have agreed to it; any party may end it")))
        ->closing = true;
}

/* Under the signatures: who has agreed in its book, and the identity of the text, to be compared. */
static void
standing(Doc *doc, const Agreement *covenant)
{
    Lang lang = doc->lang;
    g_autofree char *identity =
        g_strdup_printf(tr(lang, N_("Identity of this text: %s. State: %s.")), covenant->body_hash,
                        tr(lang, agreement_state_label(covenant->state)));
    block_text(doc_add(doc, DOC_NOTE), identity);
    for (guint i = 0; i < covenant->parties->len; i++) {
        const AgreementParty *party = covenant->parties->pdata[i];
        g_autofree char *name = agreement_calls(covenant, party->origin);
        g_autofree char *time = time_print(party->time, lang);
        g_autofree char *said =
            party->entry < 0 ? g_strdup_printf(tr(lang, N_("%s: not agreed yet")), name)
            : *party->signed_by != '\0'
                ? g_strdup_printf(tr(lang, N_("%s: agreed, %s, %s (entry %s-%ld)")), name,
                                  party->signed_by, time, party->code, party->entry)
                : g_strdup_printf(tr(lang, N_("%s: wrote it, %s (entry %s-%ld)")), name, time,
                                  party->code, party->entry);
        block_text(doc_add(doc, DOC_NOTE), said);
    }
}

/* One place to sign, headed by whom it is for: the units of a covenant are often called alike. */
static bool
add_signer(Doc *doc, Db *db, const Agreement *covenant, const AgreementParty *party, Day day,
           GError **error)
{
    g_autofree char *name = agreement_calls(covenant, party->origin);
    g_autofree char *upper = g_utf8_strup(name, -1);
    g_autoptr(Book) book = party->book != 0 ? book_get(db, party->book, error) : NULL;
    guint before = doc->signers->len;
    if (party->book != 0 && (book == NULL || !paper_signer(doc, db, book, day, error)))
        return false;
    if (doc->signers->len == before)
        doc_signer(doc, NULL, "", "");
    DocSigner *signer = g_ptr_array_index(doc->signers, doc->signers->len - 1);
    g_free(signer->formula);
    signer->formula = g_strdup_printf(tr(doc->lang, N_("REPRESENTING %s")), upper);
    return true;
}

/* Every party signs, the issuing one last. */
static bool
signers(Doc *doc, Db *db, const ReportAsk *ask, const Agreement *covenant, Day day, GError **error)
{
    for (int own = 0; own < 2; own++)
        for (guint i = 0; i < covenant->parties->len; i++) {
            const AgreementParty *party = covenant->parties->pdata[i];
            if ((party->book == ask->own->book) == (own == 1) &&
                !add_signer(doc, db, covenant, party, day, error))
                return false;
        }
    return true;
}

static const char *
type_of(const Record *text)
{
    int sort = kind_field(text->kind, "sort");
    if (record_choice_is(text, sort, "emulation"))
        return N_("EMULATION COMPACT");
    if (record_choice_is(text, sort, "cooperation"))
        return N_("PROGRAMME OF COOPERATION");
    return N_("COVENANT OF TWINNING");
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Agreement) covenant = find_covenant(db, ask, error);
    g_autoptr(Doc) doc = doc_new(ask->lang);
    if (covenant == NULL)
        return NULL;
    const Record *text = covenant->record;
    Day day = record_dated(text);
    if (!paper_head(doc, db, ask->own, day, "BTT", error))
        return NULL;
    doc->type = g_strdup(tr(ask->lang, type_of(text)));
    doc->subject = g_strdup(text_of(text, "title"));
    doc->data = record_to_json(text);
    int grounds = kind_field(text->kind, "grounds");
    for (gsize i = 0; i < record_items(text, grounds); i++) {
        g_autofree char *ground = record_part(text, grounds, i, 0);
        block_text(doc_add(doc, DOC_GROUNDS), ground);
    }
    parties(doc, covenant);
    part(doc, text, "principles", N_("Principles"));
    part(doc, text, "cooperation", N_("Fields of cooperation"));
    part(doc, text, "duties", N_("Duties of each party"));
    sharing(doc, text);
    sessions(doc, covenant);
    term(doc, text);
    if (!signers(doc, db, ask, covenant, day, error))
        return NULL;
    standing(doc, covenant);
    return g_steal_pointer(&doc);
}

const Report report_covenant = {
    .name = "covenant",
    .title = N_("Covenant, to sign"),
    .about = N_("the text of a covenant on paper, with room for the signatures of all parties"),
    .of_kind = "covenant",
    .build = build,
};
