/* post.c: bundles between offices: written, carried, lost, doubled, late, and taken.
 * SPDX-License-Identifier: Apache-2.0 */
#include "sim.h"

#include "book/head.h"
#include "exchange/bodies.h"
#include "exchange/partners.h"

#define BIT(number) (G_GUINT64_CONSTANT(1) << (number))

void
letter_free(gpointer data)
{
    Letter *letter = data;
    g_bytes_unref(letter->bytes);
    g_free(letter);
}

typedef struct {
    Unit *to;
    bool asks;
    GBytes *bytes;
    const Letter *letter;
    Arrival *arrival;
} Task;

static bool
write_bundle(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    g_autofree char *name = NULL;
    task->bytes = (task->asks ? bundle_ask : bundle_write)(unit->desk.office, unit->code, &machine,
                                                           task->to->code, &name, error);
    return task->bytes != NULL;
}

/* Calls seen() for every head that a bundle brings at `folder`/<hex>/checkpoint. */
static void
each_head(Sim *sim, Unit *unit, GBytes *bytes, const char *folder,
          void (*seen)(Sim *sim, Unit *unit, const Signed *head))
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    g_autoptr(GPtrArray) members = tar_read(data, length, NULL);
    for (guint i = 0; members != NULL && i < sim->units->len; i++) {
        Unit *of = sim_unit(sim, i);
        g_autofree char *hex = origin_hex(of->origin),
                        *path = g_strdup_printf("%s/%s/checkpoint", folder, hex);
        const TarMember *member = of->owner == i ? tar_find(members, path) : NULL;
        Note note;
        Checkpoint checkpoint;
        if (member == NULL)
            continue;
        data = g_bytes_get_data(member->data, &length);
        g_assert_cmpint(note_read(data, length, &note), ==, PROOF_OK);
        g_assert_cmpint(checkpoint_read(note.text, &checkpoint), ==, PROOF_OK);
        Signed head = {i, checkpoint.size, checkpoint.root};
        seen(sim, unit, &head);
    }
}

/* What leaves now may be held there from now on. */
static void
allow_words(Sim *sim, const Unit *from, const Unit *to)
{
    guint64 both = BIT(from->owner) | BIT(to->owner);
    Open open = OPEN_NONE;
    for (guint i = 0; i < sim->pacts->len; i++) {
        const Pact *pact = &g_array_index(sim->pacts, Pact, i);
        if (pact->covenant && (pact->parties & both) == both && pact->accepted == pact->parties &&
            ((pact->ended & BIT(from->owner)) == 0 || !from->honest))
            open |= pact->opens;
    }
    for (guint i = 0; i < sim->words->len; i++) {
        Word *word = &g_array_index(sim->words, Word, i);
        if (word->owner == from->owner && word->within && (word->field & open))
            word->may |= BIT(to->number);
    }
}

Letter *
letter_write(Sim *sim, Unit *from, Unit *to, bool asks)
{
    g_autoptr(GError) error = NULL;
    Task task = {.to = to, .asks = asks};
    bool fault = false;
    if (!sim_act(sim, from, asks ? "asks" : "writes a bundle", write_bundle, &task, &fault,
                 &error)) {
        if (error != NULL && !fault && error->code == KN_IO)
            sim_break(sim, "what is asked is done", "%s writes a bundle: %s", from->code,
                      error->message);
        return NULL;
    }
    sha_add(&sim->history, g_bytes_get_data(task.bytes, NULL), g_bytes_get_size(task.bytes));
    sim->done[COUNT_BUNDLES]++;
    each_head(sim, from, task.bytes, "book", promise_signed);
    allow_words(sim, from, to);
    Letter *letter = g_new0(Letter, 1);
    *letter = (Letter){from->number, to->number, task.bytes};
    return letter;
}

static bool
take_bundle(Sim *sim, Unit *unit, void *context, GError **error)
{
    Task *task = context;
    gsize length;
    const void *data = g_bytes_get_data(task->letter->bytes, &length);
    task->arrival = bundle_receive(unit->desk.office, &machine, data, length, error);
    if (task->arrival == NULL)
        return false;
    unit->healing = task->arrival->taken_back > 0 || task->arrival->bodies_back > 0;
    return true;
}

