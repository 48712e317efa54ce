/* book.c: entry 0 of every book: its name in the world and its public keys.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

static const Field fields[] = {
    {"origin", N_("Origin"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"code", N_("Code"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"name", N_("Name"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"unit_kind", N_("Kind of unit"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"log_key", N_("Key of the book"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"mirror_key", N_("Key that confirms copies"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"witness_key", N_("Key that witnesses"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"box_key", N_("Key for sealed bundles"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"recovery_sign", N_("Recovery key (signing)"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"recovery_box", N_("Recovery key (sealing)"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
};

const Kind kind_book = {
    "book",      N_("Book"),     N_("Books"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 1, FIELDS(fields), .title = -1, .dated = -1,
};
