/* contact.h: how a partner's machine is reached and how that went: address, pinned certificate,
 * rhythm, the last success and the last failure. One sealed setting per partner.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/trouble.h"
#include "rules/office.h"

typedef struct {
    char *address;     /* clean (net/address.h), NULL: unknown */
    char *certificate; /* the fingerprint that their log key vouched for, NULL: none yet */
    char *seen;        /* the other one that was met instead, NULL */
    char *rhythm;      /* "22:00" every day, "6h", NULL: by hand */
    char *unit;        /* origin of the own book that exchanges by the rhythm */
    gint64 since;      /* when the rhythm was set */
    gint64 tried;      /* end of the last try, 0: never */
    gint64 done;       /* end of the last that came about, 0: never */
    gint64 failing;    /* when the first try failed after the last success, 0: it did not */
    Trouble trouble;   /* of the last try */
    char *said;        /* the sentence of TROUBLE_HERE */
} Contact;
void contact_free(Contact *contact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Contact, contact_free)

/* Never NULL but with an error: an empty one for a partner of whom nothing is known. `origin` is
 * the partner's. */
Contact *contact_get(Db *db, const char *origin, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the last failure means, NULL when the last try came about. */
const char *contact_sentence(const Contact *contact);

/* Acts of people: chair or administrator. `partner` is a code or an origin. */
/* Typed address, "" for none: KN_INVALID when it cannot be one. Another address is met without a
 * pinned certificate. */
bool contact_set_address(Office *office, const Actor *actor, const char *partner, const char *typed,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "22:00", "6h" (1 to 168), "" or "off": by hand. `unit`: the own book that exchanges. */
bool contact_set_rhythm(Office *office, const Actor *actor, const char *unit, const char *partner,
                        const char *typed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The partner confirmed that its certificate is another one now: the next answer that its log key
 * vouches for pins it. */
bool contact_forget_certificate(Office *office, const Actor *actor, const char *partner,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How a try ended. address and certificate (NULL: as before) are kept when it came about; `seen` is
 * the certificate met. */
typedef struct {
    Trouble trouble;
    const char *said; /* of TROUBLE_HERE */
    const char *address, *certificate, *seen;
} ContactEnd;
bool contact_ended(Office *office, const char *origin, const ContactEnd *end,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the rhythm asks for an exchange now: its last moment passed without one (also while the
 * program did not run); after a failure again every hour. */
bool contact_is_due(const Contact *contact, gint64 now);
