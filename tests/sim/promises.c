/* promises.c: what holds at every moment, whatever happened:
 *   acknowledged    an entry that was acknowledged stays as it was; the row's root is that of its leaves
 *   whole           an entry is there with its lines, or not at all
 *   signed          what leaves is one history that only grows
 *   taken           a copy holds every state of a book that was ever accepted from its owner
 *   found           who heard two histories of a book has stopped, with what convicts
 *   believed        nobody stops with an honest unit
 *   confirmed       what a unit says of others' books never goes back in time
 *   audit           signatures, structure, lists and totals are what the entries say
 *   figures         a total is the sum of its entries, as a second reckoning finds it
 *   words           a planted word stands in no file where it may not
 *   salts           no line can be guessed from another
 *   folder          nothing else was written
 * SPDX-License-Identifier: Apache-2.0 */
#include "sim.h"

#include "book/body.h"
#include "book/erased.h"
#include "exchange/partners.h"
#include "proof/entry.h"
#include "records/measure.h"
#include "views/question.h"

#define BIT(number) (G_GUINT64_CONSTANT(1) << (number))
#define LOOK_EVERY 8 /* the costly ones, each unit in its turn */

/* One activity's entry, or one undo, as the second reckoning needs it. */
typedef struct {
    gint64 entry, amends;
    gint64 value; /* what it adds; 0: nothing */
    bool hides;   /* its lines are not here, so that nothing is known of the record */
} Told;
typedef struct {
    gint64 first, last, entry;
} Undo;

typedef struct {
    Sim *sim;
    Unit *unit;
    bool own;
    Frontier frontier;
    GArray *told, *undos;
    guint64 bare; /* entries without lines */
} Pass;

static const char *
name_of(Open field)
{
    return field == OPEN_TITLE ? "title" : field == OPEN_PLACE ? "place" : "description";
}

static gint64
number_of(const Entry *entry, const char *name)
{
    g_autofree char *value = body_value(entry->body, entry->body_length, name);
    return value != NULL ? g_ascii_strtoll(value, NULL, 10) : 0;
}

/* Whether a word stands at `at`; which. */
static bool
word_read(const char *at, gsize length, guint *ret_number)
{
    guint number = 0;
    if (length < 9)
        return false;
    for (int i = 3; i < 9; i++) {
        if (at[i] < 'a' || at[i] > 'p')
            return false;
        number = number << 4 | (guint)(at[i] - 'a');
    }
    *ret_number = number;
    return true;
}

/* Calls found() for every planted word. */
static void
each_word(Sim *sim, const char *bytes, gsize length, void *context,
          void (*found)(void *context, Word *word))
{
    const char *at = bytes, *end = bytes + length;
    guint number;
    while ((at = memmem(at, (gsize)(end - at), WORD_START, strlen(WORD_START))) != NULL) {
        if (word_read(at, (gsize)(end - at), &number) && number < sim->words->len)
            found(context, &g_array_index(sim->words, Word, number));
        at += strlen(WORD_START);
    }
}

static void
place_word(void *context, Word *word)
{
    const gint64 *entry = context;
    word->entry = *entry;
}

static void
note_erasure(Pass *pass, const Entry *entry)
{
    g_autoptr(GArray) entries = NULL;
    g_autofree char *field = NULL;
    if (!erased_read(entry->body, entry->body_length, &entries, &field))
        return;
    for (guint i = 0; i < pass->sim->words->len; i++) {
        Word *word = &g_array_index(pass->sim->words, Word, i);
        if (word->owner != pass->unit->owner || !g_str_equal(name_of(word->field), field))
            continue;
        for (guint k = 0; k < entries->len; k++)
            if (g_array_index(entries, gint64, k) == word->entry)
                word->erased = entry->entry;
    }
}

/* Agreements alone are written with the salts of another's book. */
static void
look_at_salts(Pass *pass, const Entry *entry)
{
    const Kind *kind = kind_find(entry->kind);
    Slice rest = {entry->body, entry->body_length};
    BodyLine line;
    g_autofree char *whose =
        g_strdup_printf("%u %" G_GINT64_FORMAT " ", pass->unit->owner, entry->entry);
    if (kind != NULL && kind->nature == NATURE_AGREEMENT)
        return;
    while (rest.length > 0 && body_line_read(&rest, &line) == PROOF_OK) {
        if (!line.open)
            continue;
        char *salt = g_strndup(line.line.at, SALT_CHARS);
        const char *before = g_hash_table_lookup(pass->sim->salts, salt);
        if (before != NULL && !g_str_has_prefix(before, whose))
            sim_break(pass->sim, "salts", "a salt of %s stands in %s too", before, whose);
        g_hash_table_insert(pass->sim->salts, salt,
                            g_strdup_printf("%s%.*s", whose, (int)line.name.length, line.name.at));
    }
}

