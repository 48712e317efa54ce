/* parts.c: parts of list items that several agreements share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/parts.h"

const Field parts_party[] = {
    {"origin", N_("Book"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .technical = true},
    {"log_key", N_("Key"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .technical = true},
    {"code", N_("Code"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"name", N_("Name"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};

const Field parts_head[] = {
    {"origin", N_("Book"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"size", N_("Entries"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"root", N_("Seal"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};
