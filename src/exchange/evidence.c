/* evidence.c: what proves a fork, written, kept and checked.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/evidence.h"

#include "base/error.h"
#include "base/limits.h"
#include "book/head.h"
#include "book/key_chain.h"
#include "exchange/card.h"
#include "proof/base64.h"
#include "proof/sink.h"
#include "proof/tree.h"
#include "store/side.h"

static void
add_hash(GString *text, const char *word, const Hash *hash)
{
    char chars[HASH_CHARS];
    base64_write(hash->bytes, HASH_SIZE, chars);
    g_string_append_printf(text, "%s %.*s\n", word, HASH_CHARS, chars);
}

static GString *
begin(const NoteKey *log)
{
    g_autofree char *key = key_text(log);
    GString *text = g_string_new(EVIDENCE_FIRST_LINE);
    g_string_append_printf(text, "key %s\n", key);
    return text;
}

/* Where the keys have changed, what is held may be signed by one before: the pinned card says when each
 * counted. */
static GString *
begin_with_card(Db *db, const Book *book, const NoteKey *log, GError **error)
{
    g_autofree char *card = pinned_card(db, book->book, error);
    g_autoptr(GArray) chain = NULL;
    if (card == NULL || !key_chain_of(db, book->book, &chain, error))
        return NULL;
    GString *text = begin(log);
    if (chain != NULL && chain->len > 1) {
        g_autofree char *encoded = g_base64_encode((const guchar *)card, strlen(card));
        g_string_append_printf(text, "card %s\n", encoded);
    }
    return text;
}

static char *
end(GString *text, const char *held, const char *came)
{
    g_string_append_printf(text, "\n%s\n%s", held, came);
    return g_string_free(text, FALSE);
}

/* The newest head of our copy, which its owner signed. */
static bool
newest_head(Db *db, const Book *book, char **ret_note, GError **error)
{
    guint64 size;
    if (!head_find(db, book->book, ret_note, &size, error))
        return false;
    return (*ret_note != NULL && size == book->frontier.size) ||
           fail(error, KN_BROKEN, "The signed state of our copy of the book %s is missing.",
                book->code);
}

/* "leaf" and its path in a tree. */
static bool
add_leaf(GString *text, const TreeReader *reader, guint64 entry, guint64 size)
{
    Hash leaf, path[TREE_PROOF_MAX];
    size_t count;
    if (!reader->node(reader->context, 0, entry, &leaf) ||
        !tree_inclusion(reader, entry, size, path, &count))
        return false;
    add_hash(text, "leaf", &leaf);
    for (size_t i = 0; i < count; i++)
        add_hash(text, "hash", &path[i]);
    return true;
}

/* A tree over an array of leaf hashes. */
static bool
array_node(void *context, int level, uint64_t index, Hash *ret_hash)
{
    const GArray *hashes = context;
    guint64 first = index << level, count = G_GUINT64_CONSTANT(1) << level;
    Frontier frontier;
    frontier_init(&frontier);
    if (first + count > hashes->len)
        return false;
    for (guint64 entry = first; entry < first + count; entry++)
        frontier_append(&frontier, &g_array_index(hashes, Hash, entry));
    frontier_root(&frontier, ret_hash);
    return true;
}

static bool
add_entry(Db *db, GString *text, const Arriving *arriving, GError **error)
{
    const Book *book = arriving->book;
    g_autoptr(BookTree) held = book_tree_new(db, book, error);
    g_autoptr(GArray) hashes = NULL;
    if (held == NULL || !arriving_tree(db, arriving, &hashes, error))
        return false;
    guint64 entry = (guint64)arriving->differs;
    TreeReader came = {array_node, hashes};
    g_string_append_printf(text, "entry %" G_GUINT64_FORMAT "\n", entry);
    return (add_leaf(text, book_tree_reader(held), entry, book->frontier.size) &&
            add_leaf(text, &came, entry, arriving->size)) ||
           fail(error, KN_IO, "The copy of the book %s cannot be read.", book->code);
}

/* The root that our copy had at the other head's size, and that our head grew out of it. */
static bool
add_root(Db *db, GString *text, const Book *book, guint64 size, GError **error)
{
    Hash root, proof[TREE_PROOF_MAX];
    size_t count;
    g_autoptr(BookTree) held = book_tree_new(db, book, error);
    if (held == NULL)
        return false;
    const TreeReader *reader = book_tree_reader(held);
    if (!tree_root(reader, size, &root) ||
        !tree_consistency(reader, size, book->frontier.size, proof, &count))
        return fail(error, KN_IO, "The copy of the book %s cannot be read.", book->code);
    add_hash(text, "root", &root);
    for (size_t i = 0; i < count; i++)
        add_hash(text, "hash", &proof[i]);
    return true;
}

