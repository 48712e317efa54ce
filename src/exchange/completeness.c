/* completeness.c: a partner's book against what the covenants say.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/completeness.h"

#include "base/error.h"
#include "book/body.h"
#include "book/head.h"
#include "proof/entry.h"
#include "records/kinds.h"
#include "views/agreements.h"

/* Whether any covenant that stands here between the two, in force or not, names the field: bodies that came under an
 * earlier covenant may come again. */
static bool
opened_by_any(GPtrArray *agreements, const Book *own, const Book *partner, const Kind *kind, int field)
{
    for (guint i = 0; i < agreements->len; i++) {
        const Agreement *agreement = g_ptr_array_index(agreements, i);
        bool ours = false, theirs = false;
        for (guint p = 0; p < agreement->parties->len; p++) {
            const AgreementParty *party = g_ptr_array_index(agreement->parties, p);
            ours = ours || g_str_equal(party->origin, own->origin);
            theirs = theirs || g_str_equal(party->origin, partner->origin);
        }
        g_autoptr(Opened) opened = ours && theirs ? covenant_opened(agreement) : NULL;
        if (opened != NULL && opened_has(opened, kind, field))
            return true;
    }
    return false;
}

bool
completeness_allows(Db *db, const Book *own, const Book *partner, const Entry *entry, const char *body, gsize length,
                    GError **error)
{
    const Kind *kind = kind_find(entry->kind);
    if (kind == NULL || kind->nature == NATURE_SYSTEM || kind->nature == NATURE_AGREEMENT)
        return true;
    g_autoptr(GPtrArray) covenants = agreements_list(db, kind_get("covenant"), day_from_time(entry->time), error);
    if (covenants == NULL)
        return false;
    Slice rest = {body, length};
    BodyLine line;
    for (gsize i = 0; rest.length > 0; i++) {
        if (body_line_read(&rest, &line) != PROOF_OK)
            return fail(error, KN_INVALID, "The sealed part of the bundle is malformed.");
        int field = line.open ? kind_line_field(kind, entry->schema, i) : -1;
        if (line.open && (field < 0 || !opened_by_any(covenants, own, partner, kind, field)))
            return fail(error, KN_INVALID, "The bundle brings more of entry %s-%d than the covenant opens; nothing was taken.",
                        partner->code, (int)entry->entry);
    }
    return true;
}

/* erase/1 names entries ("3\n7") and a field. */
static bool
erase_one(Db *db, const Book *partner, const Entry *erase, GError **error)
{
    g_autofree char *targets = body_value(erase->body, erase->body_length, "entries");
    g_autofree char *field = body_value(erase->body, erase->body_length, "field");
    if (targets == NULL || field == NULL)
        return true;
    g_auto(GStrv) items = g_strsplit(targets, "\n", 0);
    for (char **item = items; *item != NULL; item++) {
        guint64 entry;
        if (!number_read(*item, strlen(*item), &entry) || entry >= partner->frontier.size)
            continue;
        g_auto(Entry) target = {0};
        if (!entry_get(db, partner->book, (gint64)entry, &target, error))
            return false;
        if (target.body != NULL && !book_strike_line(db, partner->book, (gint64)entry, field, error))
            return false;
    }
    return true;
}

typedef struct {
    Db *db;
    const Book *partner;
} Erasing;

static bool
erase_entry(void *context, const Entry *entry, GError **error)
{
    const Erasing *erasing = context;
    return !g_str_equal(entry->kind, "erase") || entry->body == NULL || erase_one(erasing->db, erasing->partner, entry, error);
}

bool
completeness_erase(Db *db, Book *partner, gint64 first, GError **error)
{
    /* All of them, not only the new: a body that came again must stay struck. */
    Erasing erasing = {db, partner};
    return entry_each(db, partner->book, 0, (gint64)partner->frontier.size, erase_entry, &erasing, error);
}

bool
completeness_project(Db *db, Book *partner, gint64 first, GError **error)
{
    if (!views_apply(db, partner, first, (gint64)partner->frontier.size - first, error))
        return false;
    for (gint64 entry = 0; entry < first; entry++)
        if (!views_refresh(db, partner, entry, error))
            return false;
    return true;
}

typedef struct {
    const Scope *scope;
    const Book *partner;
    GPtrArray *findings;
    gint64 missing;
} Looking;

static bool
look_at(void *context, const Entry *entry, GError **error)
{
    Looking *looking = context;
    const Kind *kind = kind_find(entry->kind);
    bool newer = kind == NULL ? !g_str_equal(entry->kind, "care") : entry->schema > kind->schema;
    const char *sentence = NULL;
    if (newer)
        sentence = _("Written by a newer version of the program; it is kept and left out of the figures.");
    else if (kind != NULL && entry->body == NULL &&
             (kind->nature == NATURE_SYSTEM || scope_opens_kind(looking->scope, kind)))
        sentence = _("The covenant opens this kind of record, but its content did not come.");
    if (sentence == NULL || looking->missing++ >= 100)
        return true;
    Finding *finding = g_new0(Finding, 1);
    finding->where = g_strdup_printf("%s-%" G_GINT64_FORMAT, looking->partner->code, entry->entry);
    finding->sentence = g_strdup(sentence);
    g_ptr_array_add(looking->findings, finding);
    return true;
}

bool
completeness_findings(Office *office, Db *db, const Book *own, const Book *partner, GPtrArray *findings, GError **error)
{
    g_autoptr(Scope) scope = scope_new(db, own, partner, office_today(office), error);
    Looking looking = {scope, partner, findings, 0};
    return scope != NULL && entry_each(db, partner->book, 0, (gint64)partner->frontier.size, look_at, &looking, error);
}

bool
completeness_own_head(Db *db, Book *book, const PublicKeys *partner, const char *text, gsize length, bool *ret_counted,
                      GError **error)
{
    Note note;
    Checkpoint checkpoint;
    g_auto(Keys) keys = {0};
    *ret_counted = false;
    if (note_read(text, length, &note) != PROOF_OK || checkpoint_read(note.text, &checkpoint) != PROOF_OK ||
        !slice_is(checkpoint.origin, book->origin))
        return fail(error, KN_INVALID, "The bundle is malformed.");
    if (!keys_load(db, book->book, book->origin, &keys, error))
        return false;
    if (note_verify(&note, &keys.log, NULL) != PROOF_OK || note_verify(&note, &partner->mirror, NULL) != PROOF_OK)
        return true; /* not signed by us and cosigned by the sender: it says nothing */
    Hash root;
    bool ours = checkpoint.size <= book->frontier.size;
    if (ours) {
        g_autoptr(BookTree) tree = book_tree_new(db, book, error);
        if (tree == NULL)
            return false;
        if (!tree_root(book_tree_reader(tree), checkpoint.size, &root))
            return fail(error, KN_IO, "The book %s cannot be read.", book->code);
        ours = hash_equal(&root, &checkpoint.root);
    }
    if (!ours)
        return fail(error, KN_BROKEN, "The partner holds a state of our book %s that this file does not have: this file is an old copy. Nothing was taken.",
                    book->code);
    *ret_counted = true;
    return head_keep(db, book->book, checkpoint.size, &root, text, error);
}
