/* ranking.c: the result of an emulation compact: agreed points of each unit, and its place. Agreed in every party's
 * book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"
#include "records/parts.h"

enum { TITLE, PARTIES, CRITERIA, PERIOD, PLACES, POINTS, HEADS, REPLACES };

static const Field place_parts[] = {
    {"place", N_("Rank"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"unit", N_("Unit"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .of_unit = true},
    {"points", N_("Points"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};
static const Field point_parts[] = {
    {"unit", N_("Unit"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .of_unit = true},
    {"number", N_("Criterion"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"points", N_("Points"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};
static const Field fields[] = {
    [TITLE] = {"title", N_("Title"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true},
    [PARTIES] = {"parties", N_("Parties"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT, .required = true,
                 .in_list = true, .parts = parts_party},
    [CRITERIA] = {"criteria", N_("Emulation criteria"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .of_agreement = true, .required = true},
    [PERIOD] = {"period", N_("Period"), FIELD_PERIOD, CLASS_NONE, SHARE_COVENANT, .required = true,
                .in_list = true},
    [PLACES] = {"places", N_("Ranks"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT, .required = true,
                .parts = place_parts},
    [POINTS] = {"points", N_("Points"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
                .parts = point_parts},
    [HEADS] = {"heads", N_("Books at that moment"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
               .technical = true, .parts = parts_head},
    [REPLACES] = {"replaces", N_("Replaces"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .technical = true},
};

const Kind kind_ranking = {
    "ranking",      N_("Emulation ranking"), N_("Emulation rankings"),
    N_("Twinning"), NATURE_AGREEMENT,        .schema = 1,
    FIELDS(fields), .title = TITLE,          .dated = PERIOD,
};
