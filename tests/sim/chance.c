/* chance.c: splitmix64, and libsodium drawing from it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "chance.h"

#include <sodium.h>

void
chance_init(Chance *chance, guint64 seed)
{
    /* Neighbours begin far from each other. */
    chance->state = seed;
    chance->state = chance_next(chance) ^ (seed << 32);
}

guint64
chance_next(Chance *chance)
{
    guint64 mixed = chance->state += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

guint
chance_below(Chance *chance, guint limit)
{
    return (guint)(chance_next(chance) % MAX(limit, 1));
}

bool
chance_once_in(Chance *chance, guint times)
{
    return chance_below(chance, times) == 0;
}

static Chance program;

static const char *
name(void)
{
    return "simulated";
}

static guint32
draw(void)
{
    return (guint32)chance_next(&program);
}

static void
fill(void *const bytes, const size_t length)
{
    guint8 *at = bytes;
    for (size_t i = 0; i < length; i++)
        at[i] = (guint8)(chance_next(&program) >> 24);
}

void
chance_rule_program(guint64 seed)
{
    static randombytes_implementation simulated = {
        .implementation_name = name, .random = draw, .buf = fill};
    chance_init(&program, ~seed);
    randombytes_set_implementation(&simulated);
}
