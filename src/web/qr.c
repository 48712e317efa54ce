/* qr.c: draws square codes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/qr.h"

#include <qrencode.h>

#define QUIET_MODULES 4 /* the white edge that readers need */

void
qr_write(Markup *m, const char *text, const char *label)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return;
    gint64 side = code->width + 2 * QUIET_MODULES;
    markup_print(m,
                 "<svg class=\"qr\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" "
                 "shape-rendering=\"crispEdges\"><path d=\"",
                 label, side, side);
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++)
            if ((code->data[y * code->width + x] & 1) != 0)
                markup_print(m, "M%d %dh1v1h-1z", (gint64)(x + QUIET_MODULES),
                             (gint64)(y + QUIET_MODULES));
    markup_raw(m, "\"/></svg>");
    QRcode_free(code);
}
