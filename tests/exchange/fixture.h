/* fixture.h: two offices with two books each (KG and KG-CD, HG and HG-CD) in a temporary folder,
 * with clocks that the test moves, and bundles between them, also such as no honest program writes.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/error.h"
#include "exchange/exchange.h"
#include "exchange/tar.h"
#include "records/kinds.h"
#include "rules/agree.h"
#include "rules/write.h"
#include "views/agreements.h"
#include "views/views.h"

/* 1/3/2020, 8 o'clock in Viet Nam. */
#define DESK_TIME G_GINT64_CONSTANT(1583024400)

typedef struct {
    char *file;
    Office *office;
} Desk;
void desk_open(Desk *desk);
void desk_close(Desk *desk);
/* A copy of the office's file, and of the mark beside it, as another office. */
void desk_copy(Desk *from, const char *name, Desk *ret_copy);
/* The older copy finds the mark of the file that went on. */
void desk_mark(Desk *from, Desk *copy);

typedef struct {
    char *folder;
    Desk kg, hg;
    char *sheets[3]; /* recovery sheets of KG and KG-CD, NULL-terminated */
} Pair;
void pair_init(Pair *pair); /* books and cards, nothing else */
void pair_clear(Pair *pair);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pair, pair_clear)
/* The covenant of the four bodies in force in both offices: opens what `opened` (NULL: held, title,
 * field, state, value of activities; photos) names from 2020 to 2020. Returns its body hash. */
char *pair_agree(Pair *pair, const char *const *opened);

void take_card(Desk *from, const char *unit, Desk *to);

extern const Actor machine;

/* Records. */
void set(Record *record, const char *field, const char *value);
Record *activity_record(const char *held, const char *title);
gint64 write_record(Desk *desk, const char *unit, Record *record);
gint64 add_activity(Desk *desk, const char *unit, const char *held, const char *title);
gint64 add_photo(Desk *desk, const char *bytes); /* in the book KG */
Book *book_of(Desk *desk, const char *code);
guint64 size_of(Desk *desk, const char *code);
/* The live activities of a book, by title, joined by "|". Yours to free. */
char *titles_of(Desk *desk, const char *code);
/* The stored body of an entry, NULL when none is held. */
char *body_of(Desk *desk, const char *code, gint64 entry);

/* Agreements: with the codes of its parties, NULL-terminated. */
char *propose(Desk *desk, const char *unit, const char *const *parties, const char *const *opened,
              const char *starts, const char *ends);
void accept(Desk *desk, const char *unit, const char *body_hash);
AgreementState state_of(Desk *desk, const char *body_hash);

/* Exchange. */
GBytes *send_bundle(Desk *desk, const char *unit, const char *to);
Arrival *receive(Desk *desk, GBytes *bundle);
void receive_quietly(Desk *desk, GBytes *bundle); /* without any finding */
void refused(Desk *desk, GBytes *bundle, KnCode code);
/* ... and nothing in the office changed: no row, not the mark. */
void refused_unchanged(Desk *desk, GBytes *bundle, KnCode code);
void exchange(Desk *from, const char *unit, Desk *to, const char *to_unit);
/* A digest of every row of every table, and of the mark. */
char *dump(Desk *desk);
int occurrences(Desk *desk, const char *word); /* in the file and what lies beside it */
void assert_sound(Desk *desk);
Partner *partner_of(Desk *desk, const char *code);

/* A bundle taken apart by the receiver's keys, and put together again by the sender's. */
typedef struct {
    GBytes *bytes, *plain;
    GPtrArray *outer; /* without manifest and shared.box */
    GPtrArray *inner;
} Parts;
void parts_open(Parts *parts, GBytes *bundle, Desk *to, const char *unit);
GBytes *parts_close(Parts *parts, Desk *from, const char *unit, Desk *to, const char *to_unit);
TarMember *parts_find(GPtrArray *members, const char *prefix); /* must be there */
/* Puts another body in place of an entry's, or adds it. */
void parts_put_body(Parts *parts, const char *origin, gint64 entry, const char *body);
