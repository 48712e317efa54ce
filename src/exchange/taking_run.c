/* taking_run.c: what a bundle brings comes into this file: leaves, bodies, files, and what they strike.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/taking.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/planted.h"
#include "book/body.h"
#include "book/erased.h"
#include "book/restore.h"
#include "exchange/bodies.h"
#include "exchange/box.h"
#include "exchange/copy_open.h"
#include "exchange/pack.h"
#include "exchange/scope.h"
#include "proof/sink.h"
#include "records/kinds.h"
#include "views/views.h"

static Part *
find_part(const Taking *taking, const char *hex)
{
    for (guint i = 0; i < taking->parts->len; i++) {
        Part *part = taking->parts->pdata[i];
        if (g_str_equal(part->arriving->hex, hex))
            return part;
    }
    return NULL;
}

static bool
take_leaves(Taking *taking, GError **error)
{
    for (guint i = 0; i < taking->parts->len; i++) {
        Arriving *arriving = ((Part *)taking->parts->pdata[i])->arriving;
        g_autoptr(GPtrArray) leaves = arriving_leaves(arriving);
        if (leaves->len > 0 &&
            !book_mirror(taking->db, arriving->book, leaves, &arriving->root, error))
            return false;
        taking->arrival->new_entries += leaves->len;
    }
    return true;
}

static bool
is_open(const Entry *entry, const char *field)
{
    g_autofree char *value =
        entry->body != NULL ? body_value(entry->body, entry->body_length, field) : NULL;
    return value != NULL;
}

/* An erasure is about to strike lines here: the files that they name go as well. */
static bool
note_struck(Taking *taking, Part *part, const char *body, gsize length, GError **error)
{
    g_autoptr(GArray) entries = NULL;
    g_autofree char *field = NULL;
    part->erased = true;
    if (!erased_read(body, length, &entries, &field))
        return true;
    for (guint i = 0; i < entries->len; i++) {
        gint64 number = g_array_index(entries, gint64, i);
        g_auto(Entry) entry = {0};
        if (number >= (gint64)part->arriving->book->frontier.size)
            continue;
        if (!entry_get(taking->db, part->arriving->book->book, number, &entry, error))
            return false;
        if (is_open(&entry, field))
            taking->arrival->struck++;
        const Kind *kind = kind_find(entry.kind);
        int at = kind != NULL ? kind_field(kind, field) : -1;
        char *hex = at >= 0 && entry.body != NULL
                        ? body_file(entry.body, entry.body_length, &kind->fields[at])
                        : NULL;
        if (hex != NULL)
            g_ptr_array_add(part->struck, hex);
    }
    return true;
}

static bool
take_body(void *context, const char *hex, gint64 number, const char *body, gsize length,
          GError **error)
{
    Taking *taking = context;
    Part *part = find_part(taking, hex);
    Healing *healing = taking_healing(taking, hex);
    if (healing != NULL)
        return healing_body(taking->db, healing, number, body, length, error);
    if (part == NULL || taking->partial)
        return true; /* of a book that was left out */
    Book *book = part->arriving->book;
    if (number >= (gint64)book->frontier.size)
        return fail(error, KN_INVALID, "The sealed part of the bundle is malformed.");
    g_auto(Entry) before = {0}, after = {0};
    if (!entry_get(taking->db, book->book, number, &before, error))
        return false;
    if (before.body != NULL && before.body_length == length &&
        memcmp(before.body, body, length) == 0)
        return true;
    if ((g_str_equal(before.kind, "erase") && !note_struck(taking, part, body, length, error)) ||
        !book_mirror_body(taking->db, book, number, body, length, error) ||
        !entry_get(taking->db, book->book, number, &after, error))
        return false;
    if (before.body != NULL && before.body_length == after.body_length &&
        memcmp(before.body, after.body, after.body_length) == 0)
        return true;
    taking->arrival->new_bodies++;
    if (number < part->first)
        g_array_append_val(part->changed, number);
    return true;
}

