/* banned.h: functions that do not compile here, because each has hurt someone. Included before everything
 * by the build; what to use instead stands beside it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat                                                                   \
    strncat /* g_strdup, GString; strncpy, in a header we need, is found by tools/layers */
#pragma GCC poison sprintf vsprintf               /* g_strdup_printf, g_snprintf */
#pragma GCC poison gets strtok                    /* g_strsplit */
#pragma GCC poison gmtime localtime asctime ctime /* base/date.h */
#pragma GCC poison system popen                   /* nothing runs a shell */
#pragma GCC poison atoi atol atof strtod          /* number_read, g_ascii_string_to_signed */
#pragma GCC poison setlocale                      /* base/lang.h: there is no process locale */