static bool
knows_liars(const Sim *sim)
{
    for (guint i = 0; i < sim->units->len; i++)
        if (!sim_unit(sim, i)->honest)
            return true;
    return false;
}

/* Why an honest bundle may be refused by the one that it is for. */
static bool
may_refuse(const Sim *sim, const Unit *unit, const Unit *from, const GError *error)
{
    if (unit->rolled > 0 || from->rolled > 0 || !unit->honest || !from->honest)
        return error->code == KN_BROKEN || error->code == KN_INVALID || error->code == KN_CONFLICT;
    return knows_liars(sim) && (error->code == KN_BROKEN || error->code == KN_CONFLICT);
}

bool
letter_take(Sim *sim, Unit *unit, const Letter *letter)
{
    g_autoptr(GError) error = NULL;
    Unit *from = sim_unit(sim, letter->from);
    bool fault = false, meant = sim_unit(sim, letter->to)->owner == unit->owner;
    Task task = {.letter = letter};
    bool taken = sim_act(sim, unit, "takes a bundle", take_bundle, &task, &fault, &error);
    g_autoptr(Arrival) arrival = task.arrival;
    if (arrival != NULL) {
        sim_note(sim,
                 "%s of %s: %" G_GINT64_FORMAT " entries, %" G_GINT64_FORMAT " bodies, %u said",
                 unit->code, from->code, arrival->new_entries, arrival->new_bodies,
                 arrival->findings->len);
        sim->done[COUNT_HEALED] += arrival->taken_back > 0;
    }
    if (taken && !meant)
        sim_break(sim, "only the one it is for takes a bundle", "%s took one for %s", unit->code,
                  sim_unit(sim, letter->to)->code);
    if (!taken && meant && !fault && error != NULL && !may_refuse(sim, unit, from, error))
        sim_break(sim, "an honest bundle is taken", "%s refused one of %s: %s", unit->code,
                  from->code, error->message);
    if (taken)
        each_head(sim, unit, letter->bytes, "book", promise_taken);
    if (sim->broken == NULL && meant && !fault && unit->honest)
        each_head(sim, unit, letter->bytes, "book", promise_found);
    if (taken && sim->broken == NULL && unit->honest)
        each_head(sim, unit, letter->bytes, "cosigned", promise_found);
    return taken;
}

/* An office that learns that its file is an old copy asks for what it lacks. */
static Letter *
write_or_ask(Sim *sim, Unit *from, Unit *to)
{
    Letter *letter = letter_write(sim, from, to, false);
    bool asks = letter == NULL && sim->broken == NULL && (from->rolled > 0 || !from->honest);
    return asks ? letter_write(sim, from, to, true) : letter;
}

void
step_send(Sim *sim, Unit *unit)
{
    Unit *to = sim_partner(sim, unit);
    Letter *letter = to != NULL ? write_or_ask(sim, unit, to) : NULL;
    if (letter != NULL)
        g_ptr_array_add(sim->mail, letter);
}

/* Some letter, not the oldest: it may be lost, come twice, or reach somebody else. */
void
step_deliver(Sim *sim, Unit *unused)
{
    if (sim->mail->len == 0)
        return;
    guint at = chance_below(&sim->chance, sim->mail->len);
    const Letter *letter = sim->mail->pdata[at];
    Unit *unit = chance_once_in(&sim->chance, 25) ? sim_pick(sim) : sim_unit(sim, letter->to);
    if (!chance_once_in(&sim->chance, 8))
        letter_take(sim, unit, letter);
    if (!chance_once_in(&sim->chance, 5))
        g_ptr_array_remove_index(sim->mail, at);
    if (sim->mail->len > 40)
        g_ptr_array_remove_index(sim->mail, 0);
}

