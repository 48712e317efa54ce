/* demo_picture.c: four pictures that stand for the photos of the exchange, drawn so that no one is shown.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/demo.h"

#include "base/error.h"
#include <cairo.h>
#include <math.h>

#define WIDTH 960
#define HEIGHT 640

static void
colour(cairo_t *c, guint rgb)
{
    cairo_set_source_rgb(c, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0);
}

static void
box(cairo_t *c, double x, double y, double width, double height, guint rgb)
{
    colour(c, rgb);
    cairo_rectangle(c, x, y, width, height);
    cairo_fill(c);
}

/* A person as a head and shoulders. */
static void
person(cairo_t *c, double x, double y, double size, guint shirt)
{
    colour(c, shirt);
    cairo_arc(c, x, y + size * 1.5, size, M_PI, 2 * M_PI);
    cairo_rectangle(c, x - size, y + size * 1.5, size * 2, size * 1.2);
    cairo_fill(c);
    colour(c, 0xc79a74);
    cairo_arc(c, x, y, size * 0.55, 0, 2 * M_PI);
    cairo_fill(c);
    colour(c, 0x2d2420);
    cairo_arc(c, x, y - size * 0.12, size * 0.56, M_PI, 2 * M_PI);
    cairo_fill(c);
}

static void
room(cairo_t *c)
{
    box(c, 0, 0, WIDTH, HEIGHT, 0xe9e4d8);
    box(c, 0, 430, WIDTH, 210, 0xb99f7c);
    box(c, 200, 50, 560, 120, 0x9c2f2f);
    box(c, 230, 80, 500, 18, 0xf4dc8c);
    box(c, 290, 115, 380, 14, 0xf4dc8c);
}

static void
row(cairo_t *c, int count, double y, double size)
{
    static const guint shirts[] = {0x3c6e9f, 0xdfe7ee, 0x4d7d5b, 0x86597d, 0xe8d9b0, 0x54606c};
    for (int i = 0; i < count; i++)
        person(c, WIDTH * (i + 0.5) / count, y + (i % 2) * 6, size,
               shirts[i % (int)G_N_ELEMENTS(shirts)]);
}

static void
draw(cairo_t *c, int scene)
{
    room(c);
    switch (scene) {
    case 0: /* both sides at the table */
        row(c, 6, 300, 44);
        box(c, 60, 400, 840, 60, 0x6b4a2f);
        row(c, 7, 500, 48);
        break;
    case 1: /* one stands and presents */
        person(c, 690, 235, 62, 0xdfe7ee);
        box(c, 620, 370, 140, 130, 0x6b4a2f);
        row(c, 6, 500, 48);
        break;
    case 2: /* one speaks from the table */
        person(c, 300, 260, 60, 0x3c6e9f);
        box(c, 60, 400, 840, 60, 0x6b4a2f);
        row(c, 6, 505, 46);
        break;
    default: /* everybody together */
        row(c, 8, 270, 42);
        row(c, 7, 370, 46);
        row(c, 8, 480, 48);
    }
}

static cairo_status_t
take(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

GBytes *
demo_picture(int scene, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    cairo_t *c = cairo_create(surface);
    draw(c, scene);
    cairo_status_t status = cairo_surface_write_to_png_stream(surface, take, bytes);
    cairo_destroy(c);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return fail_null(error, KN_IO, "The picture cannot be drawn: %s",
                         cairo_status_to_string(status));
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}
