/* catalogue.h: the movements, drives and programmes that chapters and their unions know, brought along with the
 * program. They are data a unit takes when it wants; nothing is counted under them before.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

/* "NAME|from|to" of one other name; days ISO, "" open. Ends with name NULL. */
typedef struct {
    const char *name, *from, *to;
} ShippedAlias;

typedef struct {
    const char *name, *sort, *owner;
    const char *since;                   /* "1999" or NULL */
    const char *season_from, *season_to; /* "15/11"; NULL: all year */
    const char *counted;                 /* what reports usually count under it */
    const char *source;                  /* where that is published */
    ShippedAlias aliases[4];
} ShippedCampaign;

extern const ShippedCampaign shipped_campaigns[];
extern const gsize shipped_campaigns_count;

/* The one called so, by any name, with or without accents; NULL when there is none. */
const ShippedCampaign *shipped_campaign_find(const char *name);
/* A record of the kind campaign that says the same; nothing is written. Yours to free. */
Record *shipped_campaign_record(const ShippedCampaign *campaign);
/* The book's own record of it (entry), found by any of its names; -1 when it has none. */
bool shipped_campaign_taken(Db *db, const Book *book, const ShippedCampaign *campaign,
                            gint64 *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;