static bool
carry(Sim *sim, Unit *from, Unit *to)
{
    Letter *letter = write_or_ask(sim, from, to);
    bool taken = letter != NULL && letter_take(sim, to, letter);
    if (letter != NULL)
        letter_free(letter);
    return taken;
}

/* Both ways at once, as over the network. */
void
step_exchange(Sim *sim, Unit *unit)
{
    Unit *other = sim_partner(sim, unit);
    if (other != NULL && carry(sim, unit, other) && carry(sim, other, unit))
        carry(sim, unit, other);
}

void
step_ask(Sim *sim, Unit *unit)
{
    Unit *other = sim_partner(sim, unit);
    Letter *letter = other != NULL && (unit->rolled > 0 || !unit->honest)
                         ? letter_write(sim, unit, other, true)
                         : NULL;
    if (letter == NULL)
        return;
    if (letter_take(sim, other, letter))
        carry(sim, other, unit);
    letter_free(letter);
}

typedef struct {
    guint64 size, cosigned;
    Hash root;
    bool found, stopped;
} Held;

/* What a unit's file holds of a book, and how much of its own book that one has confirmed. */
static Held
held_of(Sim *sim, Unit *unit, const Unit *of)
{
    Held held = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(unit->desk.office->store, &error);
    g_autoptr(Book) own = NULL, book = NULL;
    Pinned pinned;
    if (db == NULL || !book_find(db, unit->origin, &own, &error) ||
        !book_find(db, of->origin, &book, &error) || book == NULL ||
        !pinned_find(db, book->book, &pinned, &held.found, &error) ||
        !partner_cosigned(db, own, book, &held.cosigned, &error)) {
        sim_break(sim, "it can be read", "%s: %s", unit->code, error != NULL ? error->message : "");
        return held;
    }
    held.size = book->frontier.size;
    held.root = book->root;
    held.stopped = pinned.stopped;
    return held;
}

static bool
agrees(const Sim *sim, const Unit *unit)
{
    return unit->honest && !unit_is_old(sim, unit);
}

/* Entries of system kinds are everybody's, with their lines. */
typedef struct {
    Db *db;
    gint64 book;
    gint64 lacking; /* the first without lines, -1 */
} Lacking;

static bool
look_for_lacking(void *context, const Entry *entry, GError **error)
{
    Lacking *lacking = context;
    const Kind *kind = kind_find(entry->kind);
    g_auto(Entry) own = {0};
    if (lacking->lacking >= 0 || entry->body != NULL || kind == NULL ||
        kind->nature != NATURE_SYSTEM)
        return true;
    if (!entry_get(lacking->db, lacking->book, entry->entry, &own, error))
        return false;
    if (own.body != NULL)
        lacking->lacking = entry->entry;
    return true;
}

static void
compare_lines(Sim *sim, Unit *one, Unit *other)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Book) own = book_of(&one->desk, one->code), copy = book_of(&other->desk, one->code);
    g_autoptr(Db) from = store_read(one->desk.office->store, NULL),
                  db = store_read(other->desk.office->store, NULL);
    Lacking lacking = {from, own->book, -1};
    if (!entry_each(db, copy->book, 0, (gint64)copy->frontier.size, look_for_lacking, &lacking,
                    &error))
        sim_break(sim, "it can be read", "%s: %s", other->code, error->message);
    else if (lacking.lacking >= 0)
        sim_break(sim, "all agree within two rounds",
                  "%s lacks the lines of entry %" G_GINT64_FORMAT " of %s", other->code,
                  lacking.lacking, one->code);
}

static void
compare(Sim *sim, Unit *one, Unit *other)
{
    Held held = held_of(sim, other, one), back = held_of(sim, one, other);
    if (held.stopped || back.stopped)
        sim_break(sim, "an honest office is believed", "%s and %s exchange no more", one->code,
                  other->code);
    else if (held.size != unit_size(one) ||
             !hash_equal(&held.root, &g_array_index(one->roots, Hash, held.size)))
        sim_break(sim, "all agree within two rounds",
                  "%s holds %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " entries of %s",
                  other->code, held.size, unit_size(one), one->code);
    else if (back.cosigned != unit_size(one))
        sim_break(sim, "all agree within two rounds",
                  "%s knows of %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                  " entries that %s confirmed",
                  one->code, back.cosigned, unit_size(one), other->code);
}

