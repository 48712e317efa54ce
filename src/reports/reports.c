/* reports.c: the registry of reports, from the list in meson.build.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/report.h"

#include "records/kinds.h"

#define REPORT(name) extern const Report report_##name;
#include "reports.inc"
#undef REPORT

#define REPORT(name) &report_##name,
const Report *const reports[] = {
#include "reports.inc"
};
const gsize reports_count = G_N_ELEMENTS(reports);

const Report *
report_find(const char *name)
{
    for (gsize i = 0; i < reports_count; i++)
        if (g_str_equal(reports[i]->name, name))
            return reports[i];
    return NULL;
}

const char *
report_group(const Report *report)
{
    if (report->group != NULL)
        return report->group;
    return report->of_kind != NULL ? kind_get(report->of_kind)->group : "Reports";
}

bool
report_needs_record(const Report *report)
{
    return report->of_kind != NULL || report->of_person;
}

/* A kind whose records are called by the name of somebody. */
static bool
is_of_person(const Kind *kind)
{
    return kind->title >= 0 && kind->fields[kind->title].class == CLASS_BASIC &&
           g_str_equal(kind->fields[kind->title].name, "name") &&
           (kind->nature == NATURE_PRIVATE || kind_field(kind, "roles") >= 0);
}

bool
report_is_about(const Report *report, const Kind *kind)
{
    return report->of_person ? is_of_person(kind) : g_strcmp0(report->of_kind, kind->name) == 0;
}
