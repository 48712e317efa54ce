/* intake.h: a bundle that comes over the network, piece by piece: it goes into a file without a
 * name, and is judged as soon as its signed list is here. Of a bundle from anybody but a partner no
 * more than that list is ever kept. The same for what a partner sends and for what answers us.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/trouble.h"
#include "proof/note.h"
#include "rules/office.h"

typedef struct Intake Intake;

/* `partner`: origin of the only one it may come from, NULL: any. KN_IO when there is no room. */
Intake *intake_new(Office *office, const char *partner, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void intake_free(Intake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Intake, intake_free)

/* False: no more is wanted; intake_trouble says why (TROUBLE_STRANGE: it is no bundle at all). */
bool intake_take(Intake *intake, const void *bytes, gsize length);
Trouble intake_trouble(const Intake *intake);
/* Origin of the partner that signed the list; NULL before that is known. */
const char *intake_partner(const Intake *intake);
/* The log key by which it is signed; NULL before that is known. */
const NoteKey *intake_key(const Intake *intake);
/* All of it, in memory only where it is read. NULL when nothing whole can have come: see
 * intake_trouble. */
GBytes *intake_end(Intake *intake);