/* One round: each pair of partners, both ways, and the confirmation. */
static void
round_of_all(Sim *sim)
{
    for (guint i = 0; i < sim->units->len; i++)
        for (guint k = i + 1; k < sim->units->len; k++) {
            Unit *one = sim_unit(sim, i), *other = sim_unit(sim, k);
            if (!one->honest || !other->honest || !sim->partners[i][k])
                continue;
            if (carry(sim, one, other) && carry(sim, other, one))
                carry(sim, one, other);
        }
}

static bool
counts_bodies(void *context, const char *hex, gint64 entry, const char *body, gsize length,
              GError **error)
{
    guint *count = context;
    ++*count;
    return true;
}

/* A bundle between two that agree brings no line again. */
static void
look_for_repeats(Sim *sim, Unit *one, Unit *other)
{
    Letter *letter = letter_write(sim, one, other, false);
    Parts parts;
    guint count = 0;
    if (letter == NULL)
        return;
    parts_open(&parts, letter->bytes, &other->desk, other->code);
    for (guint i = 1; i < parts.inner->len; i++)
        if (!bodies_read(parts.inner->pdata[i], counts_bodies, &count, NULL))
            count++;
    if (count > 0)
        sim_break(sim, "what was taken is not sent again", "%s sends %s %u bodies again", one->code,
                  other->code, count);
    g_ptr_array_unref(parts.outer);
    g_ptr_array_unref(parts.inner);
    g_bytes_unref(parts.plain);
    g_bytes_unref(parts.bytes);
    letter_free(letter);
}

static bool
confirm(Sim *sim, Unit *unit, void *context, GError **error)
{
    g_autoptr(Db) db = store_read(unit->desk.office->store, error);
    return db != NULL && mark_confirm(db, error);
}

/* Old copies ask everybody: their books come back before anything else can be right. What was signed
 * and reached nobody is gone; the officer says then that there is no other copy. */
static void
heal_all(Sim *sim)
{
    for (guint i = 0; i < sim->units->len; i++) {
        Unit *old = sim_unit(sim, i);
        for (guint k = 0; old->honest && old->rolled > 0 && k < sim->units->len; k++) {
            Unit *other = sim_unit(sim, k);
            Letter *letter =
                other->honest && sim->partners[i][k] ? write_or_ask(sim, old, other) : NULL;
            if (letter != NULL && letter_take(sim, other, letter))
                carry(sim, other, old);
            g_clear_pointer(&letter, letter_free);
        }
        if (old->honest && old->rolled > 0 && !unit_is_old(sim, old))
            sim_act(sim, old, "has no other copy", confirm, NULL, NULL, NULL);
    }
}

void
sim_settle(Sim *sim)
{
    sim->faults = false;
    g_ptr_array_set_size(sim->mail, 0);
    for (guint i = 0; i < sim->units->len; i++)
        sim_unit(sim, i)->skew = 0;
    heal_all(sim);
    /* Who learns of a fork takes nothing else of that bundle: each fork costs each one a round. */
    for (guint i = 0; i < sim->units->len; i++)
        if (!sim_unit(sim, i)->honest)
            round_of_all(sim);
    round_of_all(sim);
    round_of_all(sim);
    for (guint i = 0; sim->broken == NULL && i < sim->units->len; i++)
        for (guint k = 0; sim->broken == NULL && k < sim->units->len; k++) {
            Unit *one = sim_unit(sim, i), *other = sim_unit(sim, k);
            if (i == k || !agrees(sim, one) || !agrees(sim, other) || !sim->partners[i][k])
                continue;
            compare(sim, one, other);
            if (sim->broken == NULL)
                compare_lines(sim, one, other);
            if (sim->broken == NULL)
                look_for_repeats(sim, one, other);
        }
}
