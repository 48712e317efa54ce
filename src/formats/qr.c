/* qr.c: draws square codes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/qr.h"

#include <qrencode.h>
#include <stdbool.h>

#define QUIET_MODULES 4 /* the white edge that readers need */
#define DOTS 6          /* of a picture, for each module */
#define BMP_HEAD 62     /* file, picture, two colours */

static bool
is_dark(const QRcode *code, int x, int y)
{
    return x >= 0 && y >= 0 && x < code->width && y < code->width &&
           (code->data[y * code->width + x] & 1) != 0;
}

int
qr_side(const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    int side = code != NULL ? code->width + 2 * QUIET_MODULES : 0;
    if (code != NULL)
        QRcode_free(code);
    return side;
}

void
qr_each(const char *text, void (*draw)(void *context, int x, int y), void *context)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    for (int y = 0; code != NULL && y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if (is_dark(code, x, y))
                draw(context, x + QUIET_MODULES, y + QUIET_MODULES);
    if (code != NULL)
        QRcode_free(code);
}

static void
write_module(void *context, int x, int y)
{
    markup_print(context, "M%d %dh1v1h-1z", (gint64)x, (gint64)y);
}

void
qr_write(Markup *m, const char *text, const char *label)
{
    gint64 side = qr_side(text);
    if (side == 0)
        return;
    markup_print(m,
                 "<svg class=\"qr\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" "
                 "shape-rendering=\"crispEdges\"><path d=\"",
                 label, side, side);
    qr_each(text, write_module, m);
    markup_raw(m, "\"/></svg>");
}

char *
qr_text(const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return NULL;
    GString *lines = g_string_new(NULL);
    for (int y = -2; y < code->width + 2; y += 2) {
        for (int x = -2; x < code->width + 2; x++) {
            bool top = is_dark(code, x, y), bottom = is_dark(code, x, y + 1);
            g_string_append(lines, top ? (bottom ? " " : "▄") : (bottom ? "▀" : "█"));
        }
        g_string_append_c(lines, '\n');
    }
    QRcode_free(code);
    return g_string_free(lines, FALSE);
}

static void
put(GByteArray *bytes, guint32 value, int count)
{
    for (int i = 0; i < count; i++) {
        guint8 byte = (guint8)(value >> (8 * i));
        g_byte_array_append(bytes, &byte, 1);
    }
}

/* A BMP of two colours: rows from below, each filled up to four bytes. */
static GBytes *
bitmap(const QRcode *code)
{
    guint32 side = (guint32)(code->width + 2 * QUIET_MODULES) * DOTS, row = (side + 31) / 32 * 4;
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)"BM", 2);
    put(bytes, BMP_HEAD + row * side, 4);
    put(bytes, 0, 4);
    put(bytes, BMP_HEAD, 4);
    put(bytes, 40, 4);
    put(bytes, side, 4);
    put(bytes, side, 4);
    put(bytes, 1, 2);
    put(bytes, 1, 2);
    put(bytes, 0, 4);
    put(bytes, row * side, 4);
    put(bytes, 11811, 4); /* dots a metre: 300 an inch */
    put(bytes, 11811, 4);
    put(bytes, 2, 4);
    put(bytes, 0, 4);
    put(bytes, 0xffffff, 4);
    put(bytes, 0, 4);
    for (guint32 y = side; y > 0; y--)
        for (guint32 at = 0; at < row; at++) {
            guint8 byte = 0;
            for (guint32 bit = 0; bit < 8; bit++) {
                int x = (int)(at * 8 + bit) / DOTS - QUIET_MODULES;
                if (is_dark(code, x, (int)(y - 1) / DOTS - QUIET_MODULES))
                    byte |= (guint8)(0x80 >> bit);
            }
            g_byte_array_append(bytes, &byte, 1);
        }
    return g_byte_array_free_to_bytes(bytes);
}

GBytes *
qr_picture(const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return NULL;
    GBytes *picture = bitmap(code);
    QRcode_free(code);
    return picture;
}