/* Lists and totals follow. */
static bool
project(Taking *taking, GError **error)
{
    bool healed = false;
    for (guint i = 0; i < taking->healings->len; i++) {
        const Healing *healing = taking->healings->pdata[i];
        healed = healed || healing->changed;
        if (healing->erased && !book_sweep_files(taking->db, healing->book, error))
            return false;
    }
    if (healed)
        return views_derive(taking->db, error);
    for (guint i = 0; i < taking->parts->len; i++) {
        const Part *part = taking->parts->pdata[i];
        const Book *book = part->arriving->book;
        if (!views_apply(taking->db, book, part->first, (gint64)book->frontier.size - part->first,
                         error))
            return false;
        for (guint k = 0; !PLANTED(LATE_HIDDEN) && k < part->changed->len; k++)
            if (!views_refresh(taking->db, book, g_array_index(part->changed, gint64, k), error))
                return false;
    }
    return true;
}

/* Files that the body names; those of lines that are erased here are not taken. */
static void
note_files(Part *part, const Kind *kind, const Entry *held, const char *body, gsize length)
{
    for (gsize i = 0; kind != NULL && i < kind->field_count; i++) {
        g_autofree char *offered = body_file(body, length, &kind->fields[i]);
        g_autofree char *open = body_file(held->body, held->body_length, &kind->fields[i]);
        if (offered == NULL || (open == NULL && g_hash_table_contains(part->files, offered)))
            continue;
        g_hash_table_replace(part->files, g_steal_pointer(&offered), GINT_TO_POINTER(open != NULL));
    }
}

typedef struct {
    Taking *taking;
    Part *part;
    Scope *scope;
} Judging;

/* The covenants that this bundle brings count as well, so this comes after all bodies were
 * taken. */
static bool
judge_body(void *context, const char *hex, gint64 number, const char *body, gsize length,
           GError **error)
{
    Judging *judging = context;
    Taking *taking = judging->taking;
    Part *part = find_part(taking, hex);
    if (part == NULL || taking->partial)
        return true;
    Book *book = part->arriving->book;
    if (part != judging->part) {
        g_clear_pointer(&judging->scope, scope_free);
        judging->part = part;
        judging->scope = scope_coming(taking->db, book, taking->incoming->to,
                                      office_today(taking->office), error);
        if (judging->scope == NULL)
            return false;
    }
    g_auto(Entry) held = {0};
    if (!entry_get(taking->db, book->book, number, &held, error))
        return false;
    if (!scope_allows(judging->scope, &held, body, length))
        return fail(
            error, KN_INVALID,
            "The bundle brings more of entry %s-%ld than the covenant opens; nothing was taken.",
            book->code, number);
    note_files(part, kind_find(held.kind), &held, body, length);
    return true;
}

static bool
take_file(void *context, const TarMember *member, GError **error)
{
    Taking *taking = context;
    g_auto(GStrv) words = g_strsplit(member->path, "/", 3);
    Part *part = g_strv_length(words) == 3 ? find_part(taking, words[1]) : NULL;
    gpointer open;
    Hash hash;
    Healing *healing = g_strv_length(words) == 3 ? taking_healing(taking, words[1]) : NULL;
    if (healing != NULL)
        return healing_file(taking->db, healing, words[2], member->data, error);
    if (part == NULL || taking->partial)
        return true;
    if (!g_hash_table_lookup_extended(part->files, words[2], NULL, &open))
        return fail(error, KN_INVALID, "The bundle has parts that do not belong in it.");
    gsize length;
    const void *data = g_bytes_get_data(member->data, &length);
    sha_of(data, length, &hash);
    g_autofree char *hex = hash_hex(&hash);
    if (!g_str_equal(hex, words[2]))
        return fail(error, KN_INVALID, "A photo in the bundle is not the one its record names.");
    if (!GPOINTER_TO_INT(open))
        return true;
    taking->arrival->new_files++;
    return book_put_file(taking->db, part->arriving->book->book, data, length, &hash, error);
}

/* A file is gone with the last open line that names it. */
typedef struct {
    const char *hex;
    bool found;
} Mention;

static bool
look_for(void *context, const Entry *entry, GError **error)
{
    Mention *mention = context;
    mention->found = mention->found ||
                     (entry->body != NULL &&
                      g_strstr_len(entry->body, (gssize)entry->body_length, mention->hex) != NULL);
    return true;
}

