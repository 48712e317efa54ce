/* score.c: the points that a unit gives under a table of criteria: to itself, or to another with its reasons.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/points.h"
#include "records/rules.h"

enum { HELD, CRITERIA, OF, POINTS, NOTE };

static const Field point_parts[] = {
    {"number", N_("Criterion"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"points", N_("Points"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"reason", N_("Reason"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    {NULL},
};
static const Field fields[] = {
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true},
    [CRITERIA] = {"criteria", N_("Emulation criteria"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .of_agreement = true, .required = true,
                  .help = N_("as the list of agreements names it")},
    [OF] = {"of", N_("Unit scored"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .required = true,
            .in_list = true},
    [POINTS] = {"points", N_("Points"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT, .required = true,
                .parts = point_parts},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .long_text = true},
};

static void
score_check(const Record *record, Problems *problems)
{
    for (gsize i = 0; i < record_items(record, POINTS); i++) {
        g_autofree char *number = record_part(record, POINTS, i, 0),
                        *text = record_part(record, POINTS, i, 1);
        gint64 points;
        if (*number == '\0' || !points_read(text, &points))
            problems_add(problems, PROBLEM_ERROR, "points",
                         "Write the points of each criterion, such as 9 or 7,5.");
    }
}

const Kind kind_score = {
    "score",     N_("Score"),    N_("Scores"), N_("Twinning"), NATURE_ORDINARY,
    .schema = 1, FIELDS(fields), .title = OF,  .dated = HELD,  .check = score_check,
};