static void
look_at_new(Pass *pass, const Entry *entry)
{
    gint64 number = entry->entry;
    if (entry->body == NULL)
        return;
    each_word(pass->sim, entry->body, entry->body_length, &number, place_word);
    look_at_salts(pass, entry);
    if (g_str_equal(entry->kind, "erase"))
        note_erasure(pass, entry);
    if (g_str_equal(entry->kind, "activity") && entry->amends < 0)
        g_array_append_val(pass->unit->records, number);
}

static void
tell(Pass *pass, const Entry *entry)
{
    if (g_str_equal(entry->kind, "undo") && entry->body != NULL) {
        Undo undo = {number_of(entry, "first"), number_of(entry, "last"), entry->entry};
        g_array_append_val(pass->undos, undo);
    }
    if (!g_str_equal(entry->kind, "activity"))
        return;
    Told told = {entry->entry, entry->amends, 0, entry->body == NULL};
    g_autofree char *state = body_value(entry->body, entry->body_length, "state"),
                    *field = body_value(entry->body, entry->body_length, "field"),
                    *elsewhere = body_value(entry->body, entry->body_length, "counted_in");
    if (g_strcmp0(state, "delivered") == 0 && field != NULL && *field != '\0' &&
        (elsewhere == NULL || *elsewhere == '\0'))
        told.value = number_of(entry, "value");
    g_array_append_val(pass->told, told);
}

static bool
each_entry(void *context, const Entry *entry, GError **error)
{
    Pass *pass = context;
    Unit *unit = pass->unit;
    Hash hash, root;
    tree_leaf_hash(entry->leaf, entry->leaf_length, &hash);
    frontier_append(&pass->frontier, &hash);
    tell(pass, entry);
    pass->bare += entry->body == NULL;
    if (!pass->own)
        return true;
    guint at = (guint)entry->entry;
    if (at < unit->hashes->len && hash_equal(&hash, &g_array_index(unit->hashes, Hash, at)))
        return true;
    if (at < unit->hashes->len && !unit->healing) {
        sim_break(pass->sim, "acknowledged", "entry %u of %s is another now", at, unit->code);
        return true;
    }
    frontier_root(&pass->frontier, &root);
    g_array_set_size(unit->hashes, at);
    g_array_set_size(unit->roots, at + 1);
    g_array_append_val(unit->hashes, hash);
    g_array_append_val(unit->roots, root);
    look_at_new(pass, entry);
    return true;
}

static bool
is_undone(const GArray *undos, const GArray *holds, gint64 entry)
{
    for (guint i = 0; i < undos->len; i++) {
        const Undo *undo = &g_array_index(undos, Undo, i);
        if (g_array_index(holds, bool, i) && undo->first <= entry && entry <= undo->last)
            return true;
    }
    return false;
}

/* The newest undo holds; of those before it, each that none after it takes back. */
static GArray *
undos_that_hold(const GArray *undos)
{
    GArray *holds = g_array_new(FALSE, TRUE, sizeof(bool));
    g_array_set_size(holds, undos->len);
    for (guint i = undos->len; i > 0; i--)
        g_array_index(holds, bool, i - 1) =
            !is_undone(undos, holds, g_array_index(undos, Undo, i - 1).entry);
    return holds;
}

static gint64
reckon(const Pass *pass)
{
    gint64 sum = 0;
    g_autoptr(GArray) holds = undos_that_hold(pass->undos);
    for (guint i = 0; i < pass->told->len; i++) {
        const Told *first = &g_array_index(pass->told, Told, i), *last = first;
        if (first->amends >= 0 || is_undone(pass->undos, holds, first->entry))
            continue;
        for (guint k = i + 1; k < pass->told->len; k++) {
            const Told *later = &g_array_index(pass->told, Told, k);
            if (later->amends == first->entry && !is_undone(pass->undos, holds, later->entry))
                last = later;
        }
        sum += last->hides ? 0 : last->value;
    }
    return sum;
}

