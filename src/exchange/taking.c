/* taking.c: what a bundle brings comes into this file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/taking.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"
#include "base/planted.h"
#include "book/body.h"
#include "book/erased.h"
#include "book/restore.h"
#include "exchange/arrival.h"
#include "exchange/bodies.h"
#include "exchange/box.h"
#include "exchange/copy_open.h"
#include "exchange/other_key.h"
#include "exchange/pack.h"
#include "exchange/scope.h"
#include "proof/sink.h"
#include "records/kinds.h"
#include "views/views.h"

static void
part_free(gpointer data)
{
    Part *part = data;
    arriving_free(part->arriving);
    g_array_unref(part->changed);
    g_hash_table_unref(part->files);
    g_ptr_array_unref(part->struck);
    g_free(part);
}

static Part *
part_new(Arriving *arriving)
{
    Part *part = g_new0(Part, 1);
    part->arriving = arriving;
    part->first = (gint64)arriving->book->frontier.size;
    part->changed = g_array_new(FALSE, FALSE, sizeof(gint64));
    part->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    part->struck = g_ptr_array_new_with_free_func(g_free);
    return part;
}

void
taking_init(Taking *taking, Office *office, Db *db, const Incoming *incoming, Arrival *arrival)
{
    *taking = (Taking){office,
                       db,
                       incoming,
                       arrival,
                       g_ptr_array_new_with_free_func(part_free),
                       0,
                       g_ptr_array_new_with_free_func((GDestroyNotify)healing_free)};
}

void
taking_clear(Taking *taking)
{
    g_ptr_array_unref(taking->parts);
    g_ptr_array_unref(taking->healings);
}

static const Book *
find_book(const GPtrArray *books, const char *hex)
{
    for (guint i = 0; i < books->len; i++) {
        g_autofree char *own = origin_hex(((const Book *)books->pdata[i])->origin);
        if (g_str_equal(own, hex))
            return books->pdata[i];
    }
    return NULL;
}

/* Another book of theirs has new keys: it stops, and the rest goes on. */
static bool
announced(Taking *taking, const Book *book, Pinned *pinned, GError **error)
{
    const char *card = NULL;
    NoteKey log;
    if (!other_key_announced(taking->db, &taking->incoming->manifest, book, pinned, &card, &log,
                             error))
        return false;
    if (card == NULL)
        return true;
    pinned->stop = STOP_KEY;
    pinned->stopped = true;
    return !db_is_writing(taking->db) || other_key_keep(taking->db, book, card, error);
}

static bool
read_book(Taking *taking, const Book *book, GError **error)
{
    Pinned pinned;
    bool found = false;
    if (book != NULL && book->own)
        return fail(error, KN_INVALID, "The bundle claims to bring our own book %s.", book->code);
    if (book != NULL && !pinned_find(taking->db, book->book, &pinned, &found, error))
        return false;
    if (found && !pinned.stopped && !announced(taking, book, &pinned, error))
        return false;
    if (!found || pinned.stopped) {
        const char *sentence =
            pinned.stop == STOP_KEY && found
                ? _("This book has new keys: compare the six words with them again. What the "
                    "bundle brings of it was left out and comes again.")
            : found
                ? _("Exchange with this book is stopped; what the bundle brings of it was left "
                    "out.")
                : _("The bundle also brings a book whose card we do not hold; it was left out.");
        arrival_say(taking->arrival, found ? book->code : taking->arrival->from,
                    g_strdup(sentence));
        return true;
    }
    Arriving *arriving = arriving_read(taking->db, taking->incoming->members, book, error);
    if (arriving != NULL)
        g_ptr_array_add(taking->parts, part_new(arriving));
    return arriving != NULL;
}

bool
taking_read(Taking *taking, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(taking->db, error);
    for (guint i = 0; books != NULL && i < taking->incoming->members->len; i++) {
        const TarMember *member = taking->incoming->members->pdata[i];
        g_auto(GStrv) words = g_strsplit(member->path, "/", 3);
        bool is_head = g_strv_length(words) == 3 && g_str_equal(words[0], "book") &&
                       g_str_equal(words[2], "checkpoint");
        if (is_head && !read_book(taking, find_book(books, words[1]), error))
            return false;
    }
    return books != NULL;
}

/* What was written into the old copy since is not lost, but not in the book either. */
static void
say_aside(Taking *taking, const Healing *healing, const char *aside)
{
    g_autofree char *shown = g_path_get_basename(aside);
    arrival_say(taking->arrival, healing->book->code,
                g_strdup_printf(_("Entries were written into the old copy and never signed. They "
                                  "are not in the book any more; what they said stands in the text "
                                  "%s beside this file. Type them again."),
                                shown));
}

static bool
heal(Taking *taking, const Book *book, GError **error)
{
    g_autofree char *aside = NULL;
    Healing *healing = NULL;
    if (!healing_read(taking->db, taking->incoming, book, &healing, error))
        return false;
    if (healing == NULL)
        return true;
    g_ptr_array_add(taking->healings, healing);
    if (!healing_run(taking->office, taking->db, healing, &aside, error))
        return false;
    taking->arrival->taken_back += (gint64)(healing->size - healing->keep);
    if (aside != NULL)
        say_aside(taking, healing, aside);
    return true;
}

static Healing *
find_healing(const Taking *taking, const char *hex)
{
    for (guint i = 0; i < taking->healings->len; i++) {
        Healing *healing = taking->healings->pdata[i];
        if (g_str_equal(healing->hex, hex))
            return healing;
    }
    return NULL;
}

/* Nobody else's book is brought as a mirror. */
static bool
check_mirrors(const Taking *taking, GError **error)
{
    for (guint i = 0; i < taking->incoming->members->len; i++) {
        const TarMember *member = taking->incoming->members->pdata[i];
        g_auto(GStrv) words = g_strsplit(member->path, "/", 3);
        /* Of an office with several books one sheet may be at hand and another not. */
        if (taking->opened == NULL && g_str_equal(words[0], "mirror") &&
            find_healing(taking, words[1]) == NULL)
            return fail(error, KN_INVALID, "The bundle has parts that do not belong in it.");
    }
    return true;
}

bool
taking_heal(Taking *taking, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(taking->db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        if (book->own && !heal(taking, book, error))
            return false;
    }
    return books != NULL && check_mirrors(taking, error);
}

const Arriving *
taking_find(const Taking *taking, ArrivingState state)
{
    for (guint i = 0; i < taking->parts->len; i++) {
        const Part *part = taking->parts->pdata[i];
        if (part->arriving->state == state)
            return part->arriving;
    }
    return NULL;
}

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
    Healing *healing = find_healing(taking, hex);
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
    Healing *healing = g_strv_length(words) == 3 ? find_healing(taking, words[1]) : NULL;
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
    Healing *healing = find_healing(taking, hex);
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
    *ret_healing = find_healing(taking, words[1]);
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
