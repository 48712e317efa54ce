/* bench.h: figures beside their floor, measured in the same run. Seconds are of the monotonic clock.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"
#include "rules/write.h"

double bench_now(void);
/* Seconds of processor time this process has used: over bench_now, the cores it kept busy. */
double bench_used(void);
/* Sorts; p in 0..1. */
double bench_quantile(GArray *seconds, double p);
void bench_line(const char *what, const char *format, ...) G_GNUC_PRINTF(2, 3);

typedef struct {
    char *folder, *file;
    char *sheet; /* recovery sheet of its book */
    Office *office;
    Actor actor;
} Bench;
void bench_open(Bench *bench, const char *folder, const char *name);
void bench_close(Bench *bench);
/* Activities of seven months, spread over days, fields and campaigns; every value to the đồng. (element-type Record) */
GPtrArray *bench_activities(gsize count, guint seed);
void bench_fill(Bench *bench, gsize count);

/* Asks a page `count` times over one connection of a server of its own; seconds of each, and its bytes. */
gsize bench_page(Bench *bench, const char *path, int count, GArray *seconds);

/* Sections. */
void bench_durable(const char *folder);
void bench_server(const char *folder);
void bench_bulk(const char *folder, gsize count);
void bench_growth(const char *folder, const char *sizes);
void bench_http(const char *folder, const char *program);
void bench_fund(const char *folder);
void bench_addresses(const char *folder);
void bench_recover(const char *folder, gsize count);
void bench_home(const char *folder);
void bench_exchange(const char *folder);
void bench_program(const char *folder, const char *program);