static void
figures(Sim *sim, Db *db, const Book *book, const Pass *pass)
{
    g_autoptr(GError) error = NULL;
    gint64 number = book->book, wanted = reckon(pass);
    Figure figure;
    Question question = {.measure = measure_find("value"),
                         .books = &number,
                         .book_count = 1,
                         .period = {day_of(2000, 1, 1), day_of(2100, 1, 1)}};
    if (!question_answer(db, &question, &figure, &error))
        sim_break(sim, "figures", "%s: %s", book->code, error->message);
    else if (figure.sum.vnd != wanted)
        sim_break(sim, "figures",
                  "%s says that %s did %" G_GINT64_FORMAT ", its entries say %" G_GINT64_FORMAT,
                  pass->unit->code, book->code, figure.sum.vnd, wanted);
}

static void
pass_init(Pass *pass, Sim *sim, Unit *unit, bool own)
{
    *pass = (Pass){.sim = sim, .unit = unit, .own = own};
    frontier_init(&pass->frontier);
    pass->told = g_array_new(FALSE, FALSE, sizeof(Told));
    pass->undos = g_array_new(FALSE, FALSE, sizeof(Undo));
}

static void
pass_clear(Pass *pass)
{
    g_array_unref(pass->told);
    g_array_unref(pass->undos);
}

/* Reads a book from its first entry on. */
static void
read_book(Sim *sim, Unit *unit, Db *db, const Book *book, bool reckons)
{
    g_autoptr(GError) error = NULL;
    Pass pass;
    Hash root;
    pass_init(&pass, sim, unit, book->own);
    if (!entry_each(db, book->book, 0, (gint64)book->frontier.size, each_entry, &pass, &error))
        sim_break(sim, "it can be read", "%s: %s", unit->code, error->message);
    frontier_root(&pass.frontier, &root);
    if (pass.frontier.size != book->frontier.size || !hash_equal(&root, &book->root))
        sim_break(sim, "acknowledged", "the root of %s at %s is not that of its leaves", book->code,
                  unit->code);
    if (book->own && pass.frontier.size < unit->hashes->len && !unit->healing)
        sim_break(sim, "acknowledged", "%s has %" G_GUINT64_FORMAT " entries of %u", unit->code,
                  (guint64)pass.frontier.size, unit->hashes->len);
    if (book->own && pass.frontier.size < unit->hashes->len) {
        g_array_set_size(unit->hashes, (guint)pass.frontier.size);
        g_array_set_size(unit->roots, (guint)pass.frontier.size + 1);
    }
    if (book->own && pass.bare > 0 && unit->rolled == 0 && unit->honest)
        sim_break(sim, "whole", "%s has %" G_GUINT64_FORMAT " entries without lines", unit->code,
                  pass.bare);
    if (reckons && sim->broken == NULL)
        figures(sim, db, book, &pass);
    pass_clear(&pass);
}

/* What of others' books a file knows. */
typedef struct {
    Sim *sim;
    Unit *unit;
    guint64 sizes[UNITS_MAX]; /* by owner */
} Search;

static void
find_word(void *context, Word *word)
{
    Search *search = context;
    Unit *unit = search->unit;
    const Unit *owner = sim_unit(search->sim, word->owner);
    bool erased = unit->honest && owner->honest && word->erased >= 0 &&
                  (gint64)search->sizes[word->owner] > word->erased;
    if (erased)
        sim_break(search->sim, "words",
                  "%s still has a word of entry %" G_GINT64_FORMAT
                  " of %s, erased by %" G_GINT64_FORMAT,
                  unit->code, word->entry, owner->code, word->erased);
    if (word->owner != unit->owner && (word->may & BIT(unit->number)) == 0)
        sim_break(search->sim, "words",
                  "%s has a word of entry %" G_GINT64_FORMAT " (%s) of %s that nothing opens to it",
                  unit->code, word->entry, name_of(word->field), owner->code);
}

static void
words(Search *search)
{
    static const char *const ends[] = {"", "-wal", ".head"};
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *path = g_strconcat(search->unit->desk.file, ends[i], NULL), *bytes = NULL;
        gsize length = 0;
        if (g_file_get_contents(path, &bytes, &length, NULL))
            each_word(search->sim, bytes, length, search, find_word);
    }
}