char *
evidence_of_fork(Db *db, const Arriving *arriving, GError **error)
{
    if (arriving->differs < 0)
        return evidence_of_head(db, arriving->book, &arriving->pinned.keys.log, arriving->note,
                                arriving->size, error);
    g_autofree char *held = NULL;
    if (!newest_head(db, arriving->book, &held, error))
        return NULL;
    g_autoptr(GString) text =
        begin_with_card(db, arriving->book, &arriving->pinned.keys.log, error);
    if (text == NULL)
        return NULL;
    if (arriving->size != arriving->book->frontier.size && !add_entry(db, text, arriving, error))
        return NULL;
    return end(g_steal_pointer(&text), held, arriving->note);
}

char *
evidence_of_head(Db *db, const Book *book, const NoteKey *log, const char *note, guint64 size,
                 GError **error)
{
    g_autofree char *held = NULL;
    if (!newest_head(db, book, &held, error))
        return NULL;
    g_autoptr(GString) text = begin_with_card(db, book, log, error);
    if (text == NULL)
        return NULL;
    if (size != book->frontier.size && !add_root(db, text, book, size, error))
        return NULL;
    return end(g_steal_pointer(&text), held, note);
}

char *
evidence_of_two(const NoteKey *log, const char *first, const char *second)
{
    return end(begin(log), first, second);
}

char *
evidence_of_proof(const NoteKey *log, const char *larger, const char *smaller, const Hash *root,
                  const Hash *proof, gsize count)
{
    GString *text = begin(log);
    add_hash(text, "root", root);
    for (gsize i = 0; i < count; i++)
        add_hash(text, "hash", &proof[i]);
    return end(text, larger, smaller);
}

bool
evidence_keep(Store *store, gint64 book, const char *text, GError **error)
{
    g_autoptr(Db) db = store_write(store, error);
    return db != NULL &&
           db_run(db, error,
                  "INSERT INTO evidence(book, n, text) SELECT ?, coalesce(max(n), 0) + 1, ? FROM "
                  "evidence WHERE book = ?",
                  "isi", book, text, book) &&
           side_seal(db, "evidence", error) && pinned_set_stopped(db, book, STOP_FORK, error) &&
           db_commit(db, error);
}

GPtrArray *
evidence_list(Db *db, gint64 book, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Query) q = db_query(db, "SELECT text FROM evidence WHERE book = ? ORDER BY n");
    query_bind(q, "i", book);
    while (query_next(q))
        g_ptr_array_add(texts, g_strdup(query_text(q, 0)));
    return query_end(q, error) ? g_steal_pointer(&texts) : NULL;
}

/* Checking. */

typedef struct {
    Slice head; /* lines before the first empty one */
    Checkpoint first, second;
} Reading;

/* By the key, or the one that the chain (NULL: none) says counted at that size. */
static bool
read_note(Slice bytes, const NoteKey *key, const GArray *chain, Checkpoint *ret_checkpoint)
{
    Note note;
    return note_read(bytes.at, bytes.length, &note) == PROOF_OK &&
           checkpoint_read(note.text, ret_checkpoint) == PROOF_OK &&
           (note_verify(&note, key, NULL) == PROOF_OK ||
            (chain != NULL && note_verify(&note, &key_chain_at(chain, ret_checkpoint->size)->log,
                                          NULL) == PROOF_OK)) &&
           slice_is(ret_checkpoint->origin, key->name);
}

/* `card BASE64`, when it stands there: a card of that key. False: it does not hold. */
static bool
take_card(Slice *rest, const NoteKey *key, GArray **ret_chain)
{
    Slice after = *rest, line;
    gsize length = 0;
    g_auto(Card) card = {0};
    *ret_chain = NULL;
    if (!slice_line(&after, &line) || !slice_starts(line, "card "))
        return true;
    g_autofree char *word = g_strndup(line.at + 5, line.length - 5);
    g_autofree char *text = (char *)g_base64_decode(word, &length);
    if (!card_read(text, length, &card, NULL) ||
        memcmp(card.keys.log.public_key, key->public_key, sizeof key->public_key) != 0 ||
        strcmp(card.keys.log.name, key->name) != 0)
        return false;
    *ret_chain = key_chain_of_card(text, length);
    *rest = after;
    return *ret_chain != NULL;
}

/* "WORD HASH" on the next line. */
static bool
take_hash(Slice *rest, const char *word, Hash *ret_hash)
{
    Slice after = *rest, line;
    gsize length = strlen(word);
    if (!slice_line(&after, &line) || line.length != length + 1 + HASH_CHARS ||
        memcmp(line.at, word, length) != 0 || line.at[length] != ' ' ||
        !hash_read(line.at + length + 1, HASH_CHARS, ret_hash))
        return false;
    *rest = after;
    return true;
}

static size_t
take_path(Slice *rest, Hash path[TREE_PROOF_MAX])
{
    size_t count = 0;
    while (count < TREE_PROOF_MAX && take_hash(rest, "hash", &path[count]))
        count++;
    return count;
}

