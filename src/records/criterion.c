/* criterion.c: the table of criteria of an emulation compact for one period: what gives how many points, by which
 * rule over the books' own measures. Agreed in every party's book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/points.h"
#include "records/measure.h"
#include "records/parts.h"
#include "records/rules.h"
#include <string.h>

enum { TITLE, PARTIES, PERIOD, ITEMS, SETTLED, NOTE, REPLACES };
enum { GROUP, WHAT, SORT, MAXIMUM, MEASURE, RULE, TARGET };

static const Choice sorts[] = {
    {"normal", N_("counts"), "Điểm chuẩn"},
    {"bonus", N_("bonus"), "Điểm thưởng|Thưởng"},
    {"minus", N_("taken off"), "Điểm trừ|Trừ"},
    {NULL, NULL},
};
static const Choice rules[] = {
    {"share", N_("in proportion to the target"), "Theo tỷ lệ"},
    {"reached", N_("all when the target is reached"), "Đạt thì đủ điểm"},
    {"each", N_("one point for each target amount"), "Mỗi mức một điểm"},
    {NULL, NULL},
};
static const Choice settlings[] = {
    {"mean", N_("the mean of all who scored"), "Trung bình"},
    {"lowest", N_("the lowest of all"), "Thấp nhất"},
    {"self", N_("the unit's own score"), "Tự chấm"},
    {NULL, NULL},
};
static const Field item_parts[] = {
    [GROUP] = {"group", N_("Group"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    [WHAT] = {"what", N_("Criterion"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .choices = sorts},
    [MAXIMUM] = {"maximum", N_("Most points"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    [MEASURE] = {"measure", N_("Measure"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
                 .choices = choices_measures},
    [RULE] = {"rule", N_("Rule"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .choices = rules},
    [TARGET] = {"target", N_("Target"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};
static const Field fields[] = {
    [TITLE] = {"title", N_("Title"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true},
    [PARTIES] = {"parties", N_("Parties"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT, .required = true,
                 .in_list = true, .parts = parts_party},
    [PERIOD] = {"period", N_("Period"), FIELD_PERIOD, CLASS_NONE, SHARE_COVENANT, .required = true,
                .in_list = true},
    [ITEMS] = {"items", N_("Criteria"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT, .required = true,
               .parts = item_parts,
               .help =
                   N_("group | criterion | sort | most points | measure | rule | target; the last "
                      "three only where the books can count it")},
    [SETTLED] = {"settled", N_("Agreed points are"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
                 .required = true, .choices = settlings},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .long_text = true},
    [REPLACES] = {"replaces", N_("Replaces"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .technical = true},
};

/* A criterion that the books count names a measure, a rule and a target; any other none of the three. */
static void
check_counted(const Record *record, gsize item, Problems *problems)
{
    g_autofree char *measure = record_part(record, ITEMS, item, MEASURE),
                    *rule = record_part(record, ITEMS, item, RULE),
                    *target = record_part(record, ITEMS, item, TARGET);
    bool any = *measure != '\0' || *rule != '\0' || *target != '\0';
    bool all = *measure != '\0' && *rule != '\0' && *target != '\0';
    int number = (int)item + 1;
    if (any && !all)
        problems_add(problems, PROBLEM_ERROR, "items",
                     "Criterion %d: measure, rule and target belong together.", number);
    if (*target != '\0' && g_ascii_strtoll(target, NULL, 10) == 0)
        problems_add(problems, PROBLEM_ERROR, "items", "Criterion %d: the target is not zero.",
                     number);
}

static void
criterion_check(const Record *record, Problems *problems)
{
    for (gsize i = 0; i < record_items(record, ITEMS); i++) {
        g_autofree char *what = record_part(record, ITEMS, i, WHAT),
                        *maximum = record_part(record, ITEMS, i, MAXIMUM);
        gint64 points;
        if (*what == '\0' || !points_read(maximum, &points))
            problems_add(problems, PROBLEM_ERROR, "items",
                         "Criterion %d needs its words and its most points, such as 10 or 7,5.",
                         (int)i + 1);
        check_counted(record, i, problems);
    }
}

const Kind kind_criterion = {
    "criterion",
    N_("Emulation criteria"),
    N_("Emulation criteria"),
    N_("Twinning"),
    NATURE_AGREEMENT,
    .schema = 1,
    FIELDS(fields),
    .title = TITLE,
    .dated = PERIOD,
    .check = criterion_check,
};