/* Cosignatures by this unit's mirror, by rising size of the state: their times do not fall. */
static void
confirmed(Sim *sim, Unit *unit, Db *db, const Book *book, const NoteKey *mirror)
{
    uint64_t newest = 0;
    g_autoptr(Query) q = db_query(db, "SELECT note, size FROM head WHERE book = ? ORDER BY size");
    query_bind(q, "i", book->book);
    while (query_next(q)) {
        gsize length;
        const char *text = query_blob(q, 0, &length);
        Note note;
        uint64_t time = 0;
        if (note_read(text, length, &note) != PROOF_OK ||
            note_verify(&note, mirror, &time) != PROOF_OK)
            continue;
        if (time < newest)
            sim_break(sim, "confirmed",
                      "%s confirmed %" G_GINT64_FORMAT " entries of %s at %" G_GUINT64_FORMAT
                      ", fewer at %" G_GUINT64_FORMAT,
                      unit->code, query_int(q, 1), book->code, (guint64)time, (guint64)newest);
        newest = time;
    }
    if (!query_end(q, NULL))
        sim_break(sim, "it can be read", "%s", unit->code);
}

/* Of those that it knows as partners. */
static void
believed(Sim *sim, Unit *unit, Db *db, const GPtrArray *books)
{
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        guint owner = (guint)g_ascii_strtoull(book->code + 1, NULL, 10);
        Pinned pinned = {0};
        bool found = false;
        if (!book->own && pinned_find(db, book->book, &pinned, &found, NULL) && found &&
            pinned.stopped && sim_unit(sim, owner)->honest)
            sim_break(sim, "believed", "%s stopped with %s, which is honest", unit->code,
                      book->code);
    }
}

static void
confirmations(Sim *sim, Unit *unit, Db *db, const GPtrArray *books)
{
    g_autoptr(Book) own = book_of(&unit->desk, unit->code);
    g_auto(Keys) keys = {0};
    if (!keys_load(db, own->book, own->origin, &keys, NULL))
        return;
    for (guint i = 0; i < books->len; i++)
        if (!((const Book *)books->pdata[i])->own)
            confirmed(sim, unit, db, books->pdata[i], &keys.mirror);
}

static void
audit(Sim *sim, Unit *unit)
{
    g_autoptr(GError) error = NULL;
    g_auto(Audit) found = {0};
    audit_init(&found);
    if (!office_audit(unit->desk.office->store, &found, NULL, NULL, &error))
        sim_break(sim, "audit", "%s: %s", unit->code, error->message);
    else if (found.findings->len > 0) {
        const Finding *finding = found.findings->pdata[0];
        sim_break(sim, "audit", "%s: %s: %s", unit->code, finding->where, finding->sentence);
    }
}

static void
look(Sim *sim, Unit *unit, bool whole)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(unit->desk.office->store, &error);
    g_autoptr(GPtrArray) books = db != NULL ? book_list(db, &error) : NULL;
    Search search = {.sim = sim, .unit = unit};
    if (books == NULL) {
        sim_break(sim, "it can be read", "%s: %s", unit->code, error->message);
        return;
    }
    for (guint i = 0; sim->broken == NULL && i < books->len; i++) {
        const Book *book = books->pdata[i];
        guint owner = (guint)g_ascii_strtoull(book->code + 1, NULL, 10);
        search.sizes[owner] = book->frontier.size;
        if (book->own || whole)
            read_book(sim, unit, db, book, whole);
    }
    unit->healing = false;
    if (whole && sim->broken == NULL)
        believed(sim, unit, db, books);
    if (whole && sim->broken == NULL && unit->rolled == 0 && unit->honest)
        confirmations(sim, unit, db, books);
    g_clear_pointer(&db, db_free);
    if (sim->broken == NULL)
        words(&search);
    if (whole && sim->broken == NULL)
        audit(sim, unit);
}

void
promises_look(Sim *sim, Unit *unit)
{
    look(sim, unit, sim->step % LOOK_EVERY == unit->number % LOOK_EVERY);
}

void
promises_look_whole(Sim *sim)
{
    for (guint i = 0; sim->broken == NULL && i < sim->units->len; i++)
        look(sim, sim_unit(sim, i), true);
}

static void
remember(GArray *heads, const Signed *head)
{
    for (guint i = 0; i < heads->len; i++) {
        const Signed *known = &g_array_index(heads, Signed, i);
        if (known->owner == head->owner && known->size == head->size &&
            hash_equal(&known->root, &head->root))
            return;
    }
    g_array_append_vals(heads, head, 1);
}

