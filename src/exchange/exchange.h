/* exchange.h: what units send each other: partner cards, and bundles that carry every leaf and
 * the bodies the covenants open, sealed to the receiver. The same by stick, e-mail or network.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"
#include "records/record.h"

/* Partner cards: our book/1 as a small signed note. */
char *partner_card(Office *office, const char *unit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Pins the keys of a card. `code` NULL: the card's own; a clash asks for another. words (may be
 * NULL): the six words as compared; wrong words are refused. *ret_code is the code it has here. A
 * card with another key than a partner's stops everything with it (other_key.h): KN_CONFLICT, and
 * *ret_code says of whom. */
bool partner_add(Office *office, const Actor *actor, const char *card, gsize length,
                 const char *code, const char *words, char **ret_code,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool partner_compared(Office *office, const Actor *actor, const char *code, const char *words,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef enum {
    STOP_NONE,
    STOP_FORK, /* its book contradicts what is held, or cannot be explained */
    STOP_KEY,  /* a card with another key came under its name (other_key.h) */
} StopCause;
typedef struct {
    gint64 book;
    char *code, *name, *origin, *vkey, *words;
    bool compared, stopped;
    StopCause stop;       /* why; STOP_NONE unless stopped */
    guint64 size;         /* leaves held */
    gint64 last_seen;     /* time of the newest bundle, 0: none */
    guint64 our_cosigned; /* size of our newest head that they cosigned */
    char *watched_by;     /* code of our book that watches over theirs, NULL: none */
    guint64 watched;      /* size of the newest state that it vouched for */
} Partner;
void partner_free(Partner *partner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Partner, partner_free)
GPtrArray *partners_list(Db *db,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT; /* (element-type Partner) */

/* What would leave, before it leaves. */
typedef struct {
    char *unit; /* code of our book */
    const Kind *kind;
    gint64 records;      /* bodies that go */
    GPtrArray *fields;   /* (element-type utf8): names of fields that are open */
    GPtrArray *warnings; /* (element-type utf8): sentences, e.g. a name-like word in free text */
} PreviewRow;
typedef struct {
    GPtrArray *rows; /* (element-type PreviewRow) */
    gint64 leaves;   /* of all our books in it */
    gint64 files;
    gint64 copied; /* parts of the sealed copy that they are asked to keep and do not have yet */
    bool compared; /* the partner's words were compared */
} Preview;
void preview_free(Preview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Preview, preview_free)
Preview *bundle_preview(Office *office, const char *unit, const char *to,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The bundle (docs/FORMAT.md) for the partner `to`: signs heads (the high-water mark is written
 * first), and counts what is new from the receiver's last cosigned head of ours that we hold.
 * *ret_name is a file name for people, "KG-den-HG-2020-08-12.ketnghia". */
GBytes *bundle_write(Office *office, const char *unit, const Actor *actor, const char *to,
                     char **ret_name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What came. */
typedef struct {
    char *from, *to; /* codes */
    gint64 new_entries, new_bodies, new_files;
    GPtrArray *agreements; /* (element-type utf8): body hashes newly seen, to look at */
    gint64 cosigned;       /* heads of others that we cosigned now */
    gint64 our_cosigned;   /* heads of ours that came back cosigned */
    GPtrArray *findings;   /* (element-type Finding): completeness, evidence of forks */
    gint64 struck;         /* values that were struck out here, because their owner erased them */
    gint64 taken_back;     /* entries of our own that came back to an old copy */
    gint64 bodies_back;    /* of our own entries, that came back or were completed */
    gint64 kept;           /* parts of their sealed copy that we keep for them now */
    bool asks;             /* they ask for their own book back */
    bool nothing_new;
} Arrival;
void arrival_free(Arrival *arrival);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arrival, arrival_free)
/* Verifies, mirrors, checks completeness, cosigns: one transaction. Not for us, cut or
 * malformed: KN_INVALID and nothing changes. A fork: evidence is kept, exchange with that book
 * stops, KN_BROKEN. */
Arrival *bundle_receive(Office *office, const Actor *actor, const void *bytes, gsize length,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Form and signatures only, for `verify BUNDLE`. */
bool bundle_verify(Office *office, const void *bytes, gsize length, Audit *audit,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An old copy of an office's file signs nothing. It asks a partner for what it lacks with a bundle
 * that brings no head of its own; the partner's next bundle brings its entries back, and
 * bundle_receive takes them. */
GBytes *bundle_ask(Office *office, const char *unit, const Actor *actor, const char *to,
                   char **ret_name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* They asked by word of mouth: a bundle for `to` that brings all that we hold of its books, and the
 * sealed copies that we keep of them. What does not fit into one comes in several, `bundle` from 1
 * up to *ret_bundles. */
GBytes *bundle_give_back(Office *office, const char *unit, const Actor *actor, const char *to,
                         guint bundle, guint *ret_bundles, char **ret_name,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Lines that were lost come back from a backup of the same office (a file, or a server's address),
 * as far as they fit their leaves. */
bool recover_from_backup(Office *office, const Actor *actor, const char *where, gint64 *ret_bodies,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What proves that a partner signed two histories of its book: kept texts, oldest first, each
 * for anyone to check (docs/FORMAT.md). (element-type utf8) */
GPtrArray *evidence_list(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
    guint64 first, second; /* entries of the two histories */
    gint64 entry;          /* the first that differs, -1: not said */
    char *origin;
} EvidenceFacts;
void evidence_facts_clear(EvidenceFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(EvidenceFacts, evidence_facts_clear)
/* Of a text that convicts. */
bool evidence_facts(const char *text, gsize length, EvidenceFacts *ret_facts,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
#define EVIDENCE_FIRST_LINE "ketnghia/evidence/v1\n"
/* KN_INVALID when it is no such text or proves nothing. *ret_key is the verifier key whose owner
 * it convicts, yours. */
bool evidence_check(const char *text, gsize length, char **ret_key,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