static bool
drop_files(Taking *taking, GError **error)
{
    for (guint i = 0; i < taking->parts->len; i++) {
        const Part *part = taking->parts->pdata[i];
        const Book *book = part->arriving->book;
        for (guint k = 0; k < part->struck->len; k++) {
            Mention mention = {part->struck->pdata[k], false};
            Hash hash;
            if (!hex_read(mention.hex, &hash) ||
                !entry_each(taking->db, book->book, 0, (gint64)book->frontier.size, look_for,
                            &mention, error) ||
                (!mention.found && !book_remove_file(taking->db, book->book, &hash, error)))
                return false;
        }
    }
    return true;
}

/* Sealed to the key in force, or to one before it by a partner who did not know yet. */
static GBytes *
open_box(Taking *taking, GError **error)
{
    const TarMember *box = tar_find(taking->incoming->members, "shared.box");
    const Book *to = taking->incoming->to;
    g_auto(Keys) keys = {0};
    g_autoptr(GArray) earlier = keys_earlier_boxes(taking->db, to->book, error);
    if (earlier == NULL || !keys_load(taking->db, to->book, to->origin, &keys, error))
        return NULL;
    GBytes *plain = box_open(box->data, keys.box_public, keys.box_secret, error);
    for (guint i = 0; plain == NULL && i < earlier->len; i++) {
        const EarlierKey *key = &g_array_index(earlier, EarlierKey, i);
        guint8 public_key[32];
        box_public(key->secret, public_key);
        g_clear_error(error);
        plain = box_open(box->data, public_key, key->secret, error);
    }
    return plain;
}

static bool
each_member(const GPtrArray *members, const char *prefix,
            bool (*each)(void *context, const TarMember *member, GError **error), void *context,
            GError **error)
{
    for (guint i = 0; i < members->len; i++) {
        const TarMember *member = members->pdata[i];
        if (g_str_has_prefix(member->path, prefix) && !each(context, member, error))
            return false;
    }
    return true;
}

/* The first part says what the sender has taken of ours. */
static bool
take_seen(Taking *taking, const GPtrArray *members, GError **error)
{
    const TarMember *first = members->len > 0 ? members->pdata[0] : NULL;
    gsize length = 0;
    const char *text = first != NULL ? g_bytes_get_data(first->data, &length) : NULL;
    if (first == NULL || !g_str_equal(first->path, "seen") || length < 2 ||
        text[length - 1] != '\n' || !number_read(text, length - 1, &taking->seen))
        return fail(error, KN_INVALID, "The sealed part of the bundle is malformed.");
    return true;
}

static bool
check_member(void *context, const TarMember *member, GError **error)
{
    return g_str_has_prefix(member->path, "body/") || g_str_has_prefix(member->path, "file/") ||
           g_str_equal(member->path, "seen") ||
           fail(error, KN_INVALID, "The bundle has parts that do not belong in it.");
}

static bool
take_bodies(void *context, const TarMember *member, GError **error)
{
    return bodies_read(member, take_body, context, error);
}

static bool
judge_bodies(void *context, const TarMember *member, GError **error)
{
    return bodies_read(member, judge_body, context, error);
}

/* A line that does not fit its entry is no line of ours; what the partner's copy of the book does
 * not reach is of no use yet. */
static bool
take_copied_body(void *context, const char *hex, gint64 number, const char *body, gsize length,
                 GError **error)
{
    Taking *taking = context;
    Healing *healing = taking_healing(taking, hex);
    g_autoptr(GError) misfit = NULL;
    if (healing == NULL || number >= (gint64)healing->book->frontier.size ||
        healing_body(taking->db, healing, number, body, length, &misfit) ||
        g_error_matches(misfit, KN_ERROR, KN_BROKEN))
        return true;
    g_propagate_error(error, g_steal_pointer(&misfit));
    return false;
}

/* kept/<hex>/<name> of a book whose sheet is here: the part of its copy, opened. NULL without error
 * when it is of another sort or of a book without a sheet. */
