/* campaign.h: what a campaign is called on a day, and when its seasons are.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* The name it had on that day: a dated other name whose days hold it, else its own. Yours to free. */
char *campaign_name(const Record *campaign, Day day);
/* Its own name and all others, folded: what people may call it. (element-type utf8) */
GPtrArray *campaign_names(const Record *campaign);
/* The season that ends in this year; it may begin in the year before ("Nov to Feb"). Without season: as its own days
 * say when they are less than a year, else the year. */
Period campaign_season(const Record *campaign, int year);
