/* key.c: new keys of a unit from this entry on.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

static const Field fields[] = {
    {"log_key", N_("Key of the book"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"mirror_key", N_("Key that confirms copies"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"witness_key", N_("Key that witnesses"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"box_key", N_("Key for sealed bundles"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"recovery_sign", N_("Recovery key (signing)"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"recovery_box", N_("Recovery key (sealing)"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"signature", N_("Signature by the key before it, or by the recovery sheet"), FIELD_TEXT,
     CLASS_NONE, SHARE_COVENANT},
};

const Kind kind_key = {
    "key",       N_("Change of keys"), N_("Changes of keys"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 1, FIELDS(fields),       .title = -1,           .dated = -1,
};
