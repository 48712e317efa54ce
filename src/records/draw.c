/* draw.c: a draw of lots that everyone present can check afterwards: before the meeting the fingerprint of a drawn seed is
 * written down, at the meeting everyone says a word, then the seed is opened. docs/DRAW.md says how. Private.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

enum { FUND, HELD, NUMBER, CANDIDATES, COMMITMENT, SEED, WORDS, ORDER, NOTE };

static const Field member_parts[] = {
    {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member",
     .required = true},
    {NULL},
};
static const Field word_parts[] = {
    {"word", N_("Word or number"), FIELD_TEXT, CLASS_NONE, SHARE_OWN, .required = true},
    {NULL},
};
static const Field fields[] = {
    [FUND] = {"fund", N_("Fund"), FIELD_REF, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .links_to = "fund"},
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true},
    [NUMBER] = {"number", N_("Meeting number"), FIELD_COUNT, CLASS_NONE, SHARE_OWN,
                .in_list = true},
    [CANDIDATES] = {"candidates", N_("Still to receive"), FIELD_LIST, CLASS_NONE, SHARE_OWN,
                    .parts = member_parts},
    [COMMITMENT] = {"commitment", N_("Fingerprint of the seed"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
                    .required = true},
    [SEED] = {"seed", N_("Seed"), FIELD_TEXT, CLASS_NONE, SHARE_OWN},
    [WORDS] = {"words", N_("Words of those present"), FIELD_LIST, CLASS_BASIC, SHARE_OWN,
               .parts = word_parts},
    [ORDER] = {"order", N_("Order drawn"), FIELD_LIST, CLASS_NONE, SHARE_OWN,
               .parts = member_parts},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
};

const Kind kind_draw = {
    "draw",      N_("Draw of lots"), N_("Draws of lots"), N_("Funds"),   NATURE_PRIVATE,
    .schema = 1, FIELDS(fields),     .title = -1,         .dated = HELD,
};
