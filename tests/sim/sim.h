/* sim.h: many offices in one process, with chance, clocks, disks and post in the hands of one seed.
 * Everything that happens goes into a digest, so that two runs of a seed can be compared.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "../exchange/fixture.h"
#include "chance.h"
#include "disk.h"

#define UNITS_MAX 48 /* second copies included */

/* What of an activity a covenant may open beside its day, field, state and value. */
typedef enum { OPEN_NONE = 0, OPEN_TITLE = 1 << 0, OPEN_PLACE = 1 << 1 } Open;

/* A head that left, or was taken. */
typedef struct {
    guint owner;
    guint64 size;
    Hash root;
} Signed;

/* An office. Its file may be a second copy of another's: then both write in one book, which no
 * honest office does. */
typedef struct {
    Desk desk;
    guint number; /* in sim->units */
    guint owner;  /* whose book it writes: its own number, or that of which it is a copy */
    char *code, *origin;
    gint64 skew;  /* of its clock, seconds */
    bool honest;  /* false from when two copies of its file went on */
    guint rolled; /* how often an older copy took the place of its file */
    bool healing; /* entries come back: what stood there may go */
    char *kept;   /* an older copy of the file, NULL: none */
    gsize kept_length;
    guint64 kept_size; /* entries of its book in it */
    GArray *hashes;    /* (element-type Hash): its leaves, as they were acknowledged */
    GArray *roots;     /* (element-type Hash): of the first n of them, from n = 0 */
    GArray *heads;     /* (element-type Signed): of its book, that left this office */
    GArray *taken;     /* (element-type Signed): of others' books, that it took */
    GArray *records;   /* (element-type gint64): activities of its book */
} Unit;

/* A word that stands in one field of one record, planted to be found where it may not be. */
typedef struct {
    guint owner;
    Open field;  /* OPEN_NONE: nobody else ever sees it */
    bool within; /* its event lies within the terms of covenants */
    gint64 entry;
    gint64 erased; /* entry of the erasure, -1: none */
    guint64 may;   /* numbers of the units that may hold it, as bits */
} Word;
#define WORD_START "zqk"

/* An agreement as the simulation knows it, from all sides at once. Parties are owners, as bits. */
typedef struct {
    char *hash;
    bool covenant;
    Open opens;
    guint64 parties, accepted, ended;
} Pact;

/* A bundle on its way. */
typedef struct {
    guint from, to;
    GBytes *bytes;
} Letter;

typedef struct {
    guint64 seed;
    guint step, steps;
    Chance chance;
    char *folder;
    gint64 now;
    bool faults;      /* disks, clocks and post misbehave */
    GPtrArray *units; /* (element-type Unit) */
    GArray *pacts, *words;
    GPtrArray *mail;   /* (element-type Letter) */
    GHashTable *salts; /* salt -> whose it is */
    bool partners[UNITS_MAX][UNITS_MAX];
    Sha history;
    bool tells;      /* prints what happens */
    char *broken;    /* which promise, and how; NULL: none so far */
    guint64 done[8]; /* counts for the account, see Count */
} Sim;
typedef enum {
    COUNT_ACTS,
    COUNT_REFUSED,
    COUNT_CRASHES,
    COUNT_BUNDLES,
    COUNT_FORKS,
    COUNT_ROLLED,
    COUNT_CHANGED,
    COUNT_HEALED
} Count;

/* world.c */
void sim_begin(Sim *sim, guint64 seed, guint units);
void sim_end(Sim *sim);
/* Remembers that a promise did not hold; the first one counts. */
void sim_break(Sim *sim, const char *promise, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* Adds to the history. */
void sim_note(Sim *sim, const char *format, ...) G_GNUC_PRINTF(2, 3);
char *sim_digest(const Sim *sim);
Unit *sim_unit(const Sim *sim, guint number);
Unit *sim_pick(Sim *sim);
/* A partner of the unit, NULL: it has none. */
Unit *sim_partner(Sim *sim, const Unit *unit);

/* One act of a unit, on its clock, perhaps with a fault of its disk; afterwards every promise is
 * looked at. False: it did not come about; *ret_error (never NULL then) says why, *ret_fault that the
 * disk had a part in it. */
typedef bool (*Deed)(Sim *sim, Unit *unit, void *context, GError **error);
bool sim_act(Sim *sim, Unit *unit, const char *name, Deed deed, void *context, bool *ret_fault,
             GError **ret_error);
void unit_start(Sim *sim, Unit *unit);
void unit_stop(Unit *unit);
/* Puts other bytes in the place of the unit's file, as a person copies a backup back. */
void unit_replace(Sim *sim, Unit *unit, const char *bytes, gsize length);
/* A second copy of the office's file, mark and all; both go on. */
Unit *unit_copy(Sim *sim, Unit *unit);
/* Whether its file knows less than it once signed. */
bool unit_is_old(const Sim *sim, const Unit *unit);
/* Whether a mark may have stopped it rightly: older or second copies of its file went on once. */
bool unit_may_be_stopped(const Unit *unit, const GError *error);
guint64 unit_size(const Unit *unit);

/* A new word for a field of a unit's record. Yours to free. */
char *word_new(Sim *sim, const Unit *unit, Open field, bool within);

/* records.c, agreements.c, post.c, mishaps.c: what happens. */
void step_write(Sim *sim, Unit *unit);
void step_amend(Sim *sim, Unit *unit);
void step_undo(Sim *sim, Unit *unit);
void step_erase(Sim *sim, Unit *unit);
void step_import(Sim *sim, Unit *unit);
void step_private(Sim *sim, Unit *unit);
void step_merge(Sim *sim, Unit *unit);
void step_propose(Sim *sim, Unit *unit);
void step_accept(Sim *sim, Unit *unit);
void step_end(Sim *sim, Unit *unit);
void step_send(Sim *sim, Unit *unit);
void step_deliver(Sim *sim, Unit *unit);
void step_exchange(Sim *sim, Unit *unit);
void step_ask(Sim *sim, Unit *unit);
void step_reopen(Sim *sim, Unit *unit);
void step_clock(Sim *sim, Unit *unit);
void step_keep(Sim *sim, Unit *unit);
void step_roll_back(Sim *sim, Unit *unit);
void step_copy(Sim *sim, Unit *unit);
void step_change(Sim *sim, Unit *unit);
void step_compare(Sim *sim, Unit *unit);

void letter_free(gpointer letter);
/* A bundle of one for the other; NULL when it was not made. */
Letter *letter_write(Sim *sim, Unit *from, Unit *to, bool asks);
/* The receiver takes it, as it came. */
bool letter_take(Sim *sim, Unit *unit, const Letter *letter);
/* Faults are over: within two rounds all honest offices agree. */
void sim_settle(Sim *sim);

/* promises.c: what must hold, one function each (by the names of the list in promises.c). */
void promises_look(Sim *sim, Unit *unit);
/* The costly ones, of every unit. */
void promises_look_whole(Sim *sim);
void promise_signed(Sim *sim, Unit *unit, const Signed *head);
void promise_taken(Sim *sim, Unit *unit, const Signed *head);
/* A head that came to the unit, by itself or with its entries, and that what it holds contradicts. */
void promise_found(Sim *sim, Unit *unit, const Signed *head);
/* Nothing but the offices' own files lies in the folder. */
void promise_folder(Sim *sim);
