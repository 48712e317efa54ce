/* year.h: the year in view: what lists and the overview show unless another period is asked for.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/request.h"

/* ?year=2020, else this year, else (when nothing is counted this year) the newest of the last ten
 * that has something. */
int year_in_view(Request *req);
Period year_period(int year);