void
promise_signed(Sim *sim, Unit *unit, const Signed *head)
{
    if (head->owner != unit->owner)
        return;
    for (guint i = 0; unit->honest && i < unit->heads->len; i++) {
        const Signed *before = &g_array_index(unit->heads, Signed, i);
        if (before->size > head->size)
            sim_break(sim, "signed",
                      "%s signs %" G_GUINT64_FORMAT " entries after %" G_GUINT64_FORMAT, unit->code,
                      head->size, before->size);
        else if (!hash_equal(&before->root, &g_array_index(unit->roots, Hash, before->size)))
            sim_break(sim, "signed", "%s signed another history of %" G_GUINT64_FORMAT " entries",
                      unit->code, before->size);
    }
    if (head->size > unit_size(unit) ||
        !hash_equal(&head->root, &g_array_index(unit->roots, Hash, head->size)))
        sim_break(sim, "signed", "%s signed what is not its book", unit->code);
    remember(unit->heads, head);
}

/* The roots of a book as a unit holds it, from none of its entries on. (element-type Hash) */
static GArray *
held_roots(Unit *unit, const char *code)
{
    Frontier frontier;
    Hash hash, root;
    GArray *roots = g_array_new(FALSE, FALSE, sizeof(Hash));
    g_autoptr(Book) book = book_of(&unit->desk, code);
    g_autoptr(Db) db = store_read(unit->desk.office->store, NULL);
    g_autoptr(Query) q = db_query(db, "SELECT data FROM leaf WHERE book = ? ORDER BY entry");
    frontier_init(&frontier);
    frontier_root(&frontier, &root);
    g_array_append_val(roots, root);
    query_bind(q, "i", book->book);
    while (query_next(q)) {
        gsize length;
        const void *data = query_blob(q, 0, &length);
        tree_leaf_hash(data, length, &hash);
        frontier_append(&frontier, &hash);
        frontier_root(&frontier, &root);
        g_array_append_val(roots, root);
    }
    g_assert_true(query_end(q, NULL));
    return roots;
}

void
promise_taken(Sim *sim, Unit *unit, const Signed *head)
{
    const char *code = sim_unit(sim, head->owner)->code;
    if (head->owner == unit->owner)
        return;
    g_autoptr(GArray) roots = held_roots(unit, code);
    remember(unit->taken, head);
    if (roots->len <= head->size)
        sim_break(sim, "taken", "%s took %" G_GUINT64_FORMAT " entries of %s and has fewer",
                  unit->code, head->size, code);
    for (guint i = 0; i < unit->taken->len; i++) {
        const Signed *known = &g_array_index(unit->taken, Signed, i);
        if (known->owner == head->owner && known->size < roots->len &&
            !hash_equal(&known->root, &g_array_index(roots, Hash, known->size)))
            sim_break(sim, "taken",
                      "%s accepted two histories of %" G_GUINT64_FORMAT " entries of %s",
                      unit->code, known->size, code);
    }
}

void
promise_found(Sim *sim, Unit *unit, const Signed *head)
{
    const char *code = sim_unit(sim, head->owner)->code;
    Pinned pinned = {0};
    bool found = false;
    if (head->owner == unit->owner || !sim->partners[unit->owner][head->owner])
        return;
    g_autoptr(GArray) roots = held_roots(unit, code);
    if (roots->len <= head->size ||
        hash_equal(&head->root, &g_array_index(roots, Hash, head->size)))
        return;
    g_autoptr(Book) book = book_of(&unit->desk, code);
    g_autoptr(Db) db = store_read(unit->desk.office->store, NULL);
    g_autoptr(GPtrArray) evidence = evidence_list(db, book->book, NULL);
    g_autofree char *key = NULL;
    const char *text = evidence->len > 0 ? evidence->pdata[0] : "";
    if (!pinned_find(db, book->book, &pinned, &found, NULL) || !found || !pinned.stopped)
        sim_break(sim, "found", "%s heard two histories of %s and goes on", unit->code, code);
    else if (!evidence_check(text, strlen(text), &key, NULL))
        sim_break(sim, "found", "what %s keeps of %s does not convict", unit->code, code);
}

void
promise_folder(Sim *sim)
{
    static const char *const ends[] = {"", "-wal", "-shm", ".head", ".lock", NULL};
    g_autoptr(GDir) dir = g_dir_open(sim->folder, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        const char *end = strstr(name, ".ketnghia");
        end = end != NULL ? end + strlen(".ketnghia") : NULL;
        if (end == NULL || (!g_strv_contains(ends, end) && !g_str_has_suffix(end, ".txt")))
            sim_break(sim, "folder", "a file %s was written", name);
    }
}
