/* demo.h: making the two offices of the article, step by step, on a clock of their own. Everything goes through the same acts
 * that officers use.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"

typedef struct {
    Office *office;
    Actor actor;
    Output *out;
} Demo;

/* Writes one record from typed values ("field", "value", ..., NULL) and returns its entry, -1 with error. */
gint64 demo_add(Demo *demo, const char *unit, const char *kind, GError **error,
                ...) G_GNUC_NULL_TERMINATED;
/* Moves the clock to 8 o'clock of a day, never back. */
void demo_day(Demo *demo, int year, int month, int day);

/* One house: a chapter and its union. */
typedef struct {
    const char *chapter, *chapter_name, *place,
        *place_caps; /* "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "Kiên Giang" */
    const char *union_code, *union_name;
    gint64 total_vnd;            /* what its delivered activities make up, to the đồng */
    const char *const *communes; /* NULL-terminated */
    const char *chairman, *vice_chairman;
    bool hanh_trinh_do; /* held the programme "Hành trình đỏ" */
} DemoHouse;
extern const DemoHouse demo_kien_giang, demo_hau_giang;

bool demo_units(Demo *demo, const DemoHouse *house,
                GError **error) G_GNUC_WARN_UNUSED_RESULT; /* books, units, officers */
bool demo_chapter(Demo *demo, const DemoHouse *house,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT; /* seven months of the chapter */
bool demo_union(Demo *demo, const DemoHouse *house,
                GError **error) G_GNUC_WARN_UNUSED_RESULT; /* ... and of its union */
/* Promises and helps for addresses; activities: by month, the one that counts the helps. */
bool demo_sponsors(Demo *demo, const DemoHouse *house, const gint64 *addresses,
                   const gint64 *activities, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool demo_donations(Demo *demo, const DemoHouse *house, const char *campaign,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool demo_plans(Demo *demo, const DemoHouse *house, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool demo_awards(Demo *demo, const DemoHouse *house, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* members: entries of the union's members, as texts. */
bool demo_fees(Demo *demo, const DemoHouse *house, char *const *members, gsize count,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Criteria, scores and ranking of the two unions, agreed by both. */
bool demo_emulation(Demo *host, Demo *guest, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool demo_covenant(Demo *proposer, Demo *other, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool demo_session(Demo *host, Demo *guest,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT; /* 12/8/2020 */
/* A bundle from one office to the other, received there. */
bool demo_exchange(Demo *from, const char *from_unit, Demo *to, const char *to_unit,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A picture drawn by the program: `scene` 0 to 3. PNG bytes. */
GBytes *demo_picture(int scene, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes a text of agreement into a unit's book, and agrees to the newest one of a kind. */
bool demo_propose(Demo *demo, const char *unit, Record *text,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool demo_agree(Demo *demo, const char *unit, const char *kind,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
