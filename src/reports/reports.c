/* reports.c: the registry of reports, from the list in meson.build.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/report.h"

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
