/* lineage.h: the life of units, as all books held here tell it: which were closed, who goes on from whom, and into whose
 * sums the figures of a closed unit go. A closing and a succession are two statements in two books; only where both say the
 * same thing are figures carried over.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "views/views.h"

/* Who goes on, as the closing names it. */
typedef struct {
    char *origin, *code, *name;
    gint64 book; /* its number here, 0: not held */
} Heir;
typedef struct {
    gint64 book, entry, time;
    Day day; /* from it on the unit is no more */
    char *document;
    GPtrArray *heirs; /* (element-type Heir); none: dissolved */
} Closing;

typedef enum {
    SUCCESSION_AGREED = 1, /* the older book was closed and names it */
    SUCCESSION_ONE_SIDED,  /* the older book does not say so */
    SUCCESSION_NOT_HELD,   /* the older book is not here */
    SUCCESSION_NEW_VOLUME, /* the same unit begins a new volume, and its six words were compared */
    SUCCESSION_NOT_COMPARED, /* it says that it is a new volume; nobody has compared its words yet */
} SuccessionState;
typedef struct {
    gint64 book, entry; /* of the book that goes on */
    gint64 from;        /* number of the older book here, 0: not held */
    char *origin, *name;
    guint64 size; /* entries of the older book in the state that is quoted */
    char *root, *note;
    bool volume;
    Day day;
    char *document;
    SuccessionState state;
} Succession;

typedef struct {
    GPtrArray *closings;    /* (element-type Closing) */
    GPtrArray *successions; /* (element-type Succession) */
    GHashTable *books;      /* origin -> Book */
} Lineage;

Lineage *lineage_read(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lineage_free(Lineage *lineage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lineage, lineage_free)

/* NULL: it goes on. A book that was given up for a new volume has none either. */
const Closing *lineage_closing(const Lineage *lineage, gint64 book);
/* What a book says of older ones, in order. (element-type const Succession, borrowed) */
GPtrArray *lineage_claims(const Lineage *lineage, gint64 book);
/* The books that say that they go on from this one. (element-type const Succession, borrowed) */
GPtrArray *lineage_claimed(const Lineage *lineage, gint64 book);
/* From this day on the book is no more: closed, or given up for a new volume. G_MAXINT32: it goes on. */
Day lineage_end(const Lineage *lineage, gint64 book);
/* Whether a newer volume took its place without a closing: it is forked or damaged, and nobody asks it anything any more. */
bool lineage_given_up(const Lineage *lineage, gint64 book);
/* The one book into whose sums this one's figures go from a day on; 0: they stay its own. A unit that was split has
 * none: nobody can say which part was whose. */
gint64 lineage_heir(const Lineage *lineage, gint64 book, Day day);
/* Adds the books whose figures go into this one's sums on a day, and those behind them, none twice. */
void lineage_before(const Lineage *lineage, gint64 book, Day day, GArray *books);
/* Origins of the books that speak for this one today: itself while it is not closed, else its heirs, and theirs. None: it
 * was dissolved. (element-type utf8) */
GPtrArray *lineage_living(const Lineage *lineage, const char *origin);
/* The other way round: origins of those for whom this one speaks. (element-type utf8) */
GPtrArray *lineage_spoken_for(const Lineage *lineage, const char *origin);

const char *succession_label(SuccessionState state); /* msgid */
/* Whether a book is of the same unit as an older one, as far as its own card says: same kind, and the name that the older one
 * had at first or on that day. Only such a one can be its new volume. */
bool lineage_same_unit(Db *db, const Book *older, const Book *newer, Day day, bool *ret_same,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The closing of one book; NULL without error when it is not closed. */
bool closing_find(Db *db, gint64 book, Closing **ret_closing,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void closing_free(Closing *closing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Closing, closing_free)