static bool
open_copy(const Taking *taking, const TarMember *member, const char *sort, Healing **ret_healing,
          GBytes **ret_plain, GError **error)
{
    g_auto(GStrv) words = g_strsplit(member->path, "/", 3);
    const CopyOpened *opened = copy_opened_find(taking->opened, words[1]);
    *ret_plain = NULL;
    *ret_healing = taking_healing(taking, words[1]);
    if (opened == NULL || *ret_healing == NULL || !g_str_has_prefix(words[2], sort))
        return true;
    *ret_plain = box_open(member->data, opened->box_public, opened->box_secret, error);
    return *ret_plain != NULL;
}

static bool
take_copied_run(void *context, const TarMember *member, GError **error)
{
    Taking *taking = context;
    Healing *healing = NULL;
    g_autoptr(GBytes) plain = NULL;
    gsize length = 0;
    if (!open_copy(taking, member, "backup/", &healing, &plain, error))
        return false;
    if (plain == NULL)
        return true;
    g_autoptr(GBytes) run = unpack(plain, LIMIT_COPY_RUN_BYTES, error);
    const void *data = run != NULL ? g_bytes_get_data(run, &length) : NULL;
    g_autoptr(GPtrArray) members = run != NULL ? tar_read(data, length, error) : NULL;
    for (guint i = 0; members != NULL && i < members->len; i++)
        if (!bodies_read(members->pdata[i], take_copied_body, taking, error))
            return false;
    return members != NULL;
}

static bool
take_copied_file(void *context, const TarMember *member, GError **error)
{
    Taking *taking = context;
    Healing *healing = NULL;
    g_autoptr(GBytes) plain = NULL;
    gsize length = 0;
    Hash hash;
    if (!open_copy(taking, member, "file/", &healing, &plain, error))
        return false;
    if (plain == NULL)
        return true;
    const void *data = g_bytes_get_data(plain, &length);
    sha_of(data, length, &hash);
    g_autofree char *name = hash_hex(&hash);
    return healing_file(taking->db, healing, name, plain, error);
}

/* Files come also in a bundle of their own, after the lines that name them. */
static bool
take_files(Taking *taking, const GPtrArray *members, GError **error)
{
    for (guint i = 0; taking->opened != NULL && i < taking->healings->len; i++)
        if (!healing_name_files(taking->db, taking->healings->pdata[i], error))
            return false;
    return each_member(members, "file/", take_file, taking, error) &&
           (taking->opened == NULL ||
            each_member(taking->incoming->members, "kept/", take_copied_file, taking, error));
}

/* Bodies are read twice: taken, and, when lists and agreements are up to date, judged. */
static bool
take_members(Taking *taking, const GPtrArray *members, GError **error)
{
    if (!take_seen(taking, members, error) ||
        !each_member(members, "", check_member, NULL, error) ||
        !each_member(members, "body/", take_bodies, taking, error) ||
        (taking->opened != NULL &&
         !each_member(taking->incoming->members, "kept/", take_copied_run, taking, error)) ||
        !project(taking, error))
        return false;
    Judging judging = {taking, NULL, NULL};
    bool allowed = each_member(members, "body/", judge_bodies, &judging, error);
    scope_free(judging.scope);
    return allowed && take_files(taking, members, error) && drop_files(taking, error);
}

bool
taking_run(Taking *taking, GError **error)
{
    g_autoptr(GBytes) plain = take_leaves(taking, error) ? open_box(taking, error) : NULL;
    gsize length = 0;
    const void *data = plain != NULL ? g_bytes_get_data(plain, &length) : NULL;
    g_autoptr(GPtrArray) members = plain != NULL ? tar_read(data, length, error) : NULL;
    return members != NULL && take_members(taking, members, error);
}

bool
taking_erased(const Taking *taking)
{
    if (taking->gone)
        return true;
    for (guint i = 0; i < taking->parts->len; i++)
        if (((const Part *)taking->parts->pdata[i])->erased)
            return true;
    for (guint i = 0; i < taking->healings->len; i++)
        if (((const Healing *)taking->healings->pdata[i])->erased)
            return true;
    return false;
}