static bool
take_leaf(Slice *rest, guint64 entry, const Checkpoint *head, Hash *ret_leaf)
{
    Hash path[TREE_PROOF_MAX];
    if (!take_hash(rest, "leaf", ret_leaf))
        return false;
    size_t count = take_path(rest, path);
    return tree_verify_inclusion(ret_leaf, entry, head->size, path, count, &head->root) == PROOF_OK;
}

/* One entry is in both, and not the same. */
static bool
entries_differ(const Reading *reading)
{
    Slice rest = reading->head, line;
    guint64 entry;
    Hash first, second;
    return slice_line(&rest, &line) && slice_starts(line, "entry ") &&
           number_read(line.at + 6, line.length - 6, &entry) &&
           take_leaf(&rest, entry, &reading->first, &first) &&
           take_leaf(&rest, entry, &reading->second, &second) && rest.length == 0 &&
           !hash_equal(&first, &second);
}

/* The first grew out of another state of the second's size. */
static bool
roots_differ(const Reading *reading)
{
    Slice rest = reading->head;
    Hash root, proof[TREE_PROOF_MAX];
    if (!take_hash(&rest, "root", &root))
        return false;
    size_t count = take_path(&rest, proof);
    return rest.length == 0 && reading->second.size > 0 &&
           !hash_equal(&root, &reading->second.root) &&
           tree_verify_consistency(reading->second.size, &root, reading->first.size,
                                   &reading->first.root, proof, count) == PROOF_OK;
}

/* Takes what stands before the empty line number `at` (from 0), its last newline included. */
static bool
cut(Slice *rest, guint at, Slice *ret_part)
{
    const char *end = rest->at + rest->length, *stop = rest->at;
    for (guint i = 0; i <= at && stop != NULL; i++) {
        stop = g_strstr_len(stop, end - stop, "\n\n");
        stop = stop != NULL ? stop + 2 : NULL;
    }
    if (stop == NULL)
        return false;
    *ret_part = (Slice){rest->at, (gsize)(stop - rest->at) - 1};
    *rest = (Slice){stop, (gsize)(end - stop)};
    return true;
}

static bool
take_first(Slice *rest)
{
    gsize length = strlen(EVIDENCE_FIRST_LINE);
    if (!slice_starts(*rest, EVIDENCE_FIRST_LINE))
        return false;
    *rest = (Slice){rest->at + length, rest->length - length};
    return true;
}

/* Whether the text has its form and proves what it says. */
static bool
read_evidence(const char *text, gsize length, Reading *ret_reading, NoteKey *ret_key,
              GError **error)
{
    Slice rest = {text, length}, first, line;
    Reading reading;
    NoteKey key;
    g_autoptr(GArray) chain = NULL;
    bool read = length <= 4 * LIMIT_NOTE_BYTES && cut(&rest, 0, &reading.head) &&
                cut(&rest, 1, &first) && take_first(&reading.head) &&
                slice_line(&reading.head, &line) && slice_starts(line, "key ") &&
                note_key_read(&key, line.at + 4, line.length - 4) == PROOF_OK &&
                take_card(&reading.head, &key, &chain);
    if (!read)
        return fail(error, KN_INVALID, "This is no evidence of two histories, or it is damaged.");
    bool convicts = read_note(first, &key, chain, &reading.first) &&
                    read_note(rest, &key, chain, &reading.second);
    if (convicts && reading.first.size == reading.second.size)
        convicts =
            reading.head.length == 0 && !hash_equal(&reading.first.root, &reading.second.root);
    else if (convicts)
        convicts = entries_differ(&reading) || roots_differ(&reading);
    if (!convicts)
        return fail(error, KN_INVALID,
                    "This evidence proves nothing: its two states do not contradict each other, or "
                    "a signature is wrong.");
    *ret_reading = reading;
    *ret_key = key;
    return true;
}

bool
evidence_check(const char *text, gsize length, char **ret_key, GError **error)
{
    Reading reading;
    NoteKey key;
    if (!read_evidence(text, length, &reading, &key, error))
        return false;
    *ret_key = key_text(&key);
    return true;
}

void
evidence_facts_clear(EvidenceFacts *facts)
{
    g_clear_pointer(&facts->origin, g_free);
}

bool
evidence_facts(const char *text, gsize length, EvidenceFacts *ret_facts, GError **error)
{
    Reading reading;
    NoteKey key;
    Slice line;
    guint64 entry;
    if (!read_evidence(text, length, &reading, &key, error))
        return false;
    *ret_facts = (EvidenceFacts){reading.first.size, reading.second.size, -1, g_strdup(key.name)};
    if (slice_line(&reading.head, &line) && slice_starts(line, "entry ") &&
        number_read(line.at + 6, line.length - 6, &entry))
        ret_facts->entry = (gint64)entry;
    return true;
}
